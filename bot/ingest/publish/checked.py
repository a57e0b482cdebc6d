"""Drafts that an editor has looked through, published: whole, or as lines added to their article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from bot.ingest.draft.model import Draft
from bot.ingest.draft.writer import HINT
from bot.ingest.errors import ProofError, UnreadableError
from bot.ingest.publish.carry import both_changed
from bot.ingest.publish.files import Saved, SaveOutcome, difference, edited, write_draft
from bot.ingest.publish.kept import put, settle, take_away
from bot.ingest.publish.naming import DRAFTS, holder_of, place_for
from bot.ingest.publish.proof import Proof, TextPlace, check, proof_of, read_proof, text_of
from bot.ingest.publish.turns import one_at_a_time
from bot.knowledge import (
    ENDINGS,
    Article,
    Fact,
    Insert,
    Quote,
    Remove,
    plain_document,
    read_bytes,
    rewritten,
)
from bot.text import sha256_of, write_whole

_REMARKED = re.compile(r"\s*- speaker: .*?  # (.+)$")
"""The first line of a quote with a comment, as it is written where there is something to look at."""


class _Draft(NamedTuple):
    """A draft as it lies there: its bytes and article, and the text and proof beside it, if any."""

    path: Path
    data: bytes
    article: Article
    text: str | None
    proof: Proof | None


class _Origin(NamedTuple):
    name: str
    text: str
    url: str


def draft_path(name: str, knowledge: Path) -> Path:
    """The draft that is meant by a path, or by the name of a file in `knowledge/drafts`."""
    given = Path(name)
    if given.exists():
        return given
    drafts = knowledge / DRAFTS
    named = (drafts / given.name, *(drafts / f"{given.name}{ending}" for ending in ENDINGS))
    return next((path for path in named if path.is_file()), given)


def publish_draft_file(path: Path, knowledge: Path, *, replacing: bool = False) -> Saved:
    """Publish the draft at `path` as it is, with all its lines: an editor has looked at it.

    A draft of an article goes to `knowledge/NAME.yaml`, or stays in the folder where it lies if that is not
    that of the drafts; one with `adds_to` puts its lines into the published article, where they stand in its
    text. The draft is removed then. A published file that says something else is kept, unless `replacing`,
    which leaves in it what an editor changed; where the draft was changed in the same lines, it is kept, too.

    Raises UnreadableError for what is no draft or not in order, ProofError if a line does not stand in the
    article letter for letter.
    """
    with one_at_a_time(knowledge):
        settle(path)
        draft = _read(path)
        return _add(draft, knowledge) if draft.article.adds_to else _publish(draft, knowledge, replacing)


def add_lines(draft: Draft, chosen: Sequence[bool], article: str, knowledge: Path) -> Saved:
    """Add the chosen lines of a draft, line by line, to the published article of this name.

    They are first written to the draft where they wait; where an editor has changed that, it is kept and
    nothing is added. Raises what `publish_draft_file` raises.
    """
    path = knowledge / DRAFTS / f"{article}.yaml"
    lines = replace(draft.only(chosen), adds_to=article, facts=(), people=(), summary="")
    with one_at_a_time(knowledge):
        saved = write_draft(lines, path)
    return saved if saved.outcome is SaveOutcome.KEPT else publish_draft_file(path, knowledge)


def _read(path: Path) -> _Draft:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(str(path), "there is no draft of this name.") from error
    reading = read_bytes(data, str(path), drafts=True)
    errors = [problem for problem in reading.problems if problem.severity == "error"]
    if errors:
        raise ProofError(errors)
    if len(reading.articles) != 1:
        raise UnreadableError(
            str(path), "the file holds several articles. Remove their `draft: true` by hand."
        )
    (article,) = reading.articles
    if not article.draft and not article.adds_to:
        raise UnreadableError(
            str(path), "this is not a draft: it has no `draft: true`, so it is already published."
        )
    text, proof = _text(path), read_proof(proof_of(path))
    draft = _Draft(path, data, article, text, proof if text is not None else None)
    _prove(draft, data)
    return draft


def _text(path: Path) -> str | None:
    try:
        return text_of(path).read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _prove(draft: _Draft, data: bytes) -> None:
    if draft.proof is not None and draft.text is not None:
        problems = tuple(check(data, str(draft.path), draft.text, draft.proof))
        if problems:
            raise ProofError(problems)


def _publish(draft: _Draft, knowledge: Path, replacing: bool) -> Saved:
    content = _let_out(draft.data)
    target = draft.path if draft.path.parent.name != DRAFTS else _target(draft, knowledge)
    settle(target)
    was = target.read_bytes().decode("utf-8") if target != draft.path and target.exists() else None
    if was is not None and was != content:
        new = _carried(draft, target, was, content)
        if new is None or not replacing:
            only = new == was
            shown = content if new is None or only else new
            clash = new is None and replacing
            return Saved(target, SaveOutcome.KEPT, difference(target, shown), edits_only=only, clash=clash)
        content = new
    if was != content:
        _put(draft, target, content)
    if target != draft.path:
        take_away(draft.path)
    (article,) = read_bytes(content.encode("utf-8"), target.name).articles
    renamed = target.stem != draft.path.stem
    outcome = SaveOutcome.UNCHANGED if was == content else SaveOutcome.PUBLISHED
    return Saved(
        target,
        outcome,
        renamed=renamed,
        quotes=len(article.quotes),
        facts=len(article.facts),
        marked=_marked(draft, content),
    )


def _marked(draft: _Draft, content: str) -> tuple[int, ...]:
    """The lines, counted from 1, whose comment is one that was written when the article was read."""
    read = draft.proof.read if draft.proof is not None else ""
    written = {found[1] for row in read.splitlines() if (found := _REMARKED.match(row))}
    rows = enumerate(content.splitlines(), start=1)
    return tuple(n for n, row in rows if (found := _REMARKED.match(row)) and found[1] in written)


def _let_out(data: bytes) -> str:
    """A draft without what keeps it back."""
    return rewritten(data, {0: [Remove(("draft",))]}).decode("utf-8").removeprefix(f"{HINT}\n")


def _read_as(draft: _Draft, content: str) -> str:
    """The draft as it was read, let out; `content` where it is that, or what was read is not known."""
    if draft.proof is None or not draft.proof.read or not edited(draft.path):
        return content
    return _let_out(draft.proof.read.encode("utf-8"))


def _carried(draft: _Draft, target: Path, was: str, content: str) -> str | None:
    """What takes the place of the published `was`; None where an editor's change of it would be lost.

    A draft without a proof is an editor's or a correction, made of what is published; to a published file
    without one nothing is known that was read. Both are taken as they are.
    """
    proof = read_proof(proof_of(target))
    if proof is None or draft.proof is None:
        return content
    new = both_changed(was, proof, _read_as(draft, content), content)
    if new is None or draft.text is None or any(check(new.encode(), target.name, draft.text, draft.proof)):
        return None
    return new


def _target(draft: _Draft, knowledge: Path) -> Path:
    """Where the article belongs: its own published file, or a name that no other article has."""
    if draft.text is not None and draft.proof is not None:
        origin = _Origin(draft.path.stem, draft.text, draft.proof.url)
        return place_for(origin, knowledge, knowledge, beside_drafts=False)
    return holder_of(draft.path.stem, knowledge) or knowledge / f"{draft.path.stem}.yaml"


def _put(draft: _Draft, target: Path, content: str) -> None:
    if draft.proof is None or draft.text is None:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, content)
        return
    read = _read_as(draft, _let_out(draft.data))
    known = {"draft": sha256_of(read), "read": read} if draft.proof.read else {}
    put(target, content, draft.text, draft.proof.model_copy(update=known))


def _add(draft: _Draft, knowledge: Path) -> Saved:
    """Put the draft's lines into the article they are of; those that stand there already are passed over."""
    path = holder_of(draft.article.adds_to, knowledge)
    if path is None:
        raise UnreadableError(
            str(draft.path),
            f"no published article has the name {draft.article.adds_to}. Publish it first, or remove the "
            "line `adds_to` to make this an article of its own.",
        )
    settle(path)
    data = path.read_bytes()
    (article,) = read_bytes(data, path.name).articles
    changes = list(_lines_for(article, draft))
    content = rewritten(data, {0: changes})
    proof, text = read_proof(proof_of(path)), _text(path)
    if proof is not None and text is not None:
        _prove(_Draft(path, data, article, text, proof), content)
        put(path, content.decode("utf-8"), text, _with_places(proof, draft))
    else:
        write_whole(path, content)
    take_away(draft.path)
    added = changes
    quotes = sum(change.place == ("quotes",) for change in added)
    outcome = SaveOutcome.UPDATED if added else SaveOutcome.UNCHANGED
    return Saved(path, outcome, quotes=quotes, facts=len(added) - quotes)


def _with_places(proof: Proof, draft: _Draft) -> Proof:
    added: tuple[TextPlace, ...] = draft.proof.places if draft.proof is not None else ()
    return proof.model_copy(update={"places": tuple(dict.fromkeys((*proof.places, *added)))})


def _lines_for(article: Article, draft: _Draft) -> Iterator[Insert]:
    text, fields = draft.text or "", plain_document(draft.data)
    both: dict[str, tuple[Sequence[Quote | Fact], Sequence[Quote | Fact]]] = {
        "quotes": (article.quotes, draft.article.quotes),
        "facts": (article.facts, draft.article.facts),
    }
    for kind, (there, new) in both.items():
        known = {" ".join(each.text.split()) for each in there}
        places = [text.find(each.text) for each in there]
        before, index = False, 0
        for entry, written in zip(new, fields.get(kind, ()), strict=True):
            if " ".join(entry.text.split()) in known:
                before = False
                continue
            if not (isinstance(entry, Quote) and entry.continues and before):
                index = _index(text.find(entry.text), places)
            yield Insert((kind,), index, _shaped(written, follows=before))
            before = True


def _shaped(written: Any, *, follows: bool) -> Any:
    """The entry as the draft has it; a piece continues only the one that is put in before it."""
    if not isinstance(written, dict):
        return written
    kept = {key: value for key, value in written.items() if key != "continues" or follows}
    return {key: True if key == "continues" else value for key, value in kept.items()}


def _index(place: int, places: list[int]) -> int:
    """Before which entry something at character `place` of the article comes; at the end if unknown."""
    if place < 0:
        return len(places)
    return next((number for number, each in enumerate(places) if each > place), len(places))
