"""People as the names have them that a bot keeps itself: what is told of them while the search is down."""

from __future__ import annotations

from collections.abc import Sequence

from bot.knowledge import PersonMention
from bot.names import Register
from bot.search.backend import NamedPerson, named_people
from bot.search.index.queries import plain_terms


def people_called(
    words: Sequence[str],
    register: Register,
    limit: int,
    *,
    persons_only: bool = False,
    unfinished: bool = False,
) -> list[NamedPerson]:
    """The people who have all these words in their names, most quoted first.

    :param unfinished: whether the last of the words may go on.
    """
    whole = set(words[:-1] if unfinished else words)
    begun = words[-1] if unfinished and words else ""

    def has_all(called: Sequence[str]) -> bool:
        names = {word for name in called for word in plain_terms(name)}
        return whole <= names and (not begun or any(word.startswith(begun) for word in names))

    found = (one.key for one in register if has_all((*one.names, *one.aliases)))
    return named_people(found, register, persons_only=persons_only)[:limit]


def mentions_kept(key: str, register: Register) -> list[PersonMention]:
    """Somebody with each role that they had, the latest first; in what articles is not known."""
    person = register.person(key)
    if person is None:
        return []
    return [
        PersonMention(
            article="",
            published=role.latest,
            name=person.name,
            role=role.role,
            aliases=person.aliases,
            quotes=person.quotes,
        )
        for role in person.roles
    ]
