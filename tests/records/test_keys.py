"""Keys of programs in the records: by name, each once, with every change in the audit."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.records import OPERATOR_NAME, Asked, Records, StoredKey

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
WEBSITE = StoredKey("website", "a" * 64, ("ask", "read"), NOW)


async def test_a_key_is_kept_once_and_revoked_once(records: Records) -> None:
    assert await records.keys.add(WEBSITE, OPERATOR_NAME)
    assert not await records.keys.add(StoredKey("website", "b" * 64, (), NOW), OPERATOR_NAME)
    assert await records.keys.all() == (WEBSITE,)
    assert await records.keys.revoke("website", OPERATOR_NAME, NOW)
    assert not await records.keys.revoke("website", OPERATOR_NAME, NOW)
    assert await records.keys.all() == ()
    changes = [(each.what, each.old, each.new) for each in await records.audit.latest()]
    assert changes == [("key website", ["ask", "read"], None), ("key website", None, ["ask", "read"])]


async def test_a_question_keeps_the_key_it_was_asked_with(records: Records) -> None:
    asked = Asked(NOW, "what did she say?", answered=True, confidence=0.9, items=("a#1",), key="website")
    number = await records.log.add(asked)
    (kept,) = await records.log.all()
    assert (kept.id, kept.key, kept.asker) == (number, "website", None)
