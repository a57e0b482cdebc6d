"""The records' file: made, brought up to date, read by several at once, and forgetting."""

from __future__ import annotations

import asyncio
import gc
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from bot.knowledge import Item
from bot.records import (
    Asked,
    Exchange,
    Follow,
    MemberForgotten,
    Opinion,
    Place,
    Records,
    Subject,
    evaluation_questions,
    tables,
)
from bot.records.place import database_at

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
ASKED = Asked(made=NOW, question="who?", answered=True, confidence=0.5, items=("a#1", "b#2"), asker=7)


async def test_a_transaction_that_fails_leaves_nothing(place: Place) -> None:
    await (await Records.open(place)).close()
    database = database_at(place)
    with pytest.raises(RuntimeError):
        async with database.writing() as connection:
            await connection.execute(insert(tables.state).values(name="a", value="b"))
            raise RuntimeError
    async with database.reading() as connection:
        assert (await connection.execute(select(tables.state))).all() == []
    await database.close()


async def test_values_outlive_the_program(records: Records, place: Place) -> None:
    await records.state.keep("a", "b")
    await records.state.keep("a", "c")
    again = await Records.open(place)
    assert await again.state.value("a") == "c"
    await again.close()


async def test_many_write_at_once(records: Records) -> None:
    await asyncio.gather(*(records.log.add(ASKED) for _ in range(20)))
    assert len(await records.log.all()) == 20


async def test_a_shown_message_is_found_by_its_id(records: Records) -> None:
    kept = await records.views.keep("{}", ("a#1",), 7, NOW)
    assert await records.views.find(kept.id) == kept
    assert await records.views.find("0" * 16) is None


async def test_an_exchange_is_found_from_both_sides(records: Records) -> None:
    exchange = Exchange(question=1, channel=2, answer=3, made=NOW)
    await records.exchanges.keep(exchange)
    assert await records.exchanges.find(1) == await records.exchanges.answered_by(3) == exchange
    await records.exchanges.forget(1)
    assert await records.exchanges.find(1) is None


async def test_the_last_opinion_on_an_item_counts(records: Records) -> None:
    number = await records.log.add(ASKED)
    await records.log.judge(number, Opinion("a#1", useful=True), giver=9)
    await records.log.judge(number, Opinion("a#1", useful=False, reason="old"), giver=9)
    (asked,) = await records.log.all()
    assert asked.opinions == (Opinion("a#1", useful=False, reason="old"),)


async def test_nobody_overwrites_what_another_member_thinks(records: Records, place: Place) -> None:
    number, other = await records.log.add(ASKED), await records.log.add(ASKED)
    for member, useful in ((9, True), (8, False), (9, True)):
        await records.log.judge(number, Opinion("a#1", useful=useful), giver=member)
    await records.log.judge(other, Opinion("a#1", useful=True), giver=9)
    asked, _ = await records.log.all()
    assert [each.useful for each in asked.opinions] == [False, True]
    await records.forget_member(9)
    await records.log.judge(number, Opinion("a#1", useful=False), giver=9)
    asked, _ = await records.log.all()
    assert [each.useful for each in asked.opinions] == [False, True, False]
    database = database_at(place)
    async with database.reading() as connection:
        voters = (await connection.scalars(select(tables.feedback.c.voter))).all()
    await database.close()
    assert len(set(voters)) == 4


async def test_an_answer_counts_as_right_where_more_members_say_so(records: Records) -> None:
    for votes in ([True, True, False], [True, False]):
        number = await records.log.add(ASKED)
        for member, useful in enumerate(votes):
            await records.log.judge(number, Opinion("a#1", useful=useful), giver=member)
    item = Item(article="a", title="T", source="S", kind="quote", index=0, text="So.")
    (line,) = evaluation_questions(await records.log.all(), lambda _: item)
    assert line["votes"] == [2, 1]


async def test_forgetting_takes_what_is_old_and_no_more(records: Records) -> None:
    old = await records.views.keep("{}", (), 7, NOW - timedelta(days=8))
    new = await records.views.keep("{}", (), 7, NOW)
    await records.log.add(ASKED)
    week = NOW - timedelta(days=7)
    await records.forget_before(views=week, questions=NOW - timedelta(days=30), recalls=week, now=NOW)
    assert await records.views.find(old.id) is None
    assert await records.views.find(new.id)
    assert len(await records.log.all()) == 1


async def test_a_member_is_forgotten_everywhere(records: Records) -> None:
    number = await records.log.add(ASKED)
    other = await records.log.add(Asked(NOW, "what?", True, 0.5, (), asker=8))
    await records.log.judge(other, Opinion("a#1", useful=True), giver=7)
    await records.views.keep("{}", (), 7, NOW, number)
    await records.follows.add(Follow(1, 7, Subject.TOPIC, "seals"), NOW)
    await records.follows.add(Follow(2, 7, Subject.TOPIC, "seals", server=5), NOW)
    assert await records.forget_member(7) == MemberForgotten(3, unnamed=1)
    assert [asked.asker for asked in await records.log.all()] == [8]
    assert [(each.channel, each.member) for each in await records.follows.all()] == [(2, 0)]


async def test_news_wait_once_for_each_channel(records: Records) -> None:
    await records.follows.add(Follow(1, 7, Subject.TOPIC, "seals"), NOW)
    await records.follows.add(Follow(1, 7, Subject.PERSON, "Fisk"), NOW)
    first, second = await records.follows.all()
    await records.follows.found(first.id, [("d1", "k1"), ("d2", "k2")])
    await records.follows.found(second.id, [("d2", "k2b")])
    assert len((await records.follows.waiting(1))[0]) == 2
    post = await records.follows.post(1, ("k1", "k2"), NOW)
    assert await records.outbox.due(NOW) == (post,)
    assert not any(await records.follows.waiting(1))
    assert await records.follows.posted_since(1, NOW - timedelta(days=1)) == 1
    await records.follows.found(second.id, [("d1", "k1")])
    assert not any(await records.follows.waiting(1))
    assert await records.follows.shown(1, ["k2"])


async def test_what_is_known_when_a_follow_begins_is_noted_with_it_and_never_posted(records: Records) -> None:
    seals = Follow(1, 7, Subject.TOPIC, "seals")
    assert await records.follows.add(seals, NOW, [("d1", "k1")])
    assert not await records.follows.add(seals, NOW, [("d2", "k2")])
    (follow,) = await records.follows.all()
    await records.follows.found(follow.id, [("d1", "k1"), ("d2", "k2")])
    assert await records.follows.waiting(1) == (("k2",), ())
    assert await records.follows.posted_since(1, NOW - timedelta(days=9999)) == 0


async def test_what_waits_for_one_follow_is_not_lost_when_another_begins_that_knows_it(
    records: Records,
) -> None:
    await records.follows.add(Follow(1, 7, Subject.TOPIC, "seals"), NOW)
    (seals,) = await records.follows.all()
    await records.follows.found(seals.id, [("d1", "k1")])
    await records.follows.add(Follow(1, 7, Subject.PERSON, "Fisk"), NOW, [("d1", "k1")])
    assert await records.follows.waiting(1) == (("k1",), ())


async def test_the_write_ahead_log_is_kept_between_two_pieces_of_work_and_tidied_away_at_the_end(
    tmp_path: Path,
) -> None:
    """Tidying it away after each would have every answer wait for the disk."""
    path = tmp_path / "records.sqlite"
    records = await Records.open(path)
    log = path.with_name("records.sqlite-wal")
    await records.log.add(ASKED)
    assert log.exists()
    with sqlite3.connect(path) as another:
        another.execute("DELETE FROM questions")
    another.close()
    assert await records.log.all() == ()
    await records.close()
    await records.close()
    assert not log.exists()


async def test_records_that_nobody_needs_any_more_let_go_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite"
    records = await Records.open(path)
    await records.log.add(ASKED)
    del records
    gc.collect()
    assert not path.with_name("records.sqlite-wal").exists()
