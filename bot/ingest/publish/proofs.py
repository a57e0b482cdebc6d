"""The proofs of a whole folder: which hold, which articles have one, and which have lost theirs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from bot.ingest.draft.writer import EXTRACTED
from bot.ingest.errors import BusyError
from bot.ingest.publish.kept import NEXT, settle
from bot.ingest.publish.proof import PROOF_ENDING, check_file, proof_of
from bot.ingest.publish.turns import one_at_a_time
from bot.knowledge import Problem, read, scan


class ProofReport(NamedTuple):
    """The problems by path and line, and of how many articles of the folder so many have a proof.

    Drafts count in neither.
    """

    problems: tuple[Problem, ...]
    proven: int
    articles: int


def check_folder(folder: Path) -> ProofReport:
    """Check every proof in a folder and below it.

    A file that cannot be read as knowledge is passed over, as `check` tells of it.

    :raises FolderError: there is no such folder, or it cannot be read.
    """
    _end_broken_off(folder)
    proofs = {path for path in folder.rglob(f"*{PROOF_ENDING}") if not path.name.startswith(".")}
    lonely = {_stem(path): path for path in sorted(proofs) if not _has_file(path)}
    problems: list[Problem] = []
    proven = articles = 0
    for name in sorted(scan(folder).files):
        path = folder / name
        reading = read(path, str(path), drafts=True)
        if not reading.good:
            continue
        published = not all(article.draft or article.adds_to for article in reading.articles)
        articles += published
        if proof_of(path) in proofs:
            proven += published
            problems += check_file(path, str(path))
        elif published:
            problems += _lost(path, lonely)
    return ProofReport(tuple(problems), proven, articles)


def _end_broken_off(folder: Path) -> None:
    """End what kills broke off, unless somebody is writing just now."""
    broken = list(folder.rglob(f".*{PROOF_ENDING}{NEXT}"))
    if not broken:
        return
    with suppress(OSError, BusyError), one_at_a_time(folder):
        for path in broken:
            settle(path.with_name(path.name[1:].removesuffix(PROOF_ENDING + NEXT) + ".yaml"))


def _stem(proof: Path) -> str:
    return proof.name.removesuffix(PROOF_ENDING)


def _has_file(proof: Path) -> bool:
    return any(proof.with_name(_stem(proof) + ending).exists() for ending in (".yaml", ".yml"))


def _lost(path: Path, lonely: dict[str, Path]) -> Iterator[Problem]:
    """A warning on an article that was drafted and has no proof beside it."""
    proof = lonely.get(path.stem)
    if proof is not None:
        what = f"The article has lost its proof: it is at {proof}, without its file."
        mend = f"Move {proof.name} and {_stem(proof)}.txt beside it; `briefing-bot publish` moves all three."
    elif EXTRACTED in path.read_text("utf-8", "replace").splitlines():
        what = "The article was drafted by `ingest`, but no longer has a proof."
        mend = f"Read it again, or remove the line “{EXTRACTED}” if you have compared it yourself."
    else:
        return
    yield Problem(path=str(path), line=1, severity="warning", what=what, mend=mend)
