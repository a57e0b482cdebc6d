"""A knowledge base in memory, small and obvious, for the check's own tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from math import log
from typing import Literal

from bot.knowledge.cast import mentions
from bot.knowledge.items import Item
from bot.knowledge.model import Article
from bot.names import Identity, Register, Standing, compare, resolve
from bot.replies import Coverage
from bot.text.words import words
from bot.verify.source import Meant


class MemorySource:
    """A `QuoteSource` over a few articles; candidates are ranked by the rarity of the words they share."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self.articles = {article.id: article for article in articles}
        self._all = {kind: list(self._items(kind)) for kind in ("quote", "fact")}
        self.items = {kind: [one for one in items if not one.withdrawn] for kind, items in self._all.items()}
        self._bags = {
            kind: [Counter(word.text for word in words(item.text)) for item in items]
            for kind, items in self.items.items()
        }

    def candidates(self, text: str, kind: Literal["quote", "fact"], limit: int) -> Sequence[Item]:
        wanted = {word.text for word in words(text)}
        scored = [
            (sum(self._rarity[word] for word in wanted & bag.keys()), -number)
            for number, bag in enumerate(self._bags[kind])
        ]
        best = sorted((score for score in scored if score[0]), reverse=True)[:limit]
        return [self.items[kind][-number] for _, number in best]

    def passage(self, item: Item) -> Sequence[Item]:
        quotes = [one for one in self.items["quote"] if one.article == item.article]
        entries = self.articles[item.article].quotes
        first = last = item.index
        while first and entries[first].continues:
            first -= 1
        while last + 1 < len(entries) and entries[last + 1].continues:
            last += 1
        return quotes[first : last + 1]

    def identity(self, item: Item) -> Identity:
        return next(
            (one for one in self._people if item.speaker in (one.name, *one.aliases)), Identity(item.speaker)
        )

    def namesakes(self, name: str) -> Iterable[Identity]:
        wanted = {word.text for word in words(name)}
        for person in self._people:
            if wanted & {word.text for known in (person.name, *person.aliases) for word in words(known)}:
                yield person

    def key(self, item: Item) -> str:
        return self._register.key(item.speaker)

    def meant(self, name: str) -> Meant:
        found = resolve(name, self._register)
        named = found.standing in (Standing.ONE, Standing.SEVERAL)
        return Meant(frozenset(one.key for one in found.people), found.fit) if named else Meant()

    def knows(self, name: str) -> bool:
        texts = [item.text for items in self.items.values() for item in items]
        full = len(words(name)) > 1 and any(name in text for text in texts)
        return full or any(compare(name, person) for person in self._people)

    def has_name(self, article: str, name: str) -> bool:
        return name in self.articles[article].model_dump_json()

    def former(self, text: str, limit: int) -> Sequence[Item]:
        everything = (one for items in self._all.values() for one in items)
        return [one for one in everything if one.withdrawn or one.corrected][:limit]

    def successor(self, item: Item) -> Item | None:
        everything = (one for items in self.items.values() for one in items)
        return next((one for one in everything if one.key == item.superseded_by), None)

    def entries(self) -> int:
        return sum(map(len, self.items.values()))

    def entries_with(self, word: str) -> int:
        return sum(bag[word] > 0 for bags in self._bags.values() for bag in bags)

    def reach(self) -> Coverage:
        articles = self.articles.values()
        dates = sorted(article.published for article in articles if article.published)
        return Coverage(
            articles=len(articles),
            sources=len({article.source for article in articles if article.source}),
            quotes=len(self.items["quote"]),
            first=dates[0] if dates else None,
            latest=dates[-1] if dates else None,
        )

    @cached_property
    def _register(self) -> Register:
        return Register.read(mention for article in self.articles.values() for mention in mentions(article))

    @cached_property
    def _rarity(self) -> dict[str, float]:
        spread = Counter(word for bags in self._bags.values() for bag in bags for word in bag)
        return {word: log(1 + sum(map(len, self._bags.values())) / count) for word, count in spread.items()}

    @cached_property
    def _people(self) -> list[Identity]:
        names: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
        for article in self.articles.values():
            for person in article.people:
                aliases, roles = names.setdefault(person.name, ({}, {}))
                aliases.update(dict.fromkeys(person.aliases))
                roles.update(dict.fromkeys([person.role] if person.role else []))
        return [Identity(name, tuple(aliases), tuple(roles)) for name, (aliases, roles) in names.items()]

    def _items(self, kind: str) -> Iterable[Item]:
        for article in self.articles.values():
            shared = article.model_dump(include={"title", "source", "author", "url", "published"})
            for index, entry in enumerate(article.quotes if kind == "quote" else article.facts):
                fields = entry.model_dump()
                yield Item(article=article.id, kind=kind, index=index, **shared, **fields)
