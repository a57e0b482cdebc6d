"""Who may ask, from where, how fast and how much: everybody else meets a problem that says why."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from io import BytesIO

import aiohttp
import pytest

from bot.services import Keyring, KeyScope, Records, Services
from bot.settings import Settings
from bot.web.access import LARGEST_BODY, is_loopback
from tests.files import records_file
from tests.web.conftest import HERE, Answer, Opening, Program

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
PROXIED = {"X-Forwarded-For": "198.51.100.7"}
QUESTION = "what did Renwick say about the strike?"


@asynccontextmanager
async def keys(operator: Settings) -> AsyncIterator[Keyring]:
    """The keys, as the terminal has them beside the program that is running."""
    records = await Records.open(operator.records)
    yield Keyring(records.keys)
    await records.close()


async def key(operator: Settings, name: str, *scopes: KeyScope) -> str:
    async with keys(operator) as ring:
        return (await ring.add(name, scopes, NOW)).secret


def problem(answer: Answer) -> str:
    """The kind of a problem, which is told in full."""
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.body["status"] == answer.status
    assert answer.body["title"]
    assert answer.body["detail"].endswith(".")
    kind = str(answer.body["type"])
    assert kind.startswith("urn:briefing-bot:problem:")
    return kind.rpartition(":")[2]


async def test_this_machine_asks_without_a_key_and_others_need_one(
    program: Program, operator: Settings
) -> None:
    assert (await program.get("/v1/people")).status == 200
    elsewhere = await program.get("/v1/people", headers=PROXIED)
    assert (elsewhere.status, problem(elsewhere)) == (401, "key-needed")
    assert elsewhere.headers["WWW-Authenticate"] == "Bearer"
    secret = await key(operator, "website", KeyScope.READ)
    assert (await program.get("/v1/people", secret, PROXIED)).status == 200


async def test_a_key_that_is_nobodys_is_refused_here_too(program: Program, operator: Settings) -> None:
    secret = await key(operator, "website", KeyScope.READ)
    async with keys(operator) as ring:
        assert (await program.get("/v1/people", secret)).status == 200
        await ring.revoke("website", NOW)
    for headers in (
        {"Authorization": f"Bearer {secret}"},
        {"Authorization": "Basic YTpi"},
        {"Authorization": ""},
    ):
        refused = await program.get("/v1/people", headers=headers)
        assert (refused.status, problem(refused)) == (401, "unknown-key")


async def test_a_key_does_what_its_scopes_say(program: Program, operator: Settings) -> None:
    secret = await key(operator, "checker", KeyScope.VERIFY)
    assert (await program.post("/v1/verify", secret, quotation="light our kitchens")).status == 200
    for path in ("/v1/people", "/v1/changes", "/v1/status", "/metrics"):
        refused = await program.get(path, secret)
        assert (refused.status, problem(refused)) == (403, "missing-scope"), path
    assert problem(await program.post("/v1/ask", secret, question=QUESTION)) == "missing-scope"


async def test_health_is_told_without_a_key_and_metrics_are_not(program: Program, operator: Settings) -> None:
    for path in ("/healthz", "/readyz", "/v1/openapi.json"):
        assert (await program.get(path, headers=PROXIED)).status == 200
    assert problem(await program.get("/metrics", headers=PROXIED)) == "key-needed"
    secret = await key(operator, "prometheus", KeyScope.METRICS)
    assert (await program.get("/metrics", secret, PROXIED)).status == 200


@pytest.mark.parametrize(
    "host", ["attacker.example", "localhost.attacker.example", "", "127.0.0.1.example:80"]
)
async def test_it_is_not_called_by_a_name_that_somebody_else_leads_here(program: Program, host: str) -> None:
    refused = await program.get("/v1/people", headers={"Host": host})
    assert (refused.status, problem(refused)) == (421, "foreign-host")


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8642", "192.0.2.7:80", "[::1]:8642", "bot.example."]
)
async def test_it_is_called_by_addresses_and_the_operators_names(
    opening: Opening, services: Services, host: str
) -> None:
    async with opening(services, web_names=("bot.example",)) as program:
        assert (await program.get("/v1/people", headers={"Host": host})).status == 200


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://attacker.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}],
)
async def test_pages_from_elsewhere_may_not_ask(program: Program, headers: dict[str, str]) -> None:
    refused = await program.post("/v1/ask", headers=headers, question=QUESTION)
    assert (refused.status, problem(refused)) == (403, "foreign-origin")


async def test_pages_that_the_operator_names_may_ask(opening: Opening, services: Services) -> None:
    site = "https://news.example"
    async with opening(services, web_origins=(site,)) as program:
        asked = await program.get("/v1/people", headers={"Origin": site, "Sec-Fetch-Site": "cross-site"})
        assert (asked.status, asked.headers["Access-Control-Allow-Origin"]) == (200, site)
        wanted = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
        before = await program.send("OPTIONS", "/v1/ask", headers={"Origin": site, **wanted})
        assert (before.status, before.headers["Access-Control-Allow-Origin"]) == (200, site)
        for header, value in (("Method", "DELETE"), ("Headers", "X-Other")):
            more = {"Origin": site, **wanted, f"Access-Control-Request-{header}": value}
            stopped = await program.send("OPTIONS", "/v1/ask", headers=more)
            assert (stopped.status, problem(stopped)) == (422, "invalid-request")
            assert stopped.headers["Access-Control-Allow-Origin"] == site
        refused = await program.get("/v1/people", headers={"Origin": "https://other.example"})
        assert problem(refused) == "foreign-origin"
        large = await program.send(
            "POST", "/v1/ask", data=BytesIO(b"a" * (LARGEST_BODY + 1)), headers={"Origin": site}
        )
        assert (problem(large), large.headers["Access-Control-Allow-Origin"]) == ("too-large", site)
        own = await program.get("/v1/people", headers={"Origin": f"http://{HERE}:{program.port}"})
        assert own.status == 200


async def chunks() -> AsyncIterator[bytes]:
    yield b'{"text": "'
    for _ in range(LARGEST_BODY // 2**16 + 1):
        yield b"a" * 2**16


async def test_what_is_too_large_is_not_read(program: Program) -> None:
    reply = await program.send(
        "POST", "/v1/verify/draft", data=chunks(), headers={"Content-Type": "application/json"}
    )
    assert (reply.status, problem(reply)) == (413, "too-large")
    reader, writer = await asyncio.open_connection(HERE, program.port)
    writer.write(b"POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n")
    assert b" 413 " in await reader.readline()
    writer.close()


async def test_each_key_keeps_to_its_own_pace(
    opening: Opening, services: Services, operator: Settings
) -> None:
    async with opening(services, key_pace=3) as program:
        fast = await key(operator, "fast", KeyScope.READ)
        slow = await key(operator, "slow", KeyScope.READ)
        statuses = [(await program.get("/v1/people", fast)).status for _ in range(4)]
        assert statuses == [200, 200, 200, 429]
        refused = await program.get("/v1/people", fast)
        assert problem(refused) == "too-fast"
        assert 1 <= int(refused.headers["Retry-After"]) <= 30
        assert (await program.get("/v1/people", slow)).status == 200


async def test_while_the_records_are_away_no_new_key_is_let_in(
    opening: Opening, services: Services, operator: Settings
) -> None:
    secret = await key(operator, "website", KeyScope.READ)
    async with opening(services) as program:
        records = records_file(operator)
        records.rename(records.with_name("away"))
        records.mkdir()
        refused = await program.get("/v1/people", secret)
        assert (refused.status, problem(refused)) == (503, "records-away")
        assert (await program.get("/v1/people")).status == 200


async def test_whoever_goes_away_does_not_keep_the_others_waiting(program: Program) -> None:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=0.001)) as impatient:
        url = f"http://{HERE}:{program.port}/v1/ask"
        asked = [impatient.post(url, json={"question": QUESTION}) for _ in range(8)]
        gone = await asyncio.gather(*asked, return_exceptions=True)
        assert any(isinstance(each, TimeoutError) for each in gone)
    assert (await program.post("/v1/ask", question=QUESTION)).status == 200


@pytest.mark.parametrize(
    ("address", "local"),
    [("127.0.0.1", True), ("::1", True),
      ("::ffff:127.0.0.1", True), ("localhost", True), ("198.51.100.7", False),
     ("192.0.2.7", False), ("::ffff:192.0.2.7", False), ("bot.example", False)],
)  # fmt: skip
def test_only_this_machines_own_addresses_are_local(address: str, local: bool) -> None:
    assert is_loopback(address) is local
