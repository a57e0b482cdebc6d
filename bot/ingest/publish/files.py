"""Drafts on disk: written beside their proofs, never over an editor's work."""

from __future__ import annotations

import difflib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.ingest.draft.model import Draft
from bot.ingest.draft.writer import to_yaml
from bot.ingest.errors import ProofError, UnreadableError
from bot.ingest.publish.proof import check, digest, proof_of, prove, read_proof, text_of, to_json

DRAFTS = "drafts"
"""The folder of drafts within the knowledge folder."""


class Outcome(StrEnum):
    """What became of a draft."""

    WRITTEN = "written"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Saved:
    """Where a draft lies and what was done. `difference` is a unified diff from the file that an editor
    has changed, which was kept, to what would have been written."""

    path: Path
    outcome: Outcome
    difference: str = ""


def save(draft: Draft, knowledge: Path) -> Saved:
    """Write the draft to `knowledge/drafts/NAME.yaml` with its article and proof beside it.

    A file that was changed since it was written is kept. Raises UnreadableError for an article in which
    nothing was found.
    """
    return _write(draft, knowledge / DRAFTS / f"{draft.name}.yaml", published=False)


def publish(draft: Draft, knowledge: Path) -> Saved:
    """Write the draft to `knowledge/NAME.yaml`, for all to ask.

    Its file among the drafts is removed, if untouched. A file that was changed since it was written is
    kept. Raises ProofError if a line does not stand in the article letter for letter, and UnreadableError
    for an article in which nothing was found.
    """
    saved = _write(draft, knowledge / f"{draft.name}.yaml", published=True)
    waiting = knowledge / DRAFTS / f"{draft.name}.yaml"
    if saved.outcome is not Outcome.KEPT and waiting.exists() and not _edited(waiting):
        for path in (waiting, proof_of(waiting), text_of(waiting)):
            path.unlink(missing_ok=True)
    return saved


def _write(draft: Draft, path: Path, *, published: bool) -> Saved:
    if draft.empty:
        raise UnreadableError(draft.name, "neither a quotation nor a whole sentence was found in it.")
    written = to_yaml(draft, published=published)
    proof = prove(draft, written)
    problems = tuple(check(written.encode("utf-8"), path.name, draft.text, proof))
    if problems:
        raise ProofError(problems)
    new = not path.exists()
    if not new and path.read_bytes() == written.encode("utf-8"):
        return Saved(path, Outcome.UNCHANGED)
    if not new and _edited(path):
        return Saved(path, Outcome.KEPT, _difference(path, written))
    path.parent.mkdir(parents=True, exist_ok=True)
    for target, content in ((text_of(path), draft.text), (proof_of(path), to_json(proof)), (path, written)):
        _replace(target, content)
    done = Outcome.PUBLISHED if published else Outcome.WRITTEN if new else Outcome.UPDATED
    return Saved(path, done)


def _edited(path: Path) -> bool:
    """Whether anybody changed the file since it was written; a file without a proof is an editor's own."""
    proof = read_proof(proof_of(path))
    return proof is None or digest(path.read_bytes().decode("utf-8", "replace")) != proof.draft


def _difference(path: Path, written: str) -> str:
    old = path.read_bytes().decode("utf-8", "replace").splitlines()
    return "\n".join(difflib.unified_diff(old, written.splitlines(), str(path), "read anew", lineterm=""))


def _replace(path: Path, content: str) -> None:
    """Write the file whole or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(content)
        Path(name).chmod(0o644)
        os.replace(name, path)  # noqa: PTH105
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def differences(saved: Iterator[Saved]) -> str:
    """The differences of all that were kept, one after the other."""
    return "\n".join(one.difference for one in saved if one.difference)
