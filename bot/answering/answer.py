"""A question's way to its answer: read, followed up, ranked or listed, and what is remembered of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.answering.asking import Asking
from bot.answering.conversation.shown import about_shown
from bot.answering.conversation.turn import Turn, TurnKind, read_turn
from bot.answering.conversation.written_out import WrittenOut, more_of, offered_one, written_out
from bot.answering.notes import understood_as
from bot.answering.question.days import says_only_when
from bot.answering.question.understand import understand
from bot.answering.question.wanted import wanted
from bot.answering.ranking.judging import Reads
from bot.answering.whose import (
    said_by,
)
from bot.replies import Context, Found, Questioned, Talk, Understood, Unknown, Wanted
from bot.search import Corpus, Snapshot
from bot.text import step


def answer(  # noqa: PLR0913 -- what a question is asked of, each once
    question: str,
    corpus: Corpus,
    *,
    context: Context | None,
    today: date,
    limit: int,
    reads: Reads | None = None,
) -> Questioned:
    """Answer a question from one corpus.

    :param context: what the conversation's last reply passed on.
    :param today: the day that "yesterday" is counted from.
    :param limit: entries handed out at most; the same statement in several articles counts once.
    :param reads: who reads the first candidates; None where they are ranked unread.
    """
    snapshot = corpus.snapshot
    turn = read_turn(question, context)
    chosen = offered_one(turn, context, snapshot) if context else ""
    if chosen:
        # Whoever was asked back about is asked about, as if the question had named them whole.
        turn = Turn(TurnKind.NEW, chosen)
    elif context and turn.kind in (TurnKind.ABOUT, TurnKind.POINTING):
        return about_shown(turn, question, context, snapshot)
    elif turn.kind is TurnKind.BEYOND:
        return Talk(
            understood=Understood(question=question, wanted=Wanted.NOTHING), context=context or Context()
        )
    over = _over(turn, context, snapshot)
    with step("understand"):
        asked = understand(
            turn.text, snapshot, today=today, talked_of=context.people[:1] if context else (), over=over
        )
    asking = Asking(asked, understood_as(asked, snapshot, question), corpus, context, turn, reads)
    if turn.kind is TurnKind.MORE and context:
        return _more(asking, limit)
    asks = turn.corrects or "?" in question or says_only_when(question)
    chats = wanted(question) is Wanted.NOTHING and not asks
    if chats or (turn.kind is TurnKind.NEW and asked.wanted is Wanted.NOTHING):
        return Talk(understood=asking.understood, context=context or Context())
    if not asked.searchable and not asked.strangers and over is None:
        return Unknown(confidence=0.0, understood=asking.understood, context=context or Context())
    return asking.answer(limit)


def _over(turn: Turn, context: Context | None, snapshot: Snapshot) -> WrittenOut | None:
    """What a turn takes over from what was before it; None where it stands alone."""
    if context is None or turn.kind is TurnKind.NEW:
        return None
    return (more_of if turn.kind is TurnKind.MORE else written_out)(turn, context, snapshot)


def _more(asking: Asking, limit: int) -> Questioned:
    """The same again without the entries that were shown."""
    before = asking.context.items if asking.context else ()
    wide = asking.answer(limit + len(before))
    # An entry that was given an id since is remembered by its words.
    new = tuple(one for one in wide.offered if not {one.key, one.key_by_text} & set(before))
    answers = (_of_others(new, asking) if asking.turn.asks_who else new)[:limit]
    # The newest first: "when?" is asked about what was shown last.
    context = wide.context.model_copy(update={"items": (*(each.key for each in answers), *before)})
    if not answers:
        nothing = wide if isinstance(wide, Unknown) else asking.unknown(wide.confidence)
        return nothing.model_copy(update={"answers": (), "exhausted": bool(wide.offered), "context": context})
    return wide.model_copy(update={"answers": answers, "context": context})


def _of_others(found: Sequence[Found], asking: Asking) -> tuple[Found, ...]:
    """What others said than those whom the talk is of and whose words were shown."""
    snapshot, before = asking.corpus.snapshot, asking.context or Context()
    items = filter(None, map(snapshot.entry, before.items))
    spoke = {*before.people, *(snapshot.person_of(each.speaker, each.article) for each in items)}
    return tuple(one for one in found if one.speaker and said_by(one, snapshot) not in spoke)
