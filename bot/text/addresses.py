"""The address of a database server, whose password is written nowhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

HIDDEN = "***"
"""Stands for a password wherever an address is written."""
# Parts of a query that are as secret as the password itself.
_SECRET = frozenset({"password", "sslpassword"})
_HOST = re.compile(r"(?:[^:@\[\]]*|\[[0-9A-Fa-f:.]+\])(?::\d*)?")


@dataclass(frozen=True, repr=False)
class ServerAddress:
    """An address as "postgresql://user:password@host/database?...". As text it has no password.

    :param whole: the address as it was given, password included. Raises ValueError where it is none.
    """

    whole: str

    def __post_init__(self) -> None:
        hosts = self._parts.netloc.rpartition("@")[2].split(",")
        # What is cut off a password by a character that should have been escaped looks like one of these.
        if self._parts.fragment or "@" in self._parts.path or not all(map(_HOST.fullmatch, hosts)):
            raise ValueError("no address")

    @property
    def scheme(self) -> str:
        """What comes before "://", in small letters."""
        return self._parts.scheme

    @property
    def database(self) -> str:
        """What comes behind the host."""
        return unquote(self._parts.path.lstrip("/"))

    @property
    def passwords(self) -> frozenset[str]:
        """Whatever must not be written: passwords, as they are and as the address has them."""
        given = [value for name, value in parse_qsl(self._parts.query) if name in _SECRET]
        raw = self._parts.netloc.rpartition("@")[0].partition(":")[2]
        return frozenset(filter(None, (*given, raw, unquote(raw))))

    @cached_property
    def _parts(self) -> SplitResult:
        return urlsplit(self.whole)

    def __str__(self) -> str:
        parts = self._parts
        user, at, host = parts.netloc.rpartition("@")
        name, colon, _ = user.partition(":")
        query = [(key, HIDDEN if key in _SECRET else value) for key, value in parse_qsl(parts.query)]
        written = urlencode(query, safe="/*,", quote_via=quote)
        shown = f"{name}{colon}{HIDDEN if colon else ''}{at}{host}{parts.path}"
        return f"{parts.scheme}://{shown}{'?' if written else ''}{written}"

    def __repr__(self) -> str:
        return f"ServerAddress({str(self)!r})"
