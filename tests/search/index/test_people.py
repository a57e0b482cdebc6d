"""The register of persons in the index: kept through reloads, and with what `people.yaml` says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.knowledge import PEOPLE_FILE
from bot.names import Register
from bot.search.index.store import Store
from bot.search.index.workers import WorkerPool

ARTICLE = """
title: {title}
source: Orlow Gazette
published: 2031-05-{day:02}
people:
  - {{name: {name}, role: "{role}"}}
quotes:
  - {{speaker: {name}, text: "{title}, said {name}."}}
"""


def write(folder: Path, name: str, *, day: int = 1, role: str = "") -> None:
    title = f"{name} on day {day}"
    path = folder / f"{name.replace(' ', '-').lower()}-{day}.yaml"
    path.write_text(ARTICLE.format(title=title, name=name, day=day, role=role), encoding="utf-8")


def state(folder: Path, content: str) -> None:
    (folder / PEOPLE_FILE).write_text(content, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("Alan Hendry", "Ruth Hendry", "Al Hendry"):
        write(tmp_path, name)
    return tmp_path


@pytest.fixture
def store(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store.open(folder, tmp_path_factory.mktemp("index"))
    store.update()
    yield store
    store.close()


def people(store: Store) -> dict[str, int]:
    return {person.name: person.quotes for person in store.snapshot.register}


def reopened(store: Store) -> Register:
    """The register that another process finds in the index."""
    other = Store.open(store.knowledge, store.folder)
    other.update()
    register = other.snapshot.register
    other.close()
    return register


def test_the_list_joins_spellings_and_a_reload_takes_it_up(folder: Path, store: Store) -> None:
    assert people(store) == {"Alan Hendry": 2, "Ruth Hendry": 1}
    before = store.snapshot
    state(folder, "- name: Ruth Hendry\n  aliases: [Al Hendry]\n")
    store.update()
    assert people(store) == {"Alan Hendry": 1, "Ruth Hendry": 2}
    assert before.register.same("Al Hendry", "Alan Hendry")
    assert len(store.snapshot.statements(["ruth hendry"], 10)) == 2
    (folder / PEOPLE_FILE).unlink()
    store.update()
    assert people(store) == {"Alan Hendry": 2, "Ruth Hendry": 1}


def test_a_broken_list_keeps_its_last_good_version_and_is_told(folder: Path, store: Store) -> None:
    state(folder, "- name: Ruth Hendry\n  aliases: [Al Hendry]\n")
    store.update()
    state(folder, "- name: Ruth Hendry\n  aliases: [Al")
    store.update()
    assert people(store) == {"Alan Hendry": 1, "Ruth Hendry": 2}
    assert [(problem.path, problem.line) for problem in store.problems] == [(PEOPLE_FILE, 2)]
    assert sorted(person.quotes for person in reopened(store)) == [1, 2]
    state(folder, "[]")
    store.update()
    assert (people(store), store.problems) == ({"Alan Hendry": 2, "Ruth Hendry": 1}, ())


def test_a_file_of_its_name_that_is_no_list_is_an_article(folder: Path, store: Store) -> None:
    state(folder, "title: People of Orlow\nsource: G\nfacts: [There are nine.]\n")
    assert store.update().added == ("people",)
    state(folder, "- name: Ruth Hendry\n")
    assert store.update().removed == ("people",)


def test_a_list_in_a_sub_folder_is_none(folder: Path, store: Store) -> None:
    (folder / "more").mkdir()
    state(folder / "more", "- name: Ruth Hendry\n  aliases: [Al Hendry]\n")
    store.update()
    assert people(store) == {"Alan Hendry": 2, "Ruth Hendry": 1}
    assert [problem.path for problem in store.problems] == [f"more/{PEOPLE_FILE}"]


def test_after_any_edits_it_is_what_a_new_index_has(
    folder: Path, store: Store, tmp_path_factory: pytest.TempPathFactory
) -> None:
    write(folder, "Alan Hendry", day=2, role="chair")
    write(folder, "A. M. Hendry", day=3)
    store.update()
    (folder / "ruth-hendry-1.yaml").unlink()
    write(folder, "Rut Hendry", day=4, role="mayor of Orlow")
    (folder / "alan-hendry-1.yaml").write_text(
        "title: T\nfacts: [F]\npeople: [{name: Ann Roe}]\n", encoding="utf-8"
    )
    state(folder, "- name: Rut Hendry\n  not: [A. M. Hendry]\n")
    store.update()
    anew = Store.open(folder, tmp_path_factory.mktemp("anew"))
    anew.update()
    kept, made = (sorted(one.snapshot.register, key=lambda person: person.key) for one in (store, anew))
    assert kept == made == sorted(reopened(store), key=lambda person: person.key)
    anew.close()


def test_workers_send_names_and_the_list_whole(folder: Path) -> None:
    write(folder, "Alan Hendry", day=2, role="chair")
    state(folder, "- name: Ruth Hendry\n  not: [Al Hendry]\n  offices: [{title: chair, since: 2031-01-01}]\n")
    paths = sorted(path.name for path in folder.iterdir())
    with WorkerPool(folder, paths, count=0) as alone, WorkerPool(folder, paths, count=2) as pool:
        assert [*pool.pages()] == [*alone.pages()]
