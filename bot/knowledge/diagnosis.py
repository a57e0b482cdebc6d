"""Every problem of a file that the quick reading refused, each with its line and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any

from pydantic import ValidationError
from yaml import Node

from bot.knowledge.lenient import Survey, surveyed
from bot.knowledge.messages import meant_key, sentence
from bot.knowledge.model import ID_TWICE, Article, Place, entry_ids, inconsistencies, is_true
from bot.knowledge.problems import Problem
from bot.knowledge.slips import slips
from bot.knowledge.syntax import decoded, parsed
from bot.knowledge.yaml_errors import Fault


def is_draft(fields: dict[str, Any]) -> bool:
    """Whether a document is kept back by `draft: true`."""
    return is_true(fields.get("draft"))


def is_kept_back(fields: dict[str, Any]) -> bool:
    """Whether a document is no article that is answered from: a draft, or lines to be added to one."""
    return is_draft(fields) or bool(fields.get("adds_to"))


def missing(fields: Mapping[str, object], shown: str, line: int) -> list[Problem]:
    """The warning on an article without a source, or on lines that are not read from here."""
    if fields.get("adds_to"):
        return [] if is_draft(dict(fields)) else [_unadded(str(fields["adds_to"]), shown, line)]
    return [] if fields.get("source") else [unsourced(shown, line)]


def _unadded(article: str, shown: str, line: int) -> Problem:
    return Problem(
        path=shown,
        line=line,
        severity="warning",
        what=f"These lines belong to the article `{article}`, and are not read from this file.",
        mend=f"Run `briefing-bot publish {shown}`, which adds them, or put `draft: true` back.",
    )


def undated(shown: str, line: int) -> Problem:
    """The warning on an article that does not say when it was published."""
    return Problem(
        path=shown,
        line=line,
        severity="warning",
        what="The article has no `published`.",
        mend="Add a line `published:` with the day, such as 2016-09-08. Without it, the article "
        "cannot be found or sorted by date.",
    )


def unsourced(shown: str, line: int) -> Problem:
    """The warning on an article that does not say where it was published."""
    return Problem(
        path=shown,
        line=line,
        severity="warning",
        what="The article has no `source`.",
        mend="Add a line `source:` with the newspaper, agency or site that published it.",
    )


def doubtful(data: bytes, root: Node, shown: str) -> Iterator[Problem]:
    """The warnings on what can be read in a document and was hardly meant."""
    return (Problem(path=shown, severity="warning", **fault._asdict()) for fault in slips(data, root))


def diagnose(data: bytes, shown: str, *, drafts: bool = False) -> tuple[tuple[Problem, ...], int]:
    """All problems of a file in the order of its lines, and how many drafts it holds."""
    text, faults = decoded(data)
    roots, syntax_faults, whole = parsed(text)
    faults += syntax_faults
    warnings: list[Problem] = []
    ids: dict[str, int] = {}
    entries: dict[str, int] = {}
    held_back = 0
    for root in roots:
        survey = surveyed(root)
        faults += survey.faults
        fields = survey.fields
        if fields is None:
            continue
        if isinstance(fields, dict) and is_kept_back(fields) and not drafts:
            held_back += 1
            warnings += missing(fields, shown, survey.line(("adds_to",))) if fields.get("adds_to") else []
            continue
        stem = "" if len(roots) > 1 else PurePath(shown).stem
        faults += _article_faults(survey, stem, whole=whole)
        if isinstance(fields, dict):
            faults += _id_faults(survey, ids, [(fields.get("id"), ("id",))])
            faults += _id_faults(survey, entries, entry_ids(fields))
            if whole:
                warnings += missing(fields, shown, survey.line(("source",)))
            warnings += doubtful(text.encode(), root, shown)
    if not roots and not faults:
        faults.append(Fault(1, "The file is empty.", "Write a `title` and at least one quote or fact."))
    errors = [Problem(path=shown, severity="error", **fault._asdict()) for fault in dict.fromkeys(faults)]
    return tuple(sorted([*errors, *warnings], key=lambda problem: problem.line)), held_back


_OF_THE_WHOLE = {"nothing_to_tell", "continues_nothing"}
"""Faults that may only seem so where a part of the document could not be read."""


def _article_faults(survey: Survey, stem: str, *, whole: bool) -> Iterator[Fault]:
    """What the models say of one document.

    `stem` is the id of an article that may do without one. Where the document is not `whole`, what seems
    to be missing may stand in the part that could not be read.
    """
    fields = survey.fields
    if not isinstance(fields, dict):
        if whole:
            yield Fault(survey.line(()), "This is no article.", "Begin with a line such as `title: …`.")
        return
    named = {"id": stem, **fields} if stem else fields
    try:
        Article.model_validate(named)
    except ValidationError as error:
        details = error.errors(include_url=False)
        misspelt = {
            (*detail["loc"][:-1], meant_key(detail["loc"]))
            for detail in details
            if detail["type"] == "extra_forbidden"
        }
        for detail in details:
            kind, place = detail["type"], detail["loc"]
            if kind == "missing" and (place in misspelt or (len(place) == 1 and not whole)):
                continue
            if place:
                yield _fault(survey, kind, place, detail.get("input"))
    for kind, place in inconsistencies(named):
        if kind != ID_TWICE and (whole or kind not in _OF_THE_WHOLE):
            yield _fault(survey, kind, place, None)


def _fault(survey: Survey, kind: str, place: Place, value: object) -> Fault:
    what, mend = sentence(kind, place, value)
    return Fault(survey.line(place), what, mend)


def _id_faults(
    survey: Survey, taken: dict[str, int], written: Iterable[tuple[object, Place]]
) -> Iterator[Fault]:
    """The `id`s `written` in a document that others of the file have; `taken` keeps the line of each."""
    for name, place in written:
        if not isinstance(name, str):
            continue
        line = survey.line(place)
        if name in taken:
            yield Fault(
                line, f"The id `{name}` is already used in line {taken[name]}.", "Give it another one."
            )
        taken.setdefault(name, line)
