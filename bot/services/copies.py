"""Copies of all that somebody may see: what is to be done to have one as it is now.

What a copy has is known by article: its id, and a digest of all that its keeper may see of it. It is compared
with what they may see now, whatever the reason: an edit, another folder, an embargo that has ended, a
collection that was opened or closed to them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from heapq import nsmallest
from threading import Lock

from bot.knowledge import Item
from bot.replies import ArticleChange
from bot.search import Corpus
from bot.services import articles
from bot.text import UserError, file_digest

_DIGITS = 16
"""Digits of a digest: no two states of one article share one by chance."""
_ALL = 10_000_000
"""Articles of a list of all."""
_REMEMBERED = 4
"""Views whose digests are remembered: of an archive each takes some seconds, and some ten megabytes."""


@dataclass(frozen=True)
class Difference:
    """What is to be done to a copy, what it has when that is done, and whether something is left."""

    changes: tuple[ArticleChange, ...]
    seen: Mapping[str, str]
    more: bool


class TakingUpError(UserError):
    """The knowledge is being taken up, and not given out yet."""

    def __init__(self) -> None:
        super().__init__("Edited files are being read right now. Ask again in a moment.")


class Digests:
    """Digests of articles, as somebody may see these; remembered while nothing changes. Safe for threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: OrderedDict[Corpus, dict[str, str]] = OrderedDict()

    def of(self, corpus: Corpus, whole: Corpus, contents: Mapping[str, int]) -> Mapping[str, str]:
        """Of each article in a corpus a digest of all that may be seen of it there.

        :param whole: the same knowledge, nothing hidden.
        :param contents: of each article a hash of its content.
        """
        with self._lock:
            if corpus not in self._known:
                self._known[corpus] = _digests(corpus, whole, contents)
            self._known.move_to_end(corpus)
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
            return self._known[corpus]


def _digests(corpus: Corpus, whole: Corpus, contents: Mapping[str, int]) -> dict[str, str]:
    counted = _counts(corpus)
    # Where nothing of an article is hidden its content's hash says all; else it would tell of what is.
    all_of_it = counted if corpus is whole else _counts(whole)
    return {
        article: f"{contents[article]:x}"
        if counts == all_of_it.get(article) and article in contents
        else _digest(corpus.snapshot.article_items(article))
        for article, counts in counted.items()
    }


def _counts(corpus: Corpus) -> dict[str, tuple[int, int]]:
    return {each.article: (each.quotes, each.facts) for each in corpus.snapshot.records(limit=_ALL)}


def _digest(items: list[Item]) -> str:
    return file_digest("\n".join(item.model_dump_json() for item in items).encode())[:_DIGITS]


def difference(before: Mapping[str, str], now: Mapping[str, str], corpus: Corpus, limit: int) -> Difference:
    """What is to be done to a copy that has `before`, in `limit` steps at most, by the articles' ids."""
    differing = [article for article in {*before, *now} if before.get(article) != now.get(article)]
    first = nsmallest(limit, differing)
    seen = dict(before)
    for article in first:
        seen.pop(article, None)
        if article in now:
            seen[article] = now[article]
    changes = tuple(_change(article, before, now, corpus) for article in first)
    return Difference(changes, seen, len(differing) > len(first))


def _change(article: str, before: Mapping[str, str], now: Mapping[str, str], corpus: Corpus) -> ArticleChange:
    if article not in now:
        return ArticleChange(kind="removed", article=article)
    return ArticleChange(
        kind="changed" if article in before else "added",
        article=article,
        summary=articles.summary(article, corpus.snapshot),
        entries=tuple(corpus.snapshot.article_items(article)),
    )
