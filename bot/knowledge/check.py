"""A whole folder checked: every problem of every file, for the editor's terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.knowledge.addresses import Reference, astray, references
from bot.knowledge.collection_file import CollectionReading, is_called_collection, read_collection, wider
from bot.knowledge.collection_file import misnamed as misnamed_collection
from bot.knowledge.diagnosis import undated
from bot.knowledge.library import scan
from bot.knowledge.people_file import PEOPLE_FILE, PeopleReading, is_called_people, misnamed, read_people
from bot.knowledge.problems import FolderReport, Problem, limited
from bot.knowledge.reader import FileReading, read
from bot.knowledge.who import WhoIsWho


def check(folder: Path, *, everybody: bool = False) -> FolderReport:
    """All problems of the folder's knowledge files; paths in them are shown as they follow on `folder`.

    One file at a time is held in memory. A file with an id that an earlier one has is left out whole, and so
    takes no id from those after it. Of what is doubtful about who is who some of each kind is told; with
    `everybody` all of it.

    :raises FolderError: there is no such folder, or it cannot be read.
    """
    found = scan(folder)
    problems = [one.model_copy(update={"path": str(folder / one.path)}) for one in found.problems]
    counts: Counter[str] = Counter()
    holders: dict[str, str] = {}
    addresses: list[Reference] = []
    collections: list[CollectionReading] = []
    who = WhoIsWho()
    for path in sorted(found.files):
        own = _with_its_own_form(folder, path)
        if own is not None:
            problems += own.problems
            if isinstance(own, PeopleReading):
                who.state(own)
            else:
                collections.append(own)
            continue
        reading = read(folder / path, str(folder / path))
        taken = _taken_ids(reading, holders)
        problems += [
            *_misnamed(reading, path),
            *reading.problems,
            *limited(taken),
            *limited(_undated(reading)),
        ]
        if reading.good and not taken:
            holders.update((article.id, reading.path) for article in reading.articles)
            counts.update(_counted(reading))
            addresses += references(reading)
            who.add(reading)
    problems += [*wider(collections), *astray(addresses, holders), *who.warnings(all_of_them=everybody)]
    in_order = sorted(problems, key=lambda problem: (problem.path, problem.line))
    return FolderReport(problems=tuple(in_order), **counts)


def _with_its_own_form(folder: Path, path: str) -> PeopleReading | CollectionReading | None:
    """The list of persons or a collection's file, as read; None for the files of articles."""
    if path == PEOPLE_FILE:
        return read_people(folder / path, str(folder / path))
    return read_collection(folder / path, str(folder / path)) if is_called_collection(path) else None


def _misnamed(reading: FileReading, path: str) -> Iterator[Problem]:
    """The advice on an article that has the name of a file of another form."""
    if is_called_people(path):
        yield misnamed(reading.path, at_the_top=path == PEOPLE_FILE)
    if is_called_collection(path):
        yield misnamed_collection(reading.path)


def _undated(reading: FileReading) -> list[Problem]:
    """A warning for each article without a date, of itself or of its entries."""
    return [
        undated(reading.path, line)
        for article, line in zip(reading.articles, reading.lines, strict=True)
        if article.published is None
    ]


def _counted(reading: FileReading) -> dict[str, int]:
    return {
        "articles": len(reading.articles),
        "quotes": sum(len(article.quotes) for article in reading.articles),
        "facts": sum(len(article.facts) for article in reading.articles),
        "drafts": reading.drafts,
    }


def _taken_ids(reading: FileReading, holders: Mapping[str, str]) -> list[Problem]:
    """A problem for each article whose id a file in `holders` has."""
    return [
        taken_id(reading.path, line, article.id, holders[article.id])
        for article, line in zip(reading.articles, reading.lines, strict=True)
        if article.id in holders
    ]


def taken_id(path: str, line: int, article: str, holder: str) -> Problem:
    """The problem of a file in which an article has an id that one of the file `holder` has."""
    return Problem(
        path=path,
        line=line,
        severity="error",
        what=f"The id `{article}` is already used in {holder}.",
        mend="Give the article another `id:`, or the file another name.",
    )
