"""One bot indexes, all answer: each question wholly from one generation."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from bot.knowledge import KnowledgeError
from bot.search import EVERYTHING, Address, Scope, Search, Snapshot, plain_terms
from bot.search.opensearch import follower
from bot.search.opensearch.connection import Connection
from bot.search.opensearch.errors import NotBuiltError, NotWrittenHereError, TakenOverError
from bot.search.opensearch.state import State
from tests.search.opensearch.proxy import proxied
from tests.search.suite import FILES, NOW

pytestmark = pytest.mark.opensearch

_numbers = count()
PIER = """
title: The pier
published: 2031-07-01
people: [{name: Mia Holt, role: harbour pilot}]
quotes:
  - {speaker: Mia Holt, text: The pier is rotten.}
"""


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    folder = tmp_path / "knowledge"
    for path, content in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    return folder


@pytest.fixture
def address(node: str) -> Address:
    return Address.of(f"opensearch+{node}/desk-{next(_numbers)}")


@pytest.fixture
def indexing(knowledge: Path, address: Address) -> Iterator[Search]:
    with Search.open(knowledge, address=address) as search:
        yield search


@pytest.fixture
def follow(address: Address, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Search]]:
    """Opens another bot, which has no folder and looks at every question for what is new."""
    monkeypatch.setattr(follower, "EVERY", 0.0)
    opened: list[Search] = []

    def another() -> Search:
        opened.append(Search.open(Path("nowhere"), address=address, indexes=False))
        return opened[-1]

    yield another
    for search in opened:
        search.close()


def everything(snapshot: Snapshot) -> list[str]:
    return sorted(item.text for item in snapshot.load(snapshot.every_item()))


def seen(search: Search) -> Snapshot:
    with search.asked(EVERYTHING) as corpus:
        return corpus.snapshot


def test_another_bot_answers_without_the_folder(indexing: Search, follow: Callable[[], Search]) -> None:
    there, here = seen(follow()), seen(indexing)
    assert everything(there) == everything(here)
    assert [record.title for record in there.records()] == [record.title for record in here.records()]
    assert sorted(map(str, there.register)) == sorted(map(str, here.register))
    words = plain_terms(" ".join(FILES.values()))
    assert [there.frequency("words", word) for word in words] == [
        here.frequency("words", word) for word in words
    ]
    assert there.words_beginning("h") == here.words_beginning("h")


def test_an_edit_is_seen_whole_by_all_and_by_nobody_before(
    knowledge: Path, indexing: Search, follow: Callable[[], Search]
) -> None:
    other = follow()
    before = seen(other)
    old = everything(before)
    (knowledge / "pier.yaml").write_text(PIER, encoding="utf-8")
    (knowledge / "2031" / "wall.yaml").unlink()
    done = indexing.reload()
    assert (done.added, done.removed) == (("pier",), ("wall",))
    after = seen(other)
    assert everything(before) == old and before.record("wall") and before.frequency("words", "rotten") == 0
    assert everything(after) == everything(seen(indexing)) != old
    assert after.record("wall") is None and after.record("pier")
    assert (after.frequency("words", "rotten"), after.frequency("words", "miles")) == (1, 0)
    assert after.register.key("Mia Holt") in {person.key for person in after.register}
    assert "Adam Lindqvist" not in {person.name for person in after.register}


def test_what_became_of_entries_is_told_to_all(
    knowledge: Path, indexing: Search, follow: Callable[[], Search]
) -> None:
    other = follow()
    mark = other.taken_up("").mark
    path = knowledge / "flour.yaml"
    path.write_text(path.read_text().replace("so is bread", "so is butter"), encoding="utf-8")
    entries = indexing.reload().entries
    assert entries.rekeyed and other.reload().entries.rekeyed == entries.rekeyed
    taken = other.taken_up(mark)
    assert taken.whole and [one.rekeyed for one in taken.changes] == [entries.rekeyed]


def test_who_may_see_what_holds_for_all_at_once(
    knowledge: Path, indexing: Search, follow: Callable[[], Search]
) -> None:
    other, nobody = follow(), Scope.of((), NOW)
    with other.asked(nobody) as corpus:
        assert corpus.snapshot.record("ferry")
    (knowledge / "2031" / "collection.yaml").write_text("visible_to: [server:1]\n", encoding="utf-8")
    indexing.reload()
    for search in (indexing, other):
        with search.asked(nobody) as corpus:
            assert [record.article for record in corpus.snapshot.records()] == ["flour", "undated"]
        with search.asked(Scope.of(["server:1"], NOW)) as corpus:
            assert corpus.snapshot.record("ferry")


def test_an_index_built_anew_is_taken_up_in_the_midst_of_questions(
    indexing: Search, follow: Callable[[], Search], address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = follow()
    monkeypatch.setattr(follower, "EVERY", 3600.0)
    held = seen(other)
    indexing.rebuild()
    with pytest.raises(KnowledgeError), other.asked(EVERYTHING) as corpus:
        corpus.snapshot.every_item()
    with other.asked(EVERYTHING) as corpus:
        assert corpus.snapshot is not held and len(corpus.snapshot.every_item()) == 10
    connection = Connection(address)
    with connection.writing() as client:
        assert len(client.indices.get(index=f"{address.name}-*")) == 1
    connection.close()


def test_a_write_that_was_killed_is_made_again(knowledge: Path, indexing: Search) -> None:
    (knowledge / "pier.yaml").write_text(PIER, encoding="utf-8")
    (knowledge / "2031" / "wall.yaml").unlink()

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    before = everything(seen(indexing))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(State, "write", killed)
        with pytest.raises(KeyboardInterrupt):
            indexing.reload()
    assert everything(seen(indexing)) == before
    indexing.reload()
    after = seen(indexing)
    assert after.record("wall") is None and after.record("pier")
    assert (after.frequency("words", "rotten"), after.frequency("words", "miles")) == (1, 0)
    assert len(everything(after)) == 9


def test_the_index_goes_on_where_it_was_after_a_new_start(knowledge: Path, address: Address) -> None:
    with Search.open(knowledge, address=address):
        pass
    with Search.open(knowledge, address=address) as again:
        assert not again.opened.added and again.corpus(EVERYTHING).snapshot.articles == 4
        (knowledge / "flour.yaml").unlink()
        assert again.reload().removed == ("flour",)


def test_two_bots_do_not_undo_each_others_work(
    knowledge: Path, indexing: Search, address: Address, tmp_path: Path
) -> None:
    folder = tmp_path / "elsewhere"
    shutil.copytree(knowledge, folder, ignore=shutil.ignore_patterns(".*"))
    with Search.open(folder, address=address):
        (knowledge / "flour.yaml").unlink()
        with pytest.raises(TakenOverError, match="BRIEFING_INDEXES=false"):
            indexing.reload()


def test_a_bot_that_only_answers_says_what_it_cannot_do(
    address: Address, knowledge: Path, follow: Callable[[], Search]
) -> None:
    with pytest.raises(NotBuiltError, match="Start the bot that does"):
        follow()
    with Search.open(knowledge, address=address), pytest.raises(NotWrittenHereError):
        follow().rebuild()


def test_what_the_server_has_no_room_for_is_sent_again(
    knowledge: Path, node: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.search.opensearch.connection.FIRST_WAIT", 0)
    with proxied(node) as proxy:
        proxy.busy = 3
        address = Address.of(f"opensearch+http://127.0.0.1:{proxy.port}/desk-{next(_numbers)}")
        with Search.open(knowledge, address=address) as search:
            assert (proxy.busy, search.corpus(EVERYTHING).snapshot.items) == (0, 10)


def test_the_index_has_nothing_of_whoever_asks(knowledge: Path, node: str) -> None:
    with proxied(node) as proxy:
        address = Address.of(f"opensearch+http://127.0.0.1:{proxy.port}/desk-{next(_numbers)}")
        with Search.open(knowledge, address=address) as search:
            written = len(proxy.seen)
            with search.asked(Scope.of(["server:77", "channel:88"], NOW)) as corpus:
                corpus.snapshot.records("harbour")
            asked = proxy.seen[written:]
    assert asked and {path.rpartition("/")[2].partition("?")[0] for _, path, _ in asked} <= {
        "_msearch",
        "state",
    }
    assert not any(b"server:77" in body or b"channel:88" in body for _, _, body in proxy.seen)
