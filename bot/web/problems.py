"""What goes wrong, as programs read it: problem details (RFC 9457), each kind with its own type."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from bot.services import (
    ContextError,
    KeyNeededError,
    MissingScopeError,
    NothingKnownError,
    OnePersonError,
    QualifierError,
    RateLimitedError,
    RecordsAwayError,
    SearchAwayError,
    TakingUpError,
    TooManyWaitingError,
    UnknownCursorError,
    UnknownKeyError,
)
from bot.text import TooLongError, UserError, reason_of

log = logging.getLogger(__name__)

TYPE = "urn:briefing-bot:problem:"
MEDIA_TYPE = "application/problem+json"
AGAIN, LATER = 2, 60
"""Seconds after which whoever was turned away may try again; later where somebody must mend something."""
MOST_TOLD, MOST_IN_DETAIL = 20, 3
"""Of what is wrong with a request, parts that are listed at most, and that stand in its `detail`."""
LONGEST_NAME = 50
"""Letters of a name that was sent, repeated where it is wrong: nobody needs more to find it."""
_NO_BODY = "must be a JSON object, sent with Content-Type: application/json"


@dataclass(frozen=True)
class Kind:
    """A kind of problem: the last part of its type, the status it comes with, and what it is called."""

    name: str
    status: int
    title: str


KINDS = {
    kind.name: kind
    for kind in (
        Kind("invalid-request", 422, "The request is invalid"),
        Kind("bad-context", 422, "The context is invalid"),
        Kind("bad-cursor", 422, "The cursor is invalid"),
        Kind("cursor-gone", 410, "The copy is too old to be updated"),
        Kind("key-needed", 401, "A key is needed"),
        Kind("unknown-key", 401, "The key is unknown"),
        Kind("missing-scope", 403, "The key does not allow this"),
        Kind("foreign-origin", 403, "This website may not ask"),
        Kind("foreign-host", 421, "The host name is unknown"),
        Kind("not-found", 404, "There is nothing here"),
        Kind("wrong-method", 405, "The method is not allowed"),
        Kind("too-large", 413, "The request is too large"),
        Kind("too-fast", 429, "Too many requests"),
        Kind("busy", 503, "The server is busy"),
        Kind("nothing-known", 503, "No article can be read at the moment"),
        Kind("search-away", 503, "The search is down at the moment"),
        Kind("records-away", 503, "Keys cannot be checked at the moment"),
        Kind("failed", 500, "Something went wrong"),
    )
}
"""Every kind, by its name; docs/api.md lists them."""

_BY_STATUS = {404: "not-found", 405: "wrong-method"}


@dataclass(frozen=True)
class Problem:
    """A problem as it is told; `more` are members of its own, `headers` what the answer carries."""

    kind: Kind
    detail: str
    headers: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)

    def answer(self) -> JSONResponse:
        """The answer to the request that met it."""
        told = {
            "type": TYPE + self.kind.name,
            "title": self.kind.title,
            "status": self.kind.status,
            "detail": self.detail,
        }
        headers = {"Cache-Control": "no-store", **self.headers}
        return JSONResponse({**told, **self.more}, self.kind.status, headers, MEDIA_TYPE)


class _Wrong(NamedTuple):
    """A part of a request that is wrong: where it stands, how it is called, and what it must be."""

    where: str
    name: str
    what: str


class ProblemError(Exception):
    """A problem that ends a request."""

    def __init__(self, name: str, detail: str, **headers: str) -> None:
        super().__init__(detail)
        written = {header.replace("_", "-"): value for header, value in headers.items()}
        self.problem = Problem(KINDS[name], detail, written)


_CHALLENGE = {"WWW-Authenticate": "Bearer"}
# What a service says: the kind of problem that it is here.
_SAID: Sequence[tuple[type[Exception], str, Mapping[str, str]]] = (
    (TooLongError, "invalid-request", {}),
    (QualifierError, "invalid-request", {}),
    (OnePersonError, "invalid-request", {}),
    (SearchAwayError, "search-away", {"Retry-After": str(AGAIN)}),
    (ContextError, "bad-context", {}),
    (UnknownCursorError, "cursor-gone", {}),
    (NothingKnownError, "nothing-known", {"Retry-After": str(LATER)}),
    (TakingUpError, "busy", {"Retry-After": str(AGAIN)}),
    (KeyNeededError, "key-needed", _CHALLENGE),
    (UnknownKeyError, "unknown-key", {"WWW-Authenticate": 'Bearer error="invalid_token"'}),
    (MissingScopeError, "missing-scope", {"WWW-Authenticate": 'Bearer error="insufficient_scope"'}),
)


def told(error: Exception) -> Problem:
    """An error of the services, or of a door, as a problem."""
    for said, name, headers in _SAID:
        if isinstance(error, said):
            return Problem(KINDS[name], str(error), headers)
    if isinstance(error, HTTPException):
        return _frameworks(error)
    if isinstance(error, RequestValidationError):
        wrong = [*_wrong(error)]
        detail = " ".join(f"{each.name} {each.what}." for each in wrong[:MOST_IN_DETAIL])
        told = [{"where": each.where, "what": each.what} for each in wrong]
        return Problem(KINDS["invalid-request"], detail, more={"errors": told})
    return _problem_of(error)


def _problem_of(error: Exception) -> Problem:
    again = {"Retry-After": str(AGAIN)}
    match error:
        case ProblemError():
            return error.problem
        case RateLimitedError():
            wait = {"Retry-After": str(error.seconds)}
            seconds = f"{error.seconds} second{'s' if error.seconds != 1 else ''}"
            return Problem(KINDS["too-fast"], f"Try again in {seconds}.", wait)
        case TooManyWaitingError():
            return Problem(KINDS["busy"], "Too many requests are waiting. Try again in a moment.", again)
        case RecordsAwayError():
            return Problem(KINDS["records-away"], "Try again soon. The operator's log says why.", again)
    return Problem(
        KINDS["failed"], "This could not be answered. The operator's log says why. Try again later."
    )


def _frameworks(error: HTTPException) -> Problem:
    """What the framework itself turns away."""
    if isinstance(error.__cause__, ProblemError):
        # It came up while the body was read.
        return error.__cause__.problem
    if error.status_code in _BY_STATUS:
        return Problem(KINDS[_BY_STATUS[error.status_code]], _WAY, error.headers or {})
    return Problem(KINDS["invalid-request"], "The body cannot be read. It must be JSON in UTF-8.")


_WAY = "/v1/openapi.json lists all that can be requested here, and how."


def tell_problems(app: FastAPI) -> None:
    """Have everything that goes wrong in an application told as a problem."""

    async def tell(_: Request, error: Exception) -> JSONResponse:
        return told(error).answer()

    for kind in (UserError, ProblemError, RateLimitedError, TooManyWaitingError, RecordsAwayError):
        app.add_exception_handler(kind, tell)
    app.add_exception_handler(RequestValidationError, tell)
    app.add_exception_handler(HTTPException, tell)
    # The server logs it, too.
    app.add_exception_handler(Exception, tell)


def _wrong(error: RequestValidationError) -> Iterator[_Wrong]:
    """What is wrong with a request, part by part; of what was sent no more is repeated than names."""
    for each in islice(error.errors(), MOST_TOLD):
        place, *inside = (str(part)[:LONGEST_NAME] for part in each["loc"])
        where = ".".join((place, *inside))
        match each["type"], inside:
            case "json_invalid", _:
                yield _Wrong(place, "The body", f"is not valid JSON: see character {int(inside[0]) + 1}")
            case "extra_forbidden", [*_, name]:
                field = "parameter of this endpoint" if place == "query" else "field of this request"
                yield _Wrong(where, f"“{name}”", f"is not a {field}")
            case "missing" | "model_attributes_type", []:
                yield _Wrong(where, "The body", _NO_BODY)
            case _:
                yield _Wrong(where, inside[-1] if inside else "The body", reason_of(each))
