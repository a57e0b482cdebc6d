"""A knowledge file made ready for the index: read, checked and turned into documents."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from pydantic_core import to_json

from bot.knowledge import (
    PEOPLE_FILE,
    Article,
    CollectionReading,
    PeopleReading,
    Problem,
    StatedPerson,
    is_called_collection,
    mentions,
    read,
    read_collection,
    read_people,
)
from bot.names import Mention
from bot.search.index.codec import encode


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file's articles as documents, or its problems.

    `lines` and `contents` map the ids of its articles to their lines and to hashes of all but the id;
    `documents` are JSON objects, one for each document of the index; `mentions` whom each article names.
    `stated` is what the list of persons says, None where the file is another one.
    """

    path: str
    digest: str
    good: bool
    problems: tuple[Problem, ...]
    lines: dict[str, int]
    contents: dict[str, int]
    items: int
    documents: tuple[str, ...]
    mentions: tuple[Mention, ...] = ()
    stated: tuple[StatedPerson, ...] | None = None


def prepare(folder: Path, path: str) -> Prepared:
    """Read the file at `path` in the knowledge folder. Never raises for what stands in the file."""
    people = read_people(folder / path, path) if path == PEOPLE_FILE else None
    if people is not None:
        return _without_articles(people, people.people)
    collection = read_collection(folder / path, path) if is_called_collection(path) else None
    if collection is not None:
        return _without_articles(collection)
    reading = read(folder / path, path)
    ids = [article.id for article in reading.articles]
    return Prepared(
        path=path,
        digest=reading.digest,
        good=reading.good,
        problems=reading.problems,
        lines=dict(zip(ids, reading.lines, strict=True)),
        contents={article.id: _content(article) for article in reading.articles},
        items=sum(len(article.quotes) + len(article.facts) for article in reading.articles),
        documents=tuple(document for a in reading.articles for document in encode(a, path)),
        mentions=tuple(mention for a in reading.articles for mention in mentions(a)),
    )


def _without_articles(
    reading: PeopleReading | CollectionReading, stated: tuple[StatedPerson, ...] | None = None
) -> Prepared:
    nothing: dict[str, int] = {}
    return Prepared(
        path=reading.path,
        digest=reading.digest,
        good=reading.good,
        problems=reading.problems,
        lines=nothing,
        contents=nothing,
        items=0,
        documents=(),
        stated=stated,
    )


def _content(article: Article) -> int:
    return int.from_bytes(hashlib.blake2b(to_json(article, exclude={"id"}), digest_size=7).digest(), "big")
