"""The people of an article as it introduces them: full name, role in its own words, and other names."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from bot.attribution import lexicon as lex
from bot.attribution.joined import each_of
from bot.attribution.mentions import Mention
from bot.attribution.people import Party
from bot.attribution.reading import Reading
from bot.names import HONORIFICS


class Described(NamedTuple):
    """Somebody of the article by their fullest name; `role` is empty where it gives none."""

    name: str
    role: str
    aliases: tuple[str, ...]


# Whoever is named so often is somebody whom the article is about, though it gives no role.
OFTEN = 2


def described(reading: Reading, speakers: Collection[str]) -> list[Described]:
    """The people of the article: who speaks by name, who has a role, whom it names in full more than once."""
    found: dict[str, Described] = {}
    speakers = {name for speaker in speakers for name in (speaker, *each_of(speaker))}
    for party in reading.cast.parties:
        shown = reading.shown(party.name)
        # Somebody whom a label has in capitals looks like an organisation's letters.
        if party.place or (party.organisation and not (party.person and shown in speakers)):
            continue
        known = reading.well_known.get(party.name.lower(), "")
        name = known if known in speakers else shown
        role = " ".join(reading.roles.get(party.number, "").split())
        if name in found or not _is_person(reading, party, name in speakers, role):
            continue
        aliases = dict.fromkeys(reading.shown(each) for each in _aliases(reading, party))
        found[name] = Described(name, role, tuple(each for each in aliases if not _is_in(each, name)))
    return list(found.values())


def _is_in(alias: str, name: str) -> bool:
    return set(alias.split()) <= set(name.split())


def _is_person(reading: Reading, party: Party, speaks: bool, role: str) -> bool:
    """Whether it is somebody to be listed: by a role, as a speaker, or named in full again and again."""
    outside = [reading.mentions[n] for n in party.mentions if reading.mentions[n].inside < 0]
    if " " not in party.name:
        return speaks and party.person
    if role or speaks:
        surname = party.name.split()[-1]
        told = party.person or bool(party.described & lex.PERSON_NOUNS) or _told_of(reading, outside)
        return bool(role) or told or any(m.text == surname for m in outside)
    return party.person and len(outside) >= OFTEN


def _told_of(reading: Reading, mentions: Sequence[Mention]) -> bool:
    """Whether one of the mentions goes on as only a person's does: ", 61,", "who", "of the Harbour Board"."""
    for mention in mentions:
        tokens = reading.page.sentences[mention.sentence].tokens[mention.last : mention.last + 2]
        comma = bool(tokens) and tokens[0].text == ","
        first = tokens[comma] if len(tokens) > comma else None
        if first and (first.lower == "who" or (comma and first.text.isdigit())):
            return True
        if first and not comma and first.lower in ("of", "from"):
            return True
    return False


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
