"""Searches with phrases, words to be without and qualifiers; questions with qualifiers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.replies import Answer, Choice, Context, Entries, KeptTo, Nobody, Reply, Unknown, Verdict
from bot.search import stemmed_terms
from bot.services import OPERATOR, Fault, Part, QualifierError, Request, Services, searching
from bot.services.conversations import context_after

TODAY = date(2031, 12, 1)


@pytest.fixture(scope="module")
def desk(newsroom: Path) -> Iterator[Services]:
    with Services.open(newsroom, vectors=False, reader=False) as services:
        yield services


def searched(desk: Services, typed: str, start: int = 0, limit: int = 50) -> Entries:
    reply = desk.search(typed, OPERATOR, Part(start, limit), today=TODAY)
    assert isinstance(reply, Entries)
    assert reply.kind == "found" and reply.title == typed
    assert reply.answered == bool(reply.answers)
    return reply


def kept(reply: Reply) -> KeptTo:
    assert reply.understood and reply.understood.kept_to
    return reply.understood.kept_to


def asked(desk: Services, question: str, context: Context | None = None) -> Reply:
    return desk.ask(Request(question, OPERATOR, context, TODAY))


def test_every_word_is_in_all_that_is_found_in_whatever_form(desk: Services, newsroom: Path) -> None:
    reply = searched(desk, "the ferries strikes")
    assert reply.understood and reply.understood.topic == ("ferries", "strikes")
    assert reply.total == len(reply.answers) >= 10
    for item in reply.answers:
        record = yaml.safe_load((newsroom / f"{item.article}.yaml").read_text("utf-8"))
        tags = " ".join(record["tags"])
        stems = stemmed_terms(f"{item.text} {item.context} {item.title} {item.role} {tags}")
        assert {"ferri", "strike"} <= {*stems}
    assert not searched(desk, "ferries zeppelin").answers


def test_the_words_of_a_phrase_stand_together_and_as_they_are(desk: Services) -> None:
    (only,) = searched(desk, '"is NOT reckless"').answers
    assert "This walkout is not reckless; it is overdue." in only.text
    assert not searched(desk, '"reckless not"').answers
    assert not searched(desk, '"strikes"').answers  # a phrase is looked for in no other form
    assert {item.text for item in searched(desk, "“overdue”").answers} > {"overdue"}
    assert len(searched(desk, 'strike "it is overdue"').answers) == 1


def test_what_is_to_be_left_out_is_left_out(desk: Services) -> None:
    strike = {item.key for item in searched(desk, "reckless").answers}
    less = {item.key for item in searched(desk, "reckless -islanders").answers}
    assert less < strike
    fewer = searched(desk, 'reckless -"it is overdue"')
    assert {item.key for item in fewer.answers} < strike
    assert kept(fewer).without == ("it is overdue",)
    assert not searched(desk, "reckless -Thorley -Renwick").answers


def test_a_slip_in_a_word_is_mended_and_told(desk: Services) -> None:
    reply = searched(desk, "stirke")
    assert reply.understood and [one.read for one in reply.understood.repairs] == ["strike"]
    assert [item.key for item in reply.answers] == [item.key for item in searched(desk, "strike").answers]


@pytest.mark.parametrize(
    ("typed", "speakers"),
    [
        ("speaker:Thorley", ["Agnes Thorley"]),
        ("speaker:agnes thorley overdue", ["Agnes Thorley"]),
        ("overdue speaker: Thorley, walkout", ["Agnes Thorley"]),
        ('speaker:"Lena Renwick"', ["Lena Renwick"]),
        ("speaker:Lena Renwick sluice", ["Lena Renwick"]),
        ("speaker:Thorley speaker:Aldercott", ["Agnes Thorley", "Ines Aldercott"]),
    ],
)
def test_a_speaker_is_whoever_the_longest_name_means(desk: Services, typed: str, speakers: list[str]) -> None:
    reply = searched(desk, typed)
    assert list(kept(reply).speakers) == speakers
    assert {item.speaker for item in reply.answers} == set(speakers)


def test_a_name_of_several_is_asked_back_about_and_one_of_nobody_told(desk: Services) -> None:
    choice = desk.search("sluice speaker:Renwick", OPERATOR)
    assert isinstance(choice, Choice)
    assert {one.name for one in choice.people} == {"Lena Renwick", "Tobias Renwick"}
    assert searching.speakers_typed("sluice speaker:Renwick") == (choice.typed,)
    meant = searching.with_speaker("sluice speaker:Renwick", 0, "Lena Renwick")
    assert [item.speaker for item in searched(desk, meant).answers] == ["Lena Renwick"]
    nobody = desk.search("speaker:Zyx", OPERATOR)
    assert isinstance(nobody, Nobody) and nobody.kind == "person"


def test_sources_are_known_by_words_of_their_names_slips_forgiven(desk: Services) -> None:
    for typed in ("source:courier", "source:Varrenland Courier", 'source:"the herald"', "source:couriar"):
        if typed == 'source:"the herald"':
            assert isinstance(desk.search(typed, OPERATOR), Nobody)
            continue
        reply = searched(desk, typed)
        assert kept(reply).sources == ("Varrenland Courier",)
        assert {item.source for item in reply.answers} == {"Varrenland Courier"}
    both = searched(desk, "source:courier source:gazette")
    assert {item.source for item in both.answers} == {"Varrenland Courier", "The Ellery Gazette"}
    nobody = desk.search("source:Times strike", OPERATOR)
    assert isinstance(nobody, Nobody)
    assert (nobody.typed, nobody.kind, nobody.near[0]) == ("Times", "source", "Varrenland Courier")


def test_days_are_after_and_before_those_named_the_narrowest_of_several(desk: Services) -> None:
    reply = searched(desk, "after:4 March 2031 before: May 2031 after:2030 before:2031-12-24")
    assert (kept(reply).since, kept(reply).until) == (date(2031, 3, 5), date(2031, 4, 30))
    days = [item.published for item in reply.answers]
    assert days and all(day and date(2031, 3, 5) <= date.fromisoformat(f"{day:%Y-%m-%d}") for day in days)
    assert days == sorted(days, reverse=True, key=str)  # newest first where no word ranks them
    assert not searched(desk, "after:2031-11-20").answers
    assert searched(desk, "after:2031-11-19").answers


@pytest.mark.parametrize(
    ("typed", "fault", "sentence"),
    [
        ("strike after: soon", Fault.NO_DAY, "I can't read “soon” as a day. Write a day like 2031-03-04"),
        ('before:"31 February"', Fault.UNREAL, "There is no such day as “31 February”"),
        ("after:9999-12-31", Fault.UNREAL, "There is no such day"),
        ("strike speaker:", Fault.NO_VALUE, "“speaker:”"),
        ("after:2031-06 before:2031-05", Fault.CROSSED, "swap the two"),
        ("  ", Fault.NOTHING, "Say what to look for"),
        ('"?!"', Fault.NOTHING, "Say what to look for"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(
    desk: Services, typed: str, fault: Fault, sentence: str
) -> None:
    with pytest.raises(QualifierError, match=sentence) as told:
        desk.search(typed, OPERATOR)
    assert told.value.fault is fault
    assert "\n" not in str(told.value)


def test_every_entry_stands_on_one_page(desk: Services) -> None:
    whole = searched(desk, "after:2030")
    pages = [searched(desk, "after:2030", start, 7) for start in range(0, whole.total, 7)]
    assert [item.key for page in pages for item in page.answers] == [item.key for item in whole.answers]
    assert [page.more for page in pages] == [True] * (len(pages) - 1) + [False]
    assert {page.total for page in pages} == {whole.total}


def test_the_same_statement_is_one_with_its_places_unless_there_are_too_many(
    desk: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = '"38 ferries of Brightwater Ferries stayed in port"'
    (only,) = searched(desk, typed).answers
    assert (only.article, [place.article for place in only.also]) == (
        "ferry-strike-begins",
        ["ferry-strike-ends"],
    )
    monkeypatch.setattr(searching, "TOGETHER", 1)
    pages = [searched(desk, typed, start, 1) for start in (0, 1)]
    assert [item.article for page in pages for item in page.answers] != ["ferry-strike-begins"] * 2
    assert {(page.total, page.answers[0].also) for page in pages} == {(2, ())}


def test_what_was_looked_for_is_marked_in_the_text_as_it_stands(desk: Services) -> None:
    reply = searched(desk, 'strikes "I was wrong"')
    ((item, marks),) = zip(reply.answers, reply.marks, strict=True)
    assert [item.text[start:end] for start, end in marks] == ["I was wrong", "strike"]


def test_an_unfinished_name_is_completed_in_its_place(desk: Services) -> None:
    assert 'ferry speaker:"Agnes Thorley"' in desk.completions("ferry speaker:thor", OPERATOR)
    assert desk.completions('ferry source:"gaz', OPERATOR) == ('ferry source:"The Ellery Gazette"',)
    assert len(desk.completions("speaker:", OPERATOR)) > 5
    assert desk.completions("ferry strike", OPERATOR) == ()
    assert desk.completions('speaker:"Agnes Thorley"', OPERATOR) == ()


# Questions


def test_a_question_is_answered_from_what_its_qualifiers_keep_to(desk: Services) -> None:
    reply = asked(desk, "what was said about the strike? speaker:Renwick after:2031-03-04")
    assert isinstance(reply, Choice)
    reply = asked(desk, 'what was said about the strike? speaker:"Tobias Renwick" after:2031-03-04')
    assert isinstance(reply, Answer)
    assert reply.understood.question.endswith("after:2031-03-04")
    assert reply.understood.topic == ("strike",)
    assert kept(reply).speakers == ("Tobias Renwick",)
    assert kept(reply).since == date(2031, 3, 5)
    assert {item.speaker for item in reply.answers} == {"Tobias Renwick"}
    assert all(f"{item.published:%Y-%m-%d}" > "2031-03-04" for item in reply.answers if item.published)


def test_a_question_that_asks_for_nothing_but_its_qualifiers_lists_all(desk: Services) -> None:
    whole = searched(desk, "speaker:Thorley")
    for question in ("speaker:Thorley", "what was said? speaker:Thorley"):
        reply = asked(desk, question)
        assert isinstance(reply, Entries) and reply.title == "speaker:Thorley"
        assert [item.key for item in reply.answers] == [item.key for item in whole.answers]


def test_nothing_outside_is_an_answer(desk: Services) -> None:
    reply = asked(desk, "what did Thorley say about the strike? after:2031-11-30")
    assert isinstance(reply, Unknown) and not reply.answers
    assert kept(reply).since == date(2031, 12, 1)


def test_more_of_a_question_is_kept_to_its_qualifiers_and_another_one_is_not(desk: Services) -> None:
    first = asked(desk, "what did Aldercott say? source:courier")
    assert isinstance(first, Answer)
    context = context_after(first, [item.key for item in first.answers[:1]])
    more = asked(desk, "what else?", context)
    assert isinstance(more, Answer) and more.answers
    assert {item.source for item in more.answers} == {"Varrenland Courier"}
    other = asked(desk, "what did Fisk say?", context)
    assert other.understood and other.understood.kept_to is None


@pytest.mark.parametrize(
    "question",
    [
        "the night before: what did Thorley say about the strike?",
        "Source: unknown. what did Thorley say about the strike?",
        "after: what did Thorley say about the strike?",
        "speaker: what did Thorley say about the strike?",
        'what did Thorley say about the "strike" -ferry?',
        "title:ferry what did Thorley say about the strike?",
    ],
)
def test_what_only_looks_like_a_qualifier_is_words_of_the_question(desk: Services, question: str) -> None:
    reply = asked(desk, question)
    assert reply.understood and reply.understood.kept_to is None
    assert reply.understood.people == ("Agnes Thorley",)


def test_a_qualifier_that_is_meant_and_cannot_be_read_is_told(desk: Services) -> None:
    with pytest.raises(QualifierError, match="I can't read “soon” as a day"):
        asked(desk, "what did Thorley say? after:soon")
    nobody = asked(desk, "what was said about the strike? source:Zyx")
    assert isinstance(nobody, Nobody) and nobody.kind == "source"


def test_a_quotation_is_checked_against_all_there_is(desk: Services) -> None:
    said = "We did not win everything, but we will sleep again."
    reply = asked(desk, f'did Thorley say "{said}"? before:2030')
    assert isinstance(reply, Verdict) and reply.answered
