"""An article as the documents of the index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bot.answering.identity import digest_of, shelf_of
from bot.answering.model import Item, Mention, Record
from bot.knowledge.model import Article, Fact, Person, Quote
from bot.text.words import folded

UNDATED = 0
"""The day of an article without a date: before all dated ones."""
LEAD = 3
"""Facts kept with an article's record: what its summary shows where none is written."""

Document = dict[str, object]


def documents(article: Article, path: str) -> Iterator[Document]:
    """All documents of one article that stands in the file `path` (relative to the knowledge folder)."""
    shared: Document = {
        "path": path,
        "article": article.id,
        "day": article.published.toordinal() if article.published else UNDATED,
        "shelf": shelf_of(article.id),
    }
    place = {
        "article": article.id,
        "title": article.title,
        "source": article.source,
        "author": article.author,
        "url": article.url,
        "published": article.published,
    }
    people = {folded(person.name): person for person in article.people}
    yield shared | _record(article, place)
    for index, quote in enumerate(article.quotes):
        yield shared | _item(article, place, quote, index, people)
    for index, fact in enumerate(article.facts):
        yield shared | _item(article, place, fact, index, people)
    quoted = Counter(folded(quote.speaker) for quote in article.quotes)
    speakers = {folded(quote.speaker): Person(name=quote.speaker) for quote in article.quotes}
    for key, person in (speakers | people).items():
        yield shared | _mention(article, person, key, quoted[key])


def _record(article: Article, place: dict[str, object]) -> Document:
    record = Record(
        **place,
        tags=article.tags,
        summary=article.summary,
        quotes=len(article.quotes),
        facts=len(article.facts),
        lead=tuple(fact.text for fact in article.facts[:LEAD]),
    )
    heading = " ".join((article.title, *article.tags))
    return {"doc": "article", "heading": heading, "payload": _packed(record)}


def _item(
    article: Article, place: dict[str, object], entry: Quote | Fact, index: int, people: dict[str, Person]
) -> Document:
    said: dict[str, object] = {}
    document: Document = {}
    if isinstance(entry, Quote):
        key = folded(entry.speaker)
        person = people.get(key, Person(name=entry.speaker))
        said = {"speaker": entry.speaker, "role": person.role, "speech": entry.speech, "via": entry.via}
        document = {"speaker": " ".join((entry.speaker, *person.aliases)), "person": key, "role": person.role}
    kind = "quote" if isinstance(entry, Quote) else "fact"
    item = Item(**place, kind=kind, index=index, text=entry.text, context=entry.context, **said)
    return document | {
        "doc": "item",
        "text": entry.text,
        "words": entry.text,
        "context": entry.context,
        "title": " ".join((article.title, *article.tags)),
        "quote": int(kind == "quote"),
        "place": index,
        "digest": digest_of(entry.text),
        "payload": _packed(item),
    }


def _mention(article: Article, person: Person, key: str, quotes: int) -> Document:
    mention = Mention(
        article=article.id,
        published=article.published,
        name=person.name,
        role=person.role,
        aliases=person.aliases,
        quotes=quotes,
    )
    return {
        "doc": "person",
        "person": key,
        "name": " ".join((person.name, *person.aliases)),
        "office": person.role,
        "quotes": quotes,
        "payload": _packed(mention),
    }


def _packed(model: Record | Item | Mention) -> bytes:
    return model.model_dump_json(exclude_defaults=True).encode()
