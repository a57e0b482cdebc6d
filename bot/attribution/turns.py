"""Whose turn it is in a transcript: the label, resolved to the person whom the text introduces by it."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
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


def _words(name: str) -> list[str]:
    words = [word.lower().strip(".") for word in name.split()]
    while len(words) > 1 and (words[0] in HONORIFICS or words[0] in TITLES or words[0] == "the"):
        words = words[1:]
    return words


class TurnSpeakers:
    """Who takes the turns of a transcript; each label is resolved once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._bearers: dict[str, Party | None] = {}
        self._holders: dict[str, Party | None] = {}

    def of(self, turn: Turn) -> TurnSpeaker | None:
        """Who takes the turn; None for who only asks."""
        if asks(turn):
            return None
        if turn.label.lower() in labels()["answers"]:
            return self._interviewed or TurnSpeaker(turn.label, -1, GUESSED)
        bracketed = re.fullmatch(r"\(([^()]+)\)", turn.more)
        named = self._bearer(bracketed[1]) if bracketed and turn.label.startswith("The ") else None
        party = named or self._bearer(turn.label) or self._holder(turn.label)
        if party is not None:
            return TurnSpeaker(self._reading.shown(party.name), party.number, KNOWN)
        if bracketed and turn.label.startswith("The "):
            return TurnSpeaker(bracketed[1].strip(), -1, KNOWN)
        label = self._reading.shown(turn.label)
        return TurnSpeaker(label.removeprefix("The ").removeprefix("the "), -1, KNOWN)

    @cached_property
    def _people(self) -> list[Party]:
        """Those named in full. A label in capitals looks like an organisation's letters."""
        return [
            party
            for party in self._reading.cast.parties
            if not party.place and (party.person or not party.organisation) and len(party.name.split()) > 1
        ]

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], list[Party]]:
        """The people by the last word of their name and any other."""
        found: defaultdict[tuple[str, str], list[Party]] = defaultdict(list)
        for party in self._people:
            words = _words(party.name)
            for word in set(words):
                found[words[-1], word].append(party)
        return found

    @cached_property
    def _by_role(self) -> dict[str, list[Party]]:
        """The people by each word of their role."""
        found: defaultdict[str, list[Party]] = defaultdict(list)
        for party in self._people:
            for word in self._role(party):
                found[word].append(party)
        return found

    def _bearer(self, label: str) -> Party | None:
        """The one person whose full name has the label's words: "ROE", "Mr Roe", "Ann Roe"."""
        if label not in self._bearers:
            wanted = _words(label)
            rows = [self._by_name.get((wanted[-1], word), []) for word in wanted]
            fitting = [p for p in min(rows, key=len, default=[]) if set(wanted) <= set(_words(p.name))]
            self._bearers[label] = _only(fitting)
        return self._bearers[label]

    def _holder(self, label: str) -> Party | None:
        """The one person whose role the text gives in the label's words: "Deputy Spokesman"."""
        if label not in self._holders:
            wanted = set(label.lower().removeprefix("the ").split())
            rows = [self._by_role.get(word, []) for word in wanted]
            fitting = [p for p in min(rows, key=len, default=[]) if wanted <= self._role(p)]
            self._holders[label] = _only(fitting)
        return self._holders[label]

    def _role(self, party: Party) -> set[str]:
        return set(self._reading.roles.get(party.number, "").lower().split())

    @cached_property
    def _interviewed(self) -> TurnSpeaker | None:
        """Whom the text introduces before the first turn."""
        reading, begun = self._reading, min(self._reading.turns)
        before = [
            party
            for party in self._people
            if any(
                reading.mentions[n].start < begun and reading.mentions[n].inside < 0 for n in party.mentions
            )
        ]
        names = list(dict.fromkeys((party.name, party.number) for party in before))
        if not names:
            return None
        name, number = names[0]
        return TurnSpeaker(reading.shown(name), number, INTRODUCED if len(names) == 1 else GUESSED)


def _only(fitting: list[Party]) -> Party | None:
    return fitting[0] if len({party.name for party in fitting}) == 1 else None
