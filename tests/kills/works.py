"""Work on files that is killed: an index is built and changed, vectors are made, a draft is published."""

from __future__ import annotations

import shutil
from abc import ABC, abstractmethod
from pathlib import Path

import numpy as np

from bot.ingest import Draft, SaveOutcome, Source, check_folder, draft_of, publish, publish_draft_file, save
from bot.models import ENCODER, Encoder
from bot.replies import Reload
from bot.search import Search
from bot.search.index.seals import check_files
from bot.search.index.store import Store
from bot.search.vectors import store as vectors
from bot.search.vectors.cache import VectorCache
from bot.search.vectors.form import sentence_key
from bot.search.vectors.packing import Vectors
from bot.services import Services
from tests.kills.killing import NOTHING, Done, Ran
from tests.search.index.test_damage import FILES, LATER, everything

INDEX = ".briefing-index"


class Work(ABC):
    """One kind of work, again and again in folders of its own."""

    @abstractmethod
    def __init__(self, place: Path) -> None:
        """Make in a folder what each time begins with."""

    @abstractmethod
    def prepare(self, place: Path) -> None:
        """Make a folder in which it is to be done."""

    @staticmethod
    @abstractmethod
    def do(place: Path, done: Done) -> None:
        """Do it, in a process of its own."""

    def learn(self, place: Path) -> None:
        """See in a folder what comes of it where nobody is killed."""
        assert place.exists()

    @abstractmethod
    def check(self, place: Path, ran: Ran) -> str:
        """Start once more after a kill, and look whether all is whole; how far it had come."""


def _write(folder: Path, *, edited: bool) -> None:
    """The articles, or the same with other words in each of them."""
    folder.mkdir(exist_ok=True)
    for name, text in {**FILES, "flour.yaml": LATER}.items():
        for old, new in [("ferry ", "boat "), ("pier ", "quay "), ("loaves", "rolls")] if edited else []:
            text = text.replace(old, new)  # noqa: PLW2901
        (folder / name).write_text(text, "utf-8")


def _shown(folder: Path) -> dict[str, object]:
    with Search.open(folder, vectors=False) as search:
        return everything(Services(search))


def _used(folder: Path) -> dict[str, object] | None:
    """What is shown of the index as it lies there, by a program that does not write it; None without one."""
    store = Store.open(folder)
    try:
        store.snapshot  # noqa: B018
    except LookupError:
        return None
    with Search(store, None, Reload()) as search:
        return everything(Services(search))


def _update(place: Path, done: Done) -> None:
    done()
    Store.open(place).update()


def _is_sound(folder: Path) -> None:
    (index,) = (folder / INDEX).glob("index-*")
    check_files(index)
    with Search.open(folder, vectors=False) as search:
        assert not (search.opened.added or search.opened.changed or search.opened.removed)


class FirstBuild(Work):
    """The first index of a folder."""

    def __init__(self, place: Path) -> None:
        _write(place, edited=False)
        self._expected = _shown(place)

    def prepare(self, place: Path) -> None:
        """Articles without an index."""
        _write(place, edited=False)

    do = staticmethod(_update)

    def check(self, place: Path, ran: Ran) -> str:
        """There is none, or a whole one."""
        begun = any((place / INDEX).glob("index-*"))
        used = _used(place)
        assert used in (None, self._expected)
        assert _shown(place) == self._expected
        _is_sound(place)
        return "built" if used else "being built" if begun else NOTHING


class Edit(Work):
    """An index that is brought up to date, while another program answers from it."""

    def __init__(self, place: Path) -> None:
        self._place = place
        _write(place, edited=False)
        self._before = _shown(place)
        copy = place.with_suffix(".edited")
        _write(copy, edited=True)
        self._after = _shown(copy)
        assert self._before != self._after

    def prepare(self, place: Path) -> None:
        """An index, and newer articles."""
        shutil.copytree(self._place, place)
        self._search = Search.open(place, vectors=False)
        self._files = _traces(place / INDEX)
        _write(place, edited=True)

    do = staticmethod(_update)

    def check(self, place: Path, ran: Ran) -> str:
        """The old one is there, or the new one, for whoever has it open and whoever opens it."""
        changed = _traces(place / INDEX) != self._files
        services = Services(self._search)
        assert everything(services) == self._before
        used = _used(place)
        assert used in (self._before, self._after)
        self._search.reload()
        assert everything(services) == self._after
        self._search.close()
        assert _shown(place) == self._after
        _is_sound(place)
        return "changed" if used == self._after else "being changed" if changed else NOTHING


def _traces(folder: Path) -> dict[Path, int]:
    """The files of a folder, but locks, and when they were written."""
    return {each: each.stat().st_mtime_ns for each in folder.rglob("*") if "lock" not in each.name}


class Filling(Work):
    """Vectors that are made of sentences, and kept a few at a time."""

    TEXTS = tuple(f"On day {number} the ferry brought {number} loaves to the island." for number in range(32))
    KEYS = tuple(map(sentence_key, TEXTS))
    AT_ONCE = 4
    _expected: Vectors

    def __init__(self, place: Path) -> None:
        self._name = Encoder(ENCODER).identity()

    def prepare(self, place: Path) -> None:
        """Nothing."""
        place.mkdir()

    @staticmethod
    def do(place: Path, done: Done) -> None:
        """Make them, with the shipped encoder."""
        vectors.CHUNK = vectors.KEEP = Filling.AT_ONCE
        encoder, texts = Encoder(ENCODER, threads=1), Filling.TEXTS
        encoder.encode(texts[:1])
        cache = VectorCache(place, encoder.identity())
        store = vectors.VectorStore(Filling.KEYS, lambda at: [texts[n] for n in at], encoder, cache)
        done()
        store.fill(vectors.Questions())
        store.wait()

    def learn(self, place: Path) -> None:
        """All vectors."""
        self._expected, known = VectorCache(place, self._name).get(self.KEYS)
        assert known.all()

    def check(self, place: Path, ran: Ran) -> str:
        """Those that were kept are right, and the others can be added."""
        cache = VectorCache(place, self._name)
        found, known = cache.get(self.KEYS)
        assert np.array_equal(found[known], self._expected[known])
        assert not known.sum() % self.AT_ONCE, "a part of what is written at once"
        cache.put(self.KEYS, self._expected)
        found, all_known = VectorCache(place, self._name).get(self.KEYS)
        assert all_known.all()
        return "all made" if known.all() else "some made" if known.any() else NOTHING


class Publishing(Work):
    """Drafts that take the places of articles, one after the other."""

    TEXT = """Harbour opens in Fennmoor
Mayor Ann Roe opened the new harbour on Friday after four years of work.
“The harbour will feed this town,” Roe said. “It is ours,” she said.
Two ships waited outside. “We came for the fish,” said Ben Doe.
"""
    URL = "https://mirror.example/harbour"
    FOLDERS = tuple(map(str, range(12)))

    def __init__(self, place: Path) -> None:
        self._place = place
        self._article = publish(self._made(self.TEXT), place, unsure=True).path.name
        self._before = (place / self._article).read_text("utf-8")
        self._draft = save(self._made(self.TEXT + "It rained all day.\n"), place).path.relative_to(place)
        copy = Path(shutil.copytree(place, place.with_suffix(".published")))
        publish_draft_file(copy / self._draft, copy, replacing=True)
        self._after = (copy / self._article).read_text("utf-8")
        assert "It rained" in self._after

    def _made(self, text: str) -> Draft:
        return draft_of(Source(text, name="harbour", url=self.URL))

    def prepare(self, place: Path) -> None:
        """Folders with an article, and a draft in its place."""
        for each in self.FOLDERS:
            shutil.copytree(self._place, place / each)

    @staticmethod
    def do(place: Path, done: Done) -> None:
        """Publish them."""
        drafts = [next((place / each / "drafts").glob("*.yaml")) for each in Publishing.FOLDERS]
        done()
        for draft in drafts:
            publish_draft_file(draft, draft.parents[1], replacing=True)

    def check(self, place: Path, ran: Ran) -> str:
        """Each article is the old one or the new one, and its draft can be published again."""
        found = [self._how_far(place / each) for each in self.FOLDERS]
        assert found == sorted(found, reverse=True)
        cut_off = len(found) - found.count(0)
        for each in self.FOLDERS[max(cut_off - 1, 0) : cut_off + 1]:
            self._publish(place / each)
        last = found[cut_off - 1] if cut_off else 0
        kinds = (NOTHING, "being written", "draft still there", "between two")
        return kinds[last]

    def _how_far(self, folder: Path) -> int:
        """0 before anything was written, 1 while it was, 2 where the draft is still there, 3 after it."""
        text, draft = (folder / self._article).read_text("utf-8"), folder / self._draft
        assert text in (self._before, self._after)
        assert text == self._after or draft.exists()
        if text == self._after:
            return 2 if any(draft.parent.glob("harbour*")) else 3
        return int(any(each.name.startswith(".harbour") for each in folder.iterdir()))

    def _publish(self, folder: Path) -> None:
        article, draft = folder / self._article, folder / self._draft
        assert not check_folder(folder).problems
        if draft.exists():
            again = publish_draft_file(draft, folder, replacing=True)
            assert again.outcome in (SaveOutcome.PUBLISHED, SaveOutcome.UNCHANGED)
        assert article.read_text("utf-8") == self._after
        assert not check_folder(folder).problems
        assert [*folder.rglob("*.yaml")] == [article]
