"""Requests answered by real processes: the same replies, from what is known now, whatever becomes of one."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.replies import Answer
from bot.services import OPERATOR, Line, QualifierError, Request, Services, Viewer
from bot.services.turns import Turns
from bot.services.workers.hands import HANDED_OUT
from bot.services.workers.pool import Workers
from bot.text import TooLongError, tracing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")

QUESTION = "what did Renwick say about the strike?"
DESK = Viewer(server=1)
PAGE = "title: {0}\nsource: Courier\nquotes: [{{speaker: Zora Quill, text: The {0} is for sale.}}]\n"
PROGRAM = """
import sys, time
from pathlib import Path
from bot.services import Services
services = Services.open(Path(sys.argv[1]), vectors=False, reader=False, workers=1)
print(*services.hands.numbers, flush=True)
time.sleep(600)
"""
Look = Callable[[Services], object]
LOOKS: dict[str, Look] = {
    "reply": lambda services: services.ask(Request(QUESTION, OPERATOR)),
    "verify": lambda services: services.verify("We did not win everything", None, OPERATOR),
    "verify_pasted": lambda services: services.verify_pasted("“We will sleep again”", "Pell", OPERATOR),
    "check": lambda services: services.check("“We did not win everything”, she said.", OPERATOR),
    "quotes": lambda services: services.quotes("Thorley", "", OPERATOR),
    "timeline": lambda services: services.timeline("Thorley", "strike", OPERATOR),
    "compare": lambda services: services.compare(["Thorley", "Pell"], "strike", OPERATOR),
    "search": lambda services: services.search("strike speaker:Thorley", OPERATOR),
    "who_said": lambda services: services.who_said("we did not win everything", OPERATOR),
}


def pool_of(services: Services) -> Workers:
    assert isinstance(services.hands, Workers)
    return services.hands


def soon(is_so: Callable[[], object]) -> None:
    """Wait until something is so; a machine that has much else to do takes its time."""
    last = time.monotonic() + 120
    while not is_so():
        assert time.monotonic() < last
        time.sleep(0.02)


def is_running(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{number}/stat").read_text("utf-8").rpartition(")")[2].split()[0]


@contextmanager
def stopped(number: int) -> Iterator[None]:
    """A process stands still for as long as the block runs, if it is still there then."""
    os.kill(number, signal.SIGSTOP)
    try:
        yield
    finally:
        if is_running(number):
            os.kill(number, signal.SIGCONT)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The newsroom, with a folder that one server alone may see."""
    data = Path(__file__).parents[1] / "data" / "newsroom"
    folder = tmp_path_factory.mktemp("workers") / "knowledge"
    shutil.copytree(data, folder, ignore=shutil.ignore_patterns(".briefing-index"))
    (folder / "desk").mkdir()
    (folder / "desk/collection.yaml").write_text("visible_to: [server:1]\n", "utf-8")
    (folder / "desk/zeppelin.yaml").write_text(PAGE.format("zeppelin"), "utf-8")
    return folder


@pytest.fixture(scope="module")
def services(place: Path) -> Iterator[Services]:
    before = os.environ.get("DISCORD_TOKEN")
    os.environ["DISCORD_TOKEN"] = "a.secret.token"
    try:
        with Services.open(place, vectors=False, workers=2) as services:
            yield services
    finally:
        if before is None:
            del os.environ["DISCORD_TOKEN"]
        else:
            os.environ["DISCORD_TOKEN"] = before


def test_every_request_that_is_handed_out_is_tried_here() -> None:
    assert LOOKS.keys() == HANDED_OUT


def test_a_worker_replies_what_this_process_would(services: Services, place: Path) -> None:
    with Services.open(place, vectors=False) as own:
        for name, look in LOOKS.items():
            assert look(services) == look(own), name
    steps = services.meter.counted().steps
    assert {"understand", "search", "rank", "read", "whole"} <= steps.keys()
    assert services.meter.counted().candidates > 0


def test_what_a_worker_refuses_is_refused_as_here(services: Services) -> None:
    with pytest.raises(QualifierError) as told:
        services.search("after:nonsense", OPERATOR)
    assert told.value.typed == "nonsense"
    with pytest.raises(TooLongError):
        services.verify("word " * 1000, None, OPERATOR)


def test_each_viewer_sees_there_what_they_may_see(services: Services) -> None:
    for viewer, found in ((DESK, 1), (Viewer(server=2), 0), (OPERATOR, 1)):
        assert len(services.who_said("the zeppelin is for sale", viewer).answers) == found


def test_the_more_wait_the_fewer_candidates_a_worker_reads(services: Services) -> None:
    read = []
    for others in (0, 2, 9):
        with tracing() as trace:
            services.reply(Request(QUESTION, OPERATOR, others=others))
        read.append(trace.candidates)
    assert read[0] > read[1] > read[2] == 0


async def test_how_many_wait_is_known_where_they_wait(services: Services) -> None:
    turns, services.turns = services.turns, Turns(1)
    try:
        read = services.meter.counted().candidates
        async with services.turns.turn(Line("first")):
            crowd = [asyncio.create_task(services.turns.run(Line(each), str)) for each in range(9)]
            await asyncio.sleep(0)
            reply = await asyncio.to_thread(services.ask, Request(QUESTION, OPERATOR))
            assert isinstance(reply, Answer)
            assert services.meter.counted().candidates == read
        await asyncio.gather(*crowd)
    finally:
        services.turns = turns


def test_workers_know_no_token_and_say_what_they_take(services: Services) -> None:
    for number in pool_of(services).numbers:
        assert b"secret" not in Path(f"/proc/{number}/environ").read_bytes()
    assert all(memory > 10_000_000 for memory in services.hands.memory)
    assert len(services.hands.memory) == 2


def test_a_question_does_not_wait_for_another_and_that_of_a_killed_worker_is_asked_again(
    services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    pool = pool_of(services)
    soon(lambda: len(pool.numbers) == 2)
    first, second = pool.numbers
    with ThreadPoolExecutor(2) as threads, stopped(first), stopped(second):
        asked = [threads.submit(services.ask, Request(QUESTION, OPERATOR)) for _ in range(2)]
        soon(lambda: pool.in_hand == 2)
        os.kill(first, signal.SIGCONT)
        soon(lambda: any(each.done() for each in asked))
        # The other one waits for its own worker still, which is killed now.
        assert pool.in_hand == 1
        os.kill(second, signal.SIGKILL)
        replies = [each.result(120) for each in asked]
    assert replies[0] == replies[1]
    assert f"Worker {second} has ended and is replaced." in caplog.text
    assert caplog.text.count("is made once more") == 1
    soon(lambda: len(pool.numbers) == 2)
    assert second not in pool.numbers


def test_an_idle_worker_that_ends_is_replaced(services: Services) -> None:
    pool = pool_of(services)
    soon(lambda: len(pool.numbers) == 2)
    (gone, _) = pool.numbers
    os.kill(gone, signal.SIGKILL)
    soon(lambda: gone not in pool.numbers and len(pool.numbers) == 2)
    assert services.ask(Request(QUESTION, OPERATOR)).answered


def test_a_reload_and_a_rule_hold_for_the_very_next_question(services: Services, place: Path) -> None:
    new = place / "airship.yaml"
    new.write_text(PAGE.format("airship"), "utf-8")
    services.reload()
    for _ in range(4):
        assert services.who_said("the airship is for sale", DESK).answers
    (place / "desk/collection.yaml").write_text("visible_to: [server:2]\n", "utf-8")
    services.reload()
    for _ in range(4):
        assert not services.who_said("the zeppelin is for sale", DESK).answers
    new.unlink()
    services.rebuild()
    assert not services.who_said("the airship is for sale", DESK).answers


def test_where_no_worker_can_be_started_this_process_answers(
    place: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    # Without its library Python ends at its start.
    monkeypatch.setenv("PYTHONHOME", str(place))
    with Services.open(place, vectors=False, workers=1) as services:
        assert services.ask(Request(QUESTION, OPERATOR)).answered
        assert services.hands.memory == ()
    assert "No worker can be started; all is answered in the bot's own process." in caplog.text


def test_workers_end_with_the_program_also_where_it_is_killed(place: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, str(place)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout
        number = int(program.stdout.readline())
        assert is_running(number)
        program.kill()
    soon(lambda: not is_running(number))
