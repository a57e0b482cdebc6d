"""Drafts on disk: written beside their proofs, never over an editor's work."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from bot.ingest.draft.model import Draft
from bot.ingest.draft.writer import to_yaml
from bot.ingest.errors import ProofError, UnreadableError
from bot.ingest.publish.carry import carried
from bot.ingest.publish.kept import put, settle, take_away
from bot.ingest.publish.naming import DRAFTS, is_of, place_for
from bot.ingest.publish.proof import Proof, check, proof_of, prove, read_proof
from bot.ingest.publish.turns import one_at_a_time
from bot.knowledge import Problem, read_bytes
from bot.text import sha256_of


class SaveOutcome(StrEnum):
    """What became of a draft."""

    WRITTEN = "written"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    PUBLISHED = "published"
    HELD = "held back"


@dataclass(frozen=True, slots=True)
class Saved:
    """Where a draft lies and what was done.

    `difference` is a unified diff from a file that was kept to what would have been written in its place,
    with what an editor changed in it; where that is the same file (`edits_only`), to what was read. `clash`
    says that the draft, too, was changed in the same lines, `waits` that a draft which an editor changed was
    to be published and was kept instead, `renamed` that another article has the name that the draft came
    with. `left` counts the quotes that were not published as they are to be looked at, `left_in` is the draft
    in which they wait. `quotes` and `facts` are how many were written or added to an article.
    `beside` is the article's published file beside which a draft lies; `marked` are the lines of a file in
    which a quote still has the comment that says what to look at, counted from 1.
    """

    path: Path
    outcome: SaveOutcome
    difference: str = ""
    edits_only: bool = False
    clash: bool = False
    waits: bool = False
    renamed: bool = False
    left: int = 0
    left_in: Path | None = None
    quotes: int = 0
    facts: int = 0
    beside: Path | None = None
    marked: tuple[int, ...] = ()


def save(draft: Draft, knowledge: Path, *, written: Collection[Path] = ()) -> Saved:
    """Write the draft to `knowledge/drafts/NAME.yaml` with its article and proof beside it.

    Where another article has the name, it is `NAME-2.yaml`, and so on; `written` are files of the same run,
    which even the same article does not get again. A file that an editor changed is kept. Raises
    UnreadableError for an article in which nothing was found.
    """
    with one_at_a_time(knowledge):
        path = place_for(draft, knowledge / DRAFTS, knowledge, written)
        if not _adds(path):
            home = place_for(draft, knowledge, knowledge)
            return replace(write_draft(draft, path), beside=home if is_of(draft, home) else None)
        # The article is published already: what waits are its lines to look at.
        waiting = replace(_new_to(knowledge / path.name, draft.parted()[1]), adds_to=path.stem)
        return write_draft(waiting, path) if waiting.lines else Saved(path, SaveOutcome.UNCHANGED)


def publish(
    draft: Draft,
    knowledge: Path,
    *,
    written: Collection[Path] = (),
    unsure: bool = False,
    replacing: bool = False,
) -> Saved:
    """Write the draft to `knowledge/NAME.yaml`, for all to ask.

    Statements to look at are left out and wait in `knowledge/drafts/NAME.yaml`, unless `unsure` takes them;
    where nothing else was found, the whole stays a draft. A published file that says something else is kept
    unless `replacing`, which leaves in it what an editor changed. The name and `written` are as for `save`.
    The article's draft is removed, if untouched; one that an editor changed is kept, and nothing is
    published.

    Raises ProofError if a line does not stand in the article letter for letter, and UnreadableError for an
    article in which nothing was found.
    """
    with one_at_a_time(knowledge):
        waiting = place_for(draft, knowledge / DRAFTS, knowledge)
        settle(waiting)
        mine = is_of(draft, waiting)
        if mine and edited(waiting) and not _adds(waiting):
            # An editor has corrected it, or published it where it lay: what was read is not the last word.
            kept = write_draft(draft, waiting)
            return replace(kept, waits=kept.outcome is SaveOutcome.KEPT)
        path = place_for(draft, knowledge, knowledge, written)
        sure, doubted = (draft, None) if unsure else draft.parted(_taken(path))
        if doubted is not None and doubted.lines and sure.empty:
            held = write_draft(draft, place_for(draft, knowledge / DRAFTS, knowledge, written))
            return replace(held, outcome=SaveOutcome.HELD, left=len(doubted.lines), left_in=held.path)
        mine_waiting = waiting if mine else None
        return _publish((sure, doubted), path, knowledge / DRAFTS, mine_waiting, replacing=replacing)


def _publish(
    parts: tuple[Draft, Draft | None], path: Path, drafts: Path, waiting: Path | None, *, replacing: bool
) -> Saved:
    """Write the sure part to `path`, what is doubted to `drafts`; `waiting` is the article's draft."""
    sure, doubted = parts
    settle(path)
    content, proof = _proven(sure, path, published=True)
    renamed = path.stem != sure.name
    was = _content(path)
    new = content
    if was is not None and was != content:
        merged = carried(was, content, read_proof(proof_of(path)))
        if merged is None or not replacing or _problems(merged, path, sure.text, proof):
            return _kept(path, was, content, merged, renamed=renamed)
        new = merged
    untouched = waiting is None or not edited(waiting)
    left = 0
    removed = waiting if waiting is not None and untouched and not _adds(waiting) else None
    if (
        (was != content or removed is not None)
        and doubted is not None
        and untouched
        and (waits := _new_to(path, doubted)).lines
    ):
        # Before the article: a kill in between loses no line.
        write_draft(replace(waits, adds_to=path.stem), drafts / path.name)
        left = len(waits.lines)
    if was != content:
        put(path, new, sure.text, proof)
    if removed is not None and not (left and removed == drafts / path.name):
        take_away(removed)
    return Saved(
        path,
        SaveOutcome.UNCHANGED if was == content else SaveOutcome.PUBLISHED,
        renamed=renamed,
        left=left,
        left_in=drafts / path.name if left else None,
        quotes=len(sure.lines),
        facts=len(sure.facts),
    )


def _kept(path: Path, was: str, content: str, merged: str | None, *, renamed: bool) -> Saved:
    """A file that was left as it is; `merged` is what would take its place, None where that is not known."""
    edits_only = merged == was
    shown = content if merged is None or edits_only else merged
    return Saved(path, SaveOutcome.KEPT, difference(path, shown), edits_only=edits_only, renamed=renamed)


def _taken(path: Path) -> frozenset[str]:
    """The quotes that the published file was made with, those to look at among them: somebody took them."""
    proof = read_proof(proof_of(path))
    made = proof.read if proof is not None else ""
    reading = read_bytes((made or _content(path) or "").encode("utf-8"), path.name, drafts=True)
    return frozenset(quote.text for article in reading.articles for quote in article.quotes)


def _new_to(path: Path, doubted: Draft) -> Draft:
    """The lines to look at without those that an editor has put into the published file."""
    reading = read_bytes((_content(path) or "").encode("utf-8"), path.name)
    there = {quote.text for article in reading.articles for quote in article.quotes}
    return doubted.only([line.text not in there for line in doubted.lines]) if there else doubted


def write_draft(draft: Draft, path: Path) -> Saved:
    """Write a draft, unless an editor has changed the file."""
    settle(path)
    content, proof = _proven(draft, path, published=False)
    renamed = path.stem != draft.name
    was = _content(path)
    if was == content:
        return Saved(path, SaveOutcome.UNCHANGED, renamed=renamed)
    if was is not None and edited(path):
        shown = content if "\ndraft: true" in was else to_yaml(draft, published=True)
        return Saved(path, SaveOutcome.KEPT, difference(path, shown), renamed=renamed)
    put(path, content, draft.text, proof)
    return Saved(path, SaveOutcome.WRITTEN if was is None else SaveOutcome.UPDATED, renamed=renamed)


def _proven(draft: Draft, path: Path, *, published: bool) -> tuple[str, Proof]:
    """What is to be written for the draft, and its proof."""
    if draft.empty:
        raise UnreadableError(draft.name, "neither a quotation nor a whole sentence was found in it.")
    content = to_yaml(draft, published=published)
    proof = prove(draft, content, to_yaml(draft.uncorrected(), published=published))
    problems = _problems(content, path, draft.text, proof)
    if problems:
        raise ProofError(problems)
    return content, proof


def _problems(content: str, path: Path, text: str, proof: Proof) -> tuple[Problem, ...]:
    return tuple(check(content.encode("utf-8"), path.name, text, proof))


def edited(path: Path) -> bool:
    """Whether anybody changed the file since it was written, or the draft before it was.

    A file without a proof is an editor's own. A proof that does not say whether the draft was changed is of
    an earlier version; what it published may hold corrected speakers.
    """
    proof, content = read_proof(proof_of(path)), _content(path)
    if proof is None or content is None or sha256_of(content) != proof.draft:
        return True
    return proof.corrected if proof.corrected is not None else path.parent.name != DRAFTS


def _adds(path: Path) -> bool:
    """Whether the draft holds lines that are to be added to an article."""
    content = _content(path)
    return content is not None and "\nadds_to: " in content


def difference(path: Path, written: str) -> str:
    """A unified diff from the file as it is to what would be written."""
    old = (_content(path) or "").splitlines()
    return "\n".join(difflib.unified_diff(old, written.splitlines(), str(path), "read anew", lineterm=""))


def _content(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except FileNotFoundError:
        return None
