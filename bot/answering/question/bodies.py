"""A body that is asked for its words, "the union": it, and the people whose roles name it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.question.people import NAMESAKES, Meant
from bot.answering.question.roles import offices_like
from bot.answering.question.terms import Term
from bot.names import ORGANISATION_WORDS, SpeakerKind, speaker_kind
from bot.search import QueryClause, Snapshot, plain_terms

_LINKS = frozenset(("of", "for", "at", "in", "to", "from", "with", "the", "a", "an", "and", "on", "by"))
_ARTICLES = frozenset(("the", "a", "an"))


def of_body(terms: Sequence[Term], first: int, last: int, snapshot: Snapshot) -> Meant | None:
    """Those who speak for a body, by key: itself first, then its people; left open between several bodies."""
    run = [term for term in terms[first:last] if term.word not in _LINKS]
    if not run or run[-1].word not in ORGANISATION_WORDS:
        return None
    typed = [term.word for term in run]
    found: dict[str, set[frozenset[str]]] = {}
    for one in snapshot.named([QueryClause("name", word) for word in typed], NAMESAKES):
        person = snapshot.register.person(one.person)
        name = person.name if person else one.person
        body = _body(name, typed)
        if body and one.quotes:
            found.setdefault(one.person, set()).add(body)
    for key in offices_like(run, snapshot):
        for office in snapshot.register.offices(key):
            body = _named_in(office.title, typed)
            if body:
                found.setdefault(key, set()).add(body)
    if not found:
        return None
    shares = tuple((key, 1 / len(found)) for key in found)
    bodies = {body for each in found.values() for body in each}
    several = sum(not any(body < other for other in bodies) for body in bodies) > 1
    return Meant(first, last, shares, open=several and len(found) > 1, body=True)


def _body(name: str, typed: Sequence[str]) -> frozenset[str]:
    """The words of a speaker's name, empty where it is no body of these words.

    "Dockers' Union" and "the company" are bodies by their last word, "a man held by police" is none.
    """
    said = plain_terms(name)
    whole = frozenset(said) - _ARTICLES - {"s"}
    if speaker_kind(name) is SpeakerKind.ORGANISATION and whole.issuperset(typed):
        return whole - _LINKS
    ends = said[-1:] == list(typed[-1:]) and whole == _named_in(name, typed)
    return whole if ends and speaker_kind(name) is SpeakerKind.DESCRIPTION else frozenset()


def _named_in(role: str, typed: Sequence[str]) -> frozenset[str]:
    """The words of the body that a role names by these words, empty where it does not.

    They reach back from the last of them to a small word: "dockers union" in "head of the Dockers' Union".
    """
    said = plain_terms(role)
    if typed[-1] not in said:
        return frozenset()
    end = said.index(typed[-1]) + 1
    start = next((n for n in range(end - 1, -1, -1) if said[n] in _LINKS), -1) + 1
    body = frozenset(said[start:end]) - {"s"}
    return body if body.issuperset(typed) else frozenset()
