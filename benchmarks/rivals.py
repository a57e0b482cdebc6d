"""The rivals: each is built from sentences in memory and searched for the words of a question."""

from __future__ import annotations

import re
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from typing import NamedTuple

import bm25s
import tantivy
from rapidfuzz import fuzz, process

from bot.answering.question.lexicon import plain_words

HITS = 100
"""Hits asked of each rival: as many as a ranking would read."""
_WORD = re.compile(r"\w+")


class Sentence(NamedTuple):
    """A fact with its article's title."""

    text: str
    title: str


Search = Callable[[str], object]
Build = Callable[[Sequence[Sentence]], Search]


class Rival(NamedTuple):
    """`build` makes its index and gives its search; `most` are items beyond which it takes minutes."""

    name: str
    build: Build
    most: int
    questions: int


def tantivy_alone(sentences: Sequence[Sentence]) -> Search:
    """BM25 over stemmed text and title on disk, nothing stored, all cores: what ours stands on."""
    fields = tantivy.SchemaBuilder()
    for name in ("text", "title"):
        fields.add_text_field(name, tokenizer_name="en_stem", index_option="freq")
    schema = fields.build()
    index = tantivy.Index(schema, path=tempfile.mkdtemp(prefix="tantivy-"))
    writer = index.writer(heap_size=600_000_000, num_threads=2)
    for text, title in sentences:
        writer.add_document(tantivy.Document(text=text, title=title))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(words: str) -> object:
        query, _ = index.parse_query_lenient(" ".join(_WORD.findall(words)), ["text", "title"])
        return searcher.search(query, HITS, count=False)

    return search


def sqlite_fts(sentences: Sequence[Sentence]) -> Search:
    """SQLite's FTS5 with Porter's stemmer, best by its BM25."""
    database = sqlite3.connect("file::memory:", uri=True, check_same_thread=False)
    database.execute("create virtual table facts using fts5(text, title, tokenize = 'porter unicode61')")
    with database:
        database.executemany("insert into facts values (?, ?)", sentences)

    def search(words: str) -> object:
        query = " OR ".join(f'"{word}"' for word in _WORD.findall(words))
        found = "select rowid from facts where facts match ? order by rank limit ?"
        return database.execute(found, (query, HITS)).fetchall()

    return search


def bm25s_arrays(sentences: Sequence[Sentence]) -> Search:
    """bm25s with its own tokens, in memory."""
    retriever = bm25s.BM25()
    corpus = [f"{text} {title}" for text, title in sentences]
    retriever.index(bm25s.tokenize(corpus, show_progress=False), show_progress=False)

    def search(words: str) -> object:
        tokens = bm25s.tokenize(words, show_progress=False)
        return retriever.retrieve(tokens, k=min(HITS, len(corpus)), show_progress=False)

    return search


def rapidfuzz_all(sentences: Sequence[Sentence]) -> Search:
    """Every sentence compared with the question."""
    texts = [sentence.text for sentence in sentences]
    return lambda words: process.extract(words, texts, scorer=fuzz.token_set_ratio, limit=HITS)


def topical(question: str) -> str:
    """The question's words without those that only carry it, as ours searches for them."""
    return " ".join(word for word in _WORD.findall(question) if word.lower() not in plain_words())


RIVALS = (
    Rival("tantivy alone", tantivy_alone, 10_000_000, 300),
    Rival("bm25s", bm25s_arrays, 10_000_000, 100),
    Rival("SQLite FTS5", sqlite_fts, 500_000, 40),
    Rival("rapidfuzz process.extract", rapidfuzz_all, 150_000, 10),
)
"""Each with the size up to which it runs, and the questions that it is asked: the slow ones fewer."""
