"""From an article's text to the draft of its knowledge file."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from bot.attribution import Reading, Statement, described
from bot.ingest.draft.facts import facts, summary
from bot.ingest.draft.header import Header, behind_dateline, read_header
from bot.ingest.draft.model import Draft, Source
from bot.ingest.draft.stamps import codes_of, stamps_of, without_clock
from bot.ingest.said import said_in
from bot.knowledge import Person
from bot.text import sentence_around, words

# A first line longer than this many words is no headline.
LONGEST_TITLE = 30
# Draft names longer than this many characters are cut at a word.
LONGEST_NAME = 60
# Drafts that are looked through at a time; of a further one the article is attributed anew.
DRAFTS_KEPT = 16


@lru_cache(maxsize=DRAFTS_KEPT)
def draft_of(source: Source) -> Draft:
    """The draft of an article. An article without a quotation or fact gives a draft without either.

    An article is attributed once: its draft is kept while it is looked through, corrected and published.

    :raises NetworkError: the network that reads articles cannot be used.
    """
    text = source.text.replace("\r\n", "\n").replace("\r", "\n")
    header = read_header(text)
    title, body = _title(text, source.title or header.title, header, headless=source.headless)
    known = dict(source.well_known) if source.well_known is not None else None
    reading = Reading.of(text, known, labelled=source.labelled)
    lines = [line for line in said_in(reading) if line.start >= body]
    passages, left_out = facts(reading, frozenset(line.quotation for line in lines), body, header.lines)
    stamps = (
        source.stamps
        or (codes_of(text) if reading.turns else ())
        or stamps_of(text, source.published or header.published)
    )
    if stamps:
        lines = [replace(line, context=without_clock(line.context)) for line in lines]
        passages = [each.behind(len(each.text) - len(without_clock(each.text))) for each in passages]
    return Draft(
        name=source.name or name_of(title or text[:LONGEST_NAME]), title=title or "Untitled", text=text,
        lines=_first_stands_alone(lines), facts=tuple(passages), people=_people(reading, lines),
        summary=summary(passages), source=source.source or header.source,
        author=source.author or header.author, url=source.url or header.url,
        published=source.published or header.published, left_out=tuple(left_out),
        stamps=stamps,
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


def _first_stands_alone(lines: list[Statement]) -> tuple[Statement, ...]:
    if lines and lines[0].continues:
        lines = [replace(lines[0], continues=False), *lines[1:]]
    return tuple(lines)


def _title(text: str, known: str, header: Header, *, headless: bool) -> tuple[str, int]:
    """The headline, and where the article's body begins behind it.

    Lines of the header that stand above the headline are passed over.
    """
    start = end = 0
    for row in re.finditer(r"[^\n]+", text):
        if row.group().strip() and (row.start(), row.end()) not in header.lines:
            start, end = row.span()
            break
    first, rest = text[start:end].strip(), text[end:].strip()
    if headless:
        return known.strip(), 0
    if known:
        same = first.rstrip(".").casefold() == known.strip().rstrip(".").casefold()
        return known.strip(), end if same else 0
    lead = behind_dateline(first)
    if lead:
        # There is no headline: the article begins at once.
        return lead[: sentence_around(lead, 0, 1)[1]].strip().rstrip("."), 0
    if rest and 0 < len(first.split()) <= LONGEST_TITLE:
        return first.rstrip("."), end
    return "", 0


def _people(reading: Reading, lines: list[Statement]) -> tuple[Person, ...]:
    """Those who speak or whose role the article gives, with the names it calls them by."""
    found = described(reading, {line.speaker for line in lines})
    return tuple(Person(name=one.name, role=one.role, aliases=one.aliases) for one in found)
