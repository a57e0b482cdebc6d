"""An article as the documents of the index."""

from __future__ import annotations

import json
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from bot.answering.identity import digest_of, shelf_of
from bot.knowledge.model import Article, Fact, Person, Quote
from bot.text.words import folded

UNDATED = 0
"""The day of an article without a date: before all dated ones."""
LEAD = 3
"""Facts kept with an article's record: what its summary shows where none is written."""

Document = dict[str, object]


def documents(article: Article, path: str) -> Iterator[Document]:
    """All documents of one article that stands in the file `path` (relative to the knowledge folder).

    Each payload is JSON of a `Record`, `Item` or `Mention` without what is empty.
    """
    shared: Document = {
        "path": path,
        "article": article.id,
        "day": article.published.toordinal() if article.published else UNDATED,
        "shelf": shelf_of(article.id),
    }
    place: Document = {
        "article": article.id,
        "title": article.title,
        "source": article.source,
        "author": article.author,
        "url": article.url,
        "published": article.published,
    }
    people = {folded(person.name): person for person in article.people}
    yield shared | _record(article, place)
    title = " ".join((article.title, *article.tags))
    for index, quote in enumerate(article.quotes):
        yield shared | {"title": title} | _item(place, quote, index) | _said(place, quote, index, people)
    for index, fact in enumerate(article.facts):
        yield shared | {"title": title} | _item(place, fact, index)
    quoted = Counter(folded(quote.speaker) for quote in article.quotes)
    speakers = {folded(quote.speaker): Person(name=quote.speaker) for quote in article.quotes}
    for key, person in (speakers | people).items():
        yield shared | _mention(article, person, key, quoted[key])


def _record(article: Article, place: Document) -> Document:
    record = {
        **place,
        "tags": article.tags,
        "summary": article.summary,
        "quotes": len(article.quotes),
        "facts": len(article.facts),
        "lead": [fact.text for fact in article.facts[:LEAD]],
    }
    heading = " ".join((article.title, *article.tags))
    return {"doc": "article", "heading": heading, "source": article.source, "payload": _packed(record)}


def _item(place: Document, entry: Quote | Fact, index: int) -> Document:
    item = {**place, "kind": "fact", "index": index, "text": entry.text, "context": entry.context}
    return {
        "doc": "item",
        "text": entry.text,
        "words": entry.text,
        "context": entry.context,
        "quote": 0,
        "place": index,
        "digest": digest_of(entry.text),
        "payload": _packed(item),
    }


def _said(place: Document, quote: Quote, index: int, people: Mapping[str, Person]) -> Document:
    """What a quote's document has beyond that of a fact, and its payload in place of the fact's."""
    key = folded(quote.speaker)
    person = people.get(key, Person(name=quote.speaker))
    item = {
        **place,
        "kind": "quote",
        "index": index,
        "text": quote.text,
        "context": quote.context,
        "speaker": quote.speaker,
        "role": person.role,
        "speech": quote.speech,
        "via": quote.via,
        "continues": quote.continues or None,
    }
    return {
        "quote": 1,
        "speaker": " ".join((quote.speaker, *person.aliases)),
        "person": key,
        "role": person.role,
        "payload": _packed(item),
    }


def _mention(article: Article, person: Person, key: str, quotes: int) -> Document:
    mention: Document = {
        "article": article.id,
        "published": article.published,
        "name": person.name,
        "role": person.role,
        "aliases": person.aliases,
        "quotes": quotes,
    }
    return {
        "doc": "person",
        "person": key,
        "name": " ".join((person.name, *person.aliases)),
        "office": person.role,
        "quotes": quotes,
        "payload": _packed(mention),
    }


def packed(document: Document) -> str:
    """A document as the JSON that the index's writer takes: bytes stand in it as base64."""
    return json.dumps(document, ensure_ascii=False, default=_base64)


def _packed(fields: Document) -> bytes:
    kept = {name: value for name, value in fields.items() if value not in ("", None, (), [])}
    return json.dumps(kept, ensure_ascii=False, default=_day).encode()


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in an index document")


def _base64(value: object) -> str:
    if isinstance(value, bytes):
        return b64encode(value).decode()
    raise TypeError(f"{type(value).__name__} has no place in an index document")
