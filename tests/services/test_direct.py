"""Which server counts in direct messages: asked of Discord, kept for minutes, and no where it is unknown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.records import DirectChoice, Records
from bot.services import DirectMessages, UnknownMembershipError, Viewer

ANN, SERVER, DIRECT = 5, 1, 50
LOOKING = Viewer(None, DIRECT, ANN)


class Discord:
    """Says who is in which server, or nothing."""

    def __init__(self) -> None:
        self.now = datetime(2031, 3, 4, tzinfo=UTC)
        self.members: dict[int, frozenset[int]] | None = {ANN: frozenset([7])}
        self.asked = 0

    def clock(self) -> datetime:
        return self.now

    async def __call__(self, server: int, member: int) -> frozenset[int] | None:
        self.asked += 1
        if self.members is None:
            raise UnknownMembershipError
        return self.members.get(member)


async def chosen(records: Records, discord: Discord) -> DirectMessages:
    direct = DirectMessages(records.direct, discord, discord.clock)
    await direct.choose(DirectChoice(ANN, SERVER, DIRECT))
    return direct


async def test_what_discord_says_is_kept_for_ten_minutes(records: Records) -> None:
    discord = Discord()
    direct = await chosen(records, discord)
    for _ in range(2):
        seen = await direct.seen(LOOKING)
        assert (seen.direct, seen.roles, discord.asked) == (SERVER, frozenset([7]), 1)
    discord.members = {}
    discord.now += timedelta(minutes=10)
    for _ in range(2):
        assert (await direct.seen(LOOKING), discord.asked) == (LOOKING, 2)
    discord.members = {ANN: frozenset()}
    discord.now += timedelta(minutes=9)
    assert await direct.seen(LOOKING) == LOOKING
    discord.now += timedelta(minutes=1)
    assert (await direct.seen(LOOKING)).direct == SERVER


async def test_unknown_is_no_and_is_asked_again(records: Records) -> None:
    discord = Discord()
    direct = await chosen(records, discord)
    known, discord.members = discord.members, None
    assert await direct.seen(LOOKING) == LOOKING
    discord.members = known
    assert (await direct.seen(LOOKING)).direct == SERVER


async def test_it_counts_in_these_direct_messages_alone(records: Records) -> None:
    direct = await chosen(records, Discord())
    for elsewhere in (Viewer(2, DIRECT, ANN), Viewer(None, 51, ANN), Viewer(None, None, ANN), Viewer()):
        assert await direct.seen(elsewhere) == elsewhere
    assert await direct.take_back(ANN)
    assert not await direct.take_back(ANN)
    assert (await direct.seen(LOOKING), await direct.chosen(DIRECT)) == (LOOKING, None)


async def test_while_the_records_are_away_only_what_is_public_is_seen(
    records: Records, tmp_path: Path
) -> None:
    direct = await chosen(records, Discord())
    await records.close()
    path = tmp_path / "records.sqlite"
    path.unlink()
    path.mkdir()
    assert await direct.seen(LOOKING) == LOOKING
