"""The index as a source of quotes for the check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import Literal

from bot.knowledge import Item
from bot.names import Identity, NameMatch, Person, Standing, compare, resolve, role_fits
from bot.replies import Coverage
from bot.search import QueryClause, Snapshot, plain_terms, stemmed_terms, successor
from bot.verify.naming import called, is_description
from bot.verify.reading import read
from bot.verify.source import Meant

RAREST = 12
"""Terms of a quotation that are searched for: enough to find it when two or three of them were changed."""
COMMON = 0.02
"""Share of all items from which a term is too common to be searched for, where there are rarer ones."""
ENOUGH = 6
"""Rarer terms that make the common ones needless."""
HOLDING = 20
"""Items that hold all the terms and are read besides: a long quote with few rare words ranks low in BM25."""
HOLDING_COMMON = 300
"""The same for a quotation without any rare word, such as many items hold."""
NAMESAKES = 12
"""People looked up for each word of a name, those most quoted first."""
DESCRIBED = 20
"""Roles, and texts, that are read to see whether a name or description is anybody's."""


class IndexSource:
    """A snapshot of the index as a `QuoteSource`; good for as many quotations as the snapshot lives."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._identity = lru_cache(maxsize=4096)(self._known_as)
        self._sharing = lru_cache(maxsize=512)(self._sharing_words)

    def candidates(self, text: str, kind: Literal["quote", "fact"], limit: int) -> Sequence[Item]:
        """The items that share the text's rarest words, and those that hold all of its words."""
        stems = self._by_rarity(text)
        rare = [stem for stem, spread in stems if spread < COMMON * self._snapshot.items]
        chosen = rare[:RAREST] if len(rare) >= ENOUGH else [stem for stem, _ in stems[:RAREST]]
        quotes = kind == "quote"
        holding = HOLDING if rare else HOLDING_COMMON
        hits = self._snapshot.alike([stem for stem, _ in stems[:RAREST]], holding, quotes=quotes, every=True)
        hits += self._snapshot.alike(chosen, limit, quotes=quotes)
        once = {hit.key: hit for hit in hits}
        return self._snapshot.load(once.values())

    def passage(self, item: Item) -> Sequence[Item]:
        """The item with the quotes of its article that it continues, and those that continue it."""
        quotes = [one for one in self._snapshot.article_items(item.article) if one.kind == "quote"]
        first = last = next(place for place, one in enumerate(quotes) if one.index == item.index)
        while first and quotes[first].continues and _in_a_row(quotes[first - 1 : first + 1]):
            first -= 1
        while last + 1 < len(quotes) and quotes[last + 1].continues and _in_a_row(quotes[last : last + 2]):
            last += 1
        return quotes[first : last + 1]

    def identity(self, item: Item) -> Identity:
        """The speaker with all names known; a surname alone is completed from the same article.

        The role is the one that the item's article has; of other days only where it has none.
        """
        known = self._identity(item.speaker, item.article)
        return known._replace(roles=(item.role,)) if item.role else known

    def namesakes(self, name: str) -> Iterable[Identity]:
        """Known persons that share words with the name: those that share all of them first."""
        return self._sharing(name)

    def _sharing_words(self, name: str) -> tuple[Identity, ...]:
        words = plain_terms(name)
        groups = [words, *([word] for word in words)] if len(words) > 1 else [words]
        keys: dict[str, None] = {}
        for group in filter(None, groups):
            found = self._snapshot.named([QueryClause("name", word) for word in group], NAMESAKES)
            keys.update(dict.fromkeys(one.person for one in found))
        people = (self._snapshot.register.person(key) for key in keys)
        return tuple(_identity(person, person.name) for person in people if person)

    def knows(self, name: str) -> bool:
        """Whether anybody known has the name, one alone fits the description, or a text has the full name."""
        if is_description(name):
            return self.meant(name).certain
        return (
            self.meant(name).certain
            or any(compare(name, person) for person in self.namesakes(name))
            or self._is_written(name)
        )

    def key(self, item: Item) -> str:
        return self._snapshot.person_of(item.speaker, item.article)

    def meant(self, name: str) -> Meant:
        """By name as the register resolves it; by description whoever's role it fits."""
        for part in called(name):
            found = resolve(part, self._snapshot.register)
            if found.standing in (Standing.ONE, Standing.SEVERAL):
                return Meant(frozenset(person.key for person in found.people), found.fit)
        return Meant(frozenset(self._described(name)), NameMatch.ROLE)

    def has_name(self, article: str, name: str) -> bool:
        people = (called for one in self._snapshot.people_of(article) for called in (one.name, *one.aliases))
        items = self._snapshot.article_items(article)
        texts = (text for item in items for text in (item.speaker, item.text, item.context, item.title))
        return _stands_in(name, (*people, *texts))

    def _described(self, name: str) -> set[str]:
        """The people (by key) whose role a description fits."""
        stems = [QueryClause("office", stem) for stem in dict.fromkeys(stemmed_terms(name))]
        likely = self._snapshot.mentions_like(stems, DESCRIBED) if stems else []
        register = self._snapshot.register
        return {register.key(mention.name) for _, mention in likely if role_fits(name, mention.role)}

    def _is_written(self, name: str) -> bool:
        if len(read(name).words) < 2:
            return False
        likely = [*self.candidates(name, "quote", DESCRIBED), *self.candidates(name, "fact", DESCRIBED)]
        return _stands_in(name, (text for item in likely for text in (item.text, item.context, item.title)))

    def former(self, text: str, limit: int) -> Sequence[Item]:
        """The entries whose former words share the text's rarest ones."""
        spread = {
            stem: self._snapshot.frequency("former", stem) for stem in dict.fromkeys(stemmed_terms(text))
        }
        known = sorted((stem for stem, count in spread.items() if count), key=lambda stem: spread[stem])
        return self._snapshot.former(known[:RAREST], limit)

    def successor(self, item: Item) -> Item | None:
        """The entry that holds in the place of a superseded one."""
        found = successor(item, self._snapshot)
        return found if isinstance(found, Item) else None

    def entries(self) -> int:
        return self._snapshot.items

    def entries_with(self, word: str) -> int:
        return max((self._snapshot.frequency("text", stem) for stem in stemmed_terms(word)), default=0)

    def reach(self) -> Coverage:
        return self._reach

    @cached_property
    def _reach(self) -> Coverage:
        snapshot = self._snapshot
        return Coverage(
            articles=snapshot.articles,
            sources=snapshot.sources(),
            quotes=snapshot.quotes,
            first=snapshot.oldest(),
            latest=snapshot.newest,
        )

    def _by_rarity(self, text: str) -> list[tuple[str, int]]:
        """The text's known stems, each with the number of items that have it, the rarest first."""
        self._snapshot.read_ahead(text)
        spread = {stem: self._snapshot.frequency("text", stem) for stem in dict.fromkeys(stemmed_terms(text))}
        return sorted(((stem, count) for stem, count in spread.items() if count), key=lambda pair: pair[1])

    def _known_as(self, speaker: str, article: str) -> Identity:
        person = self._snapshot.register.person(self._snapshot.person_of(speaker, article))
        return _identity(person, speaker) if person else Identity(speaker)


def _in_a_row(quotes: Sequence[Item]) -> bool:
    """Whether two quotes are neighbours: one between them may have been taken back."""
    return quotes[0].index + 1 == quotes[1].index


def _stands_in(name: str, texts: Iterable[str]) -> bool:
    wanted = read(name)
    return any(any(read(text).places(wanted)) for text in texts)


def _identity(person: Person, name: str) -> Identity:
    """A person of the register under the name that is wanted; what else they are called are aliases."""
    others = tuple(called for called in person.called if called != name)
    return Identity(name, others, tuple(seen.role for seen in person.roles))
