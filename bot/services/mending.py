"""A request that met with a damaged index is made once more: the index is sound again by then."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from bot.search import MendedError

P = ParamSpec("P")
R = TypeVar("R")


def mended(request: Callable[P, R]) -> Callable[P, R]:
    """The request, made a second time where the index was damaged when it was made first."""

    @wraps(request)
    def made(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return request(*args, **kwargs)
        except MendedError:
            return request(*args, **kwargs)

    return made
