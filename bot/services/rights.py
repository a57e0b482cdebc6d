"""Who may do what: the knowledge is the operator's, a shown message whoever's who asked for it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.records import StoredView


class Denial(StrEnum):
    """Why somebody may not administer the knowledge."""

    NO_HOME = "no home"
    ELSEWHERE = "elsewhere"
    NOT_ALLOWED = "not allowed"


class DeniedError(Exception):
    """Somebody may not do this, or not here; `denial` says why."""

    def __init__(self, denial: Denial) -> None:
        super().__init__(f"Not allowed: {denial.value}.")
        self.denial = denial


@dataclass(frozen=True)
class Caller:
    """Whoever wants to do something: the server where they are (None: in none), their roles and rights there.

    `is_owner` asks whether the bot's application is theirs or their team's; it may go over the network.
    """

    server: int | None
    roles: frozenset[int]
    administrator: bool
    is_owner: Callable[[], Awaitable[bool]]


def home_of(home_guild: int | None, servers: Collection[int]) -> int | None:
    """The home server: the one that is set, else the bot's only one; None where there is neither."""
    if home_guild is not None:
        return home_guild
    return next(iter(servers)) if len(servers) == 1 else None


async def require_knowledge_rights(caller: Caller, home: int | None, admin_roles: Collection[int]) -> None:
    """Let the application's owner or team through, and the home server's administrators and named roles.

    :raises DeniedError: for everybody else, and for everybody outside the home server.
    """
    if home is None:
        raise DeniedError(Denial.NO_HOME)
    if caller.server != home:
        raise DeniedError(Denial.ELSEWHERE)
    if caller.administrator or caller.roles & set(admin_roles):
        return
    if not await caller.is_owner():
        raise DeniedError(Denial.NOT_ALLOWED)


def may_change(view: StoredView, member: int) -> bool:
    """Whether a member changes what everybody sees: whoever asked does; others get a copy of their own."""
    return view.asker == member
