"""Where the index is: the operator's setting, read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from bot.text import UserError, sha256_of

PREFIX = "opensearch+"
"""Before the `http` or `https` of an index that OpenSearch keeps."""
PORT = 9200
USUAL = "briefing"
"""The name of the index where the setting has none."""
_DIGITS = 8
MOST_SHARDS, MOST_REPLICAS = 64, 8
# What OpenSearch takes for a name, and nothing that it reads as a pattern.
_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,99}")
_FORM = "opensearch+https://host:9200/briefing"


class AddressError(UserError):
    """The setting does not say where an index is; nothing of it is repeated: it may hold a password."""

    def __init__(self, wrong: str) -> None:
        super().__init__(f"BRIEFING_SEARCH: {wrong}; write it like {_FORM}.")


@dataclass(frozen=True)
class Address:
    """An index of OpenSearch, under its alias `name`; `user` empty where nobody need say who they are.

    `ca` is the certificate of who vouches for the server, None for those that the system trusts. `shards` and
    `replicas` are those of an index that is built.
    """

    host: str
    port: int
    tls: bool
    name: str = USUAL
    user: str = ""
    password: str = field(default="", repr=False)
    ca: Path | None = None
    shards: int = 1
    replicas: int = 0

    @classmethod
    def of(cls, written: str, user: str = "", password: str = "", ca: Path | None = None) -> Address:
        """The address that an operator wrote; a user and password given beside it win.

        :raises AddressError: it is none.
        """
        try:
            parts = urlsplit(written.removeprefix(PREFIX))
            port = parts.port
        except ValueError:
            raise AddressError("the host or port cannot be read") from None
        if not written.startswith(PREFIX) or parts.scheme not in ("http", "https") or not parts.hostname:
            raise AddressError("this is no address of an OpenSearch index")
        name = parts.path.strip("/") or USUAL
        if not _NAME.fullmatch(name):
            raise AddressError("an index's name has small letters, digits, dots, hyphens and underscores")
        asked = parse_qs(parts.query)
        return cls(
            host=parts.hostname,
            port=port or PORT,
            tls=parts.scheme == "https",
            name=name,
            user=user or unquote(parts.username or ""),
            password=password or unquote(parts.password or ""),
            ca=ca,
            shards=_number(asked, "shards", 1, 1, MOST_SHARDS),
            replicas=_number(asked, "replicas", 0, 0, MOST_REPLICAS),
        )

    @property
    def key(self) -> str:
        """Digits that stand for the index, for names of files."""
        return sha256_of(str(self))[:_DIGITS]

    def __str__(self) -> str:
        """The address without who may use it: for people and the log."""
        scheme = "https" if self.tls else "http"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{scheme}://{host}:{self.port}/{self.name}"


def _number(asked: dict[str, list[str]], name: str, usual: int, least: int, most: int) -> int:
    (written,) = asked.get(name, [str(usual)])[:1]
    if not written.isdecimal() or not least <= int(written) <= most:
        raise AddressError(f"{name} must be a number from {least} to {most}")
    return int(written)
