"""Keys with which programs ask: made, known again, and what each may do and see.

A key's secret is shown once, to whoever makes it; kept is a hash. What a key may do are its scopes; it sees
what everybody sees, and the collections that name it (`key:NAME`).
"""

from __future__ import annotations

import re
import secrets
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.records import OPERATOR_NAME, KeyStore, Records, RecordsAwayError, StoredKey
from bot.services.viewer import PUBLIC, Viewer
from bot.settings import Settings
from bot.text import UserError, sha256_of

PREFIX = "briefing_"
"""Begins every secret, so that whoever looks for secrets in the wrong place finds it."""
SECRET_BYTES = 32
"""Random bytes of a secret: nobody comes upon one by trying, so that a plain hash is enough."""
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")


class KeyScope(StrEnum):
    """What a program may do.

    ASK questions and search; VERIFY quotations and drafts; READ people, articles and lists; CHANGES: take a
    copy of all it may see, and keep it up to date; METRICS: watch the bot.
    """

    ASK = "ask"
    VERIFY = "verify"
    READ = "read"
    CHANGES = "changes"
    METRICS = "metrics"


USUAL_SCOPES = frozenset({KeyScope.ASK, KeyScope.VERIFY, KeyScope.READ})
"""The scopes of a key for which nothing else is said."""


@dataclass(frozen=True)
class Client:
    """A program that asks: its key's name, "" for one of this machine without any; what it may do and see."""

    name: str
    scopes: frozenset[KeyScope]
    viewer: Viewer


LOCAL = Client("", frozenset(KeyScope), PUBLIC)
"""Whoever asks on this machine without a key: what is public."""


@dataclass(frozen=True)
class NewKey:
    """A key that was just made; its `secret` is not kept."""

    key: StoredKey
    secret: str


class KeyNameError(UserError):
    """A key cannot be made or revoked under this name; the sentence says why."""


class UnknownKeyError(UserError):
    """Nobody has this key, or it was revoked."""

    def __init__(self) -> None:
        super().__init__(
            "This key is unknown. Ask the operator for another one; `briefing-bot keys` lists them."
        )


class MissingScopeError(UserError):
    """A key may not do this; `scope` is what it lacks."""

    def __init__(self, scope: KeyScope) -> None:
        super().__init__(
            f"This key lacks the scope {scope}. The operator can make one that has it with"
            f" `briefing-bot keys add NAME --scope {scope}`."
        )
        self.scope = scope


def require_scope(client: Client, scope: KeyScope) -> None:
    """Let a program through that may do this.

    :raises MissingScopeError: it may not.
    """
    if scope not in client.scopes:
        raise MissingScopeError(scope)


class Keyring:
    """All keys, known by heart and read anew when they have changed, by whatever program."""

    def __init__(self, store: KeyStore) -> None:
        self._store = store
        self._version: object = None
        self._clients: dict[str, Client] | None = None

    async def client(self, secret: str) -> Client:
        """Whose key this is. While the records are away, those known before are.

        :raises UnknownKeyError: it is nobody's.
        :raises RecordsAwayError: the records have been away ever since the start.
        """
        try:
            version = await self._store.version()
            if version != self._version:
                self._clients = {each.hash: _client(each) for each in await self._store.all()}
                self._version = version
        except RecordsAwayError:
            if self._clients is None:
                raise
        # What is looked up is a hash: how long that takes says nothing about the secrets that there are.
        found = (self._clients or {}).get(sha256_of(secret))
        if found is None:
            raise UnknownKeyError
        return found

    async def all(self) -> tuple[StoredKey, ...]:
        """Every key, by name."""
        return await self._store.all()

    async def add(self, name: str, scopes: Collection[KeyScope], now: datetime) -> NewKey:
        """Make a key.

        :raises KeyNameError: there is one of this name, or it is no name.
        """
        if not _NAME.fullmatch(name):
            raise KeyNameError(
                f"{name!r} cannot be the name of a key. Use up to 40 lower-case letters from a to z, digits "
                "and hyphens."
            )
        secret = PREFIX + secrets.token_urlsafe(SECRET_BYTES)
        key = StoredKey(name, sha256_of(secret), tuple(sorted(scopes)), now)
        if not await self._store.add(key, OPERATOR_NAME):
            raise KeyNameError(
                f"There is a key {name} already. Choose another name, or first revoke it: briefing-bot keys"
                f" revoke {name}."
            )
        return NewKey(key, secret)

    async def revoke(self, name: str, now: datetime) -> None:
        """Make a key worthless, at once and for every program that answers by it.

        :raises KeyNameError: there is none of this name.
        """
        if not await self._store.revoke(name, OPERATOR_NAME, now):
            raise KeyNameError(f"There is no key {name}. `briefing-bot keys` lists all keys.")


def _client(key: StoredKey) -> Client:
    # A scope of a newer version is none here.
    known = frozenset(scope for scope in KeyScope if scope in key.scopes)
    return Client(key.name, known, Viewer(key=key.name))


@asynccontextmanager
async def operators_keys(operator: Settings) -> AsyncIterator[Keyring]:
    """The keys, with the operator's records open as long.

    :raises RecordsError: the records cannot be used.
    """
    records = await Records.open(operator.records)
    try:
        yield Keyring(records.keys)
    finally:
        await records.close()
