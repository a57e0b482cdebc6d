"""The stored form of the knowledge: an article encoded as documents of the index, and what they decode to.

A document is written as JSON. Beside the fields that are searched it has a payload: what is shown of an item,
an article or a person, as JSON without what is empty, in base64, as JSON has no bytes. The text of an item
and its place in the article are fields of their own and not in its payload: the rest is the same for most
items of an article and is encoded once, as encoding is the longest part of reading an archive. The seal of a
document is of its payload, text and place: what is decoded is what was encoded, or DamagedError.

A change of this form needs another `schema.VERSION`.
"""

from __future__ import annotations

from binascii import b2a_base64
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from pydantic_core import from_json, to_json

from bot.knowledge import (
    AMENDMENTS,
    Article,
    Cast,
    Fact,
    Item,
    Person,
    PersonMention,
    Quote,
    Record,
    Role,
    date_of,
    with_its_own,
)
from bot.names import Mention
from bot.search.index.embargoed import (
    EmbargoedEntries,
    embargoes,
    folders_of,
    held_record,
    opened_mention,
    opened_record,
)
from bot.search.index.seals import DamagedError, check_seal, seal_of
from bot.search.vectors.form import sentence, sentence_key
from bot.text import article_hash, forms_in

UNDATED = 0
"""The day of an article without a date: before all dated ones."""
LEAD = 3
"""Facts kept with an article's record: what its summary shows where none is written."""

Fields = dict[str, object]
Stored = Mapping[str, Any]
"""What the index stores of a document: lists of values by field."""
_FACT: Fields = {"quote": 0}
_FACT_SHOWN: Fields = {"kind": "fact"}


def encode(article: Article, path: str) -> Iterator[str]:
    """All documents of one article that stands in the file `path` (relative to the knowledge folder)."""
    shared: Fields = {
        "path": path,
        "folder": folders_of(path),
        "article": article.id,
        "day": article.published.toordinal() if article.published else UNDATED,
        "shelf": article_hash(article.id),
    }
    if article.embargo:
        shared["embargo"] = embargoes(article.embargo)
    article = with_its_own(article)
    cast = Cast.of(article)
    held = EmbargoedEntries.of(article, cast)
    place = _place(article)
    sourced = shared | {"source": article.source} if article.source else shared
    yield from _items(article, place, sourced, cast)
    if article.withdrawn:
        yield _json(shared | _record(article, place, held) | {"doc": "withdrawn"})
        return
    yield _json(shared | _record(article, place, held))
    for key, role in cast.roles.items():
        yield _json(shared | _mention(article, key, role, held))


def decode_item(kept: Stored, index: int) -> Item:
    """The item of a document, of which the place in the article is stored apart."""
    text = _only(kept, "text")
    return Item.model_validate({**_payload_of(kept, text, index), "text": text, "index": index})


def decode_former(kept: Stored) -> Item:
    """The entry of a document that stands for its former words."""
    return Item.model_validate(_payload_of(kept))


def decode_record(kept: Stored, closed: frozenset[str]) -> Record:
    """What is kept of an article, without its entries that have one of the `closed` embargoes."""
    return Record.model_validate(opened_record(_payload_of(kept), closed, LEAD))


def decode_mention(kept: Stored, closed: frozenset[str]) -> PersonMention:
    """A person as one article has them, without quotes that have one of the `closed` embargoes."""
    return PersonMention.model_validate(opened_mention(_payload_of(kept), closed))


def decode_listed(kept: Stored, closed: frozenset[str]) -> Mention:
    """The same for the register of persons."""
    fields = opened_mention(_payload_of(kept), closed)
    one = PersonMention.model_validate(fields)
    return Mention(
        one.name, one.role, one.aliases, date_of(one.published), one.quotes, bool(fields.get("listed"))
    )


def _payload_of(kept: Stored, text: str = "", index: int = 0) -> Fields:
    """The fields of a payload, compared with the seal of their document."""
    payload = bytes(_only(kept, "payload"))
    check_seal(_only(kept, "seal"), payload.decode(errors="surrogateescape"), text, index)
    return _fields(payload)


def _only(kept: Stored, name: str) -> Any:
    """The value of a stored field that every such document has once."""
    try:
        (value,) = kept[name]
    except (KeyError, ValueError, TypeError) as error:
        raise DamagedError(f"a document has no {name}") from error
    return value


def _fields(payload: bytes) -> Fields:
    fields: Fields = from_json(payload)
    published = fields.get("published")
    if isinstance(published, str):
        # Read here, as a model takes a moment at midnight for a day.
        fields["published"] = (datetime if "T" in published else date).fromisoformat(published)
    return fields


def _place(article: Article) -> Fields:
    return {
        "article": article.id,
        "title": article.title,
        "source": article.source,
        "author": article.author,
        "url": article.url,
        "published": article.published,
    }


def _heading(article: Article) -> str:
    return " ".join((article.title, *article.tags))


def _record(article: Article, place: Fields, held: EmbargoedEntries | None) -> Fields:
    """An article itself; of what is withdrawn nothing is kept, and facts that hold lead."""
    facts = [fact for fact in article.facts if not fact.withdrawn]
    undoubted = [fact for fact in facts if not (fact.superseded_by or fact.disputed)]
    record = {
        **place,
        "tags": article.tags,
        "summary": "" if article.withdrawn else article.summary,
        "quotes": sum(1 for quote in article.quotes if not quote.withdrawn),
        "facts": len(facts),
        "lead": [fact.text for fact in undoubted[:LEAD]],
        **_amendments(article),
        **(held_record(held, undoubted, LEAD) if held else {}),
    }
    found: Fields = {"doc": "article", "heading": _heading(article), "source": article.source}
    return found | ({"way": held.way()} if held else {}) | _sealed(record)


class _Frame(NamedTuple):
    """A document without the text of its item, and its payload, which it has in base64: JSON objects.

    First what those of all items of an article have in common, and then an item's own.
    """

    document: str
    payload: str

    def fields(self, own: Fields, shown: Fields) -> _Frame:
        """Those of an item; `own` and `shown` are what its document and its payload add."""
        payload = _joined(self.payload, _json(_kept(shown)))
        return _Frame(_joined(self.document, _json(_kept(own) | {"payload": _base64(payload)})), payload)


def _items(article: Article, place: Fields, shared: Fields, cast: Cast) -> Iterator[str]:
    """The quotes, then the facts; those that have nothing but their text differ in that alone."""
    usual = _Frame(_json(shared | {"doc": "item", "title": _heading(article)}), _json(_kept(place)))

    def frame_of(entry: Quote | Fact) -> _Frame:
        if entry.date is None and entry.embargo is None:
            return usual
        document, told = shared | {"doc": "item", "title": _heading(article)}, place
        if entry.date:
            document, told = document | {"day": entry.date.toordinal()}, place | {"published": entry.date}
        return _Frame(_json(document | _held_back(article, entry)), _json(_kept(told)))

    titled = forms_in(_heading(article))
    for index, quote in enumerate(article.quotes):
        key, person = cast.key(quote.speaker), cast.person(quote.speaker)
        if _has_former_words(quote):
            yield _former(
                quote, index, shared | _held_back(article, quote), place | _said(quote, key, person)[1]
            )
        if quote.withdrawn:
            continue
        line = sentence(
            quote.text,
            speaker=quote.speaker,
            role=person.role,
            context=quote.context,
            title=article.title,
        )
        signs = titled | forms_in(f"{quote.text} {quote.context}")
        yield _item(frame_of(quote).fields(*_said(quote, key, person)), quote.text, index, line, signs)
    bare = usual.fields(_FACT, _FACT_SHOWN)
    for index, fact in enumerate(article.facts):
        fields, shown = bare, _told(fact)
        if _has_former_words(fact):
            yield _former(fact, index, shared | _held_back(article, fact), place | shown)
        if fact.withdrawn:
            continue
        if shown != _FACT_SHOWN or fact.date or fact.embargo:
            fields = frame_of(fact).fields(_FACT | {"context": fact.context}, shown)
        line = sentence(fact.text, context=fact.context, title=article.title)
        signs = titled | forms_in(f"{fact.text} {fact.context}" if fact.context else fact.text)
        yield _item(fields, fact.text, index, line, signs)


def _item(frame: _Frame, text: str, index: int, line: str, signs: Collection[str]) -> str:
    """The document of an item; `line` is the item as the encoder reads it, of which the key is stored."""
    words, key, seal = _json(text), sentence_key(line), seal_of(frame.payload, text, index)
    compound = f',"compound":{_json(sorted(signs))}' if signs else ""
    own = f'"text":{words},"words":{words}{compound},"place":{index},"sentence":{key},"seal":{seal}'
    return f"{frame.document[:-1]},{own}}}"


def _told(fact: Fact) -> Fields:
    """What the payload of a fact has more than that of any item."""
    if not (
        fact.context
        or fact.at
        or fact.id
        or fact.corrected
        or fact.superseded_by
        or fact.disputed
        or fact.withdrawn
    ):
        return _FACT_SHOWN
    return _FACT_SHOWN | {"context": fact.context, "at": fact.at, "id": fact.id} | _amendments(fact)


def _has_former_words(entry: Quote | Fact) -> bool:
    """Whether words of it are known that hold no longer."""
    return bool(entry.withdrawn or (entry.corrected and entry.corrected.was))


def _former(entry: Quote | Fact, index: int, shared: Fields, shown: Fields) -> str:
    """The document by which an entry is found by its former words; `shown` is the payload of its own."""
    texts = (entry.text if entry.withdrawn else "", entry.corrected.was if entry.corrected else "")
    sealed = _sealed(shown | {"text": entry.text, "index": index})
    return _json(shared | {"doc": "former", "former": " ".join(texts).strip(), **sealed})


def _amendments(entry: Quote | Fact | Article) -> Fields:
    return {key: getattr(entry, key) for key in AMENDMENTS}


def _said(quote: Quote, key: str, person: Person) -> tuple[Fields, Fields]:
    """What the document of a quote has more than that of any item, and its payload."""
    found: Fields = {
        "quote": 1,
        "speaker": " ".join((quote.speaker, *person.aliases)),
        "person": key,
        "role": person.role,
        "context": quote.context,
    }
    shown: Fields = {
        "kind": "quote",
        "speaker": quote.speaker,
        "role": person.role,
        "context": quote.context,
        "speech": quote.speech,
        "via": quote.via,
        "continues": quote.continues or None,
        "at": quote.at,
        "id": quote.id,
        **_amendments(quote),
    }
    return found, shown


def _mention(article: Article, key: str, role: Role, held: EmbargoedEntries | None) -> Fields:
    person, quotes = role.person, role.quotes
    mention: Fields = {
        "article": article.id,
        "published": article.published,
        "name": person.name,
        "role": person.role,
        "aliases": person.aliases,
        "quotes": quotes,
        "listed": role.listed or None,
        "held": held.said_by(key) if held else None,
    }
    found: Fields = {
        "doc": "person",
        "person": key,
        "name": " ".join((person.name, *person.aliases)),
        "office": person.role,
        "quotes": quotes,
    }
    return found | ({"way": held.way_to(key, person)} if held else {}) | _sealed(mention)


def _held_back(article: Article, entry: Quote | Fact) -> Fields:
    """What its own embargo adds to the document of an entry."""
    return {"embargo": embargoes(article.embargo, entry.embargo)} if entry.embargo else {}


def _kept(fields: Fields) -> Fields:
    """The fields that are not empty."""
    return {name: value for name, value in fields.items() if value not in ("", None, (), [])}


def _joined(one: str, other: str) -> str:
    """Two JSON objects, neither of them empty, as one."""
    return f"{one[:-1]},{other[1:]}"


def _sealed(fields: Fields) -> Fields:
    """The payload of a document without a text, and its seal."""
    payload = _json(_kept(fields))
    return {"payload": _base64(payload), "seal": seal_of(payload, "", 0)}


def _base64(text: str) -> str:
    return b2a_base64(text.encode(), newline=False).decode()


def _json(value: object) -> str:
    return to_json(value).decode()
