"""Words for the same office, relation or country, as data."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files


def _lines(name: str) -> Iterator[list[str]]:
    text = files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split()


@cache
def offices() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """For a word or phrase (as words) the others that name the same office, relation or country."""
    table: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for group in (*_lines("offices.txt"), *_lines("nations.txt")):
        phrases = [tuple(entry.split("-")) for entry in group]
        for phrase in phrases:
            table.setdefault(phrase, []).extend(other for other in phrases if other != phrase)
    return {phrase: tuple(dict.fromkeys(others)) for phrase, others in table.items()}
