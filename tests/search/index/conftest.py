"""A knowledge folder to edit, and its store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.replies import Reload
from bot.search.index.store import Store


class Newsroom:
    """A knowledge folder whose files tests write."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, path: str, *facts: str, article: str = "", title: str = "Harbour news") -> Path:
        """A file with one article of these facts."""
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        lines = [f"id: {article}"] if article else []
        lines += [f"title: {json.dumps(title)}", "source: Port Ellery Courier", "facts:"]
        lines += [f"  - {json.dumps(fact)}" for fact in facts]
        place.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return place


class Desk:
    """A store, and what stands in its index."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def update(self, *, confirmed: bool = False) -> Reload:
        return self.store.update(confirmed=confirmed)

    def texts(self) -> dict[str, list[str]]:
        """All texts in the index by article."""
        snapshot = self.store.snapshot
        found: dict[str, list[str]] = {}
        for item in snapshot.load(snapshot.every_item()):
            found.setdefault(item.article, []).append(item.text)
        return {article: sorted(found[article]) for article in sorted(found)}

    def errors(self) -> list[tuple[str, str]]:
        """Path and sentence of all problems but warnings."""
        return [(one.path, one.what) for one in self.store.problems if one.severity == "error"]


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    return Newsroom(folder)


@pytest.fixture
def desk(newsroom: Newsroom) -> Iterator[Desk]:
    store = Store.open(newsroom.folder)
    yield Desk(store)
    store.close()
