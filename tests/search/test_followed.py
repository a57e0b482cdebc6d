"""What another process answers from: the very same, opened as it is named, and never what it was before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.search import EVERYTHING, Followed, MovedOnError, Scope, Search
from bot.search.index.errors import MendedError
from bot.search.index.seals import DamagedError

DESK = Scope.of(["server:1"], datetime(2031, 6, 1, tzinfo=UTC))
OTHER = Scope.of(["server:2"], datetime(2031, 6, 1, tzinfo=UTC))
PAGE = "title: {0}\nsource: Courier\nquotes: [{{speaker: Zora Quill, text: The {0} is for sale.}}]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "knowledge"
    (folder / "desk").mkdir(parents=True)
    write(folder, "ferry")
    write(folder, "desk/zeppelin")
    (folder / "desk/collection.yaml").write_text("visible_to: [server:1]\n", encoding="utf-8")
    return folder


@pytest.fixture
def search(folder: Path) -> Iterator[Search]:
    with Search.open(folder, vectors=False) as search:
        yield search


@pytest.fixture
def followed(search: Search) -> Followed:
    """What follows from the start."""
    return following(search)


def following(search: Search) -> Followed:
    followed = Followed(None)
    followed.follow(search.view())
    return followed


def write(folder: Path, name: str) -> None:
    (folder / f"{name}.yaml").write_text(PAGE.format(name.rpartition("/")[2]), encoding="utf-8")


def seen(followed: Followed, scope: Scope) -> set[str]:
    return {record.article for record in followed.corpus(scope).snapshot.records()}


def test_each_scope_sees_the_same_there(search: Search, followed: Followed) -> None:
    for scope in (EVERYTHING, DESK, OTHER):
        here = {record.article for record in search.corpus(scope).snapshot.records()}
        assert seen(followed, scope) == here
    assert seen(followed, OTHER) == {"ferry"}


def test_a_reload_is_taken_up_when_it_is_named_and_what_is_open_stays_whole(
    folder: Path, search: Search, followed: Followed
) -> None:
    before = search.view()
    write(folder, "airship")
    (folder / "ferry.yaml").unlink()
    search.reload()
    assert seen(followed, OTHER) == {"ferry"}
    followed.follow(before)
    assert seen(followed, OTHER) == {"ferry"}
    followed.follow(search.view())
    assert seen(followed, OTHER) == {"airship"}
    search.rebuild()
    followed.follow(search.view())
    assert seen(followed, OTHER) == {"airship"}


def test_what_was_written_over_cannot_be_opened_and_nothing_older_is_answered_from(
    folder: Path, search: Search, followed: Followed
) -> None:
    write(folder, "airship")
    search.reload()
    between = search.view()
    write(folder, "balloon")
    search.reload()
    with pytest.raises(MovedOnError):
        followed.follow(between)
    assert not followed.follows
    with pytest.raises(MovedOnError):
        followed.corpus(EVERYTHING)
    followed.follow(search.view())
    assert seen(followed, OTHER) == {"ferry", "airship", "balloon"}


def test_a_rule_holds_at_once_also_where_the_knowledge_cannot_be_opened(
    folder: Path, search: Search, followed: Followed
) -> None:
    (folder / "desk/collection.yaml").write_text("visible_to: [server:2]\n", encoding="utf-8")
    search.reload()
    followed.follow(search.view())
    assert (seen(followed, DESK), seen(followed, OTHER)) == ({"ferry"}, {"ferry", "zeppelin"})
    with pytest.raises(MovedOnError):
        followed.follow(replace(search.view(), folder=folder))
    followed.follow(search.view())
    assert seen(followed, DESK) == {"ferry"}


def test_damage_is_told_and_a_mended_index_followed(search: Search, followed: Followed) -> None:
    (file,) = search.view().folder.glob("*.store")
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] + bytes(len(whole) - len(whole) // 2))
    with pytest.raises(MovedOnError):
        following(search)
    with pytest.raises(DamagedError), followed.asked(EVERYTHING) as corpus:
        corpus.snapshot.load(corpus.snapshot.every_item())
    with pytest.raises(MendedError), search.asked(EVERYTHING):
        raise DamagedError
    followed.follow(search.view())
    assert seen(followed, OTHER) == {"ferry"}
