"""Keys of programs: who is known by them, what they may do, and what is kept of their questions."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest

from bot.records import Records, RecordsAwayError
from bot.replies import Talk, Understood
from bot.services import (
    LOCAL,
    PUBLIC,
    USUAL_SCOPES,
    Client,
    KeyNameError,
    Keyring,
    KeyScope,
    MissingScopeError,
    QuestionJournal,
    Services,
    UnknownKeyError,
    Viewer,
    require_scope,
)
from bot.services.in_force import LogMode

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)


@pytest.fixture
def ring(records: Records) -> Keyring:
    return Keyring(records.keys)


@pytest.fixture
async def elsewhere(records: Records, tmp_path: Path) -> AsyncIterator[Keyring]:
    """The same keys in another program."""
    other = await Records.open(tmp_path / "records.sqlite")
    yield Keyring(other.keys)
    await other.close()


async def test_whoever_has_the_secret_is_known_by_it_until_it_is_revoked_elsewhere(
    ring: Keyring, elsewhere: Keyring
) -> None:
    new = await elsewhere.add("website", {KeyScope.ASK}, NOW)
    client = await ring.client(new.secret)
    assert client.name == "website"
    assert client.scopes == {KeyScope.ASK}
    assert client.viewer == Viewer(key="website")
    await elsewhere.revoke("website", NOW)
    with pytest.raises(UnknownKeyError):
        await ring.client(new.secret)


async def test_a_key_sees_what_is_public_and_the_collections_that_name_it(
    ring: Keyring, tmp_path: Path
) -> None:
    folders = {"open": "everybody", "desk": "[key:website]", "other": "[key:mirror, server:1]"}
    for folder, who in folders.items():
        place = tmp_path / "knowledge" / folder
        place.mkdir(parents=True)
        (place / "collection.yaml").write_text(f"visible_to: {who}\n", "utf-8")
        (place / f"{folder}-news.yaml").write_text(f"title: News of {folder}\nfacts: [It rained.]\n", "utf-8")
    website = await ring.client((await ring.add("website", USUAL_SCOPES, NOW)).secret)
    with Services.open(tmp_path / "knowledge", vectors=False) as services:

        def seen(client: Client) -> set[str]:
            return {each.article for each in services.articles("", client.viewer).articles}

        assert seen(website) == {"open-news", "desk-news"}
        assert seen(LOCAL) == {"open-news"}


async def test_no_secret_is_kept(ring: Keyring, tmp_path: Path) -> None:
    new = await ring.add("website", {KeyScope.ASK}, NOW)
    with closing(sqlite3.connect(tmp_path / "records.sqlite")) as file:
        assert new.secret not in "\n".join(file.iterdump())
    for wrong in ("", new.secret[:-1], new.secret.upper(), new.key.hash):
        with pytest.raises(UnknownKeyError):
            await ring.client(wrong)


@pytest.mark.parametrize("name", ["", "-", "a-", "Website", "a b", "a/b", "ä", "a" * 41, "key:x"])
async def test_a_name_that_no_collection_could_have_is_refused(ring: Keyring, name: str) -> None:
    with pytest.raises(KeyNameError):
        await ring.add(name, {KeyScope.ASK}, NOW)


async def test_a_name_is_given_once_and_what_is_not_there_is_not_revoked(ring: Keyring) -> None:
    await ring.add("website", {KeyScope.ASK}, NOW)
    with pytest.raises(KeyNameError, match="revoke website"):
        await ring.add("website", {KeyScope.ASK}, NOW)
    with pytest.raises(KeyNameError, match="no key mirror"):
        await ring.revoke("mirror", NOW)


async def test_scopes_are_required_one_by_one(ring: Keyring) -> None:
    client = await ring.client((await ring.add("website", {KeyScope.ASK}, NOW)).secret)
    require_scope(client, KeyScope.ASK)
    with pytest.raises(MissingScopeError, match="--scope verify"):
        require_scope(client, KeyScope.VERIFY)
    for scope in KeyScope:
        require_scope(LOCAL, scope)
    assert LOCAL.viewer == PUBLIC


async def test_while_the_records_are_away_who_was_known_is_and_else_nobody(
    ring: Keyring, elsewhere: Keyring, tmp_path: Path
) -> None:
    new = await ring.add("website", {KeyScope.ASK}, NOW)
    await ring.client(new.secret)
    file = tmp_path / "records.sqlite"
    file.rename(tmp_path / "away")
    file.mkdir()
    assert (await ring.client(new.secret)).name == "website"
    with pytest.raises(UnknownKeyError):
        await ring.client("another")
    with pytest.raises(RecordsAwayError):
        await elsewhere.client(new.secret)


@pytest.mark.parametrize("mode", get_args(LogMode))
async def test_a_programs_question_is_kept_as_a_members_is(records: Records, mode: LogMode) -> None:
    reply = Talk(understood=Understood(question="thanks"))
    await QuestionJournal(records.log).note_of_key("thanks", reply, "website", NOW, mode)
    kept = [(each.question, each.key, each.asker) for each in await records.log.all()]
    expected = {"off": [], "anonymous": [("thanks", "", None)], "named": [("thanks", "website", None)]}
    assert kept == expected[mode]
