"""A chart of growth as SVG: both axes by powers of ten."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from html import escape

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 420, 70, 210, 40, 60
COLOURS = ("#0b6e4f", "#c2410c", "#1d4ed8", "#7c3aed", "#6b7280")

Points = Sequence[tuple[float, float]]


def chart(lines: Mapping[str, Points]) -> str:
    """Median milliseconds of a question over the number of items, a line for each tool."""
    points = [point for line in lines.values() for point in line]
    across = _Axis([x for x, _ in points], LEFT, WIDTH - RIGHT)
    up = _Axis([y for _, y in points], HEIGHT - BOTTOM, TOP)
    body = [*_grid(across, up), *(part for n, (name, line) in enumerate(lines.items()) for part in
            _line(name, line, COLOURS[n % len(COLOURS)], across, up))]  # fmt: skip
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        f'font-size="13"><rect width="100%" height="100%" fill="white"/>'
        f'<text x="{LEFT}" y="22" font-weight="bold">Median time of a question, in milliseconds</text>'
        f'<text x="{(LEFT + WIDTH - RIGHT) // 2}" y="{HEIGHT - 14}" text-anchor="middle">items</text>'
        f"{''.join(body)}</svg>\n"
    )


class _Axis:
    def __init__(self, values: Sequence[float], start: float, end: float) -> None:
        self.low = math.floor(math.log10(min(values)))
        self.high = max(self.low + 1, math.ceil(math.log10(max(values))))
        self._start, self._end = start, end

    def at(self, value: float) -> float:
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return round(self._start + share * (self._end - self._start), 1)

    def ticks(self) -> Iterator[tuple[float, str]]:
        for power in range(self.low, self.high + 1):
            value = 10.0**power
            yield self.at(value), f"{value:,.0f}" if value >= 1 else f"{value:g}"


def _grid(across: _Axis, up: _Axis) -> Iterator[str]:
    for x, name in across.ticks():
        yield f'<line x1="{x}" x2="{x}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" stroke="#e5e7eb"/>'
        yield f'<text x="{x}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{name}</text>'
    for y, name in up.ticks():
        yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}" stroke="#e5e7eb"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{name}</text>'


def _line(name: str, line: Points, colour: str, across: _Axis, up: _Axis) -> Iterator[str]:
    places = [(across.at(x), up.at(y)) for x, y in line]
    path = " ".join(f"{x},{y}" for x, y in places)
    yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5"/>'
    for x, y in places:
        yield f'<circle cx="{x}" cy="{y}" r="4" fill="{colour}"/>'
    x, y = places[-1]
    yield f'<text x="{x + 10}" y="{y + 4}" fill="{colour}">{escape(name)}</text>'
