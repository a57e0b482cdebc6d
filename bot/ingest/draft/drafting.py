"""From an article's text to the draft of its knowledge file."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

from bot.attribution.lexicon import HONORIFICS
from bot.attribution.people import Party
from bot.attribution.reading import Reading
from bot.attribution.statements import Line, statements
from bot.ingest.draft.facts import facts, summary
from bot.ingest.draft.model import Draft, Source
from bot.knowledge.dates import read_date
from bot.knowledge.model import Person
from bot.text.words import words

# A first line longer than this many words is no headline.
LONGEST_TITLE = 30
# Draft names longer than this many characters are cut at a word.
LONGEST_NAME = 60

_BYLINE = re.compile(
    r"^\s*(?:Written )?[Bb]y ((?:[A-Z][\w.’'-]*)(?: (?:and |de |van |von )?[A-Z][\w.’'-]*){1,5})\.?\s*$"
)


def draft_of(source: Source) -> Draft:
    """The draft of an article. An article without a quotation or fact gives a draft without either."""
    text = source.text.replace("\r\n", "\n").replace("\r", "\n")
    title, body = _title(text, source.title)
    reading = Reading.of(text)
    lines = [line for line in statements(reading) if line.start >= body]
    passages = facts(reading.page, frozenset(line.quotation for line in lines), body)
    return Draft(
        name=source.name or name_of(title or text[:LONGEST_NAME]), title=title or "Untitled", text=text,
        lines=_first_stands_alone(lines), facts=tuple(passages), people=_people(reading, lines),
        summary=summary(passages), source=source.source, author=source.author or _author(text),
        url=source.url, published=source.published or _published(text),
    )  # fmt: skip


def read_article(text: str, *, title: str = "", source: str = "", author: str = "", url: str = "") -> Draft:
    """The draft of an article given as plain text."""
    return draft_of(Source(text, title=title, source=source, author=author, url=url))


def name_of(title: str) -> str:
    """A file's name for a headline: lower-case words joined by hyphens."""
    name = ""
    for word in words(title):
        if not name:
            name = word.text[:LONGEST_NAME]
        elif len(name) + len(word.text) + 1 <= LONGEST_NAME:
            name = f"{name}-{word.text}"
        else:
            break
    return name or "article"


def _first_stands_alone(lines: list[Line]) -> tuple[Line, ...]:
    if lines and lines[0].continues:
        lines = [replace(lines[0], continues=False), *lines[1:]]
    return tuple(lines)


def _title(text: str, known: str) -> tuple[str, int]:
    """The headline, and where the article's body begins behind it."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    first = text[start : end if end >= 0 else len(text)].strip()
    rest = text[end:].strip() if end >= 0 else ""
    if known:
        same = first.rstrip(".").casefold() == known.strip().rstrip(".").casefold()
        return known.strip(), end if same and end >= 0 else 0
    if rest and 0 < len(first.split()) <= LONGEST_TITLE:
        return first.rstrip("."), end
    return "", 0


def _author(text: str) -> str:
    """Who a line of their own says wrote it: "By Ann Roe" near the beginning or at the end."""
    lines = [line for line in text.split("\n") if line.strip()]
    for line in (*lines[1:4], *lines[-2:]):
        match = _BYLINE.match(line)
        if match:
            return match.group(1)
    return ""


def _published(text: str) -> datetime | date | None:
    """The date that one of the first lines consists of."""
    for line in [line.strip() for line in text.split("\n") if line.strip()][1:4]:
        try:
            return read_date(line)
        except ValueError:
            continue
    return None


def _people(reading: Reading, lines: list[Line]) -> tuple[Person, ...]:
    """Those who speak or whose role the article gives, with the names it calls them by."""
    speakers = {line.speaker for line in lines}
    found: dict[str, Person] = {}
    for party in reading.cast.parties:
        role = reading.roles.get(party.number, "")
        if party.organisation or party.place or party.name in found:
            continue
        if " " not in party.name or not (role or (party.name in speakers and party.person)):
            continue
        found[party.name] = Person(
            name=party.name, role=" ".join(role.split()), aliases=_aliases(reading, party)
        )
    return tuple(found.values())


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
