"""Which of several people of one name is meant: by office, title or talk before, or by who says most."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache

from bot.answering.question.people import Meant, fits_of
from bot.answering.question.terms import Term
from bot.names import HONORIFICS, MAN, MOSTLY, TITLES, WOMAN, first_names
from bot.search import Snapshot, stemmed_terms

DESCRIBING = 5
"""Words after "Hendry of" that may say which Hendry that is."""
_OF = frozenset(("of", "from", "at", "the"))


def settled(
    meant: Meant, terms: Sequence[Term], snapshot: Snapshot, talked_of: Collection[str] = ()
) -> Meant:
    """Whom a name means where several have it, as far as its words and the conversation tell.

    :param talked_of: people of the conversation, by key, the likeliest first.
    """
    people = fitting(meant, terms, snapshot)
    told, kept = _described(meant, terms, people, snapshot)
    if len(kept) == 1:
        return told
    spoken_of = [key for key in talked_of if key in kept][:1]
    if spoken_of and meant.first and terms[meant.first - 1].word == "other":
        kept = [key for key in kept if key not in spoken_of]
    else:
        kept = spoken_of or foremost(kept, snapshot)
    if len(kept) != 1:
        return replace(told, shares=_shares(meant, kept), open=True)
    others = tuple(key for key in people if key != kept[0])
    return replace(told, shares=_shares(meant, kept), others=others)


def fitting(meant: Meant, terms: Sequence[Term], snapshot: Snapshot) -> list[str]:
    """The people whom a name fits best, by key: of a surname those who bear it, not those called so first."""
    run = [term.word for term in terms[meant.first : meant.last]]
    fits = fits_of((key for key, _ in meant.shares), run, snapshot)
    best = max(fits.values())
    return [key for key, _ in meant.shares if fits[key] == best]


def foremost(keys: Sequence[str], snapshot: Snapshot) -> list[str]:
    """The one who made nine tenths of the statements; all of them where nobody did."""
    people = [snapshot.register.person(key) for key in keys]
    said = [person.quotes if person else 0 for person in people]
    most = max(said)
    return [keys[said.index(most)]] if most and most >= MOSTLY * sum(said) else list(keys)


def _shares(meant: Meant, keys: Collection[str]) -> tuple[tuple[str, float], ...]:
    """The shares of those who are left, sum 1."""
    shares = [(key, share) for key, share in meant.shares if key in keys]
    total = sum(share for _, share in shares)
    return tuple((key, share / total) for key, share in shares)


def _described(
    meant: Meant, terms: Sequence[Term], people: Sequence[str], snapshot: Snapshot
) -> tuple[Meant, list[str]]:
    """The name with the words around it that say whose it is, and whom it leaves.

    That is "Mayor" before it and "of Quiet Banks" after it.
    """
    said = {key: _said_of(key, snapshot) for key in people}
    first, last, left = meant.first, meant.last, list(people)
    while first and terms[first - 1].word in TITLES and terms[first - 1].topical:
        suited = [key for key in left if _suits(terms[first - 1], key, said[key])]
        if not suited:
            break
        left, first = suited, first - 1
    end = _end_of_description(terms, last)
    stems = {term.stems[0] for term in terms[last:end] if term.topical}
    suited = [key for key in left if stems and stems <= said[key]]
    if suited:
        left, last = suited, end
    shares = _shares(meant, left) if len(left) < len(people) else meant.shares
    return replace(meant, first=first, last=last, shares=shares), left


def _end_of_description(terms: Sequence[Term], at: int) -> int:
    """Where "of Quiet Banks" ends: with the words that carry a topic, and the small ones between them."""
    if at >= len(terms) or terms[at].word not in _OF:
        return at
    end = at
    for place in range(at, min(at + DESCRIBING, len(terms))):
        if terms[place].topical:
            end = place + 1
        elif terms[place].word not in _OF:
            break
    return end


def _said_of(key: str, snapshot: Snapshot) -> frozenset[str]:
    """The stems of a person's roles and offices."""
    titles = (office.title for office in snapshot.register.offices(key))
    return frozenset(stem for title in titles for stem in stemmed_terms(title))


def _suits(title: Term, key: str, said: frozenset[str]) -> bool:
    """Whether a title may be a person's: an office by their role, "Mr" by the role or the given name."""
    gender = HONORIFICS.get(title.word)
    if gender is None:
        return title.stems[0] in said
    given = first_names().get(key.split(maxsplit=1)[0], "")
    men, women = bool(said & _stems(MAN)), bool(said & _stems(WOMAN))
    of_role = "" if men == women else "m" if men else "f"
    return not gender or (of_role or given) in ("", gender)


@cache
def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(stemmed_terms(" ".join(sorted(words))))
