"""Days asked for in words, as Discord shows how they were read and what lies beside them."""

from __future__ import annotations

from tests.chat.world import World, words

SLEEP = "We did not win everything, but we will sleep again."


async def test_days_of_which_nothing_is_known_are_told_with_what_lies_beside_them(world: World) -> None:
    told = words(await world.answer("what did Thorley say between May and July 2031?"))
    assert "I don't know of anything by Agnes Thorley from May to July 2031." in told
    assert "The last one before that is from 13 March 2031." in told
    assert SLEEP in told


async def test_a_number_is_shown_with_the_order_in_which_it_was_read(world: World) -> None:
    told = words(await world.answer("what did Thorley say on 4/3/2031?"))
    assert "I read “4/3/2031” as 4 March 2031, not as 3 April 2031." in told


async def test_before_that_is_before_the_answer_shown(world: World) -> None:
    answer = await world.answer("what did Thorley say on 13 March 2031?")
    assert SLEEP in words(answer)
    await world.ann.send(world.channel, "and what did she say before that?", reply_to=answer)
    told = words(world.said()[-1])
    assert "I read “before that” as until 12 March 2031." in told
    assert SLEEP not in told
