"""What a reader sees of a verdict."""

from bot.cards.card import CardStyle, Line, LineKind, TextStyle
from bot.cards.checked import checked_card
from bot.cards.verdict import verdict_card
from bot.knowledge.model import Article, Quote
from bot.replies import Checked, Report, Verdict
from bot.verify import verify
from tests.verify.memory import MemorySource
from tests.verify.speeches import ARTICLES

SOURCE = MemorySource(ARTICLES)
PROMISE = "We will spend 270 million crowns on the harbour, and we will not raise a single tax to pay for it."


def lines(verdict: Verdict) -> list[Line]:
    return [each for block in verdict_card(verdict).blocks for each in block.lines]


def test_a_genuine_quotation_is_shown_with_its_source() -> None:
    verdict = verify(SOURCE, PROMISE, "Ostrander")
    card = verdict_card(verdict)
    assert (card.title, card.style) == ("Genuine", CardStyle.GOOD)
    assert "Helena Ostrander said this, in these words." in card.text
    assert "Ellery Gazette · 3 March 2031" in card.text
    assert "Also published by: North Sea Wire" in card.text


def test_both_texts_are_shown_with_the_differences_marked() -> None:
    bent = PROMISE.replace("270", "271").replace("not ", "")
    quotations = [each for each in lines(verify(SOURCE, bent)) if each.kind is LineKind.QUOTATION]
    assert quotations[0].text == bent
    assert quotations[1].text in PROMISE
    assert [span.text for span in quotations[0].spans if span.style is TextStyle.ADDED] == ["271"]
    assert [span.text for span in quotations[1].spans if span.style is TextStyle.LOST] == ["270", "not"]


def test_differences_stand_in_words_the_gravest_first() -> None:
    bent = PROMISE.replace("harbour", "port").replace("not ", "").replace("270", "271")
    told = [each.text for each in lines(verify(SOURCE, bent)) if each.kind is LineKind.BULLET]
    assert told == [
        "Changed (a number): “271” instead of “270”",
        "Left out (a negation): “not”",
        "Changed: “port” instead of “harbour”",
    ]


def test_a_misattributed_quotation_names_both() -> None:
    text = verdict_card(verify(SOURCE, PROMISE, "Theo Brandt")).text
    assert "Helena Ostrander said them, not Theo Brandt." in text


def test_a_left_out_negation_is_a_warning_with_the_whole_sentence() -> None:
    warnings = [
        each.text for each in lines(verify(SOURCE, "the old bridge is safe")) if each.kind is LineKind.WARNING
    ]
    assert warnings == [
        "The excerpt leaves out a negation from the same sentence: “I don't believe that the old "
        "bridge is safe.”"
    ]


def test_not_known_tells_its_reach_and_is_not_false() -> None:
    card = verdict_card(verify(SOURCE, "Nobody told the keeper that the whales had gone south"))
    assert card.title == "Not known"
    assert "does not mean that it is false" in card.text
    assert card.footer == "Searched: 3 articles from 3 sources, 3 March 2031 to 20 November 2031."


def test_an_articles_own_words_are_shown_and_not_as_speech() -> None:
    found = lines(verify(SOURCE, "The council sat until midnight and adjourned without a vote"))
    assert LineKind.STATEMENT in {each.kind for each in found}
    assert LineKind.QUOTATION not in {each.kind for each in found}


def test_joined_quotes_are_shown_each_with_its_speaker() -> None:
    verdict = verify(SOURCE, "We will spend 270 million crowns on the harbour to build a palace for yachts")
    text = verdict_card(verdict).text
    assert "Words of several quotes (Helena Ostrander, Theo Brandt) were run together." in text


def test_a_cut_quotation_never_looks_like_a_plain_yes() -> None:
    line = "Not one station on the Calder line will close on my watch."
    article = Article(id="line", title="The line", quotes=(Quote(speaker="Theo Brandt", text=line),))
    verdict = verify(MemorySource([article]), "Not one station ... will close on my watch")
    card = verdict_card(verdict)
    assert (card.title, card.style) == ("Genuine, but cut", CardStyle.UNSURE)
    warning = card.blocks[1].lines[0]
    assert warning.kind is LineKind.WARNING
    assert "“on the Calder line”" in warning.text
    report = checked_card(Report(quotations=(Checked(line=1, verdict=verdict),), answered=True, confidence=1))
    assert report.style is CardStyle.UNSURE
    assert "Genuine, but cut" in report.text


def test_another_writing_is_shown_and_genuine() -> None:
    card = verdict_card(verify(SOURCE, PROMISE.replace("harbour", "harbor")))
    assert card.style is CardStyle.GOOD
    assert "only written differently" in card.text
    assert "Written differently: “harbor” instead of “harbour”" in card.text
