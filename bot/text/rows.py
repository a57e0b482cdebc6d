"""The lines of a text that have something in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ROW = re.compile(r"[^\n]+")


def rows_of(text: str) -> Iterator[re.Match[str]]:
    """Each line that is not blank, as a match that has where it begins and ends, without its line break."""
    return (row for row in _ROW.finditer(text) if not row.group().isspace())
