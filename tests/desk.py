"""A folder of knowledge as tests ask it: the engine, the check and the look-ups over one live search."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.answering import LIMIT, Engine, find_by_topic, find_by_wording
from bot.answering.question.understand import Question
from bot.answering.ranking.pool import Pool
from bot.knowledge.items import Item, Listed
from bot.replies import Context, Found, Questioned, Reload, Speaker, Status, Summary, Verdict
from bot.search import EVERYTHING, Corpus, Search
from bot.services import OPERATOR, Services, articles, people, statements
from bot.verify import IndexSource, verify


class Desk:
    """Everything is seen, and a question is never taken for a quotation to be checked. A context manager."""

    def __init__(self, search: Search) -> None:
        self.search = search
        self.services = Services(search)
        self._engine = Engine()

    @classmethod
    def open(cls, knowledge: Path, *, index: Path | None = None, vectors: bool = True) -> Self:
        return cls(Search.open(knowledge, index=index, vectors=vectors))

    def close(self) -> None:
        self.search.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def corpus(self) -> Corpus:
        return self.search.corpus(EVERYTHING)

    def ask(
        self, question: str, context: Context | None = None, today: date | None = None, limit: int = LIMIT
    ) -> Questioned:
        day = today or self.services.today(OPERATOR)
        return self._engine.answer(question, self.corpus, context=context, today=day, limit=limit)

    def candidates(self, question: str, today: date | None = None) -> tuple[Question, Pool]:
        day = today or self.services.today(OPERATOR)
        return self._engine.candidates(question, self.corpus, today=day)

    def verify(self, quotation: str, speaker: str | None = None) -> Verdict:
        return verify(IndexSource(self.corpus.snapshot), quotation, speaker)

    def who_said(self, words: str, limit: int = LIMIT) -> Sequence[Found]:
        return find_by_wording(words, self.corpus.snapshot)[:limit]

    def find_by_topic(self, topic: str, limit: int = LIMIT) -> tuple[Item, ...]:
        return tuple(find_by_topic(topic, self.corpus.snapshot, limit))

    def quotes(self, person: str, *, topic: str = "", offset: int = 0, limit: int = 25) -> tuple[Found, ...]:
        return statements.quotes(person, self.corpus, topic=topic, offset=offset, limit=limit)

    def summary(self, article: str) -> Summary | None:
        return articles.summary(article, self.corpus.snapshot)

    def articles(self, words: str = "", *, offset: int = 0, limit: int = 25) -> tuple[Listed, ...]:
        return articles.articles(self.corpus.snapshot, words, offset=offset, limit=limit)

    def people(self, words: str = "", *, offset: int = 0, limit: int = 25) -> tuple[Speaker, ...]:
        return people.people(self.corpus.snapshot, words, offset=offset, limit=limit)

    def topics(self, person: str) -> tuple[str, ...]:
        return people.topics(person, self.corpus.snapshot)

    def items(self, article: str) -> tuple[Item, ...]:
        return tuple(self.corpus.snapshot.article_items(article))

    def item(self, key: str) -> Item | None:
        return self.corpus.snapshot.entry(key)

    def reload(self) -> Reload:
        return self.search.reload()

    def status(self) -> Status:
        return self.search.status(EVERYTHING)

    def wait_for_vectors(self) -> None:
        self.search.wait_for_vectors()
