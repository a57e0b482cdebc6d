"""Questions with known answers as the ranking meets them: each with its short list and all signals.

What the learning scripts read; CONTRIBUTING.md has the form of the data.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.json_lines import read_lines
from bot.answering import Engine
from bot.answering.ranking.confidence import Row
from bot.answering.ranking.pool import Pool
from bot.answering.ranking.rank import rows_of
from bot.answering.ranking.signals import SIGNALS
from bot.knowledge.items import Item
from bot.models.encoder import ENCODER
from bot.replies import Wanted
from bot.search import EVERYTHING, Corpus, Search
from bot.text.words import folded
from training.examples import fold_of

SHELVES = 20
"""Parts of the articles that serve as small knowledge bases, some four articles each."""

RIGHT = 2
"""Relevance from which a candidate answers the question."""

AS_GIVEN, QUIZ = "as given", "quiz"
"""The settings of questions as people asked them, of all the knowledge."""
SHARE = {AS_GIVEN: 1.0, QUIZ: 1.0, "small": 0.3, "strange": 0.3}
"""What a case counts for the confidence by its setting: the made ones less than those asked by people."""
LEARNED = Path("bot/answering/ranking/learned")
"""Where the learned weights lie in a clone."""

Matrix = NDArray[np.float64]
Flags = NDArray[np.bool_]
Question = dict[str, Any]
"""A line of questions.jsonl."""


@dataclass(frozen=True)
class Case:
    """A question with its pool, its candidates' signals (n, signals) and which candidates are right (n).

    `relevance` (n): 3 right, 2 right but in an article that is not named, 1 in a right article, 0 else;
    `near` (n): known to look as if it answered.
    """

    id: str
    setting: str
    kind: str
    fold: int
    answerable: bool
    pool: Pool
    signals: Matrix
    relevance: NDArray[np.int64]
    near: Flags

    @property
    def rows(self) -> list[Row]:
        """Each candidate's signals by name."""
        return [dict(zip(SIGNALS, map(float, row), strict=True)) for row in self.signals]

    @property
    def right(self) -> Flags:
        """Which candidates answer."""
        flags: Flags = self.relevance >= RIGHT
        return flags


class Asker:
    """Asks questions against chosen files with one encoder; its vectors are kept for the next call."""

    def __init__(self, work: Path, encoder: Path | None) -> None:
        self._work = work
        self._encoder = encoder

    def ask(self, setting: str, files: Sequence[Path], questions: Sequence[Question]) -> list[Case]:
        """The cases of some questions against some files; none where either is missing."""
        if not questions or not files:
            return []
        knowledge = self._work / "knowledge"
        shutil.rmtree(knowledge, ignore_errors=True)
        knowledge.mkdir(parents=True)
        for file in files:
            shutil.copy(file, knowledge / file.name)
        encoder = self._encoder
        with Search.open(
            knowledge, index=self._work / "index", vectors=bool(encoder), encoder=encoder or ENCODER
        ) as search:
            search.wait_for_vectors()
            corpus = search.corpus(EVERYTHING)
            cases = [read_case(question, corpus, setting) for question in questions]
        return [case for case in cases if case is not None]


def _of_few(desk: Asker, files: Sequence[Path], gold: Sequence[Question]) -> list[Case]:
    """Questions that can be answered, each of the few articles of its own and of a stranger's shelf."""
    cases: list[Case] = []
    for shelf in range(SHELVES):
        few = [file for file in files if _shelf_of(file.stem) == shelf]
        others = [q for q in gold if _shelf_of(_first(q)) == (shelf + 1) % SHELVES]
        cases += desk.ask("small", few, [q for q in gold if _shelf_of(_first(q)) == shelf])
        cases += desk.ask("strange", few, _without(others, few))
    return cases


def read_once(folder: Path, work: Path, encoder: Path | None, *, of_few: bool = False) -> list[Case]:
    """The questions of a folder, what the engine does not look for at all left out.

    Those of a briefing are asked of all its articles ("as given"); or of few, its own among them, since a
    newsroom starts with a few ("small"), and of the few of others, where nothing should answer ("strange").

    :param work: a folder for the index, but for that of a quiz, whose archive has no vectors.
    """
    questions = _questions(folder)
    for question in questions:
        question["fold"] = fold_of(_first(question))
    if is_quiz(folder):
        return _quizzed(folder / "knowledge", questions)
    files = sorted((folder / "knowledge").rglob("*.y*ml"))
    desk = Asker(work, encoder)
    if of_few:
        return _of_few(desk, files, [question for question in questions if question["gold"]])
    return desk.ask(AS_GIVEN, files, questions)


def is_quiz(folder: Path) -> bool:
    """Whether a data folder's questions are told right by an answer string, so that all can be answered."""
    return "answer" in _questions(folder)[0]


def _questions(folder: Path) -> list[Question]:
    return [*read_lines(folder / "questions.jsonl")]


def _quizzed(knowledge: Path, questions: Sequence[Question]) -> list[Case]:
    """Cases of questions whose right items are those that hold the answer's words."""
    with Search.open(knowledge, vectors=False) as search:
        corpus = search.corpus(EVERYTHING)
        cases = [read_case(question, corpus, QUIZ) for question in questions]
    return [case for case in cases if case is not None]


def _first(question: Question) -> str:
    """The article that decides on the question's fold; its id where nothing answers it."""
    named = question.get("articles") or [one["article"] for one in question["gold"]]
    return min(named, default=str(question["id"]))


def _shelf_of(article: str) -> int:
    return int(hashlib.sha256(b"shelf" + article.encode()).hexdigest(), 16) % SHELVES


def _without(questions: Sequence[Question], files: Sequence[Path]) -> list[Question]:
    """The questions none of whose answers stands in the files, with nothing for an answer."""
    there = {file.stem for file in files}
    gone = [q for q in questions if not any(one["article"] in there for one in q["gold"])]
    return [question | {"gold": []} for question in gone]


def read_case(question: Question, corpus: Corpus, setting: str) -> Case | None:
    """One question as a case; None where the engine looks for nothing."""
    today = date.fromisoformat(question["date"]) if question.get("date") else datetime.now(UTC).date()
    asked, pool = Engine().candidates(question["question"], corpus, today=today)
    if asked.wanted is Wanted.NOTHING or not pool.candidates:
        return None
    gold = {(one["article"], item) for one in question.get("gold", ()) for item in one["items"]}
    near = {(one["article"], item) for one in question.get("near", ()) for item in one["items"]}
    articles = {article for article, _ in gold} | set(question.get("articles", ()))
    answer = _words(question["answer"]) if "answer" in question else None
    return Case(
        id=question["id"],
        setting=setting,
        kind=question.get("kind", ""),
        fold=question["fold"],
        answerable=bool(gold or answer),
        pool=pool,
        signals=np.array([list(row.values()) for row in rows_of(pool)]),
        relevance=np.array(
            [_relevance(c.item, gold, answer, articles) for c in pool.candidates], dtype=np.int64
        ),
        near=np.array([_place(c.item) in near for c in pool.candidates], dtype=bool),
    )


def _words(text: str) -> str:
    """A text's letters and digits, so that an answer is found before a comma, too."""
    return f" {' '.join(re.findall(r'[a-z0-9]+', folded(text)))} "


def _place(item: Item) -> tuple[str, str]:
    return item.article, f"{item.kind}s[{item.index}]"


def _relevance(item: Item, gold: set[tuple[str, str]], answer: str | None, articles: set[str]) -> int:
    here = item.article in articles
    right = _place(item) in gold if answer is None else answer in _words(item.text)
    return int(here) + (RIGHT if right else 0)
