"""The API keeps to its own description, whatever is sent to it: requests that schemathesis makes up."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from bot.services import Connection, Services, Watch
from bot.settings import Settings
from bot.web import serving

pytest_plugins = ("schemathesis.pytest.plugin",)

DESCRIPTION = Path(__file__).parents[2] / "docs" / "openapi.json"
FEW, MANY = 6, 400
"""Requests to each door, in the suite and in the long run."""
TOO_LARGE = 413
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
]
# The same requests each time: what passes once passes again.
SAME = settings(
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
schema = schemathesis.openapi.from_path(DESCRIPTION)


@pytest.fixture(scope="module")
def address(newsroom: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the newsroom is asked, by a program that runs in a thread of its own."""
    records = tmp_path_factory.mktemp("records") / "records.sqlite"
    chosen = Settings(_env_file=None, records=records, key_pace=1_000_000).model_copy(update={"web_port": 0})
    ports: list[int] = []
    begun = threading.Event()
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()

    def standing() -> Connection:
        return Connection(connected=None, latency=None, servers=0, in_hand=0, stopping=False)

    async def served(services: Services) -> None:
        async with serving(Watch(services, standing), lambda: chosen) as port:
            ports.append(port)
            begun.set()
            await stop.wait()

    with Services.open(newsroom, vectors=False) as services:
        thread = threading.Thread(target=lambda: loop.run_until_complete(served(services)))
        thread.start()
        begun.wait()
        yield f"http://127.0.0.1:{ports[0]}"
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()


@schema.parametrize()
@settings(SAME, max_examples=FEW)
def test_each_door_keeps_to_its_description(case: Any, address: str) -> None:
    check(case, address)


@pytest.mark.long
@schema.parametrize()
@settings(SAME, max_examples=MANY)
def test_each_door_keeps_to_it_whatever_is_sent(case: Any, address: str) -> None:
    check(case, address)


def check(case: Any, address: str) -> None:
    answer = case.call(base_url=address)
    # What is too large is refused unread, whatever else is wrong with it: schemathesis knows no 413 here.
    unread = answer.status_code == TOO_LARGE
    checks = [each for each in CHECKS if not (unread and each is negative_data_rejection)]
    case.validate_response(answer, checks=checks)
