"""By whom a request is answered: here, or by others. Whoever asks calls the same either way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial, wraps
from typing import Any, Concatenate, NamedTuple, ParamSpec, Protocol, TypeVar

from bot.services.mending import mended

P = ParamSpec("P")
R = TypeVar("R")

HANDED_OUT: set[str] = set()
"""The names of the requests that others may answer."""


class Job(NamedTuple):
    """A request: its name, and what is asked."""

    name: str
    arguments: tuple[Any, ...]
    named: Mapping[str, Any]


class Hands(Protocol):
    """Who answers requests."""

    def do(self, job: Job, here: Callable[[], R]) -> R:
        """What a request gives, or what `here` gives that answers it in this process."""

    @property
    def in_hand(self) -> int:
        """How many requests are answered by others, or wait for that."""

    @property
    def memory(self) -> tuple[int, ...]:
        """Bytes that each of the others takes for itself."""

    def follow(self) -> None:
        """Have the others take up the knowledge as it is now."""

    def close(self) -> None:
        """Let go of the others."""


class OwnHands:
    """All is answered here, in the thread that asks."""

    in_hand = 0
    memory: tuple[int, ...] = ()

    def do(self, _job: Job, here: Callable[[], R]) -> R:
        """What `here` gives."""
        return here()

    def follow(self) -> None:
        """Nobody is to be told."""

    def close(self) -> None:
        """Nobody is to be let go of."""


class Handing(Protocol):
    """What has requests to hand out."""

    hands: Hands


S = TypeVar("S", bound=Handing)


def handed_out(request: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
    """The request, answered by whoever is there for that; once more where the index was damaged."""
    name = request.__name__
    HANDED_OUT.add(name)

    @wraps(request)
    def made(self: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
        return self.hands.do(Job(name, args, kwargs), partial(request, self, *args, **kwargs))

    return mended(made)
