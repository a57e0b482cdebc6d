"""Every quotation of a text, with the speaker that it gives."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.model import Article, Person, Quote
from bot.replies import Outcome, RemarkKind
from bot.verify import check_text, verify
from bot.verify.text import Draft
from tests.verify.memory import MemorySource
from tests.verify.speeches import ARTICLES

TEXT = """The harbour will be closed

Mayor Helena Ostrander told the council: “We will spend 270 million crowns on the harbour.”

“It is a scandal,” Theo Brandt said, “and it will not be the last one.”
"""


def test_each_quotation_has_its_line_and_speaker() -> None:
    first, second = Draft(TEXT).quotations
    assert (first.line, second.line) == (3, 5)
    assert first.text.rstrip(".") == "We will spend 270 million crowns on the harbour"
    assert first.said_by == "Helena Ostrander"


def test_a_statement_that_is_parted_by_its_speaker_is_one() -> None:
    second = Draft(TEXT).quotations[1]
    assert len(second.pieces) == 2
    assert second.text.rstrip(".") == "It is a scandal and it will not be the last one"


CUTS = Article(
    id="cuts",
    title="The minister defends the cuts",
    source="Ellery Gazette",
    people=(Person(name="Piet van der Zwaan", role="finance minister"),),
    quotes=(
        Quote(
            speaker="Piet van der Zwaan",
            text="I take no pleasure in these cuts, but the state cannot pay for empty desks.",
        ),
        Quote(
            speaker="Piet van der Zwaan",
            text="We will sell the old mint, and I never liked it, but the archive must stay in the city.",
        ),
    ),
)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Brandt said “it will not be the last one”.", "Brandt"),
        ("According to Theo Brandt, the harbour was “a scandal from the first day on”.", "Theo Brandt"),
        ("Theo Brandt told reporters that the harbour was “a scandal from the first day on”.", "Theo Brandt"),
    ],
)
def test_a_sentence_that_names_its_speaker_does_so_in_company(sentence: str, name: str) -> None:
    before = "The mayor Helena Ostrander said her people were “ready to build at any hour”. "
    for text in (sentence, before + sentence):
        last = Draft(text).quotations[-1]
        assert (last.said_by, last.sure) == (name, True)


def judged(text: str) -> list[tuple[Outcome, RemarkKind | None]]:
    checked = check_text(text, partial(verify, MemorySource([*ARTICLES, CUTS])))
    verdicts = [one.verdict for one in checked]
    return [(one.verdict, one.reservation.kind if one.reservation else None) for one in verdicts]


FIRST, SECOND = "I take no pleasure in these cuts", "but the state cannot pay for empty desks"
MINISTER = "said Piet van der Zwaan, the finance minister"


@pytest.mark.parametrize(
    "attribution",
    [
        "Piet van der Zwaan said",
        MINISTER,
        "the finance minister, Piet van der Zwaan, said on Monday",
        "Piet van der Zwaan, leader of the opposition, shouted",
        "Piet van der Zwaan, who chairs the committee, told reporters on Monday",
        "Piet van der Zwaan, who has been the finance minister since the spring of 2021 and sits for Orlow "
        "in the lower house, told a crowd of reporters outside the ministry",
    ],
)
def test_pieces_that_were_said_in_one_go_are_judged_as_one(attribution: str) -> None:
    assert judged(f"“{FIRST},” {attribution}, “{SECOND}.”") == [(Outcome.GENUINE, None)]


def test_pieces_in_one_go_under_another_name_are_one_false_attribution() -> None:
    text = f"“{FIRST},” said Theo Brandt, the former mayor of Port Ellery, “{SECOND}.”"
    assert judged(text) == [(Outcome.MISATTRIBUTED, None)]


def test_of_three_pieces_those_in_one_go_are_judged_as_one() -> None:
    text = f"“{FIRST},” {MINISTER}, “{SECOND},” he said, “but the archive must stay in the city.”"
    assert [verdict for verdict, _ in judged(text)] == [Outcome.GENUINE, Outcome.GENUINE]


@pytest.mark.parametrize(
    "text", [f"“{FIRST},” {MINISTER}. “B{SECOND[1:]}.”", f"“B{SECOND[1:]},” {MINISTER}, “{FIRST}.”"]
)
def test_what_stands_in_the_other_piece_is_not_left_out(text: str) -> None:
    assert judged(text) == [(Outcome.GENUINE, None), (Outcome.GENUINE, None)]


def test_what_stands_in_no_piece_is_left_out_all_the_same() -> None:
    text = f"“We will sell the old mint,” {MINISTER}, “but the archive must stay in the city.”"
    assert judged(text)[-1] == (Outcome.GENUINE, RemarkKind.NEGATION_LEFT_OUT)


def test_somebody_elses_words_do_not_fill_a_cut() -> None:
    text = f"“B{SECOND[1:]},” {MINISTER}. “{FIRST},” said Theo Brandt."
    assert judged(text)[0] == (Outcome.GENUINE, RemarkKind.NEGATION_LEFT_OUT)


def test_words_that_nobody_is_named_for_are_found_too() -> None:
    assert [
        one.text for one in Draft("Over the gate stood “All are welcome in this old house”.").quotations
    ] != []


def test_the_rows_of_a_text_name_verdict_attribution_and_both_speakers() -> None:
    text = """Helena Ostrander told the council: “We will spend 271 million crowns on the harbour.”

“They would rather build a palace for yachts than repair one school roof,” Helena Ostrander said.

The film “Ferries of Winter” is shown tonight.
"""
    checked = check_text(text, partial(verify, MemorySource(ARTICLES)))
    rows = [one.model_dump(mode="json") for one in checked]
    assert [tuple(row.values())[2:] for row in rows] == [
        ("altered", "agrees", "Helena Ostrander", "Helena Ostrander"),
        ("misattributed", "contradicted", "Helena Ostrander", "Theo Brandt"),
        (None, None, None, None),
    ]
    assert rows[0]["quotation"] == "We will spend 271 million crowns on the harbour."
    assert rows[2]["quotation"] == "Ferries of Winter"


@given(st.text(alphabet="ab “”\"'«».,\n\r", max_size=80))
def test_any_text_may_be_read(text: str) -> None:
    for one in Draft(text).quotations:
        assert one.text.strip()
        assert 1 <= one.line <= text.count("\n") + text.count("\r") + 1
