"""Whenever the program is killed, the next start finds all whole: nothing mixed, lost or doubled."""

from __future__ import annotations

import asyncio
import random
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.chat.standin import StandIn
from tests.kills.killing import NOTHING, Pace, Running
from tests.kills.sending import Sending
from tests.kills.works import Edit, Filling, FirstBuild, Publishing, Work
from tests.kills.writing import Writing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")

KINDS: tuple[type[Work], ...] = (FirstBuild, Edit, Filling, Writing, Publishing)
# Of so many kills one is of a bot that sends; the others are shared by what is done with files.
SENT = 6


def _killed(kind: type[Work], place: Path, times: int, chance: random.Random) -> Counter[str]:
    """How far a work had come when it was killed, and how often."""
    place.mkdir()
    work, phases = kind(place / "made"), Counter[str]()
    work.prepare(place / "whole")
    ran = Running(kind.do, place / "whole").ended()
    assert ran.ended
    work.learn(place / "whole")
    work.check(place / "whole", ran)
    pace = Pace(ran.seconds, chance)
    for number in range(times):
        folder = place / str(number)
        work.prepare(folder)
        killed = Running(kind.do, folder).killed(pace.after())
        phase = work.check(folder, killed)
        pace.was(early=phase == NOTHING, late=killed.ended)
        phases["ended before" if killed.ended else phase] += 1
    return phases


async def _sent(place: Path, times: int, chance: random.Random) -> Counter[str]:
    """How far the news had come when the bot was killed, and how often."""
    standin = StandIn()
    async with standin.serving():
        sending = Sending(place, standin, chance)
        await sending.begin()
        phases = Counter([await sending.kill() for _ in range(times)])
        await sending.end()
    return phases


@pytest.mark.parametrize("kills", [20, pytest.param(300, marks=pytest.mark.long)])
def test_a_kill_at_any_moment_leaves_all_whole(kills: int, tmp_path: Path) -> None:
    chance = random.Random(kills)  # noqa: S311 -- a drawing that can be made again
    found: dict[str, Counter[str]] = {}
    sent = kills // SENT
    for number, kind in enumerate(KINDS):
        times = (kills - sent + number) // len(KINDS)
        found[kind.__name__] = _killed(kind, tmp_path / kind.__name__, times, chance)
    found["Sending"] = asyncio.run(_sent(tmp_path / "sending", sent, chance))
    print(*(f"{name}: {dict(phases)}" for name, phases in found.items()), sep="\n")  # noqa: T201
    assert sum(phases.total() for phases in found.values()) == kills
