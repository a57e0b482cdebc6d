"""Turns: few at once, each key in its turn, nobody lost."""

from __future__ import annotations

import asyncio

import pytest

from bot.services.turns import Line, TooManyWaitingError, Turns


async def in_turn(turns: Turns, names: list[str]) -> list[str]:
    """In which order requests of these keys have their turn, all there at once while somebody is at it."""
    order: list[str] = []

    async def one(name: str) -> None:
        async with turns.turn(Line(name)):
            order.append(name)
            await asyncio.sleep(0)

    async with turns.turn(Line("first")):
        waiting = [asyncio.create_task(one(name)) for name in names]
        # All of them come to wait in one round of the loop.
        await asyncio.sleep(0)
        assert turns.waiting == len(names)
    await asyncio.gather(*waiting)
    return order


async def test_whoever_asks_much_waits_for_themselves_alone() -> None:
    assert await in_turn(Turns(1), [*"aaaabbc"]) == [*"abcabaa"]


async def test_one_key_is_served_in_its_order_and_turns_are_given_back() -> None:
    turns = Turns(1)
    for _ in range(2):
        assert await in_turn(turns, [*"aaa"]) == [*"aaa"]
    assert turns.waiting == 0


async def test_who_goes_away_while_waiting_takes_no_turn() -> None:
    turns = Turns(1)
    async with turns.turn(Line("a")):
        gone = [asyncio.create_task(turns.turn(Line("b")).__aenter__()) for _ in range(3)]
        await asyncio.sleep(0)
        for task in gone[:2]:
            task.cancel()
        await asyncio.sleep(0)
    await gone[2]
    # Its turn comes in the same moment in which it goes away.
    late = asyncio.create_task(turns.turn(Line("c")).__aenter__())
    await asyncio.sleep(0)
    turns._end()
    late.cancel()
    await asyncio.gather(late, *gone, return_exceptions=True)
    async with asyncio.timeout(5), turns.turn(Line("d")):
        pass


async def test_too_many_are_turned_away_and_those_let_in_are_served() -> None:
    turns = Turns(1, most_waiting=2)
    async with turns.turn(Line("a")):
        waiting = [asyncio.create_task(turns.turn(Line(name)).__aenter__()) for name in "bc"]
        await asyncio.sleep(0)
        with pytest.raises(TooManyWaitingError):
            async with turns.turn(Line("d")):
                pass
    await waiting[0]
    turns._end()
    await waiting[1]


async def test_channels_take_turns_and_in_each_its_members() -> None:
    asked = ("one ann", "one ann", "one ann", "one ben", "two kim", "two kim", "three eve")
    order: list[str] = []
    turns = Turns(1)

    async def ask(who: str) -> None:
        async with turns.turn(Line(*who.split())):
            order.append(who)

    async with turns.turn(Line("first")):
        waiting = [asyncio.create_task(ask(who)) for who in asked]
        await asyncio.sleep(0)
    await asyncio.gather(*waiting)
    assert order == ["one ann", "two kim", "three eve", "one ben", "two kim", "one ann", "one ann"]
    assert turns.waiting == 0


async def test_where_too_many_wait_who_has_waited_longest_in_the_longest_line_is_told() -> None:
    told: list[str] = []
    served: list[str] = []
    turns = Turns(1, most_waiting=3)

    async def ask(name: str, number: int) -> None:
        try:
            async with turns.turn(Line("channel", name)):
                served.append(f"{name}{number}")
        except TooManyWaitingError:
            told.append(f"{name}{number}")

    async with turns.turn(Line("first")):
        asked = [("ann", 1), ("ann", 2), ("ann", 3), ("ben", 1), ("ann", 4), ("kim", 1)]
        waiting = []
        for name, number in asked:
            waiting.append(asyncio.create_task(ask(name, number)))
            await asyncio.sleep(0)
        assert turns.waiting == 3
    await asyncio.gather(*waiting)
    assert sorted(told) == ["ann1", "ann2", "ann4"]
    assert served == ["ann3", "ben1", "kim1"]


async def test_who_has_waited_too_long_is_told_and_takes_no_turn() -> None:
    turns = Turns(1)
    async with turns.turn(Line("a")):
        with pytest.raises(TooManyWaitingError):
            async with turns.turn(Line("b"), patience=0.01):
                pass
        assert turns.waiting == 0
    assert await turns.run(Line("b"), lambda: "done") == "done"


async def test_who_waits_in_a_thread_holds_a_turn_until_it_is_over() -> None:
    turns = Turns(2)
    with pytest.raises(ZeroDivisionError):
        await turns.run(Line("a"), lambda: 1 // 0)
    assert await asyncio.gather(*(turns.run(Line("a"), int, str(each)) for each in range(9))) == [*range(9)]
