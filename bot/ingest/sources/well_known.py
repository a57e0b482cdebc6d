"""The newsroom's own list of people whom papers name by a family name alone."""

from __future__ import annotations

from pathlib import Path

from bot.attribution import full_names
from bot.ingest.errors import UnreadableError

NAME = "well_known.txt"
"""The file of the knowledge folder that takes the place of the list that ships."""
LONGEST = 2**20
"""Bytes: twenty thousand names; more is no such list."""

MALFORMED = "is no name. Write the family name, a colon and the full name, as in “Obama: Barack Obama”."

WellKnown = tuple[tuple[str, str], ...]
"""Family names in lower case, each with the full name."""


def well_known_of(knowledge: Path) -> WellKnown | None:
    """The list in a knowledge folder; None where there is none, so that the one that ships is used.

    :raises UnreadableError: the file is no such list.
    """
    path = knowledge / NAME
    if not path.is_file():
        return None
    try:
        if path.stat().st_size > LONGEST:
            raise UnreadableError(NAME, "the file is too large for a list of names.")
        listed = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableError(NAME, "this is not UTF-8 text. Save it as UTF-8.") from None
    except OSError as error:
        raise UnreadableError(NAME, f"it cannot be read: {error.strerror}.") from None
    try:
        return tuple(full_names(listed).items())
    except ValueError as error:
        raise UnreadableError(NAME, f"line {error} {MALFORMED}") from None
