"""Times of many calls, told by their middle and their slow end."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple, TypeVar

Argument = TypeVar("Argument")


class Figure(NamedTuple):
    """What was measured, its unit ("s", "ms", "bytes" or none) and how much it was; lower is better."""

    figure: str
    unit: str
    value: float


def timed(call: Callable[[], object]) -> float:
    """Seconds that a call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def times(
    call: Callable[[Argument], object], arguments: Iterable[Argument], at_a_time: int = 1
) -> list[float]:
    """Milliseconds of the call for each argument, so many of them at a time."""

    def once(argument: Argument) -> float:
        return timed(lambda: call(argument)) * 1000

    if at_a_time == 1:
        return [once(argument) for argument in arguments]
    with ThreadPoolExecutor(at_a_time) as pool:
        return list(pool.map(once, arguments))


def spread(milliseconds: Sequence[float]) -> dict[str, float]:
    """Their 50th, 95th and 99th percentile."""
    cuts = statistics.quantiles(milliseconds, n=100, method="inclusive")
    return {"p50": cuts[49], "p95": cuts[94], "p99": cuts[98]}


def spread_of(name: str, milliseconds: Sequence[float]) -> list[Figure]:
    """Their percentiles as figures: "question p50" and so on."""
    return [Figure(f"{name} {cut}", "ms", value) for cut, value in spread(milliseconds).items()]


def median(seconds: Iterable[float]) -> float:
    """The middle one."""
    return statistics.median(seconds)
