"""An article read as far as words alone go: who is mentioned where, and what each does there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.attribution.clauses import Clause, clause_of, verb_class
from bot.attribution.counts import Counts
from bot.attribution.denial import stances
from bot.attribution.labels import Turn, turns_of
from bot.attribution.layout import ArticleLayout, Kind, Token, lay_out, words_of
from bot.attribution.letters import in_small_letters, spelt_words, written_forms
from bot.attribution.lexicon import well_known as full_names
from bot.attribution.mentions import Mention, find_mentions
from bot.attribution.people import Cast, find_parties
from bot.attribution.roles import find_roles
from bot.attribution.scope import Stance
from bot.attribution.shapes import Shape
from bot.attribution.titles import title_case
from bot.attribution.traces import Traces
from bot.text import words

# After a quotation its verb of saying is looked for among so many tokens.
VERB_REACH = 12


@dataclass(frozen=True)
class Reading:
    """An article read so far: its page, the mentions outside and inside quotations, the parties they name.

    `well_known` has the full names of people whom papers name by a family name alone. `labelled` says that
    what stands before a colon at the beginning of a line is known to be who speaks.
    """

    page: ArticleLayout
    mentions: tuple[Mention, ...]
    cast: Cast
    roles: dict[int, str]
    well_known: Mapping[str, str]
    labelled: bool = False

    @classmethod
    def of(cls, text: str, well_known: Mapping[str, str] | None = None, *, labelled: bool = False) -> Reading:
        """Read a text; `well_known` takes the place of the list that ships."""
        page = lay_out(text, labelled=labelled)
        mentions = tuple(find_mentions(page))
        roles, cast = find_roles(page, mentions, find_parties(mentions))
        known = full_names() if well_known is None else well_known
        return cls(page, mentions, cast, roles, known, labelled)

    @cached_property
    def outside(self) -> tuple[int, ...]:
        """Mentions in the article's own words, by index."""
        return tuple(n for n, m in enumerate(self.mentions) if m.inside < 0)

    @cached_property
    def by_sentence(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for n in self.outside:
            found.setdefault(self.mentions[n].sentence, []).append(n)
        return found

    @cached_property
    def clauses(self) -> dict[int, Clause]:
        return {
            n: clause_of(self.page.sentences[self.mentions[n].sentence].tokens, self.mentions[n])
            for n in self.outside
        }

    @cached_property
    def shapes(self) -> dict[int, Shape]:
        """What each sentence that has quotations is made of."""
        homes = dict.fromkeys(home for home, _ in self.page.places)
        return {home: Shape.of(self.page.sentences[home].tokens) for home in homes}

    @cached_property
    def traces(self) -> Traces:
        """Where each party is named outside quotations."""
        return Traces.among(self.mentions, self.cast, self.clauses)

    @cached_property
    def governors(self) -> tuple[tuple[int | None, int | None], ...]:
        return tuple(governors(self, n) for n in range(len(self.page.quotations)))

    @cached_property
    def titled(self) -> tuple[str, ...]:
        """How each quotation is written: like a title or not (`title_case`)."""
        return tuple(title_case(self.words_in(n)) for n in range(len(self.page.quotations)))

    @cached_property
    def alike(self) -> tuple[tuple[int, ...], ...]:
        """Of each quotation those that hold the same words, itself among them."""
        told = [tuple(token.lower for token in self.words_in(n)) for n in range(len(self.page.quotations))]
        found: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, same in enumerate(told):
            found[same].append(number)
        rows = {same: tuple(numbers) for same, numbers in found.items()}
        return tuple(rows[same] for same in told)

    def words_in(self, quotation: int) -> list[Token]:
        """The words of a quotation as tokens of their own."""
        marks = self.page.quotations[quotation]
        return [t for t in words_of(self.page.text, marks.start, marks.end) if t.kind is Kind.WORD]

    @cached_property
    def turns(self) -> dict[int, Turn]:
        """The turns of a transcript, by the character with which they begin."""
        return {turn.start: turn for turn in turns_of(self.page.text, labelled=self.labelled)}

    def shown(self, name: str) -> str:
        """The name as it is shown: in small letters where labels of a transcript have it in capitals."""
        if not self.turns or not name.isupper():
            return name
        return in_small_letters(name, self._written_forms, self._spelt_words)

    @cached_property
    def _written_forms(self) -> dict[str, str]:
        return written_forms(self.page.text)

    @cached_property
    def _spelt_words(self) -> frozenset[str]:
        return spelt_words(self.page.text)

    @cached_property
    def counts(self) -> Counts:
        """How many mentions and signs stand between any two places of the article's own words."""
        own = [n for n in self.outside if not self.mentions[n].apposed]
        sayers = {n for n in own if self.clauses[n].place >= 0}
        return Counts.of(self.page, [self.mentions[n] for n in own], [n in sayers for n in own])

    @cached_property
    def stances(self) -> tuple[Stance, ...]:
        """Of each quotation whether the article says that it was said."""
        return stances(self.page)

    @cached_property
    def said(self) -> tuple[frozenset[str], ...]:
        """The folded words of each quotation."""
        return tuple(
            frozenset(w.text for w in words(self.page.text[q.start : q.end])) for q in self.page.quotations
        )


def governors(reading: Reading, quotation: int) -> tuple[int | None, int | None]:
    """The subjects of the nearest verbs of saying before and right after the quotation in its sentence."""
    home, place = reading.page.places[quotation]
    tokens = reading.page.sentences[home].tokens
    here = [n for n in reading.by_sentence.get(home, ()) if not reading.mentions[n].apposed]
    verb = reading.shapes[home].verb_before(place)
    before = None if verb is None else _subject(reading, here, verb, tokens)
    ahead = next(
        (n for n in range(place + 1, min(len(tokens), place + VERB_REACH)) if verb_class(tokens[n].lower)),
        None,
    )
    after = None if ahead is None else next((n for n in here if reading.clauses[n].place == ahead), None)
    if after is not None and reading.mentions[after].first < place:
        after = None
    return before, after


_LEADING = frozenset(("says", "subject", "leads", "according"))


def _subject(reading: Reading, here: list[int], verb: int, tokens: Sequence[Token]) -> int | None:
    """Who does the verb: its own subject; for "saying", "to say", "and said" the subject before it."""
    own = [n for n in here if reading.clauses[n].place == verb and reading.mentions[n].first < verb + 6]
    if own:
        return own[-1]
    leading = [
        n for n in here
        if reading.mentions[n].last <= verb and reading.clauses[n].part in _LEADING
    ]  # fmt: skip
    loose = tokens[verb].lower.endswith("ing") or (
        verb and tokens[verb - 1].lower in ("to", "and", "also", "then", "but")
    )
    if not leading:
        return None
    return leading[0] if loose and tokens[verb].lower.endswith("ing") else leading[-1]
