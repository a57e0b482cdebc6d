"""Several processes write at once: nothing is lost, nothing is sent or recalled twice."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.knowledge import Trait
from bot.records import (
    AMEND,
    CLAIMED,
    NEWS,
    Asked,
    EntryShown,
    Finding,
    Follow,
    Opinion,
    Place,
    Records,
    Showing,
    ShownIn,
    StoredSetting,
    Subject,
    file_database,
)
from bot.replies import RecallKind, RecallState
from bot.text import ServerAddress

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
# What is to be sent, and what each of two processes writes of everything.
JOBS, WRITTEN = 30, 12
CHANNEL = 99
# Seconds that a process waits for the other: many, for a machine that has other work, too.
WAITS = 120.0
LATER = NOW + timedelta(days=1)
ROOT = Path(__file__).parents[2]
PROGRAM = "import sys; from tests.records import test_several; test_several.main(*sys.argv[1:])"


def main(what: str, place: str, name: str) -> None:
    """What one of the processes does: print what it has sent and posted, or claim something and hang."""
    file_database.BUSY = WAITS
    print(json.dumps(asyncio.run({"write": written, "hang": hanging}[what](place, name))), flush=True)  # noqa: T201


async def written(place: str, name: str) -> dict[str, list[Any]]:
    """Write all there is to write, together with another process that does the same."""
    records = await Records.open(place_of(place))
    await records.state.keep(f"ready {name}", "yes")
    async with asyncio.timeout(WAITS):
        while not all([await records.state.value(f"ready {each}") for each in "ab"]):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    posted: list[str] = []
    for number in range(WRITTEN):
        await records.log.add(Asked(NOW, f"{name} {number}", answered=True, confidence=0.5, items=()))
        await records.follows.add(Follow(number, ord(name), Subject.TOPIC, "seals"), NOW)
        await records.settings.put(StoredSetting(1, 0, "x", f"{name} {number}"), name, NOW)
        for voter in (7, 1000 * ord(name) + number):
            await records.log.judge(1, Opinion("a#1", useful=True), giver=voter)
        await records.recalls.note([finding(number)], NOW)
        await records.follows.found(1, [(f"d{number}", f"k{number}")])
        if post := await records.follows.post(CHANNEL, (await records.follows.waiting(CHANNEL))[0], NOW):
            posted += post.keys
            await records.outbox.sent(post.id, NOW)
    sent = []
    while job := await records.outbox.claim(NOW, ("thing",)):
        sent.append(job.id)
        await records.outbox.sent(job.id, NOW)
    await records.close()
    return {"sent": sent, "posted": posted}


async def hanging(place: str, name: str) -> None:
    """Claim something, and be killed before it is sent."""
    records = await Records.open(place_of(place))
    job = await records.outbox.claim(NOW, (name,))
    print(job.id if job else None, flush=True)  # noqa: T201
    await asyncio.sleep(3600)


def place_of(text: str) -> Place:
    return ServerAddress(text) if "://" in text else Path(text)


def finding(number: int) -> Finding:
    """A correction of what a message shows."""
    shown = ShownIn(Showing(number + 1, 5), EntryShown("a#1", "before"))
    return Finding(shown, EntryShown("a#1", "after"), RecallKind.CORRECTED, (Trait.CORRECTION,))


async def started(what: str, place: Place, name: str) -> asyncio.subprocess.Process:
    text = place.whole if isinstance(place, ServerAddress) else str(place)
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, what, text, name, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )


async def done(processes: Sequence[asyncio.subprocess.Process]) -> list[dict[str, list[Any]]]:
    """What each of them printed, once all have ended well."""
    printed = await asyncio.gather(*(each.communicate() for each in processes))
    assert [each.returncode for each in processes] == [0] * len(processes)
    return [json.loads(out) for out, _ in printed]


async def test_what_two_processes_write_at_once_is_all_kept_and_nothing_is_sent_twice(
    records: Records, place: Place
) -> None:
    await records.log.add(Asked(NOW, "who?", answered=True, confidence=0.5, items=("a#1",)))
    await records.follows.add(Follow(CHANNEL, 7, Subject.PERSON, "Fisk"), NOW)
    for number in range(WRITTEN):
        await records.messages.show(finding(number).shown.showing, [EntryShown("a#1", "before")], LATER)
    jobs = [(await records.outbox.put("thing", 1, (), NOW)).id for _ in range(JOBS)]
    first, second = await done([await started("write", place, name) for name in "ab"])
    assert sorted(first["sent"] + second["sent"]) == jobs
    assert sorted(first["posted"] + second["posted"]) == sorted(f"k{number}" for number in range(WRITTEN))
    asked, *others = await records.log.all()
    assert {each.question for each in others} == {f"{name} {n}" for name in "ab" for n in range(WRITTEN)}
    assert len(asked.opinions) == 2 * WRITTEN + 1, "one vote of the member who used both, and all others"
    assert sorted(each.channel for each in await records.follows.all()) == [*range(WRITTEN), CHANNEL]
    assert sorted(each.message for each in await records.recalls.all()) == list(range(1, WRITTEN + 1))
    assert len(await records.outbox.due(NOW, kind=AMEND)) == WRITTEN
    (setting,) = await records.settings.all()
    changes = list(reversed(await records.audit.latest(3 * WRITTEN)))
    assert [each.old for each in changes] == [None, *(each.new for each in changes[:-1])]
    assert (len(changes), changes[-1].new) == (2 * WRITTEN, setting.value)


async def test_what_a_killed_process_was_to_send_comes_back(records: Records, place: Place) -> None:
    job = await records.outbox.put(NEWS, 1, ("a#1",), NOW)
    process = await started("hang", place, NEWS)
    assert process.stdout
    assert await process.stdout.readline() == f"{job.id}\n".encode()
    process.kill()
    await process.communicate()
    assert await records.outbox.claim(NOW, (NEWS,)) is None
    assert await records.outbox.claim(NOW + CLAIMED, (NEWS,)) == job, "after its time"
    assert await records.outbox.claim(NOW, (NEWS,)) is None
    await records.outbox.free()
    assert await records.outbox.claim(NOW, (NEWS,)) == job, "at once, for whoever has taken over the gateway"


async def test_what_did_not_arrive_may_be_claimed_again_and_not_what_was_tried(records: Records) -> None:
    first, second = [await records.outbox.put(NEWS, 1, (), NOW) for _ in range(2)]
    assert await records.outbox.claim(NOW, (NEWS,)) == first
    await records.outbox.again(first.id, NOW)
    assert await records.outbox.claim(NOW, (NEWS,), {first.id}) == second
    assert await records.outbox.claim(NOW, (NEWS,), {first.id}) is None
    again = await records.outbox.claim(NOW, (NEWS,))
    assert again
    assert (again.id, again.tries) == (first.id, 1)


async def test_a_job_is_free_again_where_more_was_found_while_it_was_done(records: Records) -> None:
    await records.messages.show(Showing(1, 5), [EntryShown("a#1", "before")], LATER)
    await records.recalls.note([finding(0)], NOW)
    job = await records.outbox.claim(NOW, (AMEND,))
    assert job
    await records.recalls.settle(job.id, 1, (), RecallState.AMENDED, NOW)
    assert await records.outbox.claim(NOW, (AMEND,)) == job
    (recall,) = await records.recalls.of(1)
    await records.recalls.settle(job.id, 1, (recall.id,), RecallState.AMENDED, NOW)
    assert await records.outbox.claim(NOW + CLAIMED, (AMEND,)) is None


async def test_a_post_takes_no_news_along_that_is_not_in_it(records: Records) -> None:
    await records.follows.add(Follow(1, 7, Subject.TOPIC, "seals"), NOW)
    (follow,) = await records.follows.all()
    await records.follows.found(follow.id, [("d1", "k1")])
    waiting, _ = await records.follows.waiting(1)
    await records.follows.found(follow.id, [("d2", "k2")])
    post = await records.follows.post(1, waiting, NOW)
    assert post
    assert post.keys == ("k1",)
    assert await records.follows.post(1, waiting, NOW) is None
    assert await records.follows.waiting(1) == (("k2",), ())


async def test_news_of_a_follow_that_has_ended_are_none(records: Records) -> None:
    await records.follows.found(12345, [("d1", "k1")])
    assert await records.follows.waiting(1) == ((), ())


async def test_the_same_words_are_posted_once_in_a_channel_whichever_of_its_follows_finds_them_later(
    records: Records,
) -> None:
    for subject in ("seals", "ferries"):
        await records.follows.add(Follow(1, 7, Subject.TOPIC, subject), NOW)
    first, second = await records.follows.all()
    await records.follows.found(first.id, [("d1", "k1")])
    assert await records.follows.post(1, ("k1",), NOW)
    await records.follows.found(second.id, [("d1", "k1")])
    assert await records.follows.post(1, ("k1",), NOW) is None
