"""Which person is meant by a name that somebody typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cli.errors import RefusedError, UnknownError
from bot.replies import Speaker

if TYPE_CHECKING:
    from bot.services.desk import Desk

# How many names are offered where none is meant for sure.
OFFERED = 5


def person_meant(engine: Desk, typed: str) -> Speaker:
    """The person meant: by name, surname or alias, or as misspelt.

    Raises UnknownError where nobody of that name is known, RefusedError where several are, with their names.
    """
    near = engine.people(typed, limit=OFFERED)
    wanted = typed.casefold()
    exact = [each for each in near if wanted in {each.name.casefold(), *map(str.casefold, each.aliases)}]
    if len(exact) == 1 or len(near) == 1:
        return (exact or near)[0]
    if not near:
        raise UnknownError(f"Nobody named {typed!r} is known. `briefing-bot people` lists everybody.")
    names = ", ".join(each.name for each in near)
    raise RefusedError(f"{typed!r} may be one of several: {names}. Give the full name.")
