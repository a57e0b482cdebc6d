"""Who may see what, over one live search: rules hold at once, nothing is indexed anew, all fails closed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.knowledge import Article, Quote, RuleState
from bot.replies import Lack, Missing
from bot.search import EVERYTHING, Scope, Search
from bot.search.index.errors import BusyError, NoRuleError, StorageError
from bot.search.index.kept_rules import NAME
from bot.search.index.location import BESIDE
from bot.text import holding

NOW = datetime(2031, 6, 1, 12, tzinfo=UTC)
DESK = Scope.of(["server:1"], NOW)
OTHER = Scope.of(["server:2"], NOW)
PAGE = "title: {0}\nsource: Courier\nquotes: [{{speaker: Zora Quill, text: The {0} is for sale.}}]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "knowledge"
    (folder / "desk").mkdir(parents=True)
    (folder / "ferry.yaml").write_text(PAGE.format("ferry"), encoding="utf-8")
    (folder / "desk/zeppelin.yaml").write_text(PAGE.format("zeppelin"), encoding="utf-8")
    rule(folder, "visible_to: [server:1]\n")
    return folder


@pytest.fixture
def search(folder: Path) -> Iterator[Search]:
    with Search.open(folder, vectors=False) as search:
        yield search


def rule(folder: Path, content: str) -> None:
    (folder / "desk/collection.yaml").write_text(content, encoding="utf-8")


def seen(search: Search, scope: Scope) -> set[str]:
    return {record.article for record in search.corpus(scope).snapshot.records()}


def segments(search: Search) -> dict[str, int]:
    """The index's own files, without its lists of them, with when they were written."""
    files = Path(search.status(EVERYTHING).index).glob("index-*/*")
    return {
        f.name: f.stat().st_mtime_ns
        for f in files
        if f.suffix not in {".json", ".lock"} and "sqlite" not in f.name
    }


def test_a_new_rule_holds_from_the_next_reload_on_and_indexes_nothing(search: Search, folder: Path) -> None:
    assert (seen(search, DESK), seen(search, OTHER)) == ({"ferry", "zeppelin"}, {"ferry"})
    before = segments(search)
    rule(folder, "visible_to: [server:2]\n")
    search.reload()
    assert (seen(search, DESK), seen(search, OTHER)) == ({"ferry"}, {"ferry", "zeppelin"})
    assert seen(search, EVERYTHING) == {"ferry", "zeppelin"}
    assert segments(search) == before


def test_an_embargo_of_a_folder_is_over_at_its_moment(search: Search, folder: Path) -> None:
    rule(folder, "embargo: 2031-06-01T12:00Z\n")
    search.reload()
    assert seen(search, OTHER) == {"ferry", "zeppelin"}
    assert seen(search, OTHER._replace(moment=NOW.replace(hour=11))) == {"ferry"}


def test_a_file_that_cannot_be_read_closes_its_folder(search: Search, folder: Path) -> None:
    rule(folder, "visible_to: [server:1\n")
    search.reload()
    assert (seen(search, DESK), seen(search, EVERYTHING)) == ({"ferry"}, {"ferry", "zeppelin"})
    assert [problem.path for problem in search.status(EVERYTHING).problems] == ["desk/collection.yaml"]
    assert not search.status(DESK).problems


@pytest.mark.parametrize("lost", ["file", "index", "words"])
def test_a_rule_that_is_gone_outlives_a_restart_until_it_is_released(folder: Path, lost: str) -> None:
    with Search.open(folder, vectors=False) as search:
        index = Path(search.status(EVERYTHING).index)
    if lost == "words":
        rule(folder, "title: The desk\n")
    else:
        (folder / "desk/collection.yaml").unlink()
    if lost == "index":
        for file in index.glob("index-*/*"):
            file.write_bytes(b"damaged")
    with Search.open(folder, vectors=False) as search:
        assert (seen(search, OTHER), seen(search, DESK)) == ({"ferry"}, {"ferry", "zeppelin"})
        assert [each.state for each in search.collections()] == [RuleState.GONE]
        assert "--release desk" in " ".join(problem.mend for problem in search.status(EVERYTHING).problems)
        search.rebuild()
        assert seen(search, OTHER) == {"ferry"}
        search.release("desk")
        assert seen(search, OTHER) == {"ferry", "zeppelin"}
    with Search.open(folder, vectors=False) as search:
        assert seen(search, OTHER) == {"ferry", "zeppelin"}
        assert not search.collections()


@pytest.mark.parametrize("gone", [True, False])
def test_rules_hold_while_the_knowledge_is_not_there(
    folder: Path, tmp_path: Path, gone: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where they have gone with it, and where the bot is started without it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    for index in (tmp_path / "index", None):
        with Search.open(folder, index=index, vectors=False) as search:
            folder.rename(tmp_path / "away")
            if not gone:
                folder.mkdir()
            for _ in range(2):
                assert search.reload().missing
                assert (seen(search, DESK), seen(search, OTHER)) == ({"ferry", "zeppelin"}, {"ferry"})
            assert not search.status(EVERYTHING).problems
            if index:
                with Search.open(folder, index=index, vectors=False) as started:
                    assert (seen(started, DESK), seen(started, OTHER)) == ({"ferry", "zeppelin"}, {"ferry"})
            if not gone:
                folder.rmdir()
            (tmp_path / "away/desk/collection.yaml").unlink()
            shutil.rmtree(tmp_path / "away" / BESIDE, ignore_errors=True)
            (tmp_path / "away").rename(folder)
            search.reload()
            assert (seen(search, DESK), seen(search, OTHER)) == ({"ferry", "zeppelin"}, {"ferry"})
            rule(folder, "visible_to: [server:1]\n")


def test_rules_are_known_where_the_index_cannot_be_written(folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    with Search.open(folder, index=index, vectors=False):
        rule(folder, "visible_to: [server:2]\n")
    (index / "lock.sqlite").unlink()
    (index / "lock.sqlite").mkdir()
    with Search.open(folder, index=index, vectors=False) as search:
        assert (seen(search, DESK), seen(search, OTHER)) == ({"ferry"}, {"ferry", "zeppelin"})
        (folder / "desk/collection.yaml").unlink()
        with pytest.raises(StorageError):
            search.reload()
        assert (seen(search, DESK), seen(search, OTHER)) == ({"ferry"}, {"ferry", "zeppelin"})


def test_rules_that_were_kept_elsewhere_while_the_knowledge_was_read_only_hold(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    with Search.open(folder, vectors=False):
        pass
    (kept,) = folder.glob(f"{BESIDE}/{NAME}")
    kept.write_text("[]", encoding="utf-8")
    os.utime(kept, (0, 0))
    with monkeypatch.context() as read_only:
        read_only.setattr(os, "access", lambda *_, **__: False)
        with Search.open(folder, vectors=False) as search:
            assert seen(search, OTHER) == {"ferry"}
    assert list((tmp_path / "caches").rglob(NAME))
    (folder / "desk/collection.yaml").unlink()
    with Search.open(folder, vectors=False) as search:
        assert search.status(EVERYTHING).index == str(folder / BESIDE)
        assert (seen(search, DESK), seen(search, OTHER)) == ({"ferry", "zeppelin"}, {"ferry"})


def test_a_rule_that_stands_is_not_released(search: Search) -> None:
    with pytest.raises(NoRuleError, match="for the folder desk"):
        search.release("desk")
    with pytest.raises(NoRuleError):
        search.release("")


def test_nobody_sees_anything_where_the_kept_rules_are_damaged(folder: Path) -> None:
    with Search.open(folder, vectors=False) as search:
        index = Path(search.status(EVERYTHING).index)
    (folder / "desk/collection.yaml").unlink()
    (index / NAME).write_text("{", encoding="utf-8")
    with Search.open(folder, vectors=False) as search:
        assert (seen(search, DESK), seen(search, OTHER)) == (set(), set())
        search.release("")
        assert seen(search, OTHER) == {"ferry", "zeppelin"}


def test_rules_hold_though_another_program_writes_the_index(
    search: Search, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.search.index.store.PATIENCE", 0.01)
    rule(folder, "visible_to: []\n")
    index = Path(search.status(EVERYTHING).index)
    with holding(index / "lock.sqlite", 1) as alone:
        assert alone
        assert search.reload().waiting
        with pytest.raises(BusyError):
            search.release("desk")
    assert seen(search, DESK) == {"ferry"}


def test_the_list_of_persons_knows_nobody_who_may_not_be_seen(search: Search, folder: Path) -> None:
    page = PAGE.format("quince").replace("Zora Quill", "Quentin Ash")
    (folder / "desk/quince.yaml").write_text(page, encoding="utf-8")
    (folder / "people.yaml").write_text(
        "- {name: Quentin Ash, aliases: [Quince Quentin]}\n- {name: Zora Quill, aliases: [Madame Zora]}\n",
        encoding="utf-8",
    )
    search.reload()
    register = search.corpus(OTHER).snapshot.register
    assert register.person("Madame Zora") and not register.person("Quentin Ash")
    assert "quince quentin" not in register.aliases()
    assert not register.stated("Quince Quentin")
    assert search.corpus(DESK).snapshot.register.person("Quince Quentin")


def test_meaning_finds_nothing_that_may_not_be_seen(folder: Path) -> None:
    with Search.open(folder) as search:
        search.wait_for_vectors()
        found = {}
        for scope in (OTHER, DESK, EVERYTHING):
            corpus = search.corpus(scope)
            assert corpus.vectors and corpus.vectors.ready
            near = corpus.vectors.nearest(corpus.vectors.vector("Which airship can be bought?"), 10)
            found[scope] = [item.article for item in corpus.snapshot.load(near)]
            assert search.status(scope).vectors == (len(near), len(near))
        assert found == {
            OTHER: ["ferry"],
            DESK: ["zeppelin", "ferry"],
            EVERYTHING: ["zeppelin", "ferry"],
        }
        rule(folder, "visible_to: []\n")
        search.reload()
        corpus = search.corpus(DESK)
        assert corpus.vectors
        assert len(corpus.vectors.nearest(corpus.vectors.vector("Which airship can be bought?"), 10)) == 1


def test_problems_that_name_a_hidden_file_are_not_told(search: Search, folder: Path) -> None:
    (folder / "copy.yaml").write_text(f"id: zeppelin\n{PAGE.format('ferry')}", encoding="utf-8")
    (folder / "zzz.yaml").write_text("title: [\n", encoding="utf-8")
    search.reload()
    (folder / "desk/again.yaml").write_text(f"id: ferry\n{PAGE.format('ferry')}", encoding="utf-8")
    search.reload()
    everything = {problem.path for problem in search.status(EVERYTHING).problems}
    assert {"zzz.yaml", "desk/zeppelin.yaml"} <= everything
    assert {problem.path for problem in search.status(OTHER).problems} == {"zzz.yaml"}


def test_a_broken_file_that_speaks_of_an_embargo_is_told_to_the_operator_alone(
    search: Search, folder: Path
) -> None:
    (folder / "takeover.yaml").write_text("embargo: 2031-07-01T12:00Z\ntitle: [\n", encoding="utf-8")
    search.reload()
    assert [problem.path for problem in search.status(EVERYTHING).problems] == ["takeover.yaml"]
    assert not search.status(DESK).problems


def test_what_has_vanished_is_told_with_as_many_articles_as_may_be_seen(search: Search, folder: Path) -> None:
    (whole,) = (Missing(folder=str(folder), lack=Lack.GONE, since=NOW, articles=2),)
    desk = whole.model_copy(update={"folder": str(folder / "desk"), "articles": 1})
    told = {
        who: [(Path(each.folder).name, each.articles) for each in search.seen_missing((whole, desk), scope)]
        for who, scope in (("all", EVERYTHING), ("desk", DESK), ("other", OTHER))
    }
    everything = [("knowledge", 2), ("desk", 1)]
    assert told == {"all": everything, "desk": everything, "other": [("knowledge", 1)]}


def test_a_broken_file_whose_article_is_held_back_is_told_to_the_operator_alone(
    search: Search, folder: Path
) -> None:
    page = folder / "takeover.yaml"
    page.write_text(f"embargo: 2031-07-01T12:00Z\n{PAGE.format('takeover')}", encoding="utf-8")
    search.reload()
    page.write_text("title: [\n", encoding="utf-8")
    search.reload()
    assert [problem.path for problem in search.status(EVERYTHING).problems] == ["takeover.yaml"]
    assert not search.status(DESK).problems


def test_a_page_that_is_held_back_is_not_seen_before_it_is_indexed_either(search: Search) -> None:
    def page(embargo: datetime | None, *entries: datetime | None) -> Article:
        quotes = tuple(Quote(speaker="Zora Quill", text="It is.", embargo=each) for each in entries)
        return Article(id="a", title="A", source="S", embargo=embargo, quotes=quotes)

    later = NOW.replace(month=7)
    seen_pages = [
        search.sees("a.yaml", page(*embargoes), DESK)
        for embargoes in ((None, None), (later, None), (None, later), (None, later, None), (NOW, NOW))
    ]
    assert seen_pages == [True, False, False, True, True]
