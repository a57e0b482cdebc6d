"""The services as the operator's own desk calls them."""

from __future__ import annotations

from datetime import date

from bot.answering import LIMIT
from bot.answering.question.understand import Question
from bot.answering.ranking.pool import Pool
from bot.knowledge.items import Item, Listed
from bot.replies import Context, Found, Questioned, Speaker, Summary, Verdict
from bot.services import articles, people, statements
from bot.services.lists import Part
from bot.services.services import Services
from bot.services.viewer import OPERATOR


class Desk(Services):
    """Everything is seen, and a question is never taken for a quotation to be checked."""

    def ask(  # type: ignore[override]
        self,
        question: str,
        context: Context | None = None,
        today: date | None = None,
        limit: int = LIMIT,
    ) -> Questioned:
        corpus = self._corpus(OPERATOR)
        return self._engine.answer(
            question, corpus, context=context, today=today or self.today(OPERATOR), limit=limit
        )

    def verify(self, quotation: str, speaker: str | None = None) -> Verdict:  # type: ignore[override]
        return super().verify(quotation, speaker, OPERATOR)

    def candidates(self, question: str, today: date | None = None) -> tuple[Question, Pool]:
        return self._engine.candidates(question, self._corpus(OPERATOR), today=today or self.today(OPERATOR))

    def who_said(self, words: str, limit: int = LIMIT) -> tuple[Found, ...]:  # type: ignore[override]
        return super().who_said(words, OPERATOR, Part(0, limit)).answers

    def having(self, topic: str, limit: int = LIMIT) -> tuple[Item, ...]:  # type: ignore[override]
        return super().having(topic, OPERATOR, limit)

    def summary(self, article: str) -> Summary | None:
        return articles.summary(article, self._corpus(OPERATOR).snapshot)

    def articles(self, words: str = "", *, offset: int = 0, limit: int = 25) -> tuple[Listed, ...]:  # type: ignore[override]
        return articles.articles(self._corpus(OPERATOR).snapshot, words, offset=offset, limit=limit)

    def article_count(self) -> int:
        return self._corpus(OPERATOR).snapshot.articles

    def people(self, words: str = "", *, offset: int = 0, limit: int = 25) -> tuple[Speaker, ...]:  # type: ignore[override]
        return people.people(self._corpus(OPERATOR).snapshot, words, offset=offset, limit=limit)

    def quotes(  # type: ignore[override]
        self, person: str, *, topic: str = "", offset: int = 0, limit: int = 25
    ) -> tuple[Found, ...]:
        return statements.quotes(person, self._corpus(OPERATOR), topic=topic, offset=offset, limit=limit)

    def topics(self, person: str, limit: int = 5) -> tuple[str, ...]:
        return people.topics(person, self._corpus(OPERATOR).snapshot, limit)

    def items(self, article: str) -> tuple[Item, ...]:  # type: ignore[override]
        return super().items(article, OPERATOR)

    def item(self, key: str) -> Item | None:  # type: ignore[override]
        return super().item(key, OPERATOR)
