"""The way to OpenSearch: who is let in, and what is said while it is down."""

from __future__ import annotations

import logging
import shutil
from itertools import count
from pathlib import Path

import pytest

from bot.search import EVERYTHING, Address, Search, SearchAwayError
from bot.search.opensearch import connection
from bot.search.opensearch.errors import SearchRefusedError
from bot.services import OPERATOR, Services
from bot.services.asking import Request
from tests.search.opensearch.proxy import PASSWORD, USER, Proxy, certify, proxied

pytestmark = pytest.mark.opensearch

_numbers = count()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("openssl") is None:
        pytest.skip("not run: openssl is not here")
    return certify(tmp_path_factory.mktemp("tls"))


def behind(proxy: Proxy, scheme: str = "http", password: str = PASSWORD, ca: Path | None = None) -> Address:
    written = f"opensearch+{scheme}://127.0.0.1:{proxy.port}/outage-{next(_numbers)}"
    return Address.of(written, USER, password, ca)


def test_user_password_and_certificate_let_it_in_and_stand_in_no_log(
    newsroom: Path, tmp_path: Path, node: str, certificate: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with proxied(node, certificate) as proxy:
        known = behind(proxy, "https", ca=certificate)
        with Search.open(newsroom, index=tmp_path / "index", address=known) as search:
            assert search.corpus(EVERYTHING).snapshot.items
        with pytest.raises(SearchRefusedError, match="status 401") as refused:
            Search.open(
                newsroom, index=tmp_path / "other", address=behind(proxy, "https", "wrong", certificate)
            )
        with pytest.raises(SearchRefusedError, match="certificate is not trusted"):
            Search.open(newsroom, index=tmp_path / "third", address=behind(proxy, "https"))
    for secret in (PASSWORD, "wrong", "Basic "):
        assert secret not in caplog.text + str(refused.value) + repr(known)


def test_while_it_is_down_one_sentence_says_so_and_names_go_on(
    newsroom: Path,
    tmp_path: Path,
    node: str,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connection, "AGAIN", 0.0)
    caplog.set_level(logging.INFO)
    with proxied(node) as proxy:
        address = behind(proxy)
        with Services.open(newsroom, index=tmp_path / "index", address=address, reader=False) as services:
            asked = Request("what did the mayor say about the harbour?", OPERATOR)
            whole, people = services.ask(asked), services.people("", OPERATOR)
            proxy.refuses = 503
            for _ in range(2):
                with pytest.raises(SearchAwayError, match=r"^The search is down at the moment\."):
                    services.ask(asked)
            assert {one.name for one in services.people("", OPERATOR).people} == {
                one.name for one in people.people
            }
            proxy.refuses = 0
            assert services.ask(asked) == whole
    told = [record.message for record in caplog.records if record.name.startswith("bot.search.opensearch")]
    assert [("does not answer" in one, "answers again" in one) for one in told] == [
        (True, False),
        (False, True),
    ]
    assert "harbour" not in caplog.text


def test_nobody_waits_for_it_twice(newsroom: Path, tmp_path: Path, node: str) -> None:
    index = tmp_path / "index"
    with proxied(node) as proxy, Search.open(newsroom, index=index, address=behind(proxy)) as search:
        snapshot = search.corpus(EVERYTHING).snapshot
        proxy.refuses = 503
        with pytest.raises(SearchAwayError):
            snapshot.every_item()
        proxy.refuses, made = 0, len(proxy.seen)
        with pytest.raises(SearchAwayError):
            snapshot.every_item()
        assert len(proxy.seen) == made


def test_what_is_asked_takes_a_handful_of_round_trips(newsroom: Path, tmp_path: Path, node: str) -> None:
    with proxied(node) as proxy:
        address = behind(proxy)
        with Services.open(newsroom, index=tmp_path / "index", address=address, reader=False) as services:
            services.ask(Request("who is the mayor?", OPERATOR))
            before = len(proxy.seen)
            services.ask(Request("what did the harbour master say about the storm in May?", OPERATOR))
            assert len(proxy.seen) - before <= 12
