"""Word lists that ship as data: text files with `#` comments, read once by whoever owns them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files


def lines(package: str, name: str) -> Iterator[str]:
    """The lines of `data/NAME` in a package, without comments and empty ones."""
    text = files(package).joinpath("data", name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


def by_kind(package: str, name: str) -> dict[str, frozenset[str]]:
    """The words of a list of "KIND: words" lines, by kind; a kind may have several lines."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines(package, name):
        kind, _, words = line.partition(":")
        found[kind.strip()].update(words.split())
    return {kind: frozenset(words) for kind, words in found.items()}
