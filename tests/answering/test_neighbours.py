"""What is shown beside an answer: how a statement begins, whom "he" means, what fits as well."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.answering.neighbours import LONGEST, with_neighbour
from bot.replies import Answer, Beside, Found, Item, Neighbour
from tests.desk import Desk

MILL = """
title: Orsund talks of its mill
source: Varrenland Courier
published: 2031-05-02
people: [{name: Tilde Aro, role: director of the mill}, {name: Jonas Brekk, role: mayor of Orsund}]
quotes:
  - {speaker: Tilde Aro, text: The saws will be quiet by autumn., context: on the mill}
  - {speaker: Jonas Brekk, text: "The town will buy the pond,", context: at the sale}
  - {speaker: Jonas Brekk, text: and not one plank more., context: at the sale, continues: true}
  - {speaker: Jonas Brekk, text: A lease of the herring sheds would be cheaper., continues: true}
  - {speaker: Jonas Brekk, text: The sheds would cost a tenth of that to lease from the guild.}
  - {speaker: Tilde Aro, text: The herring sheds belong to nobody whom he could lease them from.}
facts:
  - Orsund has three bridges.
  - The mill wheel was built by Rasmus Eide in 1902.
  - He was paid 4,000 crowns and a barrel of herring.
  - Gerda Holt painted the chapel ceiling.
  - She used 90 kilos of lime for every wall.
  - It is clear that the council wants the pond.
  - The guild signs on Friday.
  - {text: It meets in the cellar of the old customs house., context: on the guild}
"""
CHAPEL = "how many kilos of lime did every wall of Gerda Holt take?"
LIME = ("fact", 4)
Placed = tuple[str, int]


def opened(folder: Path, text: str = MILL) -> Desk:
    (folder / "mill.yaml").write_text(text, "utf-8")
    return Desk.open(folder, vectors=False)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with opened(tmp_path_factory.mktemp("mill")) as desk:
        yield desk


def beside(desk: Desk, question: str, *ranked: tuple[Placed, float], fits: int = 1) -> Neighbour | None:
    """What is shown beside the first of these entries, given with their scores; the first `fits` fit."""
    asked, _ = desk.candidates(question, date(2031, 6, 1))
    items: dict[Placed, Item] = {
        (one.kind, one.index): one for one in desk.corpus.snapshot.article_items("mill")
    }
    found = tuple(
        Found.of(items[place], score=score).model_copy(update={"fits": rank < fits})
        for rank, (place, score) in enumerate(ranked)
    )
    first, *others = with_neighbour(found, found, asked, desk.corpus.snapshot)
    assert not any(one.beside for one in others)
    return first.beside


@pytest.mark.parametrize(
    ("question", "first", "reason", "text"),
    [
        ("what did Brekk say about planks?", ("quote", 2), Beside.BEGINS, "The town will buy the pond,"),
        ("how much was Eide paid for the wheel?", ("fact", 1), Beside.TELLS, "He was paid 4,000 crowns"),
        (CHAPEL, LIME, Beside.REFERS, "Gerda Holt painted"),
    ],
)
def test_what_is_to_be_read_with_an_answer_is_shown_beside_it(
    desk: Desk, question: str, first: Placed, reason: Beside, text: str
) -> None:
    found = beside(desk, question, (first, 5.0))
    assert found is not None
    assert found.reason is reason
    assert found.text.startswith(text)
    assert found.before is (reason is not Beside.TELLS)


def test_a_reply_has_the_neighbour_as_an_entry_of_its_own(desk: Desk) -> None:
    found = desk.ask("what did Brekk say about planks?").answers[0]
    assert found.text == "and not one plank more."
    written = found.model_dump(mode="json")["beside"]
    assert (written["text"], written["speaker"]) == ("The town will buy the pond,", "Jonas Brekk")
    assert (written["kind"], written["index"]) == ("quote", 1)
    assert (written["before"], written["reason"]) == (True, "begins")


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("who built the mill wheel?", ("fact", 1)),
        ("in which year did Eide build the mill wheel?", ("fact", 1)),
        ("what does the council of Orsund want?", ("fact", 5)),
        ("where does the guild of Friday meet?", ("fact", 7)),
        ("how many bridges are there?", ("fact", 0)),
        ("what did Brekk say of sheds?", ("quote", 3)),
        ("what did Brekk say about the pond?", ("quote", 1)),
    ],
)
def test_nothing_is_shown_beside_what_says_it_all(desk: Desk, question: str, first: Placed) -> None:
    assert beside(desk, question, (first, 5.0)) is None


LEASE = "what did Brekk say about the lease of the sheds?"


@pytest.mark.parametrize(
    ("second", "score", "shown"),
    [
        (("quote", 4), 3.0, True),
        (("quote", 4), -3.0, False),
        (("quote", 2), 3.0, True),
        (("quote", 1), 3.0, False),
        (("fact", 4), 3.0, False),
    ],
    ids=["after", "far less good", "before", "not the next", "of another kind"],
)
def test_the_next_best_is_shown_where_it_is_right_beside_the_first(
    desk: Desk, second: Placed, score: float, shown: bool
) -> None:
    found = beside(desk, LEASE, (("quote", 3), 5.0), (second, score))
    assert (found is not None) is shown
    if found:
        assert (found.kind, found.index, found.reason) == (*second, Beside.FITS)
        assert found.before is (found.index < 3)


def test_the_next_best_of_somebody_else_is_no_context_to_their_words(desk: Desk) -> None:
    assert beside(desk, LEASE, (("quote", 4), 5.0), (("quote", 5), 4.9)) is None


def test_what_is_offered_by_itself_is_not_shown_twice(desk: Desk) -> None:
    ranked = ((("quote", 3), 5.0), (("quote", 4), 4.9))
    assert beside(desk, LEASE, *ranked, fits=1) is not None
    assert beside(desk, LEASE, *ranked, fits=2) is None


def test_a_list_of_all_that_somebody_said_has_no_neighbours(desk: Desk) -> None:
    reply = desk.ask("what did Brekk say?")
    assert isinstance(reply, Answer)
    assert reply.listing
    assert not any(one.beside for one in reply.answers)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  - Gerda Holt painted the chapel ceiling.", "  - {text: Gerda Holt painted it., withdrawn: {}}"),
        ("  - Gerda Holt painted the chapel ceiling.", "  - {text: Gerda Holt paints., superseded_by: mill}"),
        ("  - Gerda Holt painted the chapel ceiling.", "  - He saw how Gerda Holt painted the ceiling."),
        ("Gerda Holt painted the chapel ceiling.", "Gerda Holt painted the ceiling." + " On." * LONGEST),
        ("Gerda Holt painted the chapel ceiling.", "Nobody mends the chapel roof."),
        ("  - She used 90 kilos of lime for every wall.", "  - Holt used 90 kilos of lime for every wall."),
        ("  - She used 90 kilos of lime for every wall.", "  - {text: She used 90., context: on Gerda Holt}"),
    ],
    ids=["taken back", "superseded", "looks back itself", "too long", "not asked for", "named", "told"],
)
def test_a_neighbour_must_help(tmp_path: Path, old: str, new: str) -> None:
    assert old in MILL
    with opened(tmp_path, MILL.replace(old, new)) as desk:
        assert beside(desk, CHAPEL, (LIME, 5.0)) is None
