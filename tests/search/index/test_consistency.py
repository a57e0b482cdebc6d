"""Reloads come to the same as a fresh build, and a question sees one state of the knowledge whole."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.search.index.store import Store

if TYPE_CHECKING:
    from tests.search.index.conftest import Desk, Newsroom

PATHS = ("a.yaml", "b.yaml", "c/d.yaml", "e.yaml")
Content = tuple[tuple[str, int], ...] | None
"""Articles by id with the version of their only fact; None for a broken file."""

contents = st.one_of(
    st.none(),
    st.dictionaries(st.sampled_from("xyz"), st.integers(0, 2), min_size=1, max_size=2).map(
        lambda articles: tuple(sorted(articles.items()))
    ),
)
edits = st.dictionaries(st.sampled_from(PATHS), st.one_of(contents, st.just("gone")), min_size=1, max_size=3)


def edit(folder: Path, path: str, content: Content | str) -> None:
    place = folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, str):
        place.unlink(missing_ok=True)
    elif content is None:
        place.write_text("title: [\n")
    else:
        pages = [f"id: {name}\ntitle: T\nsource: S\nfacts: [Fact {version}.]\n" for name, version in content]
        place.write_text("---\n".join(pages))


def expected(files: dict[str, Content], held: dict[str, Content]) -> dict[str, Content]:
    """The version of each file that must be held: the newest good one without an id of an earlier file."""
    taken: set[str] = set()
    result: dict[str, Content] = {}
    for path in sorted(files):
        for content in (files[path], held.get(path)):
            if content and not taken & dict(content).keys():
                result[path] = content
                taken |= dict(content).keys()
                break
    return result


def facts(store: Store) -> dict[str, str]:
    snapshot = store.snapshot
    return {item.article: item.text for item in snapshot.load(snapshot.every_item())}


def facts_of(held: dict[str, Content]) -> dict[str, str]:
    return {name: f"Fact {version}." for content in held.values() for name, version in content or ()}


@settings(max_examples=12, deadline=None)
@given(st.lists(edits, min_size=1, max_size=5))
def test_reloads_come_to_what_the_files_say(steps: list[dict[str, Content | str]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "knowledge"
        folder.mkdir()
        store = Store.open(folder)
        files: dict[str, Content] = {}
        held: dict[str, Content] = {}
        for step in steps:
            for path, content in step.items():
                edit(folder, path, content)
                files.pop(path, None)
                if not isinstance(content, str):
                    files[path] = content
            before = facts_of(held)
            done = store.update()
            held = expected(files, held)
            now = facts_of(held)
            assert facts(store) == now
            assert store.snapshot.items == len(now)
            assert set(done.added) | set(done.renamed) >= now.keys() - before.keys()
            assert set(done.changed) == {name for name in now if before.get(name, now[name]) != now[name]}
        fresh = Store.open(folder, Path(place) / "other")
        fresh.update()
        if all(problem.severity == "warning" for problem in store.problems):
            assert facts(fresh) == facts(store)
        assert {(p.path, p.what) for p in fresh.problems} >= {
            (p.path, p.what) for p in store.problems if "already" not in p.what
        }
        fresh.close()
        store.close()


def test_questions_during_reloads_see_one_state_whole(newsroom: Newsroom, desk: Desk) -> None:
    def write(version: int) -> None:
        for path in PATHS:
            newsroom.write(path, f"Version {version} was printed.")

    over = Event()

    def seen() -> Iterator[set[str]]:
        while not over.is_set():
            snapshot = desk.store.snapshot
            yield {item.text for item in snapshot.load(snapshot.every_item())}

    write(0)
    desk.update()
    with ThreadPoolExecutor(2) as pool:
        readers = [pool.submit(lambda: list(seen())) for _ in range(2)]
        for version in range(1, 8):
            write(version)
            desk.update()
        over.set()
    states = [state for reader in readers for state in reader.result()]
    assert states
    assert all(len(state) == 1 for state in states)
