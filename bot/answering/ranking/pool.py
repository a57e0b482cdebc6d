"""The short list of candidates for one question, with what all signals read of them."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property, lru_cache

from bot.answering.question.lexicon import plain_words
from bot.answering.question.terms import Term, owner_of
from bot.answering.question.understand import Question
from bot.answering.ranking.weights import Mode
from bot.knowledge import Item
from bot.search import (
    MOST_TEXTS,
    Asked,
    Days,
    Hit,
    QueryClause,
    Snapshot,
    plain_terms,
    stemmed_terms,
    terms_in,
)
from bot.text import compounds, fold, forms_in, names_and_numbers, text_fingerprint

BROAD = 80
"""Candidates of the search over all items."""
OF_PERSON = 40
"""Candidates among the statements of the people meant, and of those whose roles fit."""
OF_DAYS = 30
"""Candidates among the items of the days that are named, and among those of the last days."""
LATELY = 14
"""Days before a question in which most of what is asked about was published."""
IN_MEANING = 30
"""Candidates nearest in meaning."""
READ = 70
"""Candidates that are read and weighed, those of the best searches first."""
FIELDS = {"text": 1.0, "context": 0.5, "title": 0.35, "speaker": 0.6, "role": 0.4}
"""What a word adds to a search's BM25 score by the field it stands in."""
FUSION = 10
"""Added to each rank before ranks of several searches are summed as 1 / rank (reciprocal rank fusion: Cormack
et al., 2009, https://doi.org/10.1145/1571941.1572114); less than its 60, so that firsts count."""
SHORT_TEXTS = 2_000
"""Titles, contexts, roles and speakers whose stems are remembered: those of some dozens of questions."""
SECOND_READING = 0.5
"""Boost of a misspelt word's second and third reading."""


@dataclass(eq=False)
class Candidate:
    """An item of the short list and its words.

    `fused` is how high all the searches place it, as a share (0 to 1) of the first; `speaker` is the key of
    the person who said it, empty for a fact.
    """

    item: Item
    hit: Hit
    fused: float
    shelf: int
    speaker: str

    @cached_property
    def digest(self) -> int:
        """A hash of its normalised text: equal for the same words in another article."""
        return text_fingerprint(self.item.text)

    @cached_property
    def text(self) -> list[str]:
        """Stems of the item's own words, in order."""
        return stemmed_terms(self.item.text)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each stem stands in the text, by its number among the stems."""
        found: dict[str, list[int]] = {}
        for place, stem in enumerate(self.text):
            found.setdefault(stem, []).append(place)
        for one in compounds(self.item.text):
            found.setdefault(one.text, []).append(len(stemmed_terms(self.item.text[: one.start])))
        return found

    @cached_property
    def words(self) -> frozenset[str]:
        """What its own words are matched by: stems and forms of compounds."""
        return forms_in(self.item.text).union(self.text)

    @cached_property
    def context(self) -> frozenset[str]:
        return _stems(self.item.context)

    @cached_property
    def title(self) -> frozenset[str]:
        return _stems(self.item.title)

    @cached_property
    def role(self) -> frozenset[str]:
        return _stems(self.item.role)

    @cached_property
    def named(self) -> frozenset[str]:
        """Words of text, context and speaker as written: where people are named."""
        return frozenset(plain_terms(f"{self.item.speaker} {self.item.context} {self.item.text}"))

    @cached_property
    def details(self) -> frozenset[str]:
        """Names and numbers of the text, folded word by word; its first word only where it is a number."""
        found = {fold(owner_of(word)) for word in names_and_numbers(self.item.text)}
        return frozenset(found - plain_words())

    @cached_property
    def told(self) -> frozenset[str]:
        """All stems that stand in text, context or title: who speaks, and in what role, is left out."""
        return self.words.union(self.context, self.title)

    @cached_property
    def everything(self) -> frozenset[str]:
        """All stems that stand in it or its title, speaker and role included."""
        return self.told.union(self.role, _stems(self.item.speaker))


@lru_cache(SHORT_TEXTS)
def _stems(text: str) -> frozenset[str]:
    """The stems of a short text that many items share, such as their article's title."""
    return terms_in(text)


@dataclass(eq=False)
class Pool:
    """A question and its candidates; `cosine` is None where no model takes part."""

    question: Question
    candidates: list[Candidate]
    snapshot: Snapshot
    cosine: Sequence[float] | None = None

    @property
    def ground(self) -> Mode:
        """What its candidates can be ranked by."""
        if self.cosine is not None:
            return Mode.MEANING
        return Mode.ARCHIVE if self.snapshot.items > MOST_TEXTS else Mode.WORDS

    @cached_property
    def topical(self) -> list[Term]:
        """The question's terms that say what it is about, names included."""
        return [term for term in self.question.terms if term.topical]

    @cached_property
    def spoken_of(self) -> frozenset[Term]:
        """The words that name somebody of whom or to whom is spoken, and whose own words do not answer."""
        asked = self.question
        others = [one for one in asked.people if one not in asked.heard]
        return frozenset(term for one in others for term in asked.terms[one.first : one.last])

    @cached_property
    def weight(self) -> float:
        """Sum of the topical terms' weights; never 0."""
        return math.fsum(term.weight for term in self.topical) or 1.0


def clauses_of(question: Question, fields: Mapping[str, float] = FIELDS) -> list[QueryClause]:
    """What the search looks for: each topical word and name in each field, by the field's worth."""
    clauses: list[QueryClause] = []
    for term in question.terms:
        if not term.topical:
            continue
        if term.compound:
            clauses.append(QueryClause("compound", term.compound))
        for name, worth in fields.items():
            if name in ("speaker",):
                clauses.append(QueryClause(name, fold(term.word), worth))
                continue
            for place, stem in enumerate(term.stems):
                clauses.append(QueryClause(name, stem, worth * (SECOND_READING if place else 1.0)))
    return [clause for clause in clauses if clause.term]


def gather(
    question: Question, snapshot: Snapshot, nearest: Sequence[Hit] = (), here: Sequence[Hit] = ()
) -> list[Candidate]:
    """The short list: the union of several cheap searches, fused by their ranks.

    :param here: entries that are read whatever the searches find: those of the article talked of.
    """
    clauses = clauses_of(question)
    topic = [c for c in clauses if c.field in ("text", "context", "title", "compound")]
    meant = [key for one in question.heard for key, share in one.shares if share > 0.05]
    holders = [key for key, _ in question.office.holders]
    wanted = [Asked(tuple(clauses), BROAD)]
    for group in (tuple(meant), tuple(holders)):
        if group:
            wanted.append(Asked(tuple(topic), OF_PERSON, person=group))
            wanted.append(Asked(None, OF_PERSON, person=group))
    if question.when.days:
        wanted.append(Asked(tuple(clauses), OF_DAYS, days=question.when.days))
    elif snapshot.newest and snapshot.newest >= question.today - timedelta(days=LATELY):
        lately = Days(question.today - timedelta(days=LATELY), question.today)
        wanted.append(Asked(tuple(clauses), OF_DAYS, days=lately))
    broad, *others = snapshot.look_up(wanted)
    return _candidates([broad, list(nearest), *others], snapshot, here)


def _candidates(found: Iterable[list[Hit]], snapshot: Snapshot, here: Sequence[Hit] = ()) -> list[Candidate]:
    best: dict[Hashable, tuple[float, Hit]] = {}
    for hits in found:
        for rank, hit in enumerate(hits):
            order, _ = best.get(hit.key, (0.0, hit))
            best[hit.key] = (order + 1 / (FUSION + rank), hit)
    ordered = sorted(best.values(), key=lambda one: -one[0])
    kept = {hit.key for hit in here}
    chosen = [*ordered[:READ], *(one for one in ordered[READ:] if one[1].key in kept)]
    chosen += [(0.0, hit) for hit in here if hit.key not in best]
    hits = [hit for _, hit in chosen]
    items = snapshot.load(hits)
    shelves = snapshot.numbers("shelf", hits)
    return [
        Candidate(
            item, hit, order / (chosen[0][0] or 1.0), shelf, snapshot.person_of(item.speaker, item.article)
        )
        for item, (order, hit), shelf in zip(items, chosen, shelves, strict=True)
    ]
