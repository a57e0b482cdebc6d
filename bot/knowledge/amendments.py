"""What editors say later of what they published: it was corrected, withdrawn, superseded, or is disputed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from bot.knowledge.model import Article, Fact, Quote
from bot.text import words

AMENDMENTS = ("corrected", "withdrawn", "superseded_by", "disputed")
"""The keys that a file, a quote or a fact may have."""


def with_its_own(article: Article) -> Article:
    """The article with each entry's amendments as its own: what the whole file says, unless it says more.

    The former words of a corrected file are those of the entry that is most like them.
    """
    if not any(getattr(article, key) for key in AMENDMENTS):
        return article
    was = article.corrected.was if article.corrected else ""
    entries: list[Quote | Fact] = [*article.quotes, *article.facts]
    meant = _most_like(was, entries) if was.strip() else -1
    passed = [_with_those_of(article, entry, place == meant) for place, entry in enumerate(entries)]
    count = len(article.quotes)
    return article.model_copy(update={"quotes": tuple(passed[:count]), "facts": tuple(passed[count:])})


def _with_those_of(article: Article, entry: Quote | Fact, meant: bool) -> Quote | Fact:
    """`meant` says whether the file's former words are this entry's."""
    added: dict[str, Any] = {key: getattr(entry, key) or getattr(article, key) for key in AMENDMENTS}
    if article.corrected and not entry.corrected and not meant:
        added["corrected"] = article.corrected.model_copy(update={"was": ""})
    if article.corrected and entry.corrected and meant and not entry.corrected.was:
        added["corrected"] = entry.corrected.model_copy(update={"was": article.corrected.was})
    return entry.model_copy(update=added)


def _most_like(was: str, entries: Sequence[Quote | Fact]) -> int:
    """The place of the entry that shares most words with the former ones, the first of several."""
    wanted = Counter(word.text for word in words(was))
    shares = [(wanted & Counter(word.text for word in words(entry.text))).total() for entry in entries]
    return shares.index(max(shares))
