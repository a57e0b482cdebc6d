"""What a speaker's name stands for: a person, a body, or somebody who is only described."""

from __future__ import annotations

import re

from bot.names.known import SpeakerKind
from bot.names.offices import nations
from bot.names.parse import NAME_PARTS, NO_LETTERS, begins_with_initial, is_person
from bot.names.words import DESCRIBING, TITLES
from bot.text import fold, verbs

_POSSESSIVE = re.compile(r"\w['’]s?(?:\s|$)")
_CONTRACTED = re.compile(r"^\w+['’](?:m|re|ve|ll|s|d|t)\b", re.IGNORECASE)
SHORTEST_HEADLINE = 3
"""Words from which a verb of saying makes a headline of what looks like a name."""


def speaker_kind(name: str) -> SpeakerKind:
    """What the name of a speaker stands for, by its words alone; what nothing speaks against is a person.

    "the mayor", "two workers" and "Glenn Beck Says Trump" are descriptions, "White House", "WHO", "Norway"
    and "COVID-19" organisations.
    """
    tokens = [token for token in NAME_PARTS.split(name) if NO_LETTERS.sub("", token)]
    if not tokens:
        return SpeakerKind.DESCRIPTION
    if _is_called_the(tokens) and not _POSSESSIVE.search(name):
        return SpeakerKind.ORGANISATION
    if _describes(tokens, name) or _is_headline(tokens):
        return SpeakerKind.DESCRIPTION
    if not is_person(name) or _is_body(tokens, name):
        return SpeakerKind.ORGANISATION
    return SpeakerKind.PERSON


def _is_called_the(tokens: list[str]) -> bool:
    """Whether it is "The" and a name ("The Hill", "the Saudis"), not a title ("the Prime Minister")."""
    rest = tokens[1:]
    capitals = bool(rest) and all(token[0].isupper() for token in rest)
    return fold(tokens[0]) == "the" and capitals and not all(fold(token) in TITLES for token in rest)


def _describes(tokens: list[str], name: str) -> bool:
    first = fold(tokens[0])
    abbreviation = len(tokens) == 1 and tokens[0].isupper()
    if first in DESCRIBING and not (abbreviation or begins_with_initial(name)):
        return True
    if _CONTRACTED.search(name) or _POSSESSIVE.search(name):
        return True
    if all(fold(token) in TITLES for token in tokens) and len(tokens) > 1:
        return True
    # "residents", "co-anchor"; "de Blasio" begins with a particle, before a capital.
    return tokens[0][0].islower() and not any(token[0].isupper() for token in tokens)


def _is_headline(tokens: list[str]) -> bool:
    if len(tokens) < SHORTEST_HEADLINE:
        return False
    said = (fold(token) for token in tokens[1:])
    forms = verbs("say") | verbs("tell") | verbs("saying") | verbs("calling")
    return any(word in forms and word.endswith(("s", "said", "told")) for word in said)


def _is_body(tokens: list[str], name: str) -> bool:
    if "&" in name or any(character.isdigit() for character in name):
        return True
    if len(tokens) == 1 and len(tokens[0]) > 1 and tokens[0].isalpha() and tokens[0].isupper():
        return True
    return tuple(fold(token) for token in tokens) in nations()
