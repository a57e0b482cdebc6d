"""The answer to a question: ranked entries, made only of the editors' own words."""

from __future__ import annotations

from pydantic import Field

from bot.knowledge.items import Place, Shown
from bot.replies.context import Context
from bot.replies.found import Found
from bot.replies.understood import Understood


class Answer(Shown):
    """The engine's answer: ranked, best first.

    `answered` false with `answers` filled is a "did you mean"; `near` are articles close to the question
    when nothing is known. `exhausted` is true where more was asked for and all there is was shown before.
    `context` is what the next question of the same conversation passes in.
    """

    answered: bool
    confidence: float = Field(ge=0, le=1)
    understood: Understood
    answers: tuple[Found, ...] = ()
    near: tuple[Place, ...] = ()
    exhausted: bool = False
    context: Context = Context()
