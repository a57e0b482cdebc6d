"""What holds comes before what it replaces, by what editors say or by a later figure for the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.answering.rivals import differ
from bot.cards.answer import answer_card
from bot.knowledge.items import Item
from bot.replies import Found, Questioned
from bot.services import OPERATOR, Services
from tests.desk import Desk

FILES = {
    "results": """
title: Norvik results
source: Courier
published: 2031-05-14
quotes:
  - {speaker: Ingrid Sol, text: Norvik has never been stronger than it is today.}
  - {speaker: Ingrid Sol, text: The pier of Norvik will be sold., id: pier, superseded_by: kept#pier}
facts:
  - The Norvik dividend is 6.50 kroner a share.
  - {text: The yard of Norvik has 400 workers., superseded_by: cuts#workers}
  - {text: The crane of Norvik is 90 metres high., superseded_by: crane}
""",
    "correction": """
title: "Correction: Norvik results"
source: Courier
published: 2031-05-15
facts: [We gave the dividend of Norvik wrongly. It is 5.60 kroner a share.]
""",
    "cuts": """
title: A cut
source: Post
published: 2031-06-01
facts: [{text: Three hundred people are left at the quay., id: workers}]
""",
    "kept": """
title: A pier
source: Post
published: 2031-06-01
quotes: [{speaker: Ingrid Sol, text: The pier of Norvik stays where it is., id: pier}]
""",
    "crane": """
title: The crane measured
source: Post
published: 2031-06-01
facts: [The crane of Norvik was measured at 84 metres.]
""",
    "sheds": """
title: Sheds at the quay
source: Courier
published: 2031-05-10
quotes:
  - speaker: Aron Fjeld
    text: We shall build eleven sheds beside the quay
    corrected: {date: 2031-05-20, note: Not seven., was: We shall build seven sheds beside the quay}
""",
    "copy": """
title: More sheds
source: Post
published: 2031-05-12
quotes: [{speaker: Aron Fjeld, text: We shall build seven sheds beside the quay}]
""",
    "monday": """
title: Earthquake in Sorland
source: Courier
published: 2031-05-05
facts: [At least 23 people died in the earthquake in Sorland.]
""",
    "tuesday": """
title: Rescuers search for survivors in Sorland
source: Post
published: 2031-05-06
facts: [The number of people killed in the earthquake has risen to 31.]
""",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder: Path = tmp_path_factory.mktemp("settling")
    for name, page in FILES.items():
        (folder / f"{name}.yaml").write_text(page, encoding="utf-8")
    with Desk.open(folder, vectors=False) as desk:
        yield desk


def asked(desk: Desk, question: str) -> Questioned:
    return desk.ask(question, today=date(2031, 6, 9))


def places(answers: tuple[Found, ...]) -> list[str]:
    return [one.article for one in answers]


@pytest.mark.parametrize(
    ("question", "newer", "older"),
    [
        ("how much is the Norvik dividend?", "correction", "results"),
        ("what is the dividend of Norvik?", "correction", "results"),
        ("how many died in the earthquake?", "tuesday", "monday"),
        ("how many people were killed in the earthquake?", "tuesday", "monday"),
        ("how many workers has the yard of Norvik?", "cuts", "results"),
        ("how high is the crane of Norvik?", "crane", "results"),
        ("what did Fjeld say about sheds beside the quay?", "sheds", "copy"),
    ],
)
def test_what_holds_comes_first_and_what_it_replaces_says_so(
    desk: Desk, question: str, newer: str, older: str
) -> None:
    answer = asked(desk, question)
    first, second = answer.answers[:2]
    assert answer.answered
    assert places((first, second)) == [newer, older]
    assert first.newer is None
    assert second.newer and second.newer.article == newer
    assert first.chance >= second.chance
    card = answer_card(answer)
    assert card.keys[:2] == (first.key, second.key)
    assert f"Newer: {second.newer.source}" in card.text


def test_the_latest_is_the_newest_that_is_about_it(desk: Desk) -> None:
    assert places(asked(desk, "latest on the Norvik results").answers)[0] == "correction"
    assert places(asked(desk, "latest on the earthquake").answers)[0] == "tuesday"


def test_it_is_so_where_no_answer_is_sure(desk: Desk) -> None:
    answer = asked(desk, "how many quakes, dead, earthquake, what was that number?")
    marks = [one.article for one in answer.answers if one.newer]
    assert not answer.answered
    assert places(answer.answers)[:2] == ["tuesday", "monday"]
    assert marks == ["monday"]


def test_a_day_that_is_named_is_answered_as_it_was(desk: Desk) -> None:
    answer = asked(desk, "how many died in the earthquake on 5 May?")
    assert places(answer.answers)[0] == "monday"
    assert answer.answers[0].newer is None


def test_lists_mark_what_is_superseded(desk: Desk) -> None:
    services: Services = desk.services
    for reply in (
        services.timeline("Ingrid Sol", "", OPERATOR),
        services.who_said("pier will be sold", OPERATOR),
    ):
        marks = {one.key: one.newer.article for one in reply.answers if one.newer}
        assert marks == {"results#pier": "kept"}


def fact(text: str, day: int, title: str = "T", speaker: str = "") -> Item:
    return Item(
        article=f"a{day}", title=title, published=date(2031, 5, day), kind="quote" if speaker else "fact",
        index=0, text=text, speaker=speaker,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("older", "newer", "asked"),
    [
        ("The bridge costs $40 million.", "The bridge costs $52 million.", "bridge cost"),
        ("The ferry line will open on 3 June.", "The ferry line will open on 17 July.", "ferri line open"),
        ("The new harbour master is Ann Roe.", "The new harbour master is Theo Brandt.", "harbour master"),
        ("Inflation is at 4%.", "Inflation was at 4.2%, not 4%, as we said.", "inflat"),
        ("Some 400 people were hurt at the fair.", "The fair left 420 people hurt.", "peopl hurt fair"),
    ],
)
def test_another_figure_for_the_same_thing(older: str, newer: str, asked: str) -> None:
    assert differ(fact(older, 3), fact(newer, 4), frozenset(asked.split()))


@pytest.mark.parametrize(
    ("older", "newer", "asked"),
    [
        ("The bridge costs $40 million.", "The bridge costs $40 million.", "bridge cost"),
        ("The bridge costs $40 million.", "The bridge is 52 metres long.", "bridge"),
        ("Some 40 percent of women voted.", "Some 52 percent of men voted.", "women vote"),
        ("The ferry carries 400 people.", "The fair was seen by 900 people.", "ferri peopl"),
        ("The harbour master is Ann Roe.", "The mayor of the island is Theo Brandt.", "harbour master"),
        ("The vote was in 2029.", "The vote was in 2031.", "vote"),
    ],
)
def test_something_else(older: str, newer: str, asked: str) -> None:
    assert not differ(fact(older, 3), fact(newer, 4), frozenset(asked.split()))


def test_two_people_may_say_two_figures() -> None:
    one = fact("It costs 40 crowns a day.", 3, speaker="Ann Roe")
    other = fact("It costs 50 crowns a day.", 4, speaker="Theo Brandt")
    assert not differ(one, other, frozenset({"cost"}))
    assert differ(one, other.model_copy(update={"speaker": "Ann Roe"}), frozenset({"cost"}))
