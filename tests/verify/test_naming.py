"""Whom a name given for a quotation contradicts: only a known somebody else is held against it."""

from functools import partial

import pytest

from bot.cards import checked_card, verdict_card
from bot.cards.card import CardStyle
from bot.knowledge.model import Article, Person, Quote
from bot.replies import Attribution, Checked, Outcome, Verdict
from bot.services.checking import check
from bot.verify import check_text, verify
from tests.verify.memory import MemorySource

BASKETS = "Our baskets are the fullest on the coast this year"
MARKET = Article(
    id="market",
    title="Prices at the market of Port Ellery",
    people=(
        Person(name="Ines Calloway", role="analyst for Tidewater Research"),
        Person(name="Milo Farrant", role="husband of Ines Calloway"),
        Person(name="Ruben Stott", role="mayor of Port Ellery"),
    ),
    quotes=(
        Quote(speaker="The discount grocer", text=BASKETS, context="Halloran’s on its own baskets"),
        Quote(speaker="Ines Calloway", text="Nobody buys a herring for the sake of the herring"),
        Quote(speaker="a passer-by", text="I have never seen a queue as long as this one"),
    ),
)
SOURCE = MemorySource([MARKET])
HERRING = "Nobody buys a herring for the sake of the herring"
QUEUE = "I have never seen a queue as long as this one"


def checked(text: str) -> list[Checked]:
    return check_text(text, partial(verify, SOURCE))


def judged(verdict: Verdict) -> tuple[Outcome, Attribution]:
    return verdict.verdict, verdict.attribution


@pytest.mark.parametrize(
    "name", ["x", "Tom Calloway", "Someone Else", "the harbour pilot", "a mayor", "her coach"]
)
def test_a_name_that_nobody_has_contradicts_nothing(name: str) -> None:
    verdict = verify(SOURCE, HERRING, name)
    assert judged(verdict) == (Outcome.GENUINE, Attribution.NOT_RESOLVED)
    card = verdict_card(verdict)
    assert f"Ines Calloway said this, in these words. I don't know the name given here, {name}." in card.text
    assert card.style is CardStyle.UNSURE


@pytest.mark.parametrize(
    "name", ["Ruben Stott", "Stott", "Mayor Stott", "the mayor of Port Ellery", "Milo Farrant"]
)
def test_a_known_somebody_else_does(name: str) -> None:
    assert judged(verify(SOURCE, HERRING, name)) == (Outcome.MISATTRIBUTED, Attribution.CONTRADICTED)


def test_a_speaker_who_is_only_described_may_be_whoever_the_article_names() -> None:
    verdict = verify(SOURCE, BASKETS, "Halloran’s")
    assert judged(verdict) == (Outcome.GENUINE, Attribution.NOT_RESOLVED)
    assert verify(SOURCE, QUEUE, "Ruben Stott").verdict is Outcome.MISATTRIBUTED


def test_an_organisation_may_stand_for_one_of_its_people() -> None:
    verdict = verify(SOURCE, HERRING, "Tidewater Research")
    assert judged(verdict) == (Outcome.GENUINE, Attribution.NOT_RESOLVED)


@pytest.mark.parametrize(
    "text",
    [
        f"She said “{HERRING}.”",
        f"Sub this: She said “{HERRING}.” ok",
        f"“{HERRING},” he said.",
        f"They said: “{HERRING}.”",
        f"Somebody wrote “{HERRING}.”",
        f"She said “{HERRING}.” and „Eleven minutes a day is two working weeks a year.“",
        f"“{HERRING},” a visitor said in March.",
        f"In Fennmoor they say “{HERRING}.”",
    ],
)
def test_who_is_not_named_by_name_is_not_accused(text: str) -> None:
    verdict = checked(text)[0].verdict
    assert verdict.verdict is Outcome.GENUINE
    assert verdict.attribution in (Attribution.NOT_NAMED, Attribution.NOT_RESOLVED)
    report = check(text, SOURCE)
    assert not report.wrong
    assert checked_card(report).style is not CardStyle.ERROR


@pytest.mark.parametrize(
    "text", [f"Stott said “{HERRING}.”", f"“{HERRING},” said Ruben Stott.", f"Ruben Stott: “{HERRING}.”"]
)
def test_who_is_wrongly_named_in_a_text_is_told(text: str) -> None:
    assert judged(checked(text)[0].verdict) == (Outcome.MISATTRIBUTED, Attribution.CONTRADICTED)


def test_whoever_spoke_before_does_not_speak_in_the_midst_of_prose() -> None:
    text = f"“We close at six,” Ruben Stott said. The stalls are full, for “{HERRING}”."
    found = checked(text)[1]
    assert (found.said_by, found.verdict.verdict) == (None, Outcome.GENUINE)


@pytest.mark.parametrize(
    "text",
    [
        f"Ruben Stott met the grocers. “{HERRING},” the analyst said.",
        f"Ruben Stott met a reporter. He said: “{HERRING}.”",
        f"Ruben Stott met Ines Calloway. “{HERRING},” came the answer. He smiled.",
        f"“We close at six,” Ruben Stott said. A visitor had other news. “{HERRING}.”",
    ],
)
def test_a_pronoun_a_description_or_an_earlier_speaker_accuses_nobody_while_others_may_be_meant(
    text: str,
) -> None:
    assert not check(text, SOURCE).wrong


@pytest.mark.parametrize(
    "text",
    [
        f"Ruben Stott came home. “{HERRING},” he said.",
        f"“We close at six,” Ruben Stott said. “{HERRING}.”",
        f"“{HERRING},” shrugged Ruben Stott, not Calloway.",
    ],
)
def test_nor_are_they_read_over_where_nobody_else_may_be(text: str) -> None:
    assert checked(text)[-1].verdict.verdict is Outcome.MISATTRIBUTED


def test_what_is_written_like_a_title_is_only_judged_where_it_is_known_as_it_stands() -> None:
    source = MemorySource(
        [Article(id="film", title="Film", quotes=(Quote(speaker="Ines", text="Dry Harbour Nights"),))]
    )
    found = check_text("Cinemas show “Wet Harbour Nights” and “Dry Harbour Nights”.", partial(verify, source))
    assert [one.model_dump(mode="json")["verdict"] for one in found] == [None, "genuine"]
