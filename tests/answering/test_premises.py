"""A question that names another year, place, number or state of things than its answer gets no sure one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from bot.answering.premises import differing
from bot.answering.question.understand import understand
from bot.cards import reply_card
from bot.replies import Answer, Differing, Differs
from tests.desk import Desk

DAY = date(2031, 6, 9)
DAM = """
title: A dam for the Upper Valley
source: Varrenland Courier
published: 2031-04-02
people:
  - {name: Jonas Vik, role: energy minister of Velden}
  - {name: Pak Jung-kwan, role: trade minister of Sorland}
quotes:
  - {speaker: Jonas Vik, text: A dam is cheaper than a winter without light., context: on the dam}
  - {speaker: Pak Jung-kwan, text: It bears fruit sooner than I hoped., context: on the pact with Velden}
facts:
  - Forty families will have to move out of the valley.
  - The flood of 2021 killed 12 people in the valley.
  - The dam of Aske holds 3 million cubic metres.
  - The pact covers 14 harbours of Velden.
  - Guards never slept on the wall.
  - Some 900 fans saw the match against Sorland.
"""
SATELLITE = """
title: Satellite Meteo-3 reaches its orbit
source: Orlow Gazette
published: 2031-05-20
facts:
  - Meteo-3 circles the earth at a height of 820 kilometres.
  - It was launched from the base at Karsund.
  - The rule on phones covers 9,000 pupils in Aske.
  - The exhibition of 2014 showed nine kites.
  - An earlier eruption, in 2027, lasted nine days.
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("premises")
    (folder / "dam.yaml").write_text(DAM, "utf-8")
    (folder / "satellite.yaml").write_text(SATELLITE, "utf-8")
    with Desk.open(folder, vectors=False) as opened:
        yield opened


def differs(desk: Desk, question: str, text: str) -> Differs | None:
    snapshot = desk.corpus.snapshot
    found = next(
        one for name in ("dam", "satellite") for one in snapshot.article_items(name) if text in one.text
    )
    return differing(understand(question, snapshot, today=DAY), found, snapshot)


@pytest.mark.parametrize(
    ("question", "text", "asked", "told"),
    [
        ("how many people died in the 2019 flood?", "flood", "2019", "2021"),
        ("how many did the flood of 2019 kill?", "flood", "2019", "2021"),
        ("how many kites did the 2018 exhibition show?", "kites", "2018", "2014"),
        ("when did the eruption end?", "eruption", "the eruption", "an earlier eruption"),
        ("at what height does Meteo-4 circle the earth?", "820", "Meteo-4", "Meteo-3"),
        ("how high is the orbit of satellite Meteo 4?", "820", "Meteo 4", "Meteo-3"),
        ("from which base was Meteo-5 launched?", "Karsund", "Meteo-5", "Meteo-3"),
        ("how many harbours of Sorland does the pact cover?", "14", "Sorland", "Velden"),
        ("how many of Sorland's harbours does the pact cover?", "14", "Sorland", "Velden"),
        ("how many harbours of sorland does the pact cover?", "14", "sorland", "Velden"),
        ("how many fans saw the match against Norvik?", "fans", "Norvik", "Sorland"),
        ("how much does the dam of Norvik hold?", "cubic", "Norvik", "Aske"),
        ("how many pupils does the rule on phones cover in Norvik?", "pupils", "Norvik", "Aske"),
        ("how many pupils does the rule on phones cover in norvik?", "pupils", "norvik", "Aske"),
        ("what did the trade minister of Velden say about the pact?", "fruit", "Velden", "Sorland"),
    ],
)
def test_another_year_number_or_place_is_told(
    desk: Desk, question: str, text: str, asked: str, told: str
) -> None:
    assert differs(desk, question, text) == Differs(asked=asked, told=told)


@pytest.mark.parametrize(
    ("question", "text", "kind"),
    [
        ("how many families have already moved out?", "Forty", Differing.TO_COME),
        ("how many families have moved out of the valley?", "Forty", Differing.TO_COME),
        ("how many families will not have to move?", "Forty", Differing.OPPOSITE),
        ("what did all the ministers of Velden say about the dam?", "cheaper", Differing.ONE),
    ],
)
def test_so_is_what_did_not_happen_or_one_alone_said(
    desk: Desk, question: str, text: str, kind: Differing
) -> None:
    found = differs(desk, question, text)
    assert found is not None
    assert found.kind is kind


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("how many people died in the flood of 2021?", "flood"),
        ("how many people died in the 2021 flood in the Upper Valley?", "flood"),
        # The year of the paper, an amount, a year that is not told of at all.
        ("what killed 12 people in the valley in 2031?", "flood"),
        ("what holds 2019 cubic metres?", "flood"),
        ("how many harbours did the pact of 2030 cover?", "14"),
        ("at what height does Meteo-3 circle the earth?", "820"),
        ("how high does Meteo 3 fly?", "820"),
        ("how many harbours of Velden does the pact cover?", "14"),
        ("how many of Velden's harbours does the pact cover?", "14"),
        ("how many harbors of Veldn does the pact cover?", "14"),
        # A place that the article names elsewhere, common words, and people.
        ("how many people were killed in Velden?", "flood"),
        ("what holds a lot of water in particular?", "cubic"),
        ("how many pupils in all?", "pupils"),
        ("what would Jonas Vik say of Vik's dam?", "cheaper"),
        ("how long did the earlier eruption last?", "eruption"),
        ("how long was the eruption of 2027?", "eruption"),
        ("how many families will have to move?", "Forty"),
        ("why didn't the families move out?", "Forty"),
        ("which guards did not sleep?", "Guards"),
        ("what did the energy minister of Velden say about the dam?", "cheaper"),
    ],
)
def test_what_agrees_or_cannot_be_compared_differs_in_nothing(desk: Desk, question: str, text: str) -> None:
    assert differs(desk, question, text) is None


def test_what_differs_is_no_sure_answer_and_is_said(desk: Desk) -> None:
    sure = desk.ask("how many people did the flood of 2021 kill?", today=DAY)
    other = desk.ask("how many people did the flood of 2019 kill?", today=DAY)
    assert isinstance(other, Answer)
    assert sure.answered
    assert not other.answered
    assert sure.answers[0].key == other.answers[0].key
    assert "The closest match is about 2021, not 2019." in reply_card(other).text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how many families have already moved out of the valley?", "what was to come, not about what has"),
        (
            "how many families will not have to move out of the valley?",
            "says what is so. You asked what is not.",
        ),
        ("what did all the ministers of Velden say about a cheaper dam?", "is what Jonas Vik alone said."),
    ],
)
def test_how_it_differs_is_said_in_a_sentence(desk: Desk, question: str, said: str) -> None:
    assert said in reply_card(desk.ask(question, today=DAY)).text
