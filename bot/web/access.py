"""Who asks, and from where: the name that was called, the page that sent it, the size, and the key."""

from __future__ import annotations

from collections.abc import Collection
from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.services import LARGEST_FILE, Client, Programs
from bot.web.problems import ProblemError

LARGEST_BODY = LARGEST_FILE + 2**16
"""Bytes of a request: a draft as large as an attached file may be, and what stands around it."""
# What a proxy adds: whoever comes through one is not on this machine, whatever the proxy is.
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
_FOREIGN_SITES = ("cross-site", "same-site")


class Gate:
    """Turns away what a web page from elsewhere sends.

    A page can have a name of its own lead to this machine, so that its visitors' browsers ask here in its
    name: only an address, `localhost`, and the `names` that the operator gives are answered to. It can send
    requests without asking first, too: those of other origins than this one and the operator's `origins` are
    refused.
    """

    def __init__(self, app: ASGIApp, names: Collection[str], origins: Collection[str]) -> None:
        self._app = app
        self._names = frozenset(name.lower() for name in names)
        self._origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may come in."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            self._check(Headers(scope=scope))
        except ProblemError as error:
            await error.problem.answer()(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _check(self, headers: Headers) -> None:
        host = headers.get("host", "")
        if not self._answers_to(host):
            raise ProblemError(
                "foreign-host",
                "The server does not go by the host name of this request. The operator can add names in"
                " BRIEFING_WEB_NAMES.",
            )
        origin = headers.get("origin")
        # A browser sends no origin with some of what it loads for a page, but says that it is another's.
        foreign = (
            headers.get("sec-fetch-site") in _FOREIGN_SITES if origin is None else not _is_of(origin, host)
        )
        if foreign and origin not in self._origins:
            raise ProblemError(
                "foreign-origin",
                "Pages of this website may not send requests here. The operator can allow websites in"
                " BRIEFING_WEB_ORIGINS.",
            )

    def _answers_to(self, host: str) -> bool:
        name = _name_in(host)
        return name == "localhost" or name in self._names or _address(name) is not None


class Sizes:
    """Turns away what is too large, before it is read. Inside CORS, so that pages can read why."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is not too large."""
        length = Headers(scope=scope).get("content-length", "0") if scope["type"] == "http" else "0"
        if length.isdecimal() and (len(length) > 9 or int(length) > LARGEST_BODY):
            await _too_large().problem.answer()(scope, receive, send)
            return
        await self._app(scope, _limited(receive), send)


def _limited(receive: Receive) -> Receive:
    """A request whose body ends with a problem where it grows too large, whatever it said of its length."""
    got = 0

    async def receiving() -> Message:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        if got > LARGEST_BODY:
            raise _too_large()
        return message

    return receiving


def _too_large() -> ProblemError:
    return ProblemError(
        "too-large", f"A request may have at most {LARGEST_BODY:,} bytes. Send a long text in parts."
    )


def _name_in(host: str) -> str:
    """The name in a Host header, without the port and the brackets of an address of version 6."""
    name, colon, port = host.rpartition(":")
    bare = name if colon and port.isdecimal() and (":" not in name or name.endswith("]")) else host
    return bare.lower().removeprefix("[").removesuffix("]").removesuffix(".")


def _is_of(origin: str, host: str) -> bool:
    """Whether a page comes from the host that it asks."""
    return origin.partition("://")[2].lower() == host.lower()


def _address(host: str) -> object:
    try:
        return ip_address(host)
    except ValueError:
        return None


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address, or asks from it."""
    try:
        address = ip_address(host)
    except ValueError:
        return host == "localhost"
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


def is_here(asking: HTTPConnection) -> bool:
    """Whether somebody asks on this machine, without a proxy between."""
    passed_on = any(name in asking.headers for name in _FORWARDED)
    return asking.client is not None and is_loopback(asking.client.host) and not passed_on


async def client_of(asking: HTTPConnection, programs: Programs) -> Client:
    """Who asks; their request is not counted yet.

    :raises UnknownKeyError: with a key that is nobody's, or in another way than with a key.
    :raises KeyNeededError: from elsewhere without a key.
    """
    given = asking.headers.get("authorization")
    scheme, _, secret = (given or "").partition(" ")
    # Whoever names themselves in another way is not taken for nobody.
    key = None if given is None else secret.strip() if scheme.lower() == "bearer" else ""
    return await programs.client(key, here=is_here(asking))
