"""A draft as YAML in the knowledge format, with a comment on every line an editor should look at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from bot.attribution import SURE, Manner, Statement
from bot.ingest.draft.model import Draft
from bot.knowledge import Speech

# Columns at which long texts are folded.
WIDTH = 110

_SPEECH = {Manner.TRANSCRIPT: Speech.TRANSCRIPT, Manner.POST: Speech.POST}


def to_yaml(draft: Draft, *, published: bool = False) -> str:
    """The draft as a knowledge file, kept back by `draft: true` unless `published`.

    Texts come back letter for letter when it is read.
    """
    return "\n".join(_all(draft, published)) + "\n"


def _all(draft: Draft, published: bool) -> Iterator[str]:
    if not published:
        yield "# Check the lines with a comment, then take the next line out to publish."
        yield "draft: true"
    for key, value in (
        ("title", draft.title), ("source", draft.source), ("author", draft.author), ("url", draft.url),
        ("published", draft.published),
    ):  # fmt: skip
        if value:
            yield from _block({key: value})
    if draft.summary:
        yield "# extracted: the article's leading sentences"
        yield from _block({"summary": draft.summary})
    if draft.people:
        yield from _block({"people": [_person(p.name, p.role, p.aliases) for p in draft.people]})
    if draft.lines:
        yield "quotes:"
        for line in draft.lines:
            yield from _quote(line)
    if draft.facts:
        yield from _block({"facts": [passage.text for passage in draft.facts]})


def _person(name: str, role: str, aliases: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {"name": name}
    if role:
        found["role"] = role
    if aliases:
        found["aliases"] = list(aliases)
    return found


def _quote(line: Statement) -> Iterator[str]:
    entry: dict[str, Any] = {"speaker": line.speaker, "text": line.text}
    if line.context:
        entry["context"] = line.context
    if line.manner is not Manner.DIRECT:
        entry["speech"] = _SPEECH[line.manner].value
    if line.continues:
        entry["continues"] = True
    first, *rows = _block({"quotes": [entry]})[1:]
    remark = "; ".join(comments(line))
    yield f"{first}  # {remark}" if remark else first
    yield from rows


def comments(line: Statement) -> tuple[str, ...]:
    """What an editor should look at in the line; none where all is sure."""
    found = list(line.remarks)
    if line.confidence < SURE:
        names = [line.speaker, *line.others[:2]]
        found.insert(0, f"speaker unsure: {' or '.join(names)}" if len(names) > 1 else "speaker unsure")
    return tuple(" ".join(remark.split()) for remark in found)


class _Dumper(yaml.SafeDumper):
    """Indents lists, as the shipped files do."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)


def _block(value: Any) -> list[str]:
    dumped = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH, default_flow_style=False
    )
    return str(dumped).rstrip("\n").split("\n")
