"""A reload brings in what changed and tells what it did."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from bot.knowledge.errors import FolderError
from bot.knowledge.identity import EntryChanges
from bot.search.index.store import Store

if TYPE_CHECKING:
    from tests.search.index.conftest import Desk, Newsroom

BROKEN = "title: [\n"


def test_first_update_adds_all_files(newsroom: Newsroom, desk: Desk) -> None:
    newsroom.write("a.yaml", "The harbour froze.")
    newsroom.write("2031/b.yml", "The ferry sank.", "Nobody drowned.")
    assert desk.update().added == ("a", "b")
    assert desk.texts() == {"a": ["The harbour froze."], "b": ["Nobody drowned.", "The ferry sank."]}


def test_second_update_does_nothing(newsroom: Newsroom, desk: Desk) -> None:
    newsroom.write("a.yaml", "The harbour froze.")
    desk.update()
    before = desk.store.snapshot
    again = desk.update()
    assert (again.added, again.changed, again.removed, again.renamed) == ((), (), (), ())
    assert desk.store.snapshot is before


def test_changed_file_replaces_its_articles(newsroom: Newsroom, desk: Desk) -> None:
    newsroom.write("a.yaml", "The harbour froze.")
    newsroom.write("b.yaml", "The ferry sank.")
    desk.update()
    newsroom.write("a.yaml", "The harbour thawed.")
    assert desk.update().changed == ("a",)
    assert desk.texts() == {"a": ["The harbour thawed."], "b": ["The ferry sank."]}


def test_edit_of_equal_size_and_time_is_seen(newsroom: Newsroom, desk: Desk) -> None:
    newsroom.write("a.yaml", "The harbour froze.")
    desk.update()
    newsroom.write("a.yaml", "The harbour burnt.")
    assert desk.update().changed == ("a",)


def test_removed_file_takes_its_articles_along(newsroom: Newsroom, desk: Desk) -> None:
    newsroom.write("a.yaml", "The harbour froze.")
    newsroom.write("b.yaml", "The ferry sank.")
    desk.update()
    (newsroom.folder / "b.yaml").unlink()
    assert desk.update().removed == ("b",)
    assert desk.texts() == {"a": ["The harbour froze."]}


def test_renamed_file_is_told_as_renamed(newsroom: Newsroom, desk: Desk) -> None:
    newsroom.write("a.yaml", "The harbour froze.")
    newsroom.write("c.yaml", "The ferry sank.", article="ferry")
    desk.update()
    (newsroom.folder / "a.yaml").rename(newsroom.folder / "b.yaml")
    (newsroom.folder / "c.yaml").rename(newsroom.folder / "d.yaml")
    done = desk.update()
    assert (done.renamed, done.added, done.removed, done.changed) == (("b", "ferry"), (), (), ())
    assert desk.texts() == {"b": ["The harbour froze."], "ferry": ["The ferry sank."]}


def test_what_became_of_single_entries_is_told(newsroom: Newsroom, desk: Desk) -> None:
    newsroom.write("a.yaml", "The new harbour froze on Monday.", "The ferry sank.")
    newsroom.write("b.yaml", "Nobody drowned.")
    assert desk.update().entries == EntryChanges()
    old = [item.key for item in desk.store.snapshot.article_items("a")]
    newsroom.write("a.yaml", "The new harbour froze on Tuesday.", "Nobody was hurt.")
    (newsroom.folder / "b.yaml").unlink()
    newsroom.write("c.yaml", "It rained.")
    found = desk.update().entries
    new = [item.key for item in desk.store.snapshot.article_items("a")]
    assert found.rekeyed == ((old[0], new[0]),)
    assert found.edited == (new[0],)
    assert set(found.came) == {new[1], *(item.key for item in desk.store.snapshot.article_items("c"))}
    assert [key.partition("#")[0] for key in found.went] == ["a", "b"]
    assert old[1] in found.went
    assert desk.update().entries == EntryChanges()


def test_the_entries_of_a_renamed_article_are_found_under_its_new_name(
    newsroom: Newsroom, desk: Desk
) -> None:
    newsroom.write("a.yaml", "The harbour froze.")
    desk.update()
    (old,) = desk.store.snapshot.article_items("a")
    (newsroom.folder / "a.yaml").rename(newsroom.folder / "b.yaml")
    found = desk.update().entries
    (new,) = desk.store.snapshot.article_items("b")
    assert found == EntryChanges(rekeyed=((old.key, new.key),))


def test_an_edit_while_the_program_was_down_is_told_at_its_start(newsroom: Newsroom, desk: Desk) -> None:
    newsroom.write("a.yaml", "The new harbour froze on Monday.")
    desk.update()
    desk.store.close()
    newsroom.write("a.yaml", "The new harbour froze on Tuesday.")
    again = Store.open(newsroom.folder, desk.store.folder)
    assert len(again.update().entries.rekeyed) == 1
    again.close()


def test_broken_file_keeps_its_last_good_version(newsroom: Newsroom, desk: Desk) -> None:
    newsroom.write("a.yaml", "The harbour froze.")
    desk.update()
    (newsroom.folder / "a.yaml").write_text(BROKEN)
    done = desk.update()
    assert done.kept == ("a",)
    assert [one.path for one in done.problems] == ["a.yaml"]
    assert desk.texts() == {"a": ["The harbour froze."]}


def test_last_good_version_outlives_a_restart(newsroom: Newsroom, desk: Desk) -> None:
    newsroom.write("a.yaml", "The harbour froze.")
    desk.update()
    (newsroom.folder / "a.yaml").write_text(BROKEN)
    desk.update()
    again = Store.open(newsroom.folder)
    assert again.update().kept == ("a",)
    assert [one.path for one in again.problems] == ["a.yaml"]
    assert again.snapshot.items == 1
    again.close()


def test_mended_file_replaces_its_last_good_version(newsroom: Newsroom, desk: Desk) -> None:
    newsroom.write("a.yaml", "The harbour froze.")
    desk.update()
    (newsroom.folder / "a.yaml").write_text(BROKEN)
    desk.update()
    newsroom.write("a.yaml", "The harbour thawed.")
    done = desk.update()
    assert (done.changed, done.kept, done.problems) == (("a",), (), ())


def test_broken_file_from_the_start_is_left_out(newsroom: Newsroom, desk: Desk) -> None:
    newsroom.write("a.yaml", "The harbour froze.")
    (newsroom.folder / "b.yaml").write_text(BROKEN)
    done = desk.update()
    assert (done.added, done.kept) == (("a",), ())
    assert [path for path, _ in desk.errors()] == ["b.yaml"]


def test_id_used_twice_is_a_problem_of_the_later_path(newsroom: Newsroom, desk: Desk) -> None:
    newsroom.write("a.yaml", "The harbour froze.", article="harbour")
    newsroom.write("b.yaml", "The harbour burnt.", article="harbour")
    desk.update()
    assert desk.texts() == {"harbour": ["The harbour froze."]}
    assert desk.errors() == [("b.yaml", "The id `harbour` is already used in a.yaml.")]


def test_earlier_path_takes_an_id_over(newsroom: Newsroom, desk: Desk) -> None:
    newsroom.write("b.yaml", "The harbour burnt.", article="harbour")
    desk.update()
    newsroom.write("a.yaml", "The harbour froze.", article="harbour")
    desk.update()
    assert desk.texts() == {"harbour": ["The harbour froze."]}
    assert [path for path, _ in desk.errors()] == ["b.yaml"]


def test_freed_id_goes_to_the_file_that_waited(newsroom: Newsroom, desk: Desk) -> None:
    newsroom.write("a.yaml", "The harbour froze.", article="harbour")
    newsroom.write("b.yaml", "The harbour burnt.", article="harbour")
    desk.update()
    (newsroom.folder / "a.yaml").unlink()
    assert desk.update().changed == ("harbour",)
    assert desk.texts() == {"harbour": ["The harbour burnt."]}
    assert desk.errors() == []


def test_index_is_made_again_when_it_is_deleted(newsroom: Newsroom, desk: Desk) -> None:
    newsroom.write("a.yaml", "The harbour froze.")
    desk.update()
    shutil.rmtree(desk.store.folder)
    desk.update()
    assert desk.texts() == {"a": ["The harbour froze."]}


def test_missing_folder_is_told(newsroom: Newsroom, desk: Desk) -> None:
    newsroom.folder.rmdir()
    with pytest.raises(FolderError, match="no such folder"):
        desk.update()


def test_snapshot_before_the_first_update_is_an_error(desk: Desk) -> None:
    with pytest.raises(LookupError):
        _ = desk.store.snapshot


def test_snapshot_stays_as_it_was_taken(newsroom: Newsroom, desk: Desk) -> None:
    newsroom.write("a.yaml", "The harbour froze.")
    desk.update()
    taken = desk.store.snapshot
    newsroom.write("a.yaml", "The harbour thawed.")
    desk.update()
    assert [item.text for item in taken.load(taken.every_item())] == ["The harbour froze."]
    assert desk.texts() == {"a": ["The harbour thawed."]}


def test_what_editors_say_of_entries_is_told(newsroom: Newsroom, desk: Desk) -> None:
    page = "title: T\nfacts:\n  - {text: The ferry sank., id: ferry}\n  - {text: It rained., id: rain}\n"
    (newsroom.folder / "a.yaml").write_text(page, encoding="utf-8")
    desk.update()
    noted = page.replace("id: ferry", "id: ferry, withdrawn: {note: It did not.}").replace(
        "id: rain", "id: rain, superseded_by: b#storm"
    )
    (newsroom.folder / "a.yaml").write_text(noted, encoding="utf-8")
    found = desk.update().entries
    assert found == EntryChanges(edited=("a#rain",), corrected=("a#rain",), withdrawn=("a#ferry",))
    newsroom.write("b.yaml", "It snowed.")
    (newsroom.folder / "a.yaml").unlink()
    assert desk.update().entries.went == ("a#rain",)
