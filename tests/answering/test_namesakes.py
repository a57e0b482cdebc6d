"""No question about one person is answered with another's words: made names of every kind, in both orders."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.replies import Questioned
from bot.search import person_key
from tests.desk import Desk

MADE = random.Random(14)  # noqa: S311
BEGINNINGS = (
    "Bren",
    "Cald",
    "Dor",
    "Eil",
    "Fen",
    "Gor",
    "Hal",
    "Jor",
    "Kel",
    "Lun",
    "Mor",
    "Pel",
    "Quen",
    "Tav",
)
ENDINGS = ("a", "an", "ander", "ella", "eth", "ia", "in", "ion", "ka", "lo", "mund", "o", "ric", "us", "win")
LISTED = ["Alan", "Ruth", "Peter", "Clara", "George", "Agnes", "Martin", "Sofie", "June", "April", "Will"]
FORMS = ("{}", "{}", "O'{}", "d'{}", "Al-{}", "van der {}", "de la {}", "{}-{}", "{} {}")
MONTHS = ("May", "March")
QUESTIONS = (
    "what did {} say about the harbour?", "What did {} say?", "{} on the harbour", "{}'s view of the harbour",
    "has {} spoken about the harbour lamps?", "what does {} think of the lamps in the harbour",
)  # fmt: skip


def word() -> str:
    return MADE.choice(BEGINNINGS) + MADE.choice(ENDINGS)


def surname(number: int) -> str:
    if number < len(MONTHS):
        return MONTHS[number]
    form = FORMS[number % len(FORMS)]
    return form.format(word(), word())


def far_apart(names: list[str]) -> bool:
    folded = [name.lower() for name in names]
    return all(OSA.distance(a, b) > 2 and not b.startswith(a) for a, b in combinations(sorted(folded), 2))


def family(number: int) -> tuple[str, list[str]]:
    """A surname and three given names of it, of which the first two are known."""
    while True:
        given_names = [MADE.choice(LISTED) if MADE.random() < 0.4 else word() for _ in range(3)]
        if far_apart(given_names):
            return surname(number), given_names


FAMILIES = [family(number) for number in range(14)]


def named(number: int, which: int, *, turned: bool = False) -> str:
    last, first = FAMILIES[number][0], FAMILIES[number][1][which]
    return f"{last} {first}" if turned else f"{first} {last}"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("families")
    for number in range(len(FAMILIES)):
        quotes = [
            {
                "speaker": named(number, which),
                "text": f"The harbour needs {number + 3} {lamps}.",
                "context": "on lamps",
            }
            for which, lamps in enumerate(("brighter lamps by spring", "fewer lamps than it has"))
        ]
        people = [{"name": named(number, which), "role": f"pilot of {word()}"} for which in (0, 1)]
        article = {"title": f"Lamps {number}", "source": "Pilot", "people": people, "quotes": quotes}
        (folder / f"a{number}.yaml").write_text(json.dumps(article), "utf-8")
    with Desk.open(folder, vectors=False) as opened:
        yield opened


def first_words_of(reply: Questioned) -> str:
    """Whose words come first in a reply that answers; empty for any other."""
    return person_key(reply.answers[0].speaker) if reply.answered and reply.answers else ""


families = st.integers(0, len(FAMILIES) - 1)


@given(families, st.sampled_from(QUESTIONS), st.integers(0, 2), st.booleans())
def test_no_answer_has_a_namesakes_words_first(
    desk: Desk, number: int, question: str, which: int, turned: bool
) -> None:
    asked = named(number, which, turned=turned and " " not in FAMILIES[number][0])
    reply = desk.ask(question.format(asked))
    other = {person_key(named(number, each)) for each in (0, 1) if each != which}
    assert first_words_of(reply) not in other, (asked, reply.understood)


@given(families, st.integers(0, 1))
@settings(max_examples=12)
def test_a_known_full_name_is_answered_for(desk: Desk, number: int, which: int) -> None:
    asked = named(number, which)
    reply = desk.ask(f"what did {asked} say?")
    assert first_words_of(reply) == person_key(asked)


@given(families)
@settings(max_examples=8)
def test_both_named_each_has_their_own_words(desk: Desk, number: int) -> None:
    both = [named(number, 0), named(number, 1)]
    reply = desk.ask(f"what did {both[0]} and {both[1]} say about the harbour?")
    said = {one.speaker for one in reply.answers[:2]}
    assert said == set(both)
    assert set(both) <= set(reply.understood.people)
