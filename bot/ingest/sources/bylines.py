"""Several authors as a byline names them."""

from __future__ import annotations

from collections.abc import Iterable


def byline_of(names: Iterable[str]) -> str:
    """ "Ann Bell, Ben Doe and Cora Lind", each once; nothing of nobody."""
    told = list(dict.fromkeys(filter(None, names)))
    return " and ".join(filter(None, (", ".join(told[:-1]), *told[-1:])))
