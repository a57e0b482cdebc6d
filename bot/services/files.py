"""The files of a knowledge folder, for the editor who keeps them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from bot.ingest import check_folder
from bot.knowledge import FolderReport, KnowledgeError, check, name_entries


class UnwritableFileError(KnowledgeError):
    """A knowledge file cannot be written."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path} cannot be written: {reason}.")


class CheckedFiles(NamedTuple):
    """The report on a folder, and how many entries got an id (None where none was to be written).

    `proven` is how many of its articles have a proof, of so many (None where proofs were not to be checked).
    """

    report: FolderReport
    named: int | None = None
    proven: tuple[int, int] | None = None


def check_files(
    folder: Path, *, ids: bool = False, proof: bool = False, everybody: bool = False
) -> CheckedFiles:
    """Find every problem of a folder.

    :param ids: write an id into each quote and fact that has none, first.
    :param everybody: tell all that is doubtful about who is who, not some of each kind.
    :param proof: find each ingested quote and fact in its article, too.
    :raises KnowledgeError: there is no such folder, or it cannot be read or, with `ids`, written.
    """
    try:
        named = name_entries(folder) if ids else None
    except OSError as error:
        raise UnwritableFileError(str(error.filename or folder), error.strerror or str(error)) from error
    report = check(folder, everybody=everybody)
    proofs = check_folder(folder) if proof else None
    added = (*(named.problems if named else ()), *(proofs.problems if proofs else ()))
    report = report.model_copy(update={"problems": (*report.problems, *added)})
    proven = (proofs.proven, proofs.articles) if proofs else None
    return CheckedFiles(report, named.entries if named else None, proven)
