"""Whose turn it is in a transcript: the label, resolved to the person whom the text introduces by it."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.attribution.labels import Turn, labels
from bot.attribution.people import Party
from bot.attribution.reading import Reading
from bot.names import HONORIFICS, TITLES

KNOWN = 0.99
"""Share of the speaker whose label is a name, or names a single person of the text."""
INTRODUCED = 0.93
"""The same where "A:" stands for the only person whom the text introduces before it."""
GUESSED = 0.5
"""The same where the text introduces several, and the first is taken."""


class TurnSpeaker(NamedTuple):
    """Who speaks: the name, the number of the party (-1 for none) and the share."""

    name: str
    party: int
    share: float


def asks(turn: Turn) -> bool:
    """Whether a turn is a question of somebody who is not named: "Q:", "Question:"."""
    return turn.label.lower().removeprefix("the ") in labels()["asks"]


def speaker_of(reading: Reading, turn: Turn) -> TurnSpeaker | None:
    """Who takes the turn; None for who only asks."""
    if asks(turn):
        return None
    if turn.label.lower() in labels()["answers"]:
        return _interviewed(reading, turn)
    bracketed = re.fullmatch(r"\(([^()]+)\)", turn.more)
    named = _bearer(reading, bracketed[1]) if bracketed and turn.label.startswith("The ") else None
    party = named or _bearer(reading, turn.label) or _holder(reading, turn.label)
    if party is not None:
        return TurnSpeaker(reading.shown(party.name), party.number, KNOWN)
    if bracketed and turn.label.startswith("The "):
        return TurnSpeaker(bracketed[1].strip(), -1, KNOWN)
    label = reading.shown(turn.label)
    return TurnSpeaker(label.removeprefix("The ").removeprefix("the "), -1, KNOWN)


def _people(reading: Reading) -> list[Party]:
    # A label in capitals looks like an organisation's letters.
    return [p for p in reading.cast.parties if not p.place and (p.person or not p.organisation)]


def _words(name: str) -> list[str]:
    words = [word.lower().strip(".") for word in name.split()]
    while len(words) > 1 and (words[0] in HONORIFICS or words[0] in TITLES or words[0] == "the"):
        words = words[1:]
    return words


def _bearer(reading: Reading, label: str) -> Party | None:
    """The one person whose full name has the label's words: "ROE", "Mr Roe", "Ann Roe"."""
    wanted = _words(label)
    fitting = [
        party
        for party in _people(reading)
        if len(party.name.split()) > 1
        and _words(party.name)[-1:] == wanted[-1:]
        and set(wanted) <= set(_words(party.name))
    ]
    return fitting[0] if len({party.name for party in fitting}) == 1 else None


def _holder(reading: Reading, label: str) -> Party | None:
    """The one person whose role the text gives in the label's words: "Deputy Spokesman"."""
    wanted = set(label.lower().removeprefix("the ").split())
    fitting = [
        party
        for party in _people(reading)
        if len(party.name.split()) > 1 and wanted <= set(reading.roles.get(party.number, "").lower().split())
    ]
    return fitting[0] if len({party.name for party in fitting}) == 1 else None


def _interviewed(reading: Reading, turn: Turn) -> TurnSpeaker:
    """Whom the text introduces before the first turn."""
    begun = min(reading.turns)
    before = [
        party
        for party in _people(reading)
        if len(party.name.split()) > 1
        and any(reading.mentions[n].start < begun and reading.mentions[n].inside < 0 for n in party.mentions)
    ]
    names = list(dict.fromkeys((party.name, party.number) for party in before))
    if not names:
        return TurnSpeaker(turn.label, -1, GUESSED)
    name, number = names[0]
    return TurnSpeaker(reading.shown(name), number, INTRODUCED if len(names) == 1 else GUESSED)
