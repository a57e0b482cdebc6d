"""A published file in whose place something newer comes: what an editor changed in it stays."""

from __future__ import annotations

from bot.ingest.publish.merge import merged
from bot.ingest.publish.proof import Proof
from bot.text import sha256_of


def carried(was: str, content: str, proof: Proof | None) -> str | None:
    """The new content with what an editor changed in the old; None where it is not known what was read."""
    if proof is None:
        return None
    if sha256_of(was) == proof.draft and not proof.corrected:
        return content
    if not proof.read:
        return None
    return _merged(proof.read, was, content)


def both_changed(was: str, proof: Proof | None, read: str, draft: str) -> str | None:
    """What takes the place of the published `was`: its editor's changes, and those of the draft's.

    `read` is the draft as it was read, `draft` as it is now, both without what keeps a draft back. None where
    both have changed the same lines in different ways, or it is not known what was read: one would be lost.
    """
    new = carried(was, read, proof)
    if new is None:
        return None
    mine, theirs = _merged(read, draft, new), _merged(read, new, draft)
    return mine if mine == theirs else None


def _merged(base: str, edited: str, new: str) -> str:
    return "\n".join(merged(base.split("\n"), edited.split("\n"), new.split("\n")))
