"""A draft as YAML in the knowledge format, with a comment on every line an editor should look at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.attribution import TO_LOOK_AT, Manner, Statement
from bot.ingest.draft.facts import Passage
from bot.ingest.draft.model import Draft, Stamp
from bot.knowledge import Speech, yaml_lines

_SPEECH = {Manner.TRANSCRIPT: Speech.TRANSCRIPT, Manner.POST: Speech.POST}


def to_yaml(draft: Draft, *, published: bool = False) -> str:
    """The draft as a knowledge file, kept back by `draft: true` unless `published`.

    Texts come back letter for letter when it is read. Lines that are to be added to an article come with its
    name and title only.
    """
    return "\n".join(_all(draft, published)) + "\n"


EXTRACTED = "# extracted: the article's leading sentences"
HINT = "# Check the lines with a comment, then remove the next line to publish."
"""What an editor is told at the head of a draft, and at that of lines to be added to an article."""
HINT_ADDING = "# These lines of the article were not published. Check each, then: briefing-bot publish {name}"


def _all(draft: Draft, published: bool) -> Iterator[str]:
    if draft.adds_to:
        yield HINT_ADDING.format(name=draft.adds_to)
        yield "draft: true"
        yield from yaml_lines({"adds_to": draft.adds_to, "title": draft.title})
        yield "quotes:"
        for line in draft.lines:
            yield from _quote(line, draft.stamp_at(line.start))
        return
    if not published:
        yield HINT
        yield "draft: true"
    for key, value in (
        ("title", draft.title), ("source", draft.source), ("author", draft.author), ("url", draft.url),
        ("published", draft.published),
    ):  # fmt: skip
        if value:
            yield from yaml_lines({key: value})
    if draft.summary:
        yield EXTRACTED
        yield from yaml_lines({"summary": draft.summary})
    if draft.people:
        yield from yaml_lines({"people": [_person(p.name, p.role, p.aliases) for p in draft.people]})
    if draft.lines:
        yield "quotes:"
        for line in draft.lines:
            yield from _quote(line, draft.stamp_at(line.start))
    if draft.facts:
        yield from yaml_lines({"facts": [_fact(each, draft.stamp_at(each.start)) for each in draft.facts]})


def _fact(passage: Passage, stamp: Stamp | None) -> str | dict[str, Any]:
    when = _when(stamp)
    return {"text": passage.text, **when} if when else passage.text


def _when(stamp: Stamp | None) -> dict[str, Any]:
    """The keys that say when something was said or written."""
    if stamp is None:
        return {}
    return {"at": stamp.at} if stamp.at else {"date": stamp.moment} if stamp.moment else {}


def _person(name: str, role: str, aliases: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {"name": name}
    if role:
        found["role"] = role
    if aliases:
        found["aliases"] = list(aliases)
    return found


def _quote(line: Statement, stamp: Stamp | None) -> Iterator[str]:
    entry: dict[str, Any] = {"speaker": line.speaker, "text": line.text}
    if line.context:
        entry["context"] = line.context
    if line.manner is not Manner.DIRECT:
        entry["speech"] = _SPEECH[line.manner].value
    if line.continues:
        entry["continues"] = True
    entry |= _when(stamp)
    first, *rows = yaml_lines({"quotes": [entry]})[1:]
    remark = "; ".join(comments(line))
    yield f"{first}  # {remark}" if remark else first
    yield from rows


def comments(line: Statement) -> tuple[str, ...]:
    """What an editor should look at in the line; none where all is sure."""
    found = list(line.remarks)
    if line.confidence < TO_LOOK_AT:
        names = [line.speaker, *line.others[:2]]
        found.insert(0, f"speaker unsure: {' or '.join(names)}" if len(names) > 1 else "speaker unsure")
    return tuple(" ".join(remark.split()) for remark in found)
