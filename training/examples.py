"""Questions with right and wrong passages to learn from, out of named data.

Two kinds of data, each a folder: a briefing (`knowledge/` and `questions.jsonl` with the right items of each
question) and a quiz (`articles.jsonl.gz` and `questions.jsonl` with an answer string and the articles that
hold it). Wrong passages are those that a plain word search ranks high.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import tantivy

from benchmarks.json_lines import read_lines
from bot.knowledge.model import Article
from bot.knowledge.reader import read
from bot.search import sentence
from bot.text.words import folded

FOLDS = 5
"""Parts of the data; figures of a part are measured with a model that has not seen it."""
PARTS = ((0, 1), (2, 3), (4,))
"""The folds in three, since a reader is taught too long for five: what each one has not seen."""

WRONG = 15
"""Passages kept as wrong for each question: the first that a word search finds and that are not right."""

RIGHT = 4
"""Right passages kept of a quiz question, in the word search's order: later ones hold it by chance."""

DEPTH = 60
"""Passages looked at in the word search's order."""


@dataclass(frozen=True)
class Passage:
    """An item in the models' form, its place in its article, and the article's fold; -1: in no fold."""

    text: str
    article: str
    place: str = ""
    fold: int = -1


@dataclass(frozen=True)
class Question:
    """A question with its fold, its right passages (none: nothing answers it) and its wrong ones."""

    id: str
    kind: str
    text: str
    fold: int
    right: tuple[Passage, ...]
    wrong: tuple[Passage, ...]

    def without(self, fold: int) -> Question:
        """The question with no passage of a fold's articles."""
        right = tuple(passage for passage in self.right if passage.fold != fold)
        wrong = tuple(passage for passage in self.wrong if passage.fold != fold)
        return Question(self.id, self.kind, self.text, self.fold, right, wrong)


def fold_of(name: str) -> int:
    """The fold of an article or question, the same in every run."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % FOLDS


def hashes(data: Path) -> dict[str, str]:
    """The files of a data folder with their SHA-256; a folder of knowledge files counts as one."""
    found = {path.name: hashlib.sha256(path.read_bytes()) for path in sorted(data.glob("*.jsonl*"))}
    knowledge = hashlib.sha256()
    for path in sorted((data / "knowledge").rglob("*.yaml")):
        knowledge.update(path.name.encode() + path.read_bytes())
        found["knowledge"] = knowledge
    return {name: digest.hexdigest() for name, digest in found.items()}


class WordSearch:
    """BM25 over passages and their titles (Robertson and Zaragoza, 2009), stemmed."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self.passages = list(passages)
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", stored=False, tokenizer_name="en_stem")
        builder.add_unsigned_field("number", stored=True)
        self._index = tantivy.Index(builder.build())
        writer = self._index.writer(200_000_000, 1)
        for number, passage in enumerate(self.passages):
            writer.add_document(tantivy.Document(text=passage.text, number=number))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def find(self, question: str, count: int) -> list[Passage]:
        """The passages that share most with the question, best first."""
        query, _ = self._index.parse_query_lenient(folded(question), ["text"])
        searcher = self._index.searcher()
        hits = searcher.search(query, count).hits
        return [self.passages[searcher.doc(address)["number"][0]] for _, address in hits]


def briefing_passages(folder: Path) -> list[Passage]:
    """Every item of the knowledge files."""
    readings = [read(path, path.name) for path in sorted(folder.rglob("*.yaml"))]
    return [passage for reading in readings for article in reading.articles for passage in _items(article)]


def _items(article: Article) -> list[Passage]:
    roles = {person.name: person.role for person in article.people}
    fold = fold_of(article.id)
    quotes = [
        sentence(
            quote.text,
            speaker=quote.speaker,
            role=roles.get(quote.speaker, ""),
            context=quote.context,
            title=article.title,
        )
        for quote in article.quotes
    ]
    facts = [sentence(fact.text, context=fact.context, title=article.title) for fact in article.facts]
    return [
        Passage(text, article.id, f"{kind}[{number}]", fold)
        for kind, texts in (("quotes", quotes), ("facts", facts))
        for number, text in enumerate(texts)
    ]


def read_briefing(data: Path) -> list[Question]:
    """The questions of a briefing, folded by their first right article; small talk is left out."""
    search = WordSearch(briefing_passages(data / "knowledge"))
    places = {(passage.article, passage.place): passage for passage in search.passages}
    questions = []
    for line in read_lines(data / "questions.jsonl"):
        gold = [(one["article"], item) for one in line["gold"] for item in one["items"]]
        if line["kind"] == "smalltalk":
            continue
        right = tuple(places[place] for place in gold)
        wrong = [passage for passage in search.find(line["question"], DEPTH) if passage not in right]
        fold = fold_of(min((article for article, _ in gold), default=line["id"]))
        questions.append(
            Question(line["id"], line["kind"], line["question"], fold, right, tuple(wrong[:WRONG]))
        )
    return questions


def read_quiz(data: Path) -> list[Question]:
    """The questions of a quiz, folded by their day; right is a sentence with the answer."""
    articles = {line["id"]: line for line in read_lines(data / "articles.jsonl.gz")}
    search = WordSearch(
        Passage(sentence(fact, title=article["title"]), identity, fact)
        for identity, article in articles.items()
        for fact in article["facts"]
    )
    questions = []
    for line in read_lines(data / "questions.jsonl"):
        found = search.find(line["question"], DEPTH)
        holds = [_words(line["answer"]) in _words(passage.place) for passage in found]
        right = [p for p, held in zip(found, holds, strict=True) if held and p.article in line["articles"]]
        wrong = [p for p, held in zip(found, holds, strict=True) if not held]
        if right and wrong:
            fold = fold_of(line["date"])
            questions.append(
                Question(
                    line["id"], "quiz", line["question"], fold, tuple(right[:RIGHT]), tuple(wrong[:WRONG])
                )
            )
    return questions


def _words(text: str) -> str:
    return f" {' '.join(re.findall(r'[a-z0-9]+', text.lower()))} "
