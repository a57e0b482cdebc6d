"""Did somebody say so? Their very words settle it, or somebody else's; else what comes nearest of theirs."""

from __future__ import annotations

from bot.answering import Asserted, asserted_in
from bot.knowledge import Item
from bot.replies import Answer, Attribution, Found, Outcome, Questioned, Verdict, WhichPerson
from bot.search import stemmed_terms
from bot.text import folded
from bot.verify import QuoteSource, verify

VERY_NEAR = 0.85
"""Closeness (0 to 1) from which somebody else's words are shown as those that were meant: what the check of
quotations takes for this quote, even where an article has the very words."""
_PRONOUNS = frozenset(("he", "she", "they"))


def settle(question: str, reply: Questioned, quotes: QuoteSource) -> Questioned | Verdict:
    """The reply to "did Roe say that …?": a verdict where the letters are his or somebody else's.

    So it is where editors took back those words. A claim in other words is no quotation: it gets the reply
    that was found, with the nearest words first. A name that is nobody's is asked back before anything is
    checked.
    """
    asserted = asserted_in(question)
    if asserted is None or reply.understood.strangers:
        return reply
    verdict = verify(quotes, asserted.words, _speaker(asserted, reply))
    if verdict.verdict is Outcome.GENUINE and verdict.attribution is Attribution.AGREES:
        return verdict
    if verdict.verdict is Outcome.MISATTRIBUTED and not _said_otherwise(asserted, reply):
        return verdict
    if verdict.verdict is Outcome.WITHDRAWN and _settles(verdict, asserted, reply):
        return verdict
    if verdict.verdict is Outcome.ALTERED and verdict.matches:
        return _nearest(verdict, reply)
    return reply


def _settles(withdrawn: Verdict, asserted: Asserted, reply: Questioned) -> bool:
    """Whether what was taken back is what is asked about: the very words, or theirs where none fits."""
    if withdrawn.confidence == 1:
        return not _said_otherwise(asserted, reply)
    theirs = withdrawn.attribution is Attribution.AGREES
    return theirs and not (reply.answered or isinstance(reply, WhichPerson))


def _speaker(asserted: Asserted, reply: Questioned) -> str:
    """Who is asked about: as the question was understood, else as it names them."""
    people = reply.understood.people
    typed = folded(asserted.speaker)
    if people and (typed in _PRONOUNS or folded(people[0]).split()[-1] in typed.split()):
        return people[0]
    return asserted.speaker


def _said_otherwise(asserted: Asserted, reply: Questioned) -> bool:
    """Whether the one asked about said all that tells in the claim in other words: it is no plain no."""
    told = {term for word in reply.understood.topic for term in stemmed_terms(word)}
    claimed = told & set(stemmed_terms(asserted.words))
    names = {folded(name) for name in reply.understood.people[:1]}
    return any(
        claimed and claimed <= set(stemmed_terms(one.text))
        for one in reply.answers
        if folded(one.speaker) in names
    )


def _nearest(verdict: Verdict, reply: Questioned) -> Questioned:
    """The reply with the words that come nearest before all others.

    Their own words answer, whatever the claim makes of them; somebody else's never do.
    """
    match = verdict.matches[0]
    if isinstance(reply, WhichPerson) or (not match.speaker_matches and match.closeness < VERY_NEAR):
        return reply
    answers = _first(match.item, match.closeness, reply.answers)
    if match.speaker_matches:
        found = reply if isinstance(reply, Answer) else _as_answer(reply)
        changed = {"answered": True, "confidence": match.closeness, "answers": answers, "near": ()}
        return found.model_copy(update=changed)
    return reply.model_copy(update={"answers": answers})


def _first(item: Item, closeness: float, found: tuple[Found, ...]) -> tuple[Found, ...]:
    first = next((one for one in found if one.key == item.key), None)
    rest = (one for one in found if one.key != item.key)
    return ((first or Found.of(item)).model_copy(update={"chance": closeness}), *rest)


def _as_answer(reply: Questioned) -> Answer:
    return Answer(answered=True, confidence=0.0, understood=reply.understood, context=reply.context)
