"""Drafts on disk: written beside their proofs, never over an editor's work."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Lock

from bot.ingest.draft.model import Draft
from bot.ingest.draft.writer import to_yaml
from bot.ingest.errors import ProofError, UnreadableError
from bot.ingest.publish.naming import DRAFTS, is_of, place_for
from bot.ingest.publish.proof import check, proof_of, prove, read_proof, text_of, to_json
from bot.text import sha256_of, write_whole


class SaveOutcome(StrEnum):
    """What became of a draft."""

    WRITTEN = "written"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Saved:
    """Where a draft lies and what was done.

    `difference` is a unified diff from the file that an editor has changed, which was kept, to what would
    have been written. `renamed` says that another article has the name that the draft came with.
    """

    path: Path
    outcome: SaveOutcome
    difference: str = ""
    renamed: bool = False


_one_at_a_time = Lock()
"""Two articles of one name that are published at once must not find the same name free."""


def save(draft: Draft, knowledge: Path, *, written: Collection[Path] = ()) -> Saved:
    """Write the draft to `knowledge/drafts/NAME.yaml` with its article and proof beside it.

    Where another article has the name, it is `NAME-2.yaml`, and so on; `written` are files of the same run,
    which even the same article does not get again. A file that an editor changed is kept. Raises
    UnreadableError for an article in which nothing was found.
    """
    with _one_at_a_time:
        path = place_for(draft, knowledge / DRAFTS, knowledge, written)
        return _write(draft, path, published=False)


def publish(draft: Draft, knowledge: Path, *, written: Collection[Path] = ()) -> Saved:
    """Write the draft to `knowledge/NAME.yaml`, for all to ask.

    The name and `written` are as for `save`. The article's file among the drafts is removed, if untouched. A
    file that an editor changed, published or draft, is kept, and so is one whose speakers were corrected
    before it was published.

    Raises ProofError if a line does not stand in the article letter for letter, and UnreadableError for an
    article in which nothing was found.
    """
    with _one_at_a_time:
        waiting = place_for(draft, knowledge / DRAFTS, knowledge)
        if is_of(draft, waiting) and _edited(waiting):
            # An editor has corrected it, or published it where it lay: what was read is not the last word.
            return _write(draft, waiting, published=True)
        saved = _write(draft, place_for(draft, knowledge, knowledge, written), published=True)
        if saved.outcome is not SaveOutcome.KEPT and is_of(draft, waiting) and not _edited(waiting):
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
    renamed = path.stem != draft.name
    new = not path.exists()
    if not new and path.read_bytes() == written.encode("utf-8"):
        return Saved(path, SaveOutcome.UNCHANGED, renamed=renamed)
    if not new and _edited(path):
        return Saved(path, SaveOutcome.KEPT, _difference(path, written), renamed)
    path.parent.mkdir(parents=True, exist_ok=True)
    for target, content in ((text_of(path), draft.text), (proof_of(path), to_json(proof)), (path, written)):
        write_whole(target, content)
    done = SaveOutcome.PUBLISHED if published else SaveOutcome.WRITTEN if new else SaveOutcome.UPDATED
    return Saved(path, done, renamed=renamed)


def _edited(path: Path) -> bool:
    """Whether anybody changed the file since it was written, or the draft before it was.

    A file without a proof is an editor's own. A proof that does not say whether the draft was changed is of
    an earlier version; what it published may hold corrected speakers.
    """
    proof = read_proof(proof_of(path))
    if proof is None or sha256_of(path.read_bytes().decode("utf-8", "replace")) != proof.draft:
        return True
    return proof.corrected if proof.corrected is not None else path.parent.name != DRAFTS


def _difference(path: Path, written: str) -> str:
    old = path.read_bytes().decode("utf-8", "replace").splitlines()
    return "\n".join(difflib.unified_diff(old, written.splitlines(), str(path), "read anew", lineterm=""))
