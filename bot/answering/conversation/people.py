"""Whom a turn means by a pronoun or a description, among the people of the article that the talk is of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answering.question.people import Meant
from bot.answering.question.roles import equivalents
from bot.answering.question.terms import Term, owner_of
from bot.names import MAN, ORGANISATION_WORDS, RELATIONS, WOMAN, first_names, names_an_office
from bot.replies import Context
from bot.search import Snapshot, stemmed_terms
from bot.text import fold, words

LEAST_DESCRIBED = 0.5
"""Share of a description's words, by weight, that tell of somebody."""
BESIDE = 0.6
"""What a word beside a name in the article counts of one in the role: it may be of somebody else."""
REACH = 6
"""Words on either side of a name that may say who that is."""
_GOES_ON = frozenset(
    ("on", "about", "once", "when", "after", "before", "in", "at", "for", "to", "how", "why", "what")
)
Equivalents = Mapping[str, Mapping[str, float]]
_HE, _SHE = frozenset(("he", "him", "his")), frozenset(("she", "her", "hers"))


@dataclass(frozen=True)
class Described:
    """Somebody of the article (by key), and the words of the turn that do not describe them."""

    key: str
    left: tuple[Term, ...] = ()


def whom_pronoun_means(pronoun: str, context: Context, snapshot: Snapshot) -> tuple[str, ...]:
    """The people a pronoun may stand for: whom the talk was of, who spoke, who is named, in this order."""
    first = snapshot.entry(context.items[0]) if context.items else None
    spoke = [snapshot.person_of(first.speaker, first.article)] if first and first.speaker else []
    here = snapshot.people_of(context.article) if context.article else []
    named = [snapshot.register.key(one.name) for one in here]
    said = set(first.text.lower().split()) if first else set()
    in_text = [key for key in named if key.split() and key.split()[-1] in said]
    order = tuple(dict.fromkeys((*context.people, *spoke, *in_text, *named)))
    wanted = "m" if pronoun in _HE else "f" if pronoun in _SHE else ""
    if not wanted:
        return order
    fits = [key for key in order if _gender(key, snapshot) == wanted]
    open_ = [key for key in order if not _gender(key, snapshot)]
    likely = [key for key in context.people if key in fits or key in open_]
    return tuple(dict.fromkeys((*likely[:1], *fits, *open_)))


def _gender(key: str, snapshot: Snapshot) -> str:
    person = snapshot.register.person(key)
    said = {w for office in snapshot.register.offices(key) for w in office.title.lower().split()}
    man, woman = not MAN.isdisjoint(said), not WOMAN.isdisjoint(said)
    if man != woman:
        return "m" if man else "f"
    given = (person.name if person else key).split()
    return first_names().get(given[0].lower(), "") if given else ""


def described_here(terms: Sequence[Term], article: str, snapshot: Snapshot) -> Described | None:
    """The one speaker of an article whom a turn's words describe; None where none is, or several are.

    Their role counts whole, what the article says beside their name less: "Harbour chief Ida Lund said".
    """
    told = [term for term in _head(terms) if term.topical]
    if not told or not article:
        return None
    stems = equivalents(terms, snapshot)
    total = sum(term.weight for term in told) or 1.0
    beside = _said_beside(article, snapshot)
    best: dict[str, tuple[float, tuple[Term, ...]]] = {}
    for one in snapshot.people_of(article):
        if not one.quotes:
            continue
        key = snapshot.register.key(one.name)
        role = {*stemmed_terms(one.role), *stemmed_terms(" ".join((one.name, *one.aliases)))}
        fits = [_fit(term, role, beside.get(key, frozenset()), stems) for term in told]
        share = sum(fit * term.weight for fit, term in zip(fits, told, strict=True)) / total
        if share >= LEAST_DESCRIBED and any(_tells_who(term, role, stems) for term in told):
            kept = {id(term) for fit, term in zip(fits, told, strict=True) if fit}
            left = tuple(term for term in terms if term.topical and id(term) not in kept)
            best[key] = max(best.get(key, (0.0, ())), (share, left), key=lambda each: each[0])
    order = sorted(best, key=lambda key: -best[key][0])
    if not order or (len(order) > 1 and best[order[1]][0] == best[order[0]][0]):
        return None
    return Described(order[0], best[order[0]][1])


def _head(terms: Sequence[Term]) -> Sequence[Term]:
    """The words up to a comma or a small word that goes on: "the brother" of "the brother, once she won"."""
    for place, term in enumerate(terms):
        if any(each.topical for each in terms[:place]) and ("," in term.gap or term.word in _GOES_ON):
            return terms[:place]
    return terms


def _tells_who(term: Term, role: Collection[str], stems: Equivalents) -> bool:
    """Whether a word is of a person: it stands in the role or name, or names an office or a relation."""
    told = names_an_office(term.word) or term.word in RELATIONS | ORGANISATION_WORDS
    return told or not stems.get(term.stems[0], {term.stems[0]: 1.0}).keys().isdisjoint(role)


def _fit(term: Term, role: Collection[str], beside: Collection[str], stems: Equivalents) -> float:
    options = stems.get(term.stems[0], {term.stems[0]: 1.0})
    in_role = max((worth for stem, worth in options.items() if stem in role), default=0.0)
    near = max((worth for stem, worth in options.items() if stem in beside), default=0.0)
    return max(in_role, BESIDE * near)


def _said_beside(article: str, snapshot: Snapshot) -> dict[str, frozenset[str]]:
    """The stems that stand beside each person's surname in the texts and contexts of an article, by key."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    keys = [snapshot.register.key(one.name) for one in snapshot.people_of(article)]
    surnames = {key.split()[-1]: key for key in keys if key.split()}
    for item in snapshot.article_items(article):
        if item.speaker:
            found[snapshot.person_of(item.speaker, article)].update(stemmed_terms(item.context))
        said = [fold(owner_of(word.text)) for word in words(item.text)]
        for place, word in enumerate(said):
            if word in surnames:
                around = said[max(0, place - REACH) : place + REACH + 1]
                found[surnames[word]].update(stemmed_terms(" ".join(around)))
    return {key: frozenset(stems) for key, stems in found.items()}


def those_of(
    people: Sequence[Meant], terms: Sequence[Term], article: str, snapshot: Snapshot
) -> tuple[Meant, ...]:
    """The people that a turn names, as the article talked of has them.

    A name that several have is that of the one whom the article names; a word in lower case that is nobody's
    there is no name.
    """
    if not article:
        return tuple(people)
    here = {snapshot.register.key(one.name) for one in snapshot.people_of(article)}
    found = []
    for one in people:
        kept = [(key, share) for key, share in one.shares if key in here]
        total = sum(share for _, share in kept)
        if kept:
            shares = tuple((key, share / total) for key, share in kept)
            found.append(replace(one, shares=shares, open=len(shares) > 1, others=()))
        elif one.last - one.first > 1 or terms[one.first].capital:
            found.append(one)
    return tuple(found)
