"""The people of an article as it introduces them: full name, role in its own words, and other names."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from bot.attribution.people import Party
from bot.attribution.reading import Reading
from bot.names import HONORIFICS


class Described(NamedTuple):
    """Somebody whom the article names in full; `role` is empty where it gives none."""

    name: str
    role: str
    aliases: tuple[str, ...]


def described(reading: Reading, speakers: Collection[str]) -> list[Described]:
    """Those who are among the `speakers` or whose role the article gives, in the order they come in."""
    found: dict[str, Described] = {}
    for party in reading.cast.parties:
        role = " ".join(reading.roles.get(party.number, "").split())
        if party.organisation or party.place or party.name in found:
            continue
        if " " not in party.name or not (role or (party.name in speakers and party.person)):
            continue
        found[party.name] = Described(party.name, role, _aliases(reading, party))
    return list(found.values())


def _aliases(reading: Reading, party: Party) -> tuple[str, ...]:
    """Title and surname ("Minister Roe"), and short forms that are no part of the full name."""
    forms: dict[str, None] = {}
    for number in party.mentions:
        mention = reading.mentions[number]
        title = mention.title[-1] if mention.title else ""
        if " " not in mention.text and title and title not in HONORIFICS and mention.inside < 0:
            tokens = reading.page.sentences[mention.sentence].tokens
            forms[f"{tokens[mention.first - 1].text} {mention.text}"] = None
        elif not set(mention.text.split()) <= set(party.name.split()):
            forms[mention.text] = None
    return tuple(form for form in forms if form != party.name)
