"""What is said of a question beside its answers: how it was understood, and what stands near."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.answering.question.people import Meant
from bot.answering.question.understand import Question, shown
from bot.answering.whose import taken
from bot.knowledge import Place
from bot.replies import Found, Understood
from bot.search import Snapshot

NEAR = 3
"""Articles named as near where nothing is known."""


def understood_as(asked: Question, snapshot: Snapshot, question: str) -> Understood:
    """What was understood, under the question as it was typed."""
    others = [one for one in asked.people if one not in asked.heard]
    understood = shown(asked, _names(asked.people, snapshot), taken(asked.terms, asked.people, snapshot))
    spoken_of = tuple(_names(others, snapshot))
    return understood.model_copy(update={"question": question, "spoken_of": spoken_of})


def _names(people: Iterable[Meant], snapshot: Snapshot) -> list[str]:
    """People as the newest article writes them."""
    named = (mention.name for meant in people for mention in snapshot.mentions(meant.best, 1))
    return list(dict.fromkeys(named))


def near_to(asked: Question, snapshot: Snapshot, answers: Sequence[Found]) -> tuple[Place, ...]:
    """Articles near a question that nothing answers: those of the people meant, else of the candidates."""
    of_people = [a.article for meant in asked.people for a in snapshot.mentions(meant.best, NEAR)]
    names = dict.fromkeys(of_people or [answer.article for answer in answers])
    records = (snapshot.record(name) for name in list(names)[:NEAR])
    fields = set(Place.model_fields)
    return tuple(Place.model_validate(record.model_dump(include=fields)) for record in records if record)
