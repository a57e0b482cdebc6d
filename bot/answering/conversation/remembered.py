"""What a conversation remembers of a question and its answers, for the next turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.conversation.leaning import is_asking
from bot.answering.conversation.turn import Turn
from bot.answering.question.understand import Question
from bot.replies import Context, Found
from bot.search import Snapshot


@dataclass(frozen=True)
class Memory:
    """A question as understood in its turn, and the conversation before it."""

    asked: Question
    turn: Turn
    context: Context | None
    snapshot: Snapshot

    def after(self, answers: Sequence[Found], *, sure: bool = False) -> Context:
        """What the conversation remembers: the people and topic of this question, and what was found."""
        before = self.context or Context()
        people = tuple(meant.best for meant in self.asked.people) or self._described(answers)
        leans = self.asked.over is not None
        nobodys = {
            term.word for one in self.asked.strangers for term in self.asked.terms[one.first : one.last]
        }
        words = (term.word for term in self.asked.topic if term.word not in nobodys)
        topic = tuple(dict.fromkeys(words))
        article = answers[0].article if answers else ""
        if not sure:
            # Whatever else was offered, the talk goes on where it was.
            article = self.article_before or article
        return Context(
            people=people or (before.people if leans else ()),
            topic=topic,
            items=tuple(each.key for each in answers),
            asked=self.turn.text,
            article=article,
            since=self.asked.when.days.since,
            until=self.asked.when.days.until,
        )

    def unsure(self, answers: Sequence[Found]) -> Context:
        """The same where nothing answers: what a turn adds is no topic, nor are words that ask nothing."""
        context = self.after(answers)
        if self.context and self.asked.over:
            return context.model_copy(update={"topic": self.context.topic})
        asks = self.asked.people or is_asking(self.turn.text)
        return context if asks else context.model_copy(update={"topic": ()})

    @property
    def article_before(self) -> str:
        """The article that the talk was of, where this turn leans on it."""
        return self.context.article if self.context and self.asked.over else ""

    def _described(self, answers: Sequence[Found]) -> tuple[str, ...]:
        """The first answer's speaker, where the question described such a person by an office."""
        speakers = {self.snapshot.person_of(one.speaker, one.article) for one in answers[:1]}
        return tuple(key for key, _ in self.asked.office.holders if key in speakers)
