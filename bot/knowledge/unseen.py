"""Signs that nobody sees and YAML does not take for what they look like, where keys and indentation stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.knowledge.messages import KEYS
from bot.knowledge.yaml_errors import Fault

_UNSEEN = "\u00a0\u1680\u2000-\u200f\u202a-\u202f\u205f\u2060-\u2069\u3000\ufeff"
_FULL_WIDTH_COLON = "\uff1a"
_KEY = re.compile(
    rf"^(?P<before>[ \t{_UNSEEN}-]*)(?P<key>{'|'.join(sorted(KEYS))})"
    rf"(?P<behind>[ \t{_UNSEEN}]*)(?P<colon>[:{_FULL_WIDTH_COLON}])(?P<after>[ \t{_UNSEEN}]*)(?P<rest>.*)$"
)
_ENTRY = re.compile(rf"^(?P<before>[ \t{_UNSEEN}]*)(?P<rest>- .*)$")
_ANY = re.compile(f"[{_UNSEEN}]")


def straightened(lines: list[str]) -> Iterator[Fault]:
    """What stands unseen at keys and before them, which is put right in `lines`, to read on.

    Only of a file that cannot be read as it is: within texts such signs are nobody's business.
    """
    for number, line in enumerate(lines):
        if not _ANY.search(line) and _FULL_WIDTH_COLON not in line:
            continue
        key = _KEY.match(line)
        found = key or _ENTRY.match(line)
        if found is None:
            continue
        structure = line[: found.start("rest")]
        unseen = _ANY.search(structure)
        if unseen:
            what = f"An invisible character (U+{ord(unseen[0]):04X}) stands {_where(unseen.start(), key)}."
            yield Fault(number + 1, what, "Delete it, and type plain spaces where you want spaces.")
        if key and key["colon"] == _FULL_WIDTH_COLON:
            what = f"The colon after `{key['key']}` is a wide one (U+FF1A)."
            yield Fault(number + 1, what, "Write a plain colon and a space.")
            structure = structure.replace(_FULL_WIDTH_COLON, ": ")
        if unseen or (key and key["colon"] == _FULL_WIDTH_COLON):
            lines[number] = _plain(structure) + found["rest"]


def _where(place: int, key: re.Match[str] | None) -> str:
    if key is None or place < key.end("before"):
        return "at the beginning of the line"
    return f"after the colon of `{key['key']}`" if place >= key.start("after") else f"behind `{key['key']}`"


def _plain(structure: str) -> str:
    """The indentation, key and colon with blanks in the place of blanks, and without what has no width."""
    return _ANY.sub(lambda sign: " " if sign[0].isspace() else "", structure)
