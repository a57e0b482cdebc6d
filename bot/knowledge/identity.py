"""Which entry is which after its article was edited: what stayed, came and went, under which keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Self

from pydantic import BaseModel, ConfigDict

from bot.knowledge.items import Item
from bot.knowledge.model import Correction
from bot.text import text_fingerprint, words

SHARE = 0.75
"""Share of an entry's words that a new text at its place still has where it is the same entry, corrected."""


class EntryChanges(BaseModel):
    """What became of quotes and facts, by `Item.key`.

    `rekeyed` leads from the old key of an entry to its new one, `edited` are those that are shown otherwise
    now (by the new key): other words, another speaker, role or context, another note. `came` and `went` were
    not there before and are not there any more; to be withdrawn is not to be there. `withdrawn` are those of
    which editors say so now, `corrected` those of which they say now, or in other words, that they were
    corrected or superseded, `disputed` those that are disputed now: all by the new key.
    """

    model_config = ConfigDict(frozen=True)

    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    rekeyed: tuple[tuple[str, str], ...] = ()
    corrected: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()

    @classmethod
    def all_of(cls, found: Iterable[Self]) -> Self:
        """The changes of several articles as one."""
        rows = list(found)
        joined = {
            name: tuple(chain.from_iterable(getattr(one, name) for one in rows)) for name in cls.model_fields
        }
        return cls(**joined)


def changes(old: Sequence[Item], new: Sequence[Item]) -> EntryChanges:
    """What became of the entries of one article, `old` those before and `new` those after, in their order.

    An entry is known again by its id; else by its words, wherever they stand now, or by its former words, as
    the editors keep them; else by its place (the same number, or beside the same neighbour) where speaker and
    kind are the same and `SHARE` of its words. Withdrawn ones are among both.
    """
    pairing = _Pairing(old, new)
    pairing.by(_name)
    pairing.by(_words)
    pairing.by(_words, _former_words)
    pairing.by_place()
    had, has = {item.key for item in old}, {item.key for item in new}
    pairs = [(before, after) for before, after in pairing.pairs() if before != after]
    moved = {one.key: two.key for one, two in pairs if one.key not in has}
    stayed = [(one, two) for one, two in pairs if not (one.withdrawn or two.withdrawn)]
    back = [two for one, two in pairs if one.withdrawn and not two.withdrawn]
    new_ones = [item for item in new if item.key not in {*had, *moved.values()}]
    return EntryChanges(
        came=_keys(item for item in (*new_ones, *back) if not item.withdrawn),
        went=_keys(item for item in old if item.key not in {*has, *moved} and not item.withdrawn),
        edited=_keys(after for before, after in stayed if _shown(before) != _shown(after)),
        rekeyed=tuple(moved.items()),
        corrected=_keys(two for one, two in stayed if _correction(two) not in ((None, ""), _correction(one))),
        withdrawn=_keys(two for one, two in pairs if two.withdrawn and not one.withdrawn),
        disputed=_keys(two for one, two in stayed if two.disputed not in (None, one.disputed)),
    )


def _correction(item: Item) -> tuple[Correction | None, str]:
    return item.corrected, item.superseded_by


def _keys(items: Iterable[Item]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.key for item in items))


def _shown(item: Item) -> Item:
    """The item without what tells only where it stands and what it is called."""
    return item.model_copy(update={"article": "", "index": 0, "id": ""})


def _name(item: Item) -> Hashable:
    return item.id or None


def _words(item: Item) -> Hashable:
    return item.kind, item.digest


def _former_words(item: Item) -> Hashable:
    was = item.corrected.was if item.corrected else ""
    return (item.kind, text_fingerprint(was)) if was else None


class _Pairing:
    """Old and new entries as they are paired step by step, by their positions in the two lists."""

    def __init__(self, old: Sequence[Item], new: Sequence[Item]) -> None:
        self._old = old
        self._new = new
        self._standing = {_place(item): place for place, item in enumerate(new)}
        self._after: dict[int, int] = {}
        self._before: dict[int, int] = {}

    def pairs(self) -> Iterator[tuple[Item, Item]]:
        """The entries that stayed, before and after."""
        return ((self._old[one], self._new[two]) for one, two in sorted(self._after.items()))

    def by(
        self, mark: Callable[[Item], Hashable], new_mark: Callable[[Item], Hashable] | None = None
    ) -> None:
        """Pair entries with the same mark (None is none) in their order; new ones may have another."""
        waiting: dict[Hashable, list[int]] = {}
        for place in self._unpaired_new():
            if (key := (new_mark or mark)(self._new[place])) is not None:
                waiting.setdefault(key, []).append(place)
        for place in self._unpaired_old():
            fitting = [one for one in waiting.get(mark(self._old[place]), ()) if self._may(place, one)]
            if fitting:
                self._pair(place, fitting[0])
                waiting[mark(self._old[place])].remove(fitting[0])

    def by_place(self) -> None:
        """Pair corrected entries; each pair makes a neighbour by which another may be found."""
        found = True
        while found:
            found = False
            for old in self._unpaired_old():
                for new in self._places(old):
                    if new in self._before or not self._corrected(old, new):
                        continue
                    self._pair(old, new)
                    found = True
                    break

    def _places(self, old: int) -> list[int]:
        """Where in the new list an old entry may stand by now: beside its neighbours, or where it stood."""
        places = []
        if old - 1 in self._after:
            places.append(self._after[old - 1] + 1)
        if old + 1 in self._after:
            places.append(self._after[old + 1] - 1)
        places.append(self._standing.get(_place(self._old[old]), -1))
        return [place for place in places if 0 <= place < len(self._new)]

    def _corrected(self, old: int, new: int) -> bool:
        before, after = self._old[old], self._new[new]
        if (before.kind, before.speaker) != (after.kind, after.speaker) or not self._may(old, new):
            return False
        had, has = (Counter(word.text for word in words(item.text)) for item in (before, after))
        return bool(had) and (had & has).total() >= SHARE * had.total()

    def _may(self, old: int, new: int) -> bool:
        """Entries that both have an id are the same only by it."""
        one, two = self._old[old].id, self._new[new].id
        return not (one and two) or one == two

    def _pair(self, old: int, new: int) -> None:
        self._after[old], self._before[new] = new, old

    def _unpaired_old(self) -> list[int]:
        return [place for place in range(len(self._old)) if place not in self._after]

    def _unpaired_new(self) -> list[int]:
        return [place for place in range(len(self._new)) if place not in self._before]


def _place(item: Item) -> tuple[str, int]:
    return item.kind, item.index
