"""Who may touch the knowledge, and whose a shown message is."""

from __future__ import annotations

import pytest

from bot.records import StoredView
from bot.services import Caller, Denial, DeniedError, may_change, require_knowledge_rights

HOME, ELSEWHERE, EDITORS = 1, 2, 7


def caller(
    server: int | None = HOME,
    *roles: int,
    administrator: bool = False,
    manager: bool = False,
    owner: bool = False,
) -> Caller:
    async def is_owner() -> bool:
        return owner

    return Caller(server, frozenset(roles), administrator, manager, is_owner)


@pytest.mark.parametrize(
    "allowed",
    [
        caller(administrator=True),
        caller(HOME, EDITORS, 8),
        caller(owner=True),
        caller(None, owner=True),
        caller(ELSEWHERE, owner=True),
    ],
)
async def test_administrators_named_roles_and_the_owner_may(allowed: Caller) -> None:
    await require_knowledge_rights(allowed, HOME, (EDITORS,))


@pytest.mark.parametrize(
    ("refused", "home", "why"),
    [
        (caller(), HOME, Denial.NOT_ALLOWED),
        (caller(HOME, 8), HOME, Denial.NOT_ALLOWED),
        (caller(ELSEWHERE, EDITORS, administrator=True), HOME, Denial.ELSEWHERE),
        (caller(None, administrator=True), HOME, Denial.ELSEWHERE),
        (caller(administrator=True), None, Denial.NO_HOME),
    ],
)
async def test_everybody_else_is_told_why_not(refused: Caller, home: int | None, why: Denial) -> None:
    with pytest.raises(DeniedError) as denied:
        await require_knowledge_rights(refused, home, (EDITORS,))
    assert denied.value.denial is why


def test_only_whoever_asked_changes_a_message() -> None:
    view = StoredView("a", "{}", (), asker=5)
    assert may_change(view, 5)
    assert not may_change(view, 6)
