"""How many questions a second the bot bears on Discord: the highest rate at which nobody waits over 3 s.

    python -m benchmarks.load --knowledge DIR --questions QUESTIONS.jsonl [--before CHECKOUT] [--seconds 30]
    python -m benchmarks.load --knowledge DIR --questions QUESTIONS.jsonl --long

The real program runs (`run`, with discord.py) against a stand-in for Discord in a process of its own
(`benchmarks.gateway`), in 500 servers, each question of another member. For each way to run, the rate is
doubled from `--from` until somebody waits longer; the limit is then looked for between the last two.
`--before` is a checkout of another version, measured in the same run. A line says of each rate how long was
waited, and how much of the processors the bot (with its workers) and the stand-in took. Then the bot is asked
at twice the rate that it bears: who is told "a moment, please", who is lost, and how soon it answers after
that. `--long` asks for 5 minutes at the rate that it bears, or the next lower one that it bears so long, with
a connection that breaks and one 429, and says how the memory grows. On two cores the stand-in takes its share
of them from the bot.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

from benchmarks.timing import spread

LONGEST = 3.0
"""Seconds that nobody may wait longer."""
SERVERS = 500
IDLE = 0.05
"""Seconds of the processor in one, up to which the bot has nothing to do."""
WARMING = 60
"""Questions asked before it is measured."""
LONG = 300.0
"""Seconds of the long run."""
STEP = 1.15
"""Rates that differ by less than this are one."""
MEBIBYTE = 2**20
PROGRAM = """
import sys
import discord
discord.http.Route.BASE = sys.argv.pop(1)
from bot.cli.app import main
main()
"""
# Makes the index and all vectors, so that nothing is made while it is measured.
PREPARE = """
import sys
from pathlib import Path
from bot.services import Services
with Services.open(Path(sys.argv[1]), index=Path(sys.argv[2])) as services:
    services.wait_for_vectors()
"""
# Run at the start of each process, workers too: how many candidates are read, whatever the load.
CUSTOM = "import bot.answering.pace\nbot.answering.pace.READ_BY_LOAD = {}\n"
READERS = {"off": "()", "full": "((10**9, 8),)"}


class Way(NamedTuple):
    """A version, in its checkout, and how much its reader reads: "off", "full" or by the load."""

    name: str
    checkout: Path
    reader: str


class Borne(NamedTuple):
    """What came of a rate."""

    rate: float
    waited: list[float]
    asked: int
    told: int
    bots: float
    standins: float
    took: float

    @property
    def good(self) -> bool:
        """Whether everybody got an answer in time."""
        return len(self.waited) == self.asked and not self.told and max(self.waited) <= LONGEST

    def __str__(self) -> str:
        cuts = spread([each * 1000 for each in self.waited]) if len(self.waited) > 1 else {}
        told = ", ".join(f"{name} {value:.0f} ms" for name, value in cuts.items())
        lost = self.asked - len(self.waited)
        return (
            f"{self.rate:5.1f}/s  {told}, most {max(self.waited, default=0):.2f} s; told to wait:"
            f" {self.told},"
            f" lost: {lost}; processors: bot {self.bots / self.took:.2f},"
            f" stand-in {self.standins / self.took:.2f}"
        )


class Bot:
    """The program and its stand-in, running."""

    def __init__(self, program: subprocess.Popen[str], standin: subprocess.Popen[str]) -> None:
        self._program = program
        self._standin = standin

    def asked(self, rate: float, seconds: float, *, faults: bool = False) -> Borne:
        """Have questions come at a rate."""
        before = self._used()
        order = {"rate": rate, "seconds": seconds, "faults": faults}
        stdin = cast(IO[str], self._standin.stdin)
        stdin.write(json.dumps(order) + "\n")
        stdin.flush()
        told = _told(self._standin)
        used = self._used() - before
        return Borne(rate, told["waited"], told["asked"], told["told"], used, told["used"], told["took"])

    def rest(self) -> None:
        """Wait until the bot has nothing left to do of what was asked before, for three minutes at most."""
        for _ in range(180):
            before = self._used()
            time.sleep(1)
            if self._used() - before < IDLE:
                return

    def memory(self) -> list[int]:
        """MiB that the program, then each worker takes, without the files that they share."""
        return [_own(number) // MEBIBYTE for number in self._family()]

    def _used(self) -> float:
        return sum(map(_seconds, self._family()))

    def _family(self) -> list[int]:
        own = self._program.pid
        threads = Path(f"/proc/{own}/task").glob("*/children")
        children = [int(child) for thread in threads for child in thread.read_text("ascii").split()]
        return [own, *children]


@contextmanager
def running(way: Way, knowledge: Path, questions: Path, index: Path, workers: str) -> Iterator[Bot]:
    """A version of the program beside a stand-in, warm."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if way.reader in READERS:
            (folder / "sitecustomize.py").write_text(CUSTOM.format(READERS[way.reader]), "utf-8")
        settings = {
            "DISCORD_TOKEN": "MTIz.pretended.token", "BRIEFING_KNOWLEDGE": knowledge,
            "BRIEFING_WORKERS": workers, "BRIEFING_INDEX": index,
            "BRIEFING_RECORDS": folder / "records.sqlite", "BRIEFING_LOG_LEVEL": "WARNING",
        }  # fmt: skip
        (folder / ".env").write_text("\n".join(f"{key}={value}" for key, value in settings.items()), "utf-8")
        environment = {**os.environ, "PYTHONPATH": f"{folder}:{way.checkout}"}
        prepared = [sys.executable, "-c", PREPARE, str(knowledge), str(index)]
        subprocess.run(prepared, check=True, cwd=folder, env=environment)
        command = [sys.executable, "-m", "benchmarks.gateway", str(questions), str(SERVERS)]
        here = Path(__file__).resolve().parents[1]
        standin = subprocess.Popen(
            command, cwd=here, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        base = _told(standin)["base"]
        program = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, base, "run"], cwd=folder, env=environment, text=True
        )
        try:
            _told(standin)
            bot = Bot(program, standin)
            # Networks are loaded, words remembered.
            bot.asked(WARMING / 10, 10.0)
            yield bot
        finally:
            program.terminate()
            program.wait()
            standin.kill()
            standin.wait()


def bearable(bot: Bot, first: float, seconds: float) -> float:
    """The highest rate at which nobody waits too long; 0 where the first is too high."""
    good, bad, rate = 0.0, 0.0, first
    while not bad or bad / good > STEP:
        borne = bot.asked(rate, seconds)
        print(f"  {borne}", flush=True)
        if borne.good:
            good = rate
        else:
            bad = rate
            bot.rest()
        if not good:
            return 0.0
        rate = (good * bad) ** 0.5 if bad else rate * 2
    return good


def main() -> None:
    """Measure each way to run, and print a line for each rate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--knowledge", type=Path, required=True)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--before", type=Path, help="a checkout of another version")
    parser.add_argument("--seconds", type=float, default=30.0, help="of each rate (30)")
    parser.add_argument("--from", dest="first", type=float, default=10.0, help="the first rate (10 a second)")
    parser.add_argument("--workers", default="", help="BRIEFING_WORKERS (by the cores)")
    parser.add_argument("--only", default="", help="the one way to run that is measured")
    parser.add_argument("--long", action="store_true", help="then 5 minutes at the rate that is borne")
    given = parser.parse_args()
    here = Path(__file__).resolve().parents[1]
    ways = [Way("reader off", here, "off"), Way("reader full", here, "full"), Way("by load", here, "")]
    if given.before:
        other = given.before.resolve()
        ways = [Way("before, off", other, "off"), Way("before, by load", other, ""), *ways]
    print(f"Load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.")
    with tempfile.TemporaryDirectory() as index:
        for way in ways:
            if not given.only or way.name == given.only:
                measure(way, given, Path(index))


def measure(way: Way, given: argparse.Namespace, index: Path) -> None:
    """Measure one way to run."""
    knowledge, questions = given.knowledge.resolve(), given.questions.resolve()
    with running(way, knowledge, questions, index, given.workers) as bot:
        print(f"{way.name}:", flush=True)
        rate = bearable(bot, given.first, given.seconds)
        print(f"  bears {rate:.1f} a second; MiB: {bot.memory()}", flush=True)
        if rate and not way.name.startswith("before"):
            print(f"  twice that: {bot.asked(2 * rate, given.seconds)}")
            print(f"  afterwards: {bot.asked(rate / 4, 10.0)}; MiB: {bot.memory()}", flush=True)
        if rate and given.long:
            bearing_long(bot, rate, given.first / 2)


def bearing_long(bot: Bot, rate: float, least: float) -> None:
    """Ask for minutes, with faults, at a rate and ever lower ones until nobody waits too long."""
    while rate >= least:
        bot.rest()
        borne = bot.asked(rate, LONG, faults=True)
        print(f"  5 minutes:  {borne}; MiB: {bot.memory()}", flush=True)
        if borne.good:
            return
        rate /= STEP


def _told(standin: subprocess.Popen[str]) -> dict[str, Any]:
    line = cast(IO[str], standin.stdout).readline()
    return cast(dict[str, Any], json.loads(line))


def _seconds(number: int) -> float:
    """Seconds of the processor that a process took."""
    fields = Path(f"/proc/{number}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _own(number: int) -> int:
    pages = Path(f"/proc/{number}/statm").read_text("ascii").split()
    return (int(pages[1]) - int(pages[2])) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main()
