"""The way to OpenSearch: with time limits, and with one sentence for whatever goes wrong on it."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

from bot.search.index.seals import DamagedError
from bot.search.opensearch.address import Address
from bot.search.opensearch.errors import LackingError, SearchAwayError, SearchRefusedError

if TYPE_CHECKING:
    from opensearchpy import OpenSearch

ANSWER = 10.0
"""Seconds that a look-up may take: a question makes a handful, and somebody waits for it."""
CONNECT_TRIES = 1
"""Tries beside the first for a look-up: a node that was killed just now is one of several."""
WRITE = 60.0
"""Seconds that a write may take."""
AGAIN = 2.0
"""Seconds after a failure in which look-ups fail at once: who asks while it is down need not wait for it."""
CONNECTIONS = 16
"""Connections that are kept open: threads that ask at once."""
CHUNK, CHUNK_BYTES = 2_000, 8_000_000
"""Documents, and bytes, sent at once."""
RETRIES, FIRST_WAIT, LONGEST_WAIT = 8, 1, 30
"""How often a chunk is sent again that the server has no room for, after how many seconds."""
_UNAVAILABLE = frozenset((408, 429, 500, 502, 503, 504))
_FORBIDDEN = frozenset((401, 403))

Body = dict[str, Any]
log = logging.getLogger(__name__)


class Connection:
    """All requests pass here. Safe for threads.

    :param seconds: how long a look-up may take.
    :param clock: seconds that only grow.
    """

    def __init__(
        self, address: Address, seconds: float = ANSWER, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """:raises LackingError: the client is not installed."""
        self.address = address
        self._clock = clock
        self._asks = _client(address, seconds, CONNECT_TRIES)
        self._writes = _client(address, WRITE, RETRIES)
        self._lock = Lock()
        self._failed = float("-inf")
        self._away = False
        self.requests = 0
        """How many requests were made, for those who count round trips."""

    def close(self) -> None:
        """Let go of the connections."""
        self._asks.close()
        self._writes.close()

    # Look-ups

    def search(self, index: str, body: Body) -> Body:
        """One search, as OpenSearch's query language has it."""
        return self.searches(index, [body])[0]

    def searches(self, index: str, bodies: Sequence[Body]) -> list[Body]:
        """Several searches in one round trip, their answers in their order."""
        if not bodies:
            return []
        head = {"index": index, **({"search_type": "dfs_query_then_fetch"} if self._spread else {})}
        lines = [line for body in bodies for line in (head, body)]
        with self._asked() as client:
            found = cast(Body, client.msearch(body=lines))["responses"]
        for each in found:
            if _is_gone(each):
                raise DamagedError(f"the index {index} is gone")
            if "error" in each or each["timed_out"] or each["_shards"]["failed"]:
                self._fail(json.dumps(each.get("error", "a search took too long"))[:500])
        return cast(list[Body], found)

    def documents(self, index: str, ids: Sequence[str], fields: Sequence[str] | bool = True) -> list[Body]:
        """Documents by their ids, in this order; one that is not there is {"found": False}."""
        if not ids:
            return []
        source = {"_source": list(fields) if not isinstance(fields, bool) else fields}
        with self._asked() as client:
            found = cast(
                Body, client.mget(index=index, body={"docs": [{"_id": one, **source} for one in ids]})
            )
        return cast(list[Body], found["docs"])

    def document(self, index: str, name: str) -> Body | None:
        """A document as it is now, with `_index`, `_seq_no` and `_primary_term`; None where there is none."""
        with self._asked() as client:
            found = cast(Body, client.get(index=index, id=name, ignore=404))
        return found if found.get("found") else None

    def everything(self, index: str, query: Body, fields: Sequence[str] | bool) -> Iterator[Body]:
        """All documents that a query finds, in the order of their `serial`, read page by page."""
        after: list[Any] | None = None
        while True:
            body: Body = {"query": query, "size": PAGE, "_source": fields, "sort": [{"serial": "asc"}]}
            hits = self.search(index, body | ({"search_after": after} if after else {}))["hits"]["hits"]
            yield from hits
            if len(hits) < PAGE:
                return
            after = hits[-1]["sort"]

    @property
    def _spread(self) -> bool:
        return self.address.shards > 1

    @contextmanager
    def _asked(self) -> Iterator[OpenSearch]:
        """The client for one look-up, which is not tried where one has just failed."""
        if self._clock() - self._failed < AGAIN:
            raise SearchAwayError
        self.requests += 1
        with self._told():
            yield self._asks
        if self._away:
            with self._lock:
                self._away = False
            log.info("OpenSearch at %s answers again.", self.address)

    # Writing

    @contextmanager
    def writing(self) -> Iterator[OpenSearch]:
        """The client for writing, with time to spare."""
        with self._told():
            yield self._writes

    def bulk(self, index: str, actions: Iterable[tuple[Body, str | None]]) -> None:
        """Write many documents; what the server has no room for is sent again, later and later.

        :param actions: what is done, and with which document, as lines of OpenSearch's bulk format.
        """
        from opensearchpy import helpers  # noqa: PLC0415

        def lines(action: tuple[Body, str | None]) -> tuple[Body, str | None]:
            return action

        with self._told():
            for _ in helpers.streaming_bulk(
                self._writes,
                actions,
                chunk_size=CHUNK,
                max_chunk_bytes=CHUNK_BYTES,
                expand_action_callback=lines,
                max_retries=RETRIES,
                initial_backoff=FIRST_WAIT,
                max_backoff=LONGEST_WAIT,
                yield_ok=False,
                index=index,
            ):
                pass

    # What goes wrong

    @contextmanager
    def _told(self) -> Iterator[None]:
        """The client's errors as those that people are told."""
        from opensearchpy import exceptions, helpers  # noqa: PLC0415

        try:
            yield
        except helpers.BulkIndexError as error:
            self._fail(str(error.errors[:1])[:500])
        except exceptions.SSLError as error:
            raise SearchRefusedError(
                self.address, f"its certificate is not trusted ({_cause(error)})"
            ) from None
        except exceptions.TransportError as error:
            status = error.status_code
            if status in _FORBIDDEN:
                reason = f"it does not let this bot in (status {status})"
                raise SearchRefusedError(self.address, reason) from None
            if isinstance(error, exceptions.ConnectionError) or status in _UNAVAILABLE:
                self._fail(_cause(error))
            raise SearchRefusedError(
                self.address, f"it answered with status {status} ({error.error})"
            ) from error

    def _fail(self, reason: str) -> None:
        """Note that it does not answer, tell the operator once, and raise SearchAwayError."""
        with self._lock:
            news, self._away = not self._away, True
            self._failed = self._clock()
        if news:
            log.warning("OpenSearch at %s does not answer: %s", self.address, reason)
        raise SearchAwayError(reason) from None


def _is_gone(told: Body) -> bool:
    """Whether a search was not made because its index is there no more."""
    return bool(told.get("error")) and told["error"].get("type") == "index_not_found_exception"


PAGE = 5_000
"""Documents that are read at once where all are wanted."""


def _client(address: Address, seconds: float, tries: int) -> OpenSearch:
    try:
        from opensearchpy import OpenSearch  # noqa: PLC0415
    except ImportError:
        raise LackingError from None
    # They would log what is asked, word for word; what goes wrong is logged here.
    for name in ("opensearch", "opensearchpy.trace"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return OpenSearch(
        hosts=[{"host": address.host, "port": address.port}],
        http_auth=(address.user, address.password) if address.user else None,
        use_ssl=address.tls,
        verify_certs=address.tls,
        ca_certs=str(address.ca) if address.ca else None,
        timeout=seconds,
        max_retries=tries,
        retry_on_timeout=False,
        pool_maxsize=CONNECTIONS,
        http_compress=False,
    )


def _cause(error: Exception) -> str:
    """What went wrong on the way, in the words of who noticed it; no header and no body stands in it."""
    cause = getattr(error, "info", None)
    return f"{type(error).__name__}: {cause if isinstance(cause, Exception) else getattr(error, 'error', '')}"
