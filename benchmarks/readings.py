"""Prints how the marked articles of the tests are read: mention by mention, quotation by quotation.

    python -m benchmarks.readings > tests/data/marked/readings.tsv

A change of the rules or of the learned weights shows there line by line, and is to be looked through before
the file is written anew: a signal whose name changes loses its learned weight without a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.attribution.described import described
from bot.attribution.reading import Reading
from bot.attribution.statements import statements
from bot.attribution.weighing import choose_speakers

MARKED = Path(__file__).resolve().parents[1] / "tests" / "data" / "marked"


FLAGS = ("plural", "organisation", "person", "owner", "apposed", "place")


def readings() -> Iterator[tuple[str, ...]]:
    """One row a mention, quotation and person of the marked articles."""
    for path in sorted(MARKED.glob("*.txt")):
        text = path.read_text("utf-8").partition("====\n")[0]
        for row in reading_of(text):
            yield path.stem, *row


def reading_of(text: str) -> Iterator[tuple[str, ...]]:
    """The rows of one article."""
    reading = Reading.of(text)
    for number in reading.outside:
        mention, clause = reading.mentions[number], reading.clauses[number]
        party = reading.cast.named.get(number)
        flags = [
            name
            for name in ("plural", "organisation", "person", "owner", "apposed", "place")
            if getattr(mention, name)
        ]
        named = "" if party is None else reading.cast.parties[party].name
        part = f"{clause.part}/{clause.verb}/{clause.place}"
        yield "mention", mention.text, mention.sort.name, part, mention.gender, " ".join(flags), named
    for number, choice in enumerate(choose_speakers(reading)):
        stance = reading.stances[number].name
        if choice is None:
            yield "nobody", str(number), stance
            continue
        others = [f"{speaker.name} {share:.4f}" for speaker, share in choice.others[:2]]
        chances = f"{choice.speech:.4f}", f"{choice.confidence:.4f}"
        yield "speaker", str(number), stance, choice.speaker.name, *chances, *others
    said = statements(reading)
    for line in said:
        yield "line", line.speaker, line.text, line.context, line.manner, str(line.continues), *line.remarks
    for person in described(reading, {line.speaker for line in said}):
        yield "person", person.name, person.role, *person.aliases


if __name__ == "__main__":
    for row in readings():
        print("\t".join(row))
