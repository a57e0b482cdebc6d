"""What a conversation remembers: keys, of what was shown, for some minutes."""

from __future__ import annotations

from bot.replies import Choice, Context, Questioned, Speaker, Verdict
from bot.services import OPERATOR, Request, Services, context_after, shortened
from bot.services.conversations import REMEMBERED


def test_only_what_was_shown_is_remembered(services: Services) -> None:
    reply = services.ask(Request("what did Tobias Renwick say?", OPERATOR))
    assert isinstance(reply, Questioned)
    first = reply.answers[0].key
    context = context_after(reply, [first])
    assert context.items == (first,)
    assert context.people
    before = Context(items=(reply.answers[-1].key,))
    assert set(context_after(reply, [first], before).items) == {first, reply.answers[-1].key}


def test_after_a_verdict_its_speaker_and_its_entry_are_meant(services: Services) -> None:
    said = services.ask(Request("what did Tobias Renwick say?", OPERATOR)).answers[0]
    reply = services.ask(Request(f"did Tobias Renwick really say “{said.text}”?", OPERATOR))
    assert isinstance(reply, Verdict)
    context = context_after(reply, [said.key])
    assert context.items == (said.key,)
    follow_up = services.ask(Request("what else did he say?", OPERATOR, context))
    assert follow_up.answers
    assert {each.speaker for each in follow_up.answers} == {"Tobias Renwick"}
    assert said.key not in {each.key for each in follow_up.answers}


def test_a_context_stored_with_whole_entries_is_still_read(services: Services) -> None:
    item = services.ask(Request("what did Tobias Renwick say?", OPERATOR)).answers[0]
    stored = {"people": [], "topic": [], "items": [item.model_dump(mode="json")]}
    assert Context.model_validate(stored).items == (item.key,)


def test_what_is_too_far_down_to_be_meant_is_left_out() -> None:
    many = Context(items=tuple(str(number) for number in range(REMEMBERED + 5)))
    short = shortened(many)
    assert short is not None
    assert short.items == many.items[:REMEMBERED]
    assert shortened(None) is None


def test_a_choice_keeps_what_the_talk_was_of_and_who_was_offered() -> None:
    before = Context(topic=("barrier",), items=("tidal-barrier-vote#0",), article="tidal-barrier-vote")
    people = (Speaker(name="Lena Renwick"), Speaker(name="Tobias Renwick"))
    choice = Choice(answered=False, confidence=0.0, typed="Renwick", people=people)
    context = context_after(choice, (), before)
    assert (context.topic, context.items, context.article) == (before.topic, before.items, before.article)
    assert context.offered == ("lena renwick", "tobias renwick")


def test_one_of_a_choice_is_taken_by_its_number(services: Services) -> None:
    choice = services.person("Renwick", OPERATOR)
    assert isinstance(choice, Choice)
    reply = services.ask(Request("2", OPERATOR, context_after(choice, ())))
    assert {each.speaker for each in reply.answers} == {choice.people[1].name}
