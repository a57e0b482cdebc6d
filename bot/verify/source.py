"""What the check needs of the knowledge: candidates, who their speakers are, and how far it reaches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, Protocol

from bot.knowledge import Item
from bot.names import Identity, NameMatch
from bot.replies import Coverage


class Meant(NamedTuple):
    """Whom a name or description may mean: the `keys` of persons; `fit` is how well it fits them."""

    keys: frozenset[str] = frozenset()
    fit: NameMatch = NameMatch.NONE

    @property
    def certain(self) -> bool:
        """Whether somebody else is contradicted by it: a description that fits several tells nobody."""
        return bool(self.keys) and (self.fit is not NameMatch.ROLE or len(self.keys) == 1)


class QuoteSource(Protocol):
    """The knowledge as the check sees it. Every method may be called from any thread."""

    def candidates(self, text: str, kind: Literal["quote", "fact"], limit: int) -> Sequence[Item]:
        """About `limit` items that share words with `text`, the ones with the most and rarest of them first.

        A word may be changed, so that none is required; but items that have them all should be among them.
        """
        ...

    def passage(self, item: Item) -> Sequence[Item]:
        """The quotes that make one speech with this one (`continues`), in order; mostly the item alone."""
        ...

    def identity(self, item: Item) -> Identity:
        """Who the item's speaker is: full name, all aliases known of them, and their role in its article."""
        ...

    def namesakes(self, name: str) -> Iterable[Identity]:
        """Known persons of whom a name or alias shares a word with `name`."""
        ...

    def key(self, item: Item) -> str:
        """The key of the person who is the item's speaker."""
        ...

    def meant(self, name: str) -> Meant:
        """Whom a name or description may mean among all who are known."""
        ...

    def knows(self, name: str) -> bool:
        """Whether the name is that of anybody known: a person or speaker, by any of their names, titles or
        descriptions, or a full name that stands in a text."""
        ...

    def has_name(self, article: str, name: str) -> bool:
        """Whether the article names anybody so: among its people and speakers, or in its texts."""
        ...

    def former(self, text: str, limit: int) -> Sequence[Item]:
        """Entries that share words with `text` by what editors took back: withdrawn, or before a correction.

        They are as they are now, withdrawn ones with all that they had.
        """
        ...

    def successor(self, item: Item) -> Item | None:
        """The entry that holds in the place of one that is superseded, where one is there."""
        ...

    def entries(self) -> int:
        """How many quotes and facts are known."""
        ...

    def entries_with(self, word: str) -> int:
        """How many quotes and facts have the word, in any form that is searched for alike."""
        ...

    def reach(self) -> Coverage:
        """How many articles of how many sources, and of which days, are known."""
        ...
