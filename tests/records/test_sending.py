"""What is to be sent, what is shown where, and what became of entries."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.records import ChangeKind, EntryChange, EntryShown, Place, Records, Showing

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


async def test_what_is_due_waits_until_it_is_sent_also_over_a_restart(records: Records, place: Place) -> None:
    late = await records.outbox.put("news", 1, ("a#2",), NOW - HOUR)
    later = await records.outbox.put("news", 2, ("a#1", "b#1"), NOW)
    await records.outbox.put("news", 3, (), NOW + HOUR)
    again = await Records.open(place)
    assert await again.outbox.due(NOW) == (late, later)
    await again.close()
    assert await records.outbox.sent(late.id, NOW)
    assert not await records.outbox.sent(late.id, NOW), "of two that send, one is too late"
    assert await records.outbox.due(NOW) == (later,)


async def test_what_did_not_arrive_is_tried_again_and_counted(records: Records) -> None:
    made = await records.outbox.put("news", 1, ("a#1",), NOW)
    await records.outbox.sent(made.id, NOW)
    await records.outbox.again(made.id, NOW + HOUR)
    await records.outbox.again(made.id, NOW + 2 * HOUR)
    assert await records.outbox.due(NOW + HOUR) == ()
    (waiting,) = await records.outbox.due(NOW + 2 * HOUR)
    assert (waiting.tries, waiting.due) == (2, NOW + 2 * HOUR)
    await records.outbox.leave(1)
    assert await records.outbox.due(NOW + 2 * HOUR) == ()


def shown(*keys: str) -> list[EntryShown]:
    return [EntryShown(key, "as it was") for key in keys]


async def keys_of(records: Records, message: int) -> list[str]:
    return [each.entry.key for each in await records.messages.of(message)]


async def found(records: Records, key: str, now: datetime) -> list[Showing]:
    return [each.showing for each in await records.messages.showing(now, [key])]


async def test_messages_are_found_by_what_they_show(records: Records) -> None:
    first, second = Showing(1, 10, 5, "view"), Showing(2, 20, private=True)
    await records.messages.show(first, shown("b#1", "a#1", "b#1"), NOW + HOUR)
    await records.messages.show(second, shown("a#1"), NOW + 2 * HOUR)
    assert await found(records, "a#1", NOW) == [first, second]
    assert await found(records, "a#1", NOW + HOUR) == [second]
    assert len(await records.messages.showing(NOW)) == 3
    assert await keys_of(records, 1) == ["b#1", "a#1"]


async def test_a_message_shows_what_it_was_turned_to_last(records: Records) -> None:
    await records.messages.show(Showing(1, 10), shown("a#1", "b#1"), NOW + HOUR)
    await records.messages.show(Showing(1, 10), shown("c#1"), NOW + HOUR)
    assert await keys_of(records, 1) == ["c#1"]
    await records.messages.show(Showing(1, 10), (), NOW + HOUR)
    assert await found(records, "c#1", NOW) == []


async def test_a_message_that_is_gone_shows_nothing(records: Records) -> None:
    await records.messages.show(Showing(1, 10), shown("a#1"), NOW + HOUR)
    await records.messages.forget(1)
    assert await keys_of(records, 1) == []


async def test_what_was_sent_and_shown_is_forgotten_in_its_time(records: Records) -> None:
    sent = await records.outbox.put("news", 1, (), NOW - 2 * HOUR)
    await records.outbox.sent(sent.id, NOW - 2 * HOUR)
    waiting = await records.outbox.put("news", 1, (), NOW - 2 * HOUR)
    await records.messages.show(Showing(1, 10), shown("a#1"), NOW - 2 * HOUR)
    await records.messages.show(Showing(2, 10), shown("a#1"), NOW)
    early = NOW - HOUR
    await records.forget_before(views=early, questions=early, recalls=early, now=early)
    assert not await records.outbox.sent(sent.id, NOW)
    assert await records.outbox.due(NOW) == (waiting,)
    assert await keys_of(records, 1) == []
    assert await keys_of(records, 2) == ["a#1"]


def reworded(old: str, new: str, made: datetime = NOW) -> EntryChange:
    return EntryChange(made, ChangeKind.REWORDED, old, new)


async def test_an_old_key_leads_to_what_the_entry_is_now(records: Records) -> None:
    await records.changes.note([reworded("a", "b"), EntryChange(NOW, ChangeKind.ADDED, None, "z")])
    await records.changes.note([reworded("b", "c")])
    assert [await records.changes.current(key) for key in "abcz"] == ["c", "c", "c", "z"]


async def test_words_that_were_changed_back_lead_to_themselves(records: Records) -> None:
    await records.changes.note([reworded("a", "b"), reworded("b", "a")])
    assert await records.changes.current("a") == "a"
    assert await records.changes.current("b") == "a"
    await records.changes.note([reworded("a", "c")])
    assert await records.changes.current("b") == "c"


async def test_an_entry_that_went_has_the_last_key_that_it_had(records: Records) -> None:
    await records.changes.note([reworded("a", "b"), EntryChange(NOW, ChangeKind.REMOVED, "b", None)])
    assert await records.changes.current("a") == "b"


async def test_changes_are_listed_from_a_moment_on(records: Records) -> None:
    old, new = reworded("a", "b", NOW - HOUR), reworded("b", "c")
    await records.changes.note([old, new])
    assert await records.changes.since(NOW - HOUR) == (old, new)
    assert await records.changes.since(NOW) == (new,)
    await records.changes.note([])
