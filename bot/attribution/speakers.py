"""Whoever may have spoken words of an article."""

from __future__ import annotations

from dataclasses import dataclass

from bot.attribution.people import Party
from bot.attribution.reading import Reading


@dataclass(frozen=True, slots=True)
class PossibleSpeaker:
    """Who may have spoken: a party of the article (by number), or a description only (`party` is -1).

    `completed` is true where the article has the family name only and the rest is common knowledge;
    `together` has the parties of several who speak as one.
    """

    name: str
    party: int = -1
    completed: bool = False
    together: tuple[int, ...] = ()

    @classmethod
    def of(cls, reading: Reading, party: Party) -> PossibleSpeaker:
        known = reading.well_known.get(party.name.lower())
        if known is None or party.organisation or party.place:
            return cls(party.name, party.number)
        return cls(known, party.number, completed=True)
