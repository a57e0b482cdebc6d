"""An answer after a correction, and the list of such answers for those who keep the knowledge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.cards.card import Block, Card, Line, LineKind, Span, TextStyle, block, line
from bot.cards.dates import day
from bot.cards.language import _, ngettext
from bot.replies import RecalledAnswer, RecalledEntry, RecallKind, RecallNote, RecallState, Trait

# Entries and links named on one card; the rest is counted.
ENTRIES_SHOWN = 8
LINKS_SHOWN = 5


def amended_card(card: Card, notes: Sequence[RecallNote]) -> Card:
    """The card as it is now, each note above the entry that it is about; what went, above all."""
    blocks = tuple(_noted(each, notes) for each in card.blocks)
    columns = tuple(
        each.model_copy(update={"blocks": tuple(_noted(one, notes) for one in each.blocks)})
        for each in card.columns
    )
    shown = {each.key for each in card.stacked}
    # Of several entries that went on one day it is said once.
    rest = dict.fromkeys(note_line(each) for each in notes if not each.key or each.key not in shown)
    above = (block(*rest),) if rest else ()
    return card.model_copy(update={"blocks": (*above, *blocks), "columns": columns})


def note_line(note: RecallNote) -> Line:
    """What became of an entry, in one sentence."""
    gone = {
        RecallKind.REMOVED: _("What was here is no longer in the knowledge base."),
        RecallKind.PURGED: _("What was here may no longer be shown."),
    }
    return line(" ".join((_told(note), *([gone[note.kind]] if note.kind in gone else []))), LineKind.WARNING)


def recalls_card(entries: Sequence[RecalledEntry]) -> Card:
    """Which answers showed what was corrected or taken out since, with links, and what became of each."""
    shown = entries[:ENTRIES_SHOWN]
    blocks = [block(*_lines(each)) for each in shown]
    rest = len(entries) - len(shown)
    if rest > 0:
        more = ngettext(
            "and {count} other; `briefing-bot recall` shows all",
            "and {count} others; `briefing-bot recall` shows all",
            rest,
        )
        blocks.append(block(line(more, LineKind.HINT)))
    if not entries:
        blocks = [block(line(_("No recent answer showed anything that was corrected since then.")))]
    return Card(title=_("Recalled answers"), blocks=tuple(blocks), total=len(entries))


def recall_sentence(entry: RecalledEntry) -> str:
    """What became of an entry, and when."""
    return _told(RecallNote(kind=entry.kind, day=entry.day, traits=entry.traits))


def state_name(state: RecallState) -> str:
    """What became of an answer, in a word or two."""
    return {
        RecallState.WAITING: _("waiting to be amended"),
        RecallState.AMENDED: _("amended"),
        RecallState.GONE: _("not there any more"),
        RecallState.REFUSED: _("may not be edited"),
        RecallState.PRIVATE: _("private, cannot be edited"),
    }[state]


def _noted(shown: Block, notes: Sequence[RecallNote]) -> Block:
    above = tuple(note_line(each) for each in notes if shown.key and each.key == shown.key)
    return shown.model_copy(update={"lines": (*above, *shown.lines)}) if above else shown


def _told(note: RecallNote) -> str:
    """ "Corrected on 3 May 2031: the words.", or what the editors say themselves in the place of that."""
    on, what = day(note.day), note.note or _traits(note.traits)
    what = what if what.endswith((".", "!", "?", "…")) else f"{what}."
    match note.kind:
        case RecallKind.CORRECTED:
            return _("Corrected on {day}: {what}", day=on, what=what)
        case RecallKind.DISPUTED if note.note:
            return _("Disputed since {day}: {what}", day=on, what=what)
        case RecallKind.WITHDRAWN if note.note:
            return _("Withdrawn on {day}: {what}", day=on, what=what)
    return {
        RecallKind.SUPERSEDED: _("Superseded on {day}: something newer has taken its place.", day=on),
        RecallKind.DISPUTED: _("Disputed since {day}.", day=on),
        RecallKind.WITHDRAWN: _("Withdrawn on {day}.", day=on),
        RecallKind.REMOVED: _("Taken out on {day}.", day=on),
        RecallKind.RESTORED: _("Put back on {day}.", day=on),
        RecallKind.PURGED: _("Deleted on {day}.", day=on),
    }[note.kind]


def _traits(traits: Sequence[Trait]) -> str:
    names = {
        Trait.WORDS: _("the words"),
        Trait.SPEAKER: _("who said it"),
        Trait.DATE: _("the date"),
    }
    told = [names[each] for each in traits if each in names]
    return _(" and ").join(told) or _("what the editors say about it")


def _lines(entry: RecalledEntry) -> Iterator[Line]:
    yield line(recall_sentence(entry), style=TextStyle.STRONG)
    yield line(entry.key, LineKind.DETAIL)
    counted = Counter(each.state for each in entry.answers)
    for state in RecallState:
        if counted[state]:
            yield Line(spans=tuple(_counted(state, entry.answers)), kind=LineKind.BULLET)


def _counted(state: RecallState, answers: Sequence[RecalledAnswer]) -> Iterator[Span]:
    """ "3 answers: amended (1, 2)", each number a link."""
    those = [each for each in answers if each.state is state]
    count = ngettext("{count} answer", "{count} answers", len(those))
    yield Span(text=f"{count}: {state_name(state)}")
    linked = [each.url for each in those if each.url][:LINKS_SHOWN]
    for number, url in enumerate(linked, 1):
        yield Span(text=" · ")
        yield Span(text=_("message {number}", number=number), url=url)
