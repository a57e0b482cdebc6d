"""What a question costs more over HTTP than the engine alone takes for it, and how many clients fare at once.

    python -m benchmarks.http [--knowledge tests/data/newsroom] [--rounds 5]

Each question of the folder's `questions.jsonl` is asked by turns of the services themselves and over HTTP,
with a key and on a connection that is kept, so that it is noted in the log, too; `more` is the difference of
each pair. On a busy machine every change of threads waits for others: read the processor's time there.
`50 at once` are that many clients, each with a connection of its own, who all ask at the same moment: seconds
until the first, the middle and the last of them has their reply, beside what all of it takes one by one.
All in one process, so that both are slowed down alike by whatever else the machine does.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path

from benchmarks.json_lines import read_lines
from benchmarks.timing import median, spread, timed
from bot.services import OPERATOR, Connection, KeyScope, Request, Services, Watch, operators_keys
from bot.settings import Settings
from bot.web import serving

CLIENTS = 50
LIMIT_MS = 5.0
"""Milliseconds that HTTP may cost more, at the median."""


def main() -> None:
    """Measure, and print a line for each figure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--knowledge", type=Path, default=Path("tests/data/newsroom"))
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    questions = [line["question"] for line in read_lines(arguments.knowledge / "questions.jsonl")]
    print(
        f"Load of the machine over the last minute: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors."
    )
    with tempfile.TemporaryDirectory() as place:
        ignored = shutil.ignore_patterns(".briefing-index")
        folder = Path(shutil.copytree(arguments.knowledge, Path(place) / "knowledge", ignore=ignored))
        with Services.open(folder) as services, served(services, Path(place)) as (port, key):
            services.wait_for_vectors()
            _alone(services, questions * arguments.rounds, port, key)
            _together(services, questions, port, key)


def _alone(services: Services, questions: list[str], port: int, key: str) -> None:
    connection = HTTPConnection("127.0.0.1", port)
    own: list[float] = []
    http: list[float] = []
    busy = {id(own): 0.0, id(http): 0.0}
    for number, question in enumerate(questions):

        def by_engine(question: str = question) -> None:
            services.ask(Request(question, OPERATOR, limit=10))

        def by_http(question: str = question) -> None:
            ask(connection, key, question)

        # Whoever comes second finds what the first one had remembered.
        for measured in (own, http) if number % 2 else (http, own):
            begun = time.process_time()
            measured.append(timed(by_engine if measured is own else by_http) * 1000)
            busy[id(measured)] += time.process_time() - begun
    more = [after - before for before, after in zip(own, http, strict=True)]
    for name, found in (("engine", own), ("over HTTP", http), ("more", more)):
        print(f"{name}: {', '.join(f'{cut} {value:.1f} ms' for cut, value in spread(found).items())}")
    processor = (busy[id(http)] - busy[id(own)]) / len(more) * 1000
    print(f"more, of the processor's time: {processor:.1f} ms a question, client and server together")
    verdict = "kept" if median(more) <= LIMIT_MS else "not kept"
    print(f"At most {LIMIT_MS:.0f} ms more at the median: {verdict}, of {len(more)} questions.")


def _together(services: Services, questions: list[str], port: int, key: str) -> None:
    asked = [questions[number % len(questions)] for number in range(CLIENTS)]
    one_by_one = sum(timed(lambda each=each: services.ask(Request(each, OPERATOR))) for each in asked)  # type: ignore[misc]
    connections = [HTTPConnection("127.0.0.1", port) for _ in asked]
    for connection in connections:
        connection.connect()
    start = time.perf_counter()

    def waited(number: int) -> float:
        ask(connections[number], key, asked[number])
        return time.perf_counter() - start

    with ThreadPoolExecutor(CLIENTS) as pool:
        ends = sorted(pool.map(waited, range(CLIENTS)))
    print(
        f"{CLIENTS} at once: all answered; first after {ends[0]:.2f} s, middle {median(ends):.2f} s,"
        f" last {ends[-1]:.2f} s; one by one {one_by_one:.2f} s."
    )


def ask(connection: HTTPConnection, key: str, question: str) -> None:
    """Ask, and read the whole reply."""
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {key}"}
    connection.request("POST", "/v1/ask", json.dumps({"question": question, "limit": 10}), headers)
    answer = connection.getresponse()
    reply = json.loads(answer.read())
    if answer.status != 200 or "context" not in reply:
        raise RuntimeError(f"not answered: {reply}")


@contextmanager
def served(services: Services, place: Path) -> Iterator[tuple[int, str]]:
    """The services by HTTP, in a thread of its own: the port, and a key."""
    chosen = Settings(_env_file=None, records=place / "records.sqlite", key_pace=1_000_000).model_copy(
        update={"web_port": 0}
    )
    ports: list[int] = []
    begun = threading.Event()
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()

    def standing() -> Connection:
        return Connection(connected=None, latency=None, servers=0, in_hand=0, stopping=False)

    async def made() -> str:
        async with operators_keys(chosen) as ring:
            return (await ring.add("benchmark", {KeyScope.ASK}, datetime.now(UTC))).secret

    async def run() -> None:
        async with serving(Watch(services, standing), lambda: chosen) as port:
            ports.append(port)
            begun.set()
            await stop.wait()

    key = asyncio.run(made())
    thread = threading.Thread(target=lambda: loop.run_until_complete(run()))
    thread.start()
    begun.wait()
    try:
        yield ports[0], key
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()


if __name__ == "__main__":
    main()
