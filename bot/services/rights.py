"""Who may do what: the knowledge is the operator's, a shown message whoever's who asked for it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.records import StoredView
    from bot.services.in_force import PlaceSettings


class Denial(StrEnum):
    """Why somebody may not do something, or not where they are."""

    NO_HOME = "no home"
    ELSEWHERE = "elsewhere"
    NOT_ALLOWED = "not allowed"
    SILENT = "silent"
    WAITING = "waiting"
    FOLLOW = "follow"
    UNFOLLOW = "unfollow"
    CHECK = "check"
    NO_SERVER = "no server"
    MANAGE = "manage"


class DeniedError(Exception):
    """Somebody may not do this, or not here; `denial` says why."""

    def __init__(self, denial: Denial) -> None:
        super().__init__(f"Not allowed: {denial.value}.")
        self.denial = denial


@dataclass(frozen=True)
class Caller:
    """Whoever wants to do something: the server where they are (None: in none), their roles and rights there.

    `manager` may manage the server, as its administrators may, `moderator` the channel. `is_owner` asks
    whether the bot's application is theirs or their team's; it may go over the network.
    """

    server: int | None
    roles: frozenset[int]
    administrator: bool
    manager: bool
    is_owner: Callable[[], Awaitable[bool]]
    moderator: bool = False


async def require_knowledge_rights(caller: Caller, home: int | None, admin_roles: Collection[int]) -> None:
    """Let the application's owner or team through, wherever they are, and at home administrators and roles.

    :raises DeniedError: for everybody else.
    """
    at_home = home is not None and caller.server == home
    if at_home and (caller.administrator or caller.roles & set(admin_roles)):
        return
    if await caller.is_owner():
        return
    if home is None:
        raise DeniedError(Denial.NO_HOME)
    raise DeniedError(Denial.NOT_ALLOWED if at_home else Denial.ELSEWHERE)


def may_follow(caller: Caller, settings: PlaceSettings) -> bool:
    """Whether somebody may have the channel follow where they are."""
    return _has_one_of(settings.follow_roles, caller)


def may_end_follows(caller: Caller, settings: PlaceSettings) -> bool:
    """Whether somebody may end what others have the channel follow: who manages it, or has a role to."""
    if caller.server is None or caller.manager or caller.moderator:
        return True
    return not caller.roles.isdisjoint(settings.follow_roles)


def may_check_publicly(caller: Caller, settings: PlaceSettings) -> bool:
    """Whether somebody may have quotations checked for all to see."""
    return _has_one_of(settings.verify_roles, caller)


def require_settings_rights(caller: Caller) -> int:
    """Let through whoever may change their server's settings; the server.

    :raises DeniedError: for everybody else, and outside of servers.
    """
    if caller.server is None:
        raise DeniedError(Denial.NO_SERVER)
    if not caller.manager:
        raise DeniedError(Denial.MANAGE)
    return caller.server


def _has_one_of(roles: Collection[int], caller: Caller) -> bool:
    """Whether somebody has what a setting gives to roles: everybody has where it names none."""
    return not roles or caller.server is None or caller.manager or not caller.roles.isdisjoint(roles)


def has_own_pace(
    caller: Caller, settings: PlaceSettings, admin_roles: Collection[int], *, at_home: bool
) -> bool:
    """Whether somebody goes at the pace of editors: who manages the server or keeps the knowledge."""
    keepers = {*admin_roles, *settings.publish_roles, *settings.reload_roles} if at_home else set()
    return caller.manager or not caller.roles.isdisjoint(keepers)


def may_change(view: StoredView, member: int) -> bool:
    """Whether a member changes what everybody sees: whoever asked does; others get a copy of their own."""
    return view.asker == member
