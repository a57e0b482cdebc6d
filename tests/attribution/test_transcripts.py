"""Transcripts with whatever labels: interviews, briefings, hearings, parliaments."""

from __future__ import annotations

import pytest

from bot.attribution import Manner, Reading, attribute, described, statements
from bot.attribution.labels import turns_of

INTRO = "Ferries of Fennmoor\nMayor Ann Roe and deputy spokesman Ben Doe met the press on Friday.\n"


def said(body: str, opening: str = INTRO) -> list[tuple[str, str]]:
    return [(line.speaker, line.text) for line in attribute(opening + body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Mirror: May a town do that?\nRoe: It may.",
            [("Mirror", "May a town do that?"), ("Ann Roe", "It may.")],
        ),
        (
            "ROE: We sail at noon.\nDOE: Why so?\nROE: It is law.",
            [("Ann Roe", "We sail at noon."), ("Ben Doe", "Why so?"), ("Ann Roe", "It is law.")],
        ),
        (
            "Question: Will it sail?\nThe Deputy Spokesman: It will.\nQuestion: When?\n"
            "Deputy Spokesman: Soon enough.",
            [("Ben Doe", "It will."), ("Ben Doe", "Soon enough.")],
        ),
        (
            "Ann Roe (Fennmoor North): I beg to move.\nMr Pell: Order, order.\n"
            "The Minister for Ferries (Cora Lind): They sail.\nAnn Roe: I thank you.",
            [("Ann Roe", "I beg to move."), ("Mr Pell", "Order, order."), ("Cora Lind", "They sail."),
             ("Ann Roe", "I thank you.")],
        ),
        ("Ann Roe:\nWe sail.\nMirror:\nWhy so?\nAnn Roe:\nIt is law.",
         [("Ann Roe", "We sail."), ("Mirror", "Why so?"), ("Ann Roe", "It is law.")]),
    ],
)  # fmt: skip
def test_a_label_is_resolved_to_the_person_introduced(body: str, expected: list[tuple[str, str]]) -> None:
    assert said(body) == expected
    assert {line.manner for line in attribute(INTRO + body)} == {Manner.TRANSCRIPT}


@pytest.mark.parametrize("marks", [("Q:", "A:"), ("Q.", "A.")])
def test_answers_are_those_of_the_only_person_introduced(marks: tuple[str, str]) -> None:
    q, a = marks
    body = f"{q} Did it sail?\n{a} It did, twice.\n{q} When?\n{a} On Monday."
    opening = "Ferries of Fennmoor\nAnn Roe is the mayor of Fennmoor. We met her on Friday.\n"
    assert said(body, opening) == [("Ann Roe", "It did, twice."), ("Ann Roe", "On Monday.")]
    assert not any(line.sure for line in attribute("Ferries\n" + body))


def test_a_turn_goes_on_over_paragraphs_without_a_label() -> None:
    body = "Mirror: Why?\nRoe: It is law.\nIt is old law, too.\n(Applause)\nMirror: And now?\nRoe: We sail."
    body += "\nThis interview was edited and condensed."
    found = attribute(INTRO + body)
    assert [line.text for line in found if line.speaker == "Ann Roe"] == [
        "It is law.",
        "It is old law, too.",
        "We sail.",
    ]
    assert [line.continues for line in found] == [False, False, True, False, False]


def test_three_labels_make_a_transcript_in_which_turns_go_on() -> None:
    body = "Roe: We sail.\nAt noon, that is.\nDoe: Why do you?\nRoe: It is law."
    assert said(body) == [
        ("Ann Roe", "We sail."),
        ("Ann Roe", "At noon, that is."),
        ("Ben Doe", "Why do you?"),
        ("Ann Roe", "It is law."),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Note: this is old news.\nCorrection: the ferry ran.\nPrice: 40 crowns for all.",
        "Bakery: open from nine on.\nButcher: closed for the week.\nDairy: open all day long.",
        "The plan: to run ferries.\nThe plan: nobody likes it.\nOne thing: it rains.",
        "Monday: rain all day.\nTuesday: sun at last.\nMonday: rain again.",
    ],
)
def test_other_words_before_a_colon_are_nobodys_label(body: str) -> None:
    assert turns_of(INTRO + body) == []


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("SMITH", "Smith"),
        ("ROE", "Ann Roe"),
        ("MS. SMITH", "Ms. Smith"),
        ("MCDONALD", "McDonald"),
        ("O’NEILL", "O’Neill"),
        ("DE LA CRUZ", "De la Cruz"),
        ("VOSS-LIND", "Voss-Lind"),
        ("THE CHAIR", "Chair"),
        ("MACLEOD", "MacLeod"),
        ("BBC", "BBC"),
        ("NASA", "NASA"),
        ("JANE SMITH, HARBOUR BOARD", "Jane Smith"),
        ("REP. CORA LIND (D-OR), CHAIRWOMAN", "Cora Lind"),
    ],
)
def test_a_label_in_capitals_is_shown_as_a_name(label: str, name: str) -> None:
    told = "We asked NASA for help, and a colleague of MacLeod came.\n"
    body = f"{label}: We sail at noon.\nDOE: Why do you?\n{label}: It is our law.\nDOE: I see."
    found = attribute(INTRO + told + body)
    assert (found[0].speaker, found[0].text) == (name, "We sail at noon.")
    assert {line.speaker for line in found} == {name, "Ben Doe"}


def test_what_is_known_of_the_person_has_no_capitals() -> None:
    body = "ANN ROE: We sail at noon.\nLIND: Why do you?\nROE: It is our law.\nLIND: I see."
    reading = Reading.of("Ferries of Fennmoor\n" + body)
    names = [line.speaker for line in statements(reading)]
    assert names == ["Ann Roe", "Lind", "Ann Roe", "Lind"]
    assert described(reading, set(names)) == [("Ann Roe", "", ())]


def test_labels_that_are_known_to_be_speakers_need_not_come_again() -> None:
    text = "Ann Roe: We sail.\nAt noon.\nBen Doe: Fine."
    assert turns_of(text) == []
    assert [(turn.label, text[turn.start : turn.end]) for turn in turns_of(text, labelled=True)] == [
        ("Ann Roe", "We sail."),
        ("Ann Roe", "At noon."),
        ("Ben Doe", "Fine."),
    ]
    assert turns_of("It rained all day.", labelled=True) == []
