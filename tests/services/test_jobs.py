"""The bot's own jobs asked in words: what is one, what only looks like one, and what each is replied with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from bot.replies import (
    Answer,
    ArticleReply,
    Choice,
    Comparison,
    Context,
    Done,
    Entries,
    Help,
    Nobody,
    PersonReply,
    Reply,
    Report,
    Talk,
    Timeline,
    Tone,
    Unknown,
    Verdict,
)
from bot.services import OPERATOR, Request, Services, context_after

FILES = {
    "weir": """
title: The weir at Ostrava Mill is to go
source: Varrenland Courier
published: 2031-02-03
summary: The council voted to take the weir down.
people:
  - {name: Liv Sandberg, role: mayor of Ostrava Mill}
  - {name: Jonas Wright, role: head of the anglers' club}
  - {name: Ada Quill, role: river warden}
quotes:
  - {speaker: Liv Sandberg, text: The weir has outlived the mill by a hundred years., context: on the weir}
  - {speaker: Jonas Wright, text: Without the weir there will be no pike., context: on the weir}
  - {speaker: Ada Quill, text: A river is not a row of ponds., context: on the weir}
facts: [Taking it down will cost 2.1 million crowns., The new manager runs the Summary Dismissal Board.]
""",
    "harbour": """
title: Harbour deal splits the town
source: Orlow Gazette
published: 2031-05-20
people: [{name: Liv Sandberg, role: mayor of Ostrava Mill}, {name: Karin Holt, role: harbour mistress}]
quotes:
  - {speaker: Karin Holt, text: The deal is older than its critics., context: on the harbour deal}
  - {speaker: Liv Sandberg, text: We shall compare the bids in the open., context: on the harbour deal}
facts: [The farmers were promised help by June., The anglers follow the salmon up to the weir.]
""",
    "school": """
title: School budget passes at night
source: Orlow Gazette
published: 2031-04-02
people: [{name: Emil Holt, role: school inspector}]
quotes:
  - {speaker: Emil Holt, text: A budget is a timetable with numbers., context: on the school budget}
""",
}
WEIR = "The weir has outlived the mill by a hundred years."


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    folder = tmp_path_factory.mktemp("mill")
    for name, text in FILES.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    with Services.open(folder, vectors=False) as opened:
        yield opened


def ask(services: Services, message: str, context: Context | None = None) -> Reply:
    return services.ask(Request(message, OPERATOR, context, date(2031, 6, 9)))


@pytest.mark.parametrize(
    "message",
    [
        "help", "Help!", "help me please", "what can you do?", "What can I ask you here?", "who are you?",
        "are you an AI?", "are you a real person", "how does this work?", "can you help me?",
        "what else can you do for us", "hey bot, what can you do", "which commands are there?",
        "list of commands", "tell me about yourself", "Hello! What can you do?", "do you make things up?",
        "thanks! what else can I ask?",
    ],
)  # fmt: skip
def test_help_is_asked_for_in_words(services: Services, message: str) -> None:
    assert isinstance(ask(services, message), Help)


@pytest.mark.parametrize(
    ("message", "kind", "title", "oldest"),
    [
        ("list the articles", "articles", "", False),
        ("please show me all articles", "articles", "", False),
        ("Which articles do you have?", "articles", "", False),
        ("a list of the stories please", "articles", "", False),
        ("what's new?", "articles", "", False),
        ("What is new", "articles", "", False),
        ("any news today?", "articles", "", False),
        ("what did I miss?", "articles", "", False),
        ("the latest?", "articles", "", False),
        ("articles about the harbour", "articles", "harbour", False),
        ("which articles are there on the weir?", "articles", "weir", False),
        ("what is the oldest article?", "articles", "", True),
        ("articles from oldest to newest", "articles", "", True),
        ("the oldest", "articles", "", True),
        ("list the people", "people", "", False),
        ("who do you know?", "people", "", False),
        ("Which people are quoted?", "people", "", False),
        ("people called Holt", "people", "Holt", False),
    ],
)
def test_lists_are_asked_for_in_words(
    services: Services, message: str, kind: str, title: str, oldest: bool
) -> None:
    reply = ask(services, message)
    assert isinstance(reply, Entries)
    assert (reply.kind, reply.title, reply.oldest_first) == (kind, title, oldest)
    assert reply.answered


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("who is Ada Quill?", "Ada Quill"),
        ("Who's Sandberg", "Liv Sandberg"),
        ("who is mayor Sandberg?", "Liv Sandberg"),
        ("do you know Karin Holt?", "Karin Holt"),
        ("tell me who Jonas Wright is", "Jonas Wright"),
        ("what is Ada Quill's job?", "Ada Quill"),
        ("what does Karin Holt do for a living?", "Karin Holt"),
        ("a profile of Liv Sandberg, please", "Liv Sandberg"),
    ],
)
def test_who_somebody_is(services: Services, message: str, name: str) -> None:
    reply = ask(services, message)
    assert isinstance(reply, PersonReply)
    assert reply.person.name == name


@pytest.mark.parametrize(
    ("message", "article"),
    [
        ("summary of the harbour article", "harbour"),
        ("summarise the school budget", "school"),
        ("What is the article about the weir about?", "weir"),
        ("what is the harbour story about?", "harbour"),
        ("give me the gist of the harbour deal", "harbour"),
        ("tl;dr of the school budget article", "school"),
        ("What is “School budget passes at night” about?", "school"),
        ("what does the article on the weir say?", "weir"),
    ],
)
def test_what_an_article_is_about(services: Services, message: str, article: str) -> None:
    reply = ask(services, message)
    assert isinstance(reply, ArticleReply)
    assert reply.article.article == article


@pytest.mark.parametrize(
    ("message", "person", "topic"),
    [
        ("timeline of Liv Sandberg", "Liv Sandberg", ""),
        ("what is the timeline of Sandberg?", "Liv Sandberg", ""),
        ("a timeline of what Sandberg said about the weir, please", "Liv Sandberg", "the weir"),
        ("timeline Sandberg on the harbour deal", "Liv Sandberg", "the harbour deal"),
        ("what has Sandberg said about the weir over time?", "Liv Sandberg", "the weir"),
        ("how did Sandberg's position on the weir change?", "Liv Sandberg", "the weir"),
        ("the oldest quotes by Sandberg", "Liv Sandberg", ""),
        ("what was the first statement by Sandberg on the weir?", "Liv Sandberg", "the weir"),
        ("timeline of Sandbarg", "Liv Sandberg", ""),
    ],
)
def test_timelines(services: Services, message: str, person: str, topic: str) -> None:
    reply = ask(services, message)
    assert isinstance(reply, Timeline)
    assert (reply.person, reply.topic) == (person, topic)
    assert reply.answers == tuple(sorted(reply.answers, key=lambda each: each.published or date.max))


@pytest.mark.parametrize(
    "message",
    [
        "compare Sandberg and Wright on the weir",
        "compare Liv Sandberg with Jonas Wright on the weir",
        "compare what Sandberg and Wright said about the weir",
        "Sandberg vs Wright on the weir",
        "how do Sandberg and Wright differ on the weir?",
        "what's the difference between Sandberg and Wright on the weir?",
        "show me Sandberg and Wright side by side on the weir",
    ],
)
def test_comparisons(services: Services, message: str) -> None:
    reply = ask(services, message)
    assert isinstance(reply, Comparison)
    assert [side.person for side in reply.sides] == ["Liv Sandberg", "Jonas Wright"]
    assert reply.topic == "the weir"


@pytest.mark.parametrize(
    "message",
    [
        f"is this a real quote: {WEIR}",
        f"verify “{WEIR}”",
        f"check this quote: “{WEIR}”",
        f"verify: {WEIR}",
        f"fact-check: “{WEIR}”, said Liv Sandberg",
        f"did Liv Sandberg really say '{WEIR}'",
        f"is this quote genuine? “{WEIR}”",
        f"Hi! Is this a real quotation: “{WEIR}”",
    ],
)
def test_quotations_are_checked(services: Services, message: str) -> None:
    reply = ask(services, message)
    assert isinstance(reply, Verdict)
    assert reply.verdict == "genuine"


ALTERED = "The weir has outlived the bridge by a hundred years"


@pytest.mark.parametrize(
    "message",
    [
        f"“{ALTERED},” Liv Sandberg told reporters.",
        f'Liv Sandberg: "{ALTERED}"',
        f"Liv Sandberg said “{ALTERED}”.",
        f"“{ALTERED}” – Liv Sandberg",
    ],
)
def test_a_pasted_sentence_is_checked(services: Services, message: str) -> None:
    reply = ask(services, message)
    assert isinstance(reply, Verdict)
    assert (reply.verdict, reply.attribution) == ("altered", "agrees")


def test_several_pasted_quotations_are_a_report(services: Services) -> None:
    reply = ask(services, f"“{ALTERED},” Liv Sandberg said. “A river is not a row of ponds,” said Ada Quill.")
    assert isinstance(reply, Report)
    assert [one.verdict.verdict for one in reply.quotations] == ["altered", "genuine"]


@pytest.mark.parametrize(
    "message",
    [
        "why did Ada Quill say “a river is not a row of ponds”?",
        "everything Ada Quill said on “a row of ponds”",
        "Ada Quill said “a river is not a row of ponds”: when was that",
        "Ada Quill “row of ponds”",
    ],
)
def test_a_question_about_a_quotation_stays_one(services: Services, message: str) -> None:
    assert not isinstance(ask(services, message), Verdict | Report)


@pytest.mark.parametrize(
    "message", ["who said “not a row of ponds”?", "whose words are these: “not a row of ponds”"]
)
def test_whose_words_some_words_are(services: Services, message: str) -> None:
    reply = ask(services, message)
    assert isinstance(reply, Entries)
    assert reply.kind == "whose"
    assert reply.answers[0].speaker == "Ada Quill"


@pytest.mark.parametrize(
    ("message", "what", "subject", "topic"),
    [
        ("follow Sandberg", "follow", "Liv Sandberg", False),
        ("please follow Ada Quill here", "follow", "Ada Quill", False),
        ("keep us posted about the weir", "follow", "weir", True),
        ("let me know when Karin Holt says something", "follow", "Karin Holt", False),
        ("can you notify me when there is news about the harbour deal?", "follow", "harbour deal", True),
        ("stop following Liv Sandberg", "unfollow", "Liv Sandberg", False),
        ("unfollow the weir", "unfollow", "weir", True),
        ("what do you follow here?", "following", "", False),
        ("that's wrong", "complaint", "", False),
        ("No, that is not what I asked!", "complaint", "", False),
        ("wrong answer", "complaint", "", False),
        ("you misunderstood me", "complaint", "", False),
        ("this doesn't answer my question", "complaint", "", False),
        ("reload the knowledge", "administer", "", False),
    ],
)
def test_what_changes_something_is_only_read(
    services: Services, message: str, what: str, subject: str, topic: bool
) -> None:
    reply = ask(services, message)
    assert isinstance(reply, Done)
    assert (reply.what, reply.subject, reply.topic, reply.state) == (what, subject, topic, "asked")
    assert not reply.answered


@pytest.mark.parametrize(
    ("message", "tone"),
    [
        ("hi", Tone.HELLO), ("Good morning, team!", Tone.HELLO), ("thanks!", Tone.THANKS),
        ("thank you very much 🙏", Tone.THANKS), ("great, thanks", Tone.THANKS), ("Danke!", Tone.THANKS),
        ("ありがとう", Tone.THANKS), ("that helps", Tone.THANKS), ("bye", Tone.BYE),
        ("thanks, see you tonight", Tone.OTHER), ("lol", Tone.OTHER),
    ],
)  # fmt: skip
def test_small_talk_gets_a_fitting_line(services: Services, message: str, tone: Tone) -> None:
    reply = ask(services, message)
    assert isinstance(reply, Talk)
    assert reply.tone is tone


@pytest.mark.parametrize(
    "message", ["compare Sandberg and Holt", "who is Holt?", "timeline of Holt on the budget"]
)
def test_a_name_of_several_is_asked_back(services: Services, message: str) -> None:
    reply = ask(services, message)
    assert isinstance(reply, Choice)
    assert {one.name for one in reply.people} == {"Karin Holt", "Emil Holt"}


LOOK_ALIKES = """
what is new in the harbour deal?
what is new about the weir?
who is paying for the weir?
who is to blame?
who is right about the weir?
who is against the deal?
who is the mayor angry with?
summary dismissal
who runs the Summary Dismissal Board?
compare the bids
did the mayor want to compare the bids?
help for the farmers
who promised help to the farmers?
what help were the farmers promised?
can the farmers help?
what can the mayor do about the weir?
what can the council do?
how does the weir work?
what is the row about?
what is the deal about?
what is the weir good for?
list of demands
list everything Sandberg said about the weir
what articles of the treaty were broken?
which people lost their jobs?
who said the weir has to go?
who said that there will be no pike?
who said so at the harbour?
did anyone verify the bids?
who verified the bids?
verify that the sums add up
check: how much will the weir cost?
Fact-check: by how much did the budget grow?
confirm: date of the vote on the weir
do the anglers follow the salmon?
what follows the vote?
follow up on the harbour deal
who will follow Sandberg as mayor?
what happens when Sandberg stops?
when did the mayor stop the works?
what is the latest on the weir?
the latest figures on the weir
what was the oldest mill on the river?
what is the oldest part of the weir?
which mill is the oldest?
the first time the weir broke
what was wrong with the weir?
is it wrong to take the weir down?
what did Wright get wrong?
that's wrong with the budget?
who thanked the anglers?
what did Quill say about thanks?
what did Sandberg say about the morning?
who are you going to believe, asked who?
what are you, a fish, said who?
timeline for the works
what is the timeline of the works?
how old is the harbour?
pike vs salmon
weir versus dam on costs
how do the bids differ?
the difference between the bids
what news did Holt bring to the harbour?
what does Sandberg do about the weir?
what did Quill do?
who is quoted on the weir by the Courier?
what story did Wright tell about the pike?
Good morning? what did Wright say about the pike?
was the news of the deal a surprise?
""".strip().splitlines()


@pytest.mark.parametrize("message", LOOK_ALIKES)
def test_what_only_looks_like_a_job_is_a_question(services: Services, message: str) -> None:
    assert isinstance(ask(services, message), Answer | Unknown)


@pytest.mark.parametrize(
    "message",
    [
        "Hello! What did Wright say about the weir?",
        "thanks, and what did Wright say about the weir?",
        "thanks and what did Wright say about the weir",
        "lol, what did Wright say about the weir",
        "My coffee is cold and the train is late. What did Wright say about the weir?",
        "what did Wright say about the weir? thanks a lot!",
        "what did Wright say about the weir? " + "please tell me because it matters a lot to our desk " * 8,
        "what did Wright say about the weir? " + "it matters to our desk and we need it now " * 6,
        "what did Wright say about the weir " + "please it is for the meeting at the desk tonight " * 6,
    ],
)
def test_small_talk_never_beats_a_question(services: Services, message: str) -> None:
    reply = ask(services, message)
    assert reply.answers
    assert reply.answers[0].speaker == "Jonas Wright"


def test_a_job_goes_on_with_what_was_shown(services: Services) -> None:
    asked = ask(services, "what did Quill say about the weir?")
    context = context_after(asked, {each.key for each in asked.answers})
    about = ask(services, "what is that article about?", context)
    assert isinstance(about, ArticleReply)
    assert about.article.article == "weir"
    kept = context_after(ask(services, "that's wrong", context), (), context)
    assert kept == context


def test_what_was_said_follows_on_who_somebody_is(services: Services) -> None:
    person = ask(services, "who is Ada Quill?")
    context = context_after(person, ())
    reply = ask(services, "what did she say about the weir?", context)
    assert reply.answers[0].speaker == "Ada Quill"


def after(services: Services, *messages: str) -> Context:
    """What a talk of these messages remembers, with all shown that was answered."""
    context = None
    for message in messages:
        reply = ask(services, message, context)
        context = context_after(reply, {each.key for each in reply.answers}, context)
    assert context is not None
    return context


@pytest.mark.parametrize(
    "message",
    ["what is the article about?", "summary", "and what's this story about?", "summarise it please"],
)
def test_the_article_at_hand_needs_no_name(services: Services, message: str) -> None:
    reply = ask(services, message, after(services, "what did Quill say about the weir?"))
    assert isinstance(reply, ArticleReply)
    assert reply.article.article == "weir"


@pytest.mark.parametrize("message", ["what is the article about?", "summary please"])
def test_where_no_article_is_at_hand_the_newest_are_offered(services: Services, message: str) -> None:
    reply = ask(services, message)
    assert isinstance(reply, Choice)
    assert [each.article for each in reply.articles] == ["harbour", "school", "weir"]
    taken = ask(services, "the second one", after(services, message))
    assert isinstance(taken, ArticleReply)
    assert taken.article.article == "school"


def test_one_of_a_list_of_articles_or_people_is_taken_by_its_place(services: Services) -> None:
    article = ask(services, "the last one", after(services, "list the articles"))
    assert isinstance(article, ArticleReply)
    assert article.article.article == "weir"
    listed = ask(services, "list the people")
    assert isinstance(listed, Entries)
    person = ask(services, "the second one", context_after(listed, ()))
    assert {each.speaker for each in person.answers} == {listed.people[1].name}


def test_what_is_asked_of_an_article_shown_in_short_is_told_of_it(services: Services) -> None:
    context = after(services, "what did Quill say about the weir?", "summary of the school budget article")
    reply = ask(services, "in which paper was it?", context)
    assert reply.answered
    assert {each.source for each in reply.answers} == {"Orlow Gazette"}


@pytest.mark.parametrize(
    "message", ["compare her and Wright on the weir", "compare what Wright and she said about the weir"]
)
def test_a_comparison_takes_whom_the_talk_is_of(services: Services, message: str) -> None:
    reply = ask(services, message, after(services, "what did Quill say about the weir?"))
    assert isinstance(reply, Comparison)
    assert {side.person for side in reply.sides} == {"Ada Quill", "Jonas Wright"}


def test_a_timeline_takes_whom_the_talk_is_of(services: Services) -> None:
    reply = ask(services, "timeline of her", after(services, "what did Sandberg say about the weir?"))
    assert isinstance(reply, Timeline)
    assert reply.person == "Liv Sandberg"


def test_who_spoke_is_still_meant_after_the_article_was_shown_in_short(services: Services) -> None:
    reply = ask(services, "who is she?", after(services, "what did Quill say about the weir?", "summary"))
    assert {each.speaker for each in reply.answers} == {"Ada Quill"}


@pytest.mark.parametrize(
    ("message", "tone"),
    [
        ("ok", Tone.FINE), ("Never mind.", Tone.FINE), ("stop", Tone.FINE),
        ("really?", Tone.DOUBT), ("are you sure?", Tone.DOUBT), ("how do you know?", Tone.DOUBT),
    ],
)  # fmt: skip
def test_a_nod_or_a_doubt_is_small_talk_and_changes_nothing(
    services: Services, message: str, tone: Tone
) -> None:
    before = after(services, "what did Wright say about the weir?")
    reply = ask(services, message, before)
    assert isinstance(reply, Talk)
    assert reply.tone is tone
    assert context_after(reply, (), before) == before
    assert isinstance(ask(services, message), Talk)


@pytest.mark.parametrize(
    "message", ["compare Sandberg and Brellin", "compare Brellin and Sandberg on the weir"]
)
def test_whoever_is_not_known_is_not_compared(services: Services, message: str) -> None:
    reply = ask(services, message)
    assert isinstance(reply, Nobody)
    assert reply.typed == "Brellin"


def test_a_place_beyond_the_list_is_said_to_be_beyond(services: Services) -> None:
    before = after(services, "what did Wright say about the weir?")
    alone = before.model_copy(update={"items": before.items[:1], "listed": 1})
    reply = ask(services, "the second one", alone)
    assert isinstance(reply, Talk)
    assert reply.tone is Tone.FEWER
    assert context_after(reply, (), alone) == alone


def test_an_insult_is_a_complaint(services: Services) -> None:
    before = after(services, "what did Wright say about the weir?")
    reply = ask(services, "you are stupid", before)
    assert isinstance(reply, Done)
    assert reply.what == "complaint"
    assert context_after(reply, (), before) == before


def test_what_was_shown_is_repeated(services: Services) -> None:
    before = after(services, "what did Wright say about the weir?")
    reply = ask(services, "repeat that, please", before)
    assert [each.speaker for each in reply.answers] == ["Jonas Wright"]
    assert isinstance(ask(services, "repeat that"), Talk)
