"""Learn the weights of `bot/attribution/data/attribution.json`.

    python -m training.attribution --data DIR [--by-hand FILE] [--out FILE]

DIR holds train.jsonl.gz: articles with all that is attributed to somebody in them (PolNeAR's format as
`{"id", "title", "text", "statements": [{"speaker", "source", "span", "quoted"}]}`). Any mention that reads
like the marked source counts as right, the model finds out which (`training/choices.py`). One article in
ten is kept aside and only measured. FILE holds articles of the same format in which somebody decided every
run between marks: what nobody said stands under "nobody" as `[start, end, why]`. They count for more.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.json_lines import read_lines
from bot.attribution import lexicon as lex
from bot.attribution.evidence import candidates, carry_signals, may_speak_on, mention_signals
from bot.attribution.mentions import Mention, Sort
from bot.attribution.people import Party
from bot.attribution.reading import Reading
from bot.attribution.reference import ITSELF, ReferenceChoice, antecedents, reference_signals
from bot.attribution.speakers import PossibleSpeaker
from bot.attribution.speech import speech_signals
from bot.attribution.weighing import Weights
from bot.names import HONORIFICS
from bot.text.words import words
from training.choices import RIDGE, Group, fit, measure

OUT = Path("bot/attribution/data/attribution.json")
# For speech more, since each word beside the marks is a signal.
SPEECH_RIDGE = 1e-3
# An article in which every run between marks was decided by hand counts as so many that a parser marked.
BY_HAND = 20.0
# The same for who spoke: there a parser's marks are mostly right.
MENTIONS_BY_HAND = 4.0
# Decisions whose marked answer the first fit gives less than this are left out of the second.
SLIP = 0.04

Article = dict[str, Any]
# The quotation spoken last and its speaker.
Last = tuple[int, PossibleSpeaker] | None


def read(path: Path) -> list[Article]:
    return [*read_lines(path)]


def _name(text: str | None) -> list[str]:
    return [w.text for w in words(text or "") if w.text not in lex.DETERMINERS and w.text not in HONORIFICS]


def same_name(predicted: str, wanted: str | None) -> bool:
    """Whether one is the other's fuller form, as the scorer of attributions has it."""
    mine, theirs = _name(predicted), _name(wanted)
    if not mine or not theirs:
        return False
    if set(theirs) <= set(mine):
        return len(mine) <= len(theirs) + 3
    return set(mine) <= set(theirs) and len(mine) >= 2 and mine[-1] == theirs[-1]


def gold_of(reading: Reading, article: Article) -> dict[int, dict[str, Any]]:
    """The marked statement of each quotation that has one."""
    found: dict[int, dict[str, Any]] = {}
    for number, quotation in enumerate(reading.page.quotations):
        best = 0
        for statement in article["statements"]:
            for a, b in statement["quoted"] or [statement["span"]]:
                shared = min(b, quotation.end) - max(a, quotation.start)
                if shared > max(best, 0.5 * (quotation.end - quotation.start)):
                    best, found[number] = shared, statement
    return found


def is_source(mention: Mention, source: str) -> float:
    """How well the mention reads like the marked source: best if it begins it; 0 if not at all."""
    if mention.sort is Sort.PRONOUN:
        return float(source.strip().lower() == mention.head)
    mine, theirs = _name(mention.text), _name(source)
    if not mine or not set(mine) <= set(theirs) or source.lower() in lex.PRONOUNS:
        return 0.0
    return 1.0 - 0.1 * theirs.index(mine[0]) + 0.01 * len(mine) if theirs.index(mine[0]) < 9 else 0.01


@dataclass(frozen=True)
class Lesson:
    """An article read, with the marked statement of each quotation and all that is attributed.

    `by_hand`: every run between marks was decided, those that nobody said among them; the `source` of a
    statement then is who said it, also where the words beside it are "he" or "the minister".
    """

    reading: Reading
    gold: dict[int, dict[str, Any]]
    attributed: list[tuple[int, int]]
    by_hand: bool = False

    @classmethod
    def of(cls, article: Article) -> Lesson:
        reading = Reading.of(article["text"])
        statements = article["statements"]
        spans = [tuple(s["span"]) for s in statements] + [tuple(q) for s in statements for q in s["quoted"]]
        return cls(reading, gold_of(reading, article), spans, "nobody" in article)

    @property
    def weight(self) -> float:
        return BY_HAND if self.by_hand else 1.0

    def party(self, quotation: int) -> int | None:
        statement = self.gold.get(quotation)
        if statement is None or not statement["speaker"]:
            return None
        return next(
            (p.number for p in self.reading.cast.parties if same_name(p.name, statement["speaker"])), None
        )


def speech_group(lesson: Lesson, quotation: int, _last: Last) -> Group | None:
    """Whether the quotation lies within anything attributed to anybody."""
    marks = lesson.reading.page.quotations[quotation]
    length = max(1, marks.end - marks.start)
    inside = max((min(b, marks.end) - max(a, marks.start) for a, b in lesson.attributed), default=0) / length
    rows = [speech_signals(lesson.reading, quotation), {}]
    return Group(rows, [inside > 0.5, inside <= 0.5], lesson.weight)


def mention_group(lesson: Lesson, quotation: int, last: Last) -> Group | None:
    statement = lesson.gold.get(quotation)
    if statement is None or not statement["source"]:
        return None
    reading = lesson.reading
    last_party = last[1].party if last and last[1].party >= 0 else None
    options = candidates(reading, quotation)
    if lesson.by_hand:
        fit = [float(may_name(reading, n, statement)) for n in options]
        saying = [f * (reading.clauses[n].place >= 0) for n, f in zip(options, fit, strict=True)]
        fit = saying if any(saying) else fit
    else:
        fit = [is_source(reading.mentions[n], statement["source"]) for n in options]
    named = [
        f if same_name(_party_name(reading, n), statement["speaker"]) else 0.0
        for n, f in zip(options, fit, strict=True)
    ]
    fit = named if any(named) else fit
    best = max(fit, default=0.0)
    right = [f == best > 0 for f in fit]
    rows = [mention_signals(reading, quotation, n, last_party) for n in options]
    if last is not None and may_speak_on(reading, quotation, last[0]):
        before = lesson.gold.get(last[0])
        rows.append(carry_signals(reading, quotation, last[0]))
        home, _ = reading.page.places[quotation]
        local = any(
            f and reading.mentions[n].sentence == home and reading.clauses[n].place >= 0
            for n, f in zip(options, right, strict=True)
        )
        right.append(
            (not local and before is statement)
            or (
                not local
                and bool(before and statement["speaker"] and before["speaker"] == statement["speaker"])
                and same_name(last[1].name, statement["speaker"])
            )
        )
    weight = MENTIONS_BY_HAND if lesson.by_hand else 1.0
    return Group(rows, right, weight) if any(right) and not all(right) else None


def may_name(reading: Reading, number: int, statement: dict[str, Any]) -> bool:
    """Whether the mention (by index) can stand for the statement's speaker: by name, or as "she"."""
    wanted = statement["speaker"] or statement["source"]
    mention = reading.mentions[number]
    if number in reading.cast.named:
        return same_name(_party_name(reading, number), wanted)
    if mention.sort is Sort.DESCRIPTION and same_name(mention.text, wanted):
        return True
    parties = (p for p in antecedents(reading, number) if p != ITSELF)
    return any(same_name(reading.cast.parties[p].name, wanted) for p in parties)


def _party_name(reading: Reading, mention: int) -> str:
    """The full name of the party that the mention (by index) names; empty if it names none."""
    party = reading.cast.named.get(mention)
    return "" if party is None else reading.cast.parties[party].name


def _may_mean(mention: Mention, party: Party) -> bool:
    return mention.head in party.described or mention.head in party.key


def reference_group(lesson: Lesson, quotation: int, last: Last) -> Group | None:
    statement = lesson.gold.get(quotation)
    if statement is None or not statement["source"]:
        return None
    reading = lesson.reading
    last_party = last[1].party if last and last[1].party >= 0 else None
    governing = {n for n in reading.governors[quotation] if n is not None}
    sources = [
        n for n in governing if n not in reading.cast.named and may_name(reading, n, statement)
    ] if lesson.by_hand else [
        n for n in candidates(reading, quotation)
        if n not in reading.cast.named and is_source(reading.mentions[n], statement["source"])
    ]  # fmt: skip
    if not sources:
        return None
    home = reading.page.places[quotation]
    number = min(
        sources,
        key=lambda n: (
            abs(reading.mentions[n].sentence - home[0]) * 100 + abs(reading.mentions[n].first - home[1])
        ),
    )
    mention = reading.mentions[number]
    if mention.sort is Sort.PRONOUN and not statement["speaker"] and not lesson.by_hand:
        return None
    options = antecedents(reading, number)
    wanted = statement["speaker"] or statement["source"]
    right = [p != ITSELF and same_name(reading.cast.parties[p].name, wanted) for p in options]
    if lesson.by_hand and ITSELF in options:
        right[options.index(ITSELF)] = not any(right) and same_name(mention.text, wanted)
    elif mention.sort is Sort.DESCRIPTION and not any(right) and options[0] == ITSELF:
        # The parser that marked the data left most descriptions unresolved: believed without a rival only.
        office = mention.text.lower().startswith("the ") and mention.head in lex.OFFICES
        right[0] = not office and not any(_may_mean(mention, reading.cast.parties[p]) for p in options[1:])
    spoken = last[0] if last else None
    question = ReferenceChoice(reading, number, quotation, last_party, spoken, options)
    rows = [reference_signals(question, p) for p in options]
    weight = MENTIONS_BY_HAND if lesson.by_hand else 1.0
    return Group(rows, right, weight) if any(right) and not all(right) else None


def groups(lessons: list[Lesson], make: Callable[[Lesson, int, Last], Group | None]) -> Iterator[Group]:
    """The decisions of all articles; who spoke before is the truth, as far as it is marked."""
    for lesson in lessons:
        last: Last = None
        for quotation in range(len(lesson.reading.page.quotations)):
            group = make(lesson, quotation, last)
            if group is not None:
                yield group
            party = lesson.party(quotation)
            if party is not None:
                last = quotation, PossibleSpeaker(lesson.reading.cast.parties[party].name, party)
            elif quotation in lesson.gold:
                last = None


def learn(lessons: list[Lesson], aside: list[Lesson]) -> Weights:
    learned = []
    for make, slip, ridge in (
        (speech_group, 0.0, SPEECH_RIDGE),
        (mention_group, 0.0, RIDGE),
        (reference_group, SLIP, RIDGE),
    ):
        learned.append(fit(list(groups(lessons, make)), slip, ridge))
        print(f"{make.__name__}: aside {measure(list(groups(aside, make)), learned[-1]):.3f}")
    return Weights(*learned)


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn both models, print how often they are right aside, write the file of weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--by-hand", type=Path, metavar="FILE", help="articles decided by hand, as well")
    parser.add_argument("--out", type=Path, default=OUT, metavar="FILE")
    args = parser.parse_args(arguments)
    source = args.data / "train.jsonl.gz"
    lessons = [Lesson.of(article) for article in read(source)]
    decided = [Lesson.of(article) for article in read(args.by_hand)] if args.by_hand else []
    weights = learn(
        [*(lesson for n, lesson in enumerate(lessons) if n % 10), *decided],
        [lesson for n, lesson in enumerate(lessons) if n % 10 == 0],
    )
    stored = {
        "learned from": f"nine articles of ten: {_origin(source)}"
        + (f"; all articles: {_origin(args.by_hand)}" if args.by_hand else ""),
        "speech": weights.speech,
        "mention": weights.mention,
        "reference": weights.reference,
    }
    args.out.write_text(
        re.sub(r"\n    ", "\n  ", json.dumps(stored, indent=1, ensure_ascii=False)) + "\n", "utf-8"
    )


def _origin(path: Path) -> str:
    """A file of data by its name in its folder and its digest."""
    return f"{path.resolve().parent.name}/{path.name}, sha256 {hashlib.sha256(path.read_bytes()).hexdigest()}"


if __name__ == "__main__":
    main()
