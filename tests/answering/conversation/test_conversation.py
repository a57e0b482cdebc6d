"""Conversations asked of the real engine over a small invented folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.answering.conversation.turn import TurnKind, read_turn
from bot.cards import reply_card
from bot.replies import Answer, Context, Questioned, Talk, Unknown, WhichPerson
from tests.desk import Desk

PIER = """
title: Orlow argues about the new pier
source: Orlow Gazette
author: Edda Brandt
published: 2031-05-12
people:
  - {name: Ida Lund, role: harbour mistress}
  - {name: Piet Oske, role: leader of the Dockers' Union}
  - {name: Jan Hendry, role: deputy of Ida Lund}
quotes:
  - speaker: Ida Lund
    text: Nobody asked the harbour about the pier before the trees were felled.
    context: on the new pier
  - speaker: Piet Oske
    text: The pier takes forty jobs from us and gives us a view.
    context: on the new pier
  - {speaker: Jan Hendry, text: We shall berth at the old wall for years., context: to reporters}
facts:
  - The pier will cost 31 million crowns.
  - It will be 420 metres long and nine metres wide.
  - Work on it is to end in 2034.
  - Oak from the Velden woods was chosen because it does not rot in salt water.
"""
TRAM = """
title: Tram line splits the town
source: Varrenland Courier
published: 2031-06-02
people:
  - {name: Ruth Hendry, role: chair of Quiet Banks}
  - {name: Mo Tarsk, role: head of the tram company}
quotes:
  - speaker: Ruth Hendry
    text: The tram line wakes the dead at five in the morning.
    context: on the tram line
  - {speaker: Mo Tarsk, text: Twelve thousand people ride the tram every day., context: on the tram line}
facts:
  - The tram line came to 90 million crowns.
  - It is eleven kilometres long.
  - Which streets lose their stop?
  - Sand Lane and Mill Street lose their stop.
"""
STRIKE = """
title: Ferry strike in {month}
source: Varrenland Courier
published: 2031-0{month}-10
quotes:
  - {{speaker: Tomas Renwick, text: The strike of {month} is {word}., context: on the ferry strike}}
  - {{speaker: Agnes Thorley, text: The strike goes on beyond {month}., context: on the ferry strike}}
"""
UNDATED = """
title: A note from the lighthouse
quotes:
  - {speaker: Anke Fromm, text: The lamp has burned for a hundred winters.}
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("knowledge")
    strikes = [
        (f"strike-{month}", STRIKE.format(month=month, word=word))
        for month, word in ((1, "reckless"), (3, "needless"), (5, "over"))
    ]
    for name, text in (("pier", PIER), ("tram", TRAM), ("lamp", UNDATED), *strikes):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    with Desk.open(folder, index=tmp_path_factory.mktemp("index"), vectors=False) as opened:
        yield opened


def talk(desk: Desk, *messages: str) -> Questioned:
    """The reply to the last of these messages; of each reply its card's entries were shown."""
    context: Context | None = None
    for message in messages:
        reply = desk.ask(message, context)
        context = reply.context.shown(reply_card(reply).keys, context)
    return reply


def first(reply: Questioned) -> str:
    return reply.answers[0].text if reply.answers else ""


COST = "how much will the pier cost?"
LUND = "what did Ida Lund say about the pier?"


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("how long will it be?", "420 metres"),
        ("and how wide?", "nine metres"),
        ("when will work on it end?", "2034"),
        ("why oak?", "does not rot"),
        ("and the union leader?", "forty jobs"),
        ("and the harbour mistress?", "Nobody asked"),
    ],
)
def test_the_topic_and_the_article_carry_over(desk: Desk, message: str, words: str) -> None:
    assert words in first(talk(desk, COST, message))


def test_somebody_else_is_asked_about_the_same_topic(desk: Desk) -> None:
    reply = talk(desk, LUND, "and the union leader?")
    assert reply.answers[0].speaker == "Piet Oske"
    assert reply.understood.people == ("Piet Oske",)
    assert reply.understood.carried == ("pier",)
    assert "About: pier" in reply_card(reply).text


@pytest.mark.parametrize("message", ["her deputy", "and her deputy?", "no, I meant her deputy"])
def test_whose_somebody_is_comes_from_the_talk(desk: Desk, message: str) -> None:
    assert talk(desk, LUND, message).answers[0].speaker == "Jan Hendry"


def test_a_correction_does_not_show_the_same_again(desk: Desk) -> None:
    assert talk(desk, LUND, "no, I meant the union leader").answers[0].speaker == "Piet Oske"
    assert talk(desk, LUND, "not Lund, the union leader").answers[0].speaker == "Piet Oske"


@pytest.mark.parametrize(
    "message",
    ["what did Ruth Hendry say about the tram line?", "how many people ride the tram every day?"],
)
def test_a_turn_that_stands_alone_is_answered_as_if_nothing_was_before(desk: Desk, message: str) -> None:
    after, alone = talk(desk, COST, "how long will it be?", message), desk.ask(message)
    assert [(one.key, one.score) for one in after.answers] == [(one.key, one.score) for one in alone.answers]
    assert (after.confidence, after.answered) == (alone.confidence, alone.answered)
    assert not after.understood.carried


def test_the_talk_goes_on_where_it_was_over_several_turns(desk: Desk) -> None:
    reply = talk(desk, COST, "and the union leader?", "how long will it be?")
    assert "420 metres" in first(reply)


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("who wrote it?", "The article is by Edda Brandt."),
        ("in which paper?", "It was published in Orlow Gazette."),
        ("when was that?", "It was published on 12 May 2031."),
        ("who said that?", "Ida Lund said that."),
        ("the exact words?", "Yes, it is word for word as in the article."),
        ("what is her job?", "Ida Lund: harbour mistress."),
        ("show me the whole quote", "Nobody asked the harbour"),
    ],
)
def test_what_is_asked_about_the_answer_is_told_of_its_entry(desk: Desk, message: str, told: str) -> None:
    asked = talk(desk, LUND)
    reply = talk(desk, LUND, message)
    assert reply.answered
    assert reply.confidence == 1
    assert [one.key for one in reply.answers] == [asked.answers[0].key]
    assert told in reply_card(reply).text


@pytest.mark.parametrize("message", ["who wrote it?", "when?", "in which paper?", "what is his role?"])
def test_what_the_article_does_not_say_is_not_answered(desk: Desk, message: str) -> None:
    reply = talk(desk, "what did Anke Fromm say about the lamp?", message)
    assert isinstance(reply, Answer)
    assert not reply.answered
    assert [one.speaker for one in reply.answers] == ["Anke Fromm"]
    assert "sure answer" not in reply_card(reply).text


def test_a_fact_is_no_direct_quote(desk: Desk) -> None:
    reply = talk(desk, COST, "is that a direct quote?")
    assert "not a quotation" in reply_card(reply).text


def test_one_of_the_list_is_taken_by_its_place(desk: Desk) -> None:
    shown = desk.ask(COST)
    context = shown.context.shown([one.key for one in shown.answers])
    reply = desk.ask("the second one", context)
    assert [one.key for one in reply.answers] == [shown.answers[1].key]
    about = desk.ask("in which paper?", reply.context)
    assert [one.key for one in about.answers] == [shown.answers[1].key]
    # A choice does not lose the topic.
    assert "420 metres" in first(desk.ask("how long will it be?", reply.context))


@pytest.mark.parametrize(
    "message", ["1", "2", "the first one", "Ruth Hendry", "Ruth", "no, Ruth", "the second one"]
)
def test_who_was_asked_back_about_is_taken_by_place_or_name(desk: Desk, message: str) -> None:
    asked = talk(desk, "what did Hendry say?")
    assert isinstance(asked, WhichPerson)
    names = [one.name for one in asked.people]
    meant = "Ruth Hendry" if "Ruth" in message else names[0 if message in ("1", "the first one") else 1]
    reply = talk(desk, "what did Hendry say?", message)
    assert {one.speaker for one in reply.answers} == {meant}
    assert reply.answered


@pytest.mark.parametrize(
    ("message", "words"), [("only in March 2031", "needless"), ("and before February 2031?", "reckless")]
)
def test_the_same_is_asked_again_of_other_days(desk: Desk, message: str, words: str) -> None:
    reply = talk(desk, "what did Renwick say about the strike?", message)
    assert reply.answers[0].speaker == "Tomas Renwick"
    assert words in first(reply)


def test_a_heading_that_asks_is_no_answer(desk: Desk) -> None:
    assert "lose their stop" in first(
        talk(desk, "how long is the tram line?", "which streets lose their stop?")
    )


def test_somebody_whom_the_article_does_not_have_is_not_answered_for(desk: Desk) -> None:
    reply = talk(desk, LUND, "and her lawyer?")
    assert not reply.answered


def test_what_was_shown_first_is_no_sure_answer_to_what_is_asked_next(desk: Desk) -> None:
    before = talk(desk, COST)
    reply = talk(desk, COST, "how many ships will it hold?")
    assert not (reply.answered and reply.answers[0].key == before.answers[0].key)


def test_another_topic_keeps_the_person_whoever_else_spoke_of_it(desk: Desk) -> None:
    reply = talk(desk, LUND, "and about the tram line?")
    assert reply.understood.people == ("Ida Lund",)
    assert not reply.answered


def test_thanks_ask_for_nothing(desk: Desk) -> None:
    assert isinstance(talk(desk, LUND, "thanks"), Talk)


def test_words_of_measure_are_not_carried_on(desk: Desk) -> None:
    assert talk(desk, COST, "how long will it be?", "why oak?").understood.carried == ("pier",)


def test_what_is_gone_meanwhile_is_said_to_be_gone(desk: Desk) -> None:
    reply = desk.ask("who said that?", Context(items=("pier#0000000000000000",), article="pier"))
    assert isinstance(reply, Unknown)
    assert reply.gone


@pytest.mark.parametrize("message", ["what did anyone say about IT?", "what was said about the tram line?"])
def test_a_topic_of_its_own_takes_nothing_over(desk: Desk, message: str) -> None:
    reply = talk(desk, "how long will the pier be?", message)
    assert reply.understood.carried == ()


def test_an_abbreviation_is_no_pronoun_and_asks_for_no_speaker(desk: Desk) -> None:
    reply = talk(desk, "what did Lund say about the pier?", "what did WHO say?")
    assert reply.understood.aspect is None
    assert not reply.answered


def test_what_is_known_of_nothing_is_not_carried_on(desk: Desk) -> None:
    before = talk(desk, "how long will the pier be?")
    reply = talk(desk, "how long will the pier be?", "and zeppelins?")
    assert isinstance(reply, Unknown)
    assert reply.context.topic == before.context.topic


@pytest.mark.parametrize("message", ["only in June", "and about the tram?", "only in 2031"])
def test_days_and_topics_do_not_settle_who_was_asked_back_about(desk: Desk, message: str) -> None:
    reply = talk(desk, "what did Hendry say?", message)
    assert reply.answers[0].speaker in ("Ruth Hendry", "Jan Hendry")


def test_a_word_of_another_language_is_not_mended_as_chat(desk: Desk) -> None:
    assert desk.ask("Wer hat das gesagt?").understood.repairs == ()


@pytest.mark.parametrize("message", ["what did Piet Oske say about her?", "and what did Oske think of her?"])
def test_who_is_spoken_of_is_not_who_speaks(desk: Desk, message: str) -> None:
    reply = talk(desk, "what did Lund say about the pier?", message)
    assert set(reply.understood.people) == {"Piet Oske", "Ida Lund"}


@pytest.mark.parametrize("message", ["last weekend", "late 2030", "early March"])
def test_days_alone_are_no_small_talk(desk: Desk, message: str) -> None:
    reply = talk(desk, "what did Renwick say about the strike?", message)
    assert not isinstance(reply, Talk)
    assert reply.understood.people == ("Tomas Renwick",)


def test_a_place_that_the_list_does_not_have_is_no_topic(desk: Desk) -> None:
    reply = talk(desk, "what did Ruth Hendry say?", "the fourth one", "what did she say?")
    assert reply.understood.topic == ()
    assert {one.speaker for one in reply.answers} == {"Ruth Hendry"}


@pytest.mark.parametrize("asked", ["the lantern budget again", "timeline of lanterns"])
def test_words_that_nothing_answered_are_not_carried_on(desk: Desk, asked: str) -> None:
    reply = talk(desk, asked)
    assert not reply.answered
    assert reply.context.topic == ()
    on_the_pier = talk(desk, COST)
    after = talk(desk, COST, asked)
    assert not after.answered
    assert after.context.topic == on_the_pier.context.topic


@pytest.mark.parametrize(
    "message", ["who is Brellin?", "what did Brellin say?", "what did Brellin say about the pier?"]
)
def test_a_name_that_nobody_has_is_said_to_be_nobodys(desk: Desk, message: str) -> None:
    for reply in (talk(desk, message), talk(desk, COST, message)):
        assert not reply.answered
        assert reply.understood.strangers == ("Brellin",)
        assert not reply.offered
        assert "brellin" not in reply.context.topic


def test_only_what_was_shown_last_is_pointed_at(desk: Desk) -> None:
    strike = desk.ask("what did Renwick say?")
    keys = [each.key for each in strike.answers]
    both = strike.context.shown(keys[:2], None)
    later = strike.context.model_copy(update={"asked": "another question", "items": (keys[2], *keys[:2])})
    alone = later.shown(keys[2:], both)
    assert alone.items[0] == keys[2]
    assert desk.ask("the second one", both).answers[0].key == keys[1]
    assert read_turn("the second one", alone).kind is not TurnKind.POINTING
    assert desk.ask("the last one", alone).answers[0].key == keys[2]
    further = strike.context.shown(keys[2:], both)
    assert desk.ask("the third one", further).answers[0].key == keys[2]


def test_a_link_that_is_not_known_is_not_told(desk: Desk) -> None:
    reply = talk(desk, COST, "link?")
    assert not reply.answered
    card = reply_card(reply)
    assert "I have no link to the article." in str(card.model_dump())


@pytest.mark.parametrize(
    "message", ["who else spoke about the pier?", "who else spoke about it?", "who else?"]
)
def test_who_else_asks_for_others_than_those_who_spoke(desk: Desk, message: str) -> None:
    reply = talk(desk, LUND, message)
    assert reply.answers
    assert "Ida Lund" not in {one.speaker for one in reply.answers}
    assert "Piet Oske" in {one.speaker for one in reply.answers}
