"""The engine: a question in, a reply out."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from bot.answering.answer import answer
from bot.answering.pace import Pace
from bot.answering.question.understand import Question, understand
from bot.answering.ranking.judging import Reads
from bot.answering.ranking.pool import Pool
from bot.answering.shortlist import shortlist
from bot.models import READER, Reader
from bot.replies import Context, Questioned
from bot.search import Corpus

LIMIT = 10
"""Entries handed out where the caller names no number."""


@cache
def _reader(folder: Path) -> Reader | None:
    """The reader of a folder, loaded once for all engines; None where there is none."""
    reader = Reader(folder)
    return reader if reader.there else None


class Engine:
    """Answers questions, each from the corpus that it is handed. Safe for threads.

    :param reader: the folder of a model that reads the first candidates with the question; they stay unread
        where it is None or holds no model.
    """

    def __init__(self, reader: Path | None = READER) -> None:
        self._reader = _reader(reader) if reader else None
        self._pace = Pace()

    def answer(  # noqa: PLR0913 -- what may be left out, each by its name
        self,
        question: str,
        corpus: Corpus,
        *,
        today: date,
        context: Context | None = None,
        limit: int = LIMIT,
        others: int = 0,
    ) -> Questioned:
        """Answer a question out of the corpus; the more are in hand at once, the fewer candidates are read.

        :param today: the asker's day, which "yesterday" is counted from.
        :param context: what the conversation's last reply passed on.
        :param limit: entries handed out at most; the same statement in several articles counts once.
        :param others: questions that wait, or are answered elsewhere.
        """
        with self._pace.question(others) as at_most:
            reads = Reads(self._reader, at_most) if self._reader else None
            return answer(question, corpus, context=context, today=today, limit=limit, reads=reads)

    def warm(self, corpus: Corpus) -> None:
        """Load the networks that answers out of the corpus need.

        :raises ModelError: their files are missing or damaged.
        """
        if corpus.vectors:
            corpus.vectors.vector("")
        if self._reader:
            self._reader.read("", [""])

    def candidates(self, question: str, corpus: Corpus, *, today: date) -> tuple[Question, Pool]:
        """A question as understood and its short list, before ranking: what the ranking is learned from."""
        asked = understand(question, corpus.snapshot, today=today)
        return asked, shortlist(asked, corpus)
