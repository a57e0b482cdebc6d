"""What an article says comes out of the index as it went in, letter for letter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import tantivy
from hypothesis import example, given
from hypothesis import strategies as st

from bot.knowledge import CollectionRules
from bot.knowledge.cast import mentions
from bot.knowledge.items import Item, PersonMention, Record
from bot.knowledge.model import Article, Fact, Person, Quote, Speech
from bot.names import Register
from bot.search.index.codec import LEAD, encode
from bot.search.index.schema import build_schema, register_analyzers
from bot.search.index.snapshot import TantivySnapshot
from bot.search.vectors.form import sentence_key, sentence_of
from bot.text.words import folded

# Any text that a file in UTF-8 can hold; words need more than white space.
texts = st.text(max_size=12)
words = texts.map("w{}".format) | texts.map("{}é\u2028”".format)
moments = st.none() | st.dates() | st.datetimes() | st.datetimes(timezones=st.just(UTC))
quotes = st.builds(
    Quote,
    speaker=words,
    text=words,
    context=texts,
    speech=st.sampled_from(Speech),
    via=texts,
    at=st.sampled_from(["", "00:01:15"]),
) | st.builds(Quote, speaker=st.sampled_from(["Ada Lind", "ADA LIND"]), text=words)
times = st.sampled_from(["", "75", "00:01:15"])
facts = st.builds(Fact, text=words, context=texts, at=times) | st.builds(Fact, text=words)
people = st.builds(Person, name=words, role=texts, aliases=st.lists(words, max_size=2).map(tuple))


@st.composite
def articles(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Article:
    first, *others = draw(st.lists(quotes, max_size=3)) or [None]
    later = [quote.model_copy(update={"continues": draw(st.booleans())}) for quote in others]
    stated = draw(st.lists(facts, min_size=0 if first else 1, max_size=LEAD + 1))

    def with_ids(entries: list[Any], kind: str) -> tuple[Any, ...]:
        ids = [f"{kind}-{number}" if draw(st.booleans()) else "" for number, _ in enumerate(entries)]
        return tuple(one.model_copy(update={"id": each}) for one, each in zip(entries, ids, strict=True))

    return Article(
        id=draw(words),
        title=draw(words),
        source=draw(texts),
        author=draw(texts),
        url=draw(st.sampled_from(["", "https://example.org/ä?q=“"])),
        published=draw(moments),
        summary=draw(texts),
        tags=draw(st.lists(words, max_size=2).map(tuple)),
        people=draw(st.lists(people, max_size=2, unique_by=lambda one: folded(one.name)).map(tuple)),
        quotes=with_ids([first, *later] if first else [], "quote"),
        facts=with_ids(stated, "fact"),
    )


def open_rules() -> CollectionRules:
    return CollectionRules({})


def indexed(article: Article) -> TantivySnapshot:
    index = tantivy.Index(build_schema())
    register_analyzers(index)
    writer = index.writer(15_000_000, 1)
    for document in encode(article, "a.yaml"):
        writer.add_json(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return TantivySnapshot(index.searcher(), index.schema, Register.read(mentions(article)), open_rules)


def place(article: Article) -> dict[str, Any]:
    fields = article.model_dump(include={"title", "source", "author", "url", "published"})
    return {"article": article.id, **fields}


def items_of(article: Article) -> list[Item]:
    roles = {folded(person.name): person.role for person in article.people}
    found = [
        Item(
            **place(article),
            **quote.model_dump(),
            kind="quote",
            index=index,
            role=roles.get(folded(quote.speaker), ""),
        )
        for index, quote in enumerate(article.quotes)
    ]
    return found + [
        Item(**place(article), **fact.model_dump(), kind="fact", index=index)
        for index, fact in enumerate(article.facts)
    ]


def record_of(article: Article) -> Record:
    return Record(
        **place(article),
        tags=article.tags,
        summary=article.summary,
        quotes=len(article.quotes),
        facts=len(article.facts),
        lead=tuple(fact.text for fact in article.facts[:LEAD]),
    )


def mentions_of(article: Article) -> list[PersonMention]:
    said = [folded(quote.speaker) for quote in article.quotes]
    named = {folded(quote.speaker): Person(name=quote.speaker) for quote in reversed(article.quotes)}
    named |= {folded(person.name): person for person in article.people}
    return [
        PersonMention(
            article=article.id,
            published=article.published,
            name=person.name,
            role=person.role,
            aliases=person.aliases,
            quotes=said.count(key),
        )
        for key, person in named.items()
    ]


@given(articles())
@example(Article(id="a", title="“T”", published=date(2031, 5, 4), facts=(Fact(text='\\"},{"\x00'),)))
@example(
    Article(id="m", title="T", published=datetime(2031, 5, 4, 0, 0, tzinfo=UTC), facts=(Fact(text="w"),))
)
@example(
    Article(
        id="b",
        title="T",
        published=datetime(2031, 5, 4, 23, 30, 1, 5, UTC),
        quotes=(Quote(speaker="Ada Lind", text="0", via="0", continues=False),),
    )
)
def test_what_was_stored_is_what_is_read(article: Article) -> None:
    snapshot = indexed(article)
    assert snapshot.article_items(article.id) == items_of(article)
    assert snapshot.record(article.id) == record_of(article)
    key = str
    hits = snapshot.every_item()
    lines = [sentence_of(item) for item in snapshot.load(hits)]
    assert snapshot.numbers("sentence", hits) == [sentence_key(line) for line in lines]
    assert sorted(snapshot.people_of(article.id), key=key) == sorted(mentions_of(article), key=key)
