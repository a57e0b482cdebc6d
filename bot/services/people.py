"""Whom a typed name means, and who somebody is here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bot.answering import introduced, is_called, only_one, speakers_of
from bot.replies import Choice, Nobody, Questioned, Speaker
from bot.search import Snapshot, plain_terms, stemmed_terms

OFFERED = 5
"""Names offered where none is meant for sure."""
_WHO_IS = re.compile(r"^\W*(?:and\s+)?who(?:['’]?s|\s+is)\b", re.IGNORECASE)
TAGGED = 200
"""Newest articles of a person whose tags are counted; older ones no longer say what they are known for."""


def meant(typed: str, snapshot: Snapshot) -> Speaker | Choice | Nobody:
    """The person meant by a typed name: the one who has it as name or alias, else the only one it fits.

    A Choice where it fits several, Nobody where it fits none; a typing error is forgiven, and the name may
    be unfinished.
    """
    if (known := only_one(typed, snapshot)) is not None:
        return known
    near = people(snapshot, typed, limit=OFFERED) if any(map(str.isalnum, typed)) else ()
    wanted = " ".join(typed.casefold().split())
    exact = [each for each in near if wanted in {each.name.casefold(), *map(str.casefold, each.aliases)}]
    if len(exact) == 1 or len(near) == 1:
        return (exact or near)[0]
    if not near:
        return Nobody(typed=typed, kind="person")
    return Choice(answered=False, confidence=0.0, typed=typed, people=tuple(near))


def named(typed: str, snapshot: Snapshot, *, misspelt: bool = False) -> Speaker | Choice | None:
    """The same where what was typed is their name word for word, with an office at most; else None.

    For words of a sentence that may be a name or may not: "who is right?" asks for no Mr Wright.

    :param misspelt: whether a longer word may have a slip: where little but a name can stand.
    """
    found = meant(typed, snapshot)
    if isinstance(found, Speaker):
        return found if is_called(found, typed, misspelt=misspelt) else None
    if isinstance(found, Choice):
        people = tuple(one for one in found.people if is_called(one, typed, misspelt=misspelt))
        if len(people) == 1:
            return people[0]
        return found.model_copy(update={"people": people}) if people else None
    return None


def asked_who(reply: Questioned, snapshot: Snapshot) -> str:
    """The name of the one of whom it is asked who that is, and nothing else; empty for other questions.

    "Who is Henrik Dahl?", "who is the mayor of Orlow?": an office counts where the first answer's speaker
    holds it by every word.
    """
    understood = reply.understood
    if not _WHO_IS.match(understood.question) or understood.strangers:
        return ""
    if understood.people:
        return understood.people[0] if len(understood.people) == 1 and not understood.topic else ""
    person = snapshot.register.person(next(iter(reply.context.people), ""))
    if person is None or not understood.topic:
        return ""
    titles = " ".join(office.title for office in snapshot.register.held_on(person.key, None))
    asked = set(stemmed_terms(" ".join(understood.topic)))
    return person.name if asked <= set(stemmed_terms(titles)) else ""


def people(snapshot: Snapshot, words: str = "", *, offset: int = 0, limit: int = 25) -> tuple[Speaker, ...]:
    """Persons, most quoted first; with `words`, speakers whose names have them, typing errors forgiven."""
    if words.strip() and not plain_terms(words):
        # Signs alone, or a word that is longer than any: it is nobody's, and not everybody's.
        return ()
    named = snapshot.speakers(words, limit=offset + limit, persons_only=not words)[offset:]
    return tuple(introduced(one, snapshot) for one in named)


def key_of(name: str, snapshot: Snapshot) -> str:
    """The key of the person that a name, alias or surname points to; empty where nobody has it."""
    person = snapshot.register.person(name)
    return person.key if person else next(iter(speakers_of(name, snapshot)), "")


def keys_of(name: str, snapshot: Snapshot) -> Sequence[str]:
    """The keys of all spellings of the person of this name, else of whoever an alias points to."""
    register = snapshot.register
    return register.spellings(name) if register.person(name) else speakers_of(name, snapshot)


def topics(person: str, snapshot: Snapshot, limit: int = 5) -> tuple[str, ...]:
    """Subjects of the articles that name a person: their tags, the most frequent first."""
    mentions = [one for key in speakers_of(person, snapshot) for one in snapshot.mentions(key, TAGGED)]
    records = (snapshot.record(each.article) for each in mentions)
    tags = Counter(tag for record in records if record for tag in record.tags)
    return tuple(tag for tag, _ in tags.most_common(limit))
