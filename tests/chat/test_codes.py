"""Questions with Discord's codes in them, as members write them."""

from __future__ import annotations

from tests.chat.world import World, words

QUESTION = "what did Renwick {0} say about the strike {0}?"


async def test_codes_and_addresses_change_no_answer(world: World) -> None:
    plain = words(await world.answer("what did Renwick say about the strike?"))
    assert "wrong to call the strike reckless" in plain
    codes = (
        "<:fish:123456789012345678>",
        f"<#{world.channel.id}>",
        "<t:1700000000:R>",
        "@everyone",
        "</ask:77>",
    )
    for code in (*codes, world.ben.mention, "https://courier.example/a_b_c"):
        assert words(await world.answer(QUESTION.format(code))) == plain


async def test_somebody_mentioned_is_asked_about_where_a_name_is_missing(world: World) -> None:
    answer = await world.answer(f"what did {world.ben.mention} say about the strike?")
    assert words(answer).startswith("### what did ben say about the strike?")


async def test_a_moment_is_a_day_where_one_is_missing(world: World) -> None:
    answer = await world.answer("what did Renwick say on <t:1930348800:D>?")
    assert "what did Renwick say on 2031-03-04?" in words(answer).replace("\\", "")
