"""The file that an article gets: its own of an earlier reading, or a name that no other article has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from enum import Enum, auto
from itertools import count
from pathlib import Path

from bot.ingest.draft.model import Draft
from bot.ingest.publish.proof import PROOF_ENDING, proof_of, read_proof, text_of
from bot.knowledge import ENDINGS
from bot.text import sha256_of, words

LIKENESS = 0.5
"""Share of the kept article's words that a text from the same address still has where it is a newer version
of it: a corrected or longer report keeps most, another article on a page that changes daily does not."""


class _Holder(Enum):
    """Whose a file is, seen from an article that would have its name."""

    NOBODY = auto()
    SAME = auto()
    ANOTHER = auto()
    EDITOR = auto()


def place_for(draft: Draft, folder: Path, beside: Path, written: Collection[Path] = ()) -> Path:
    """Where in `folder` the draft's article belongs: NAME.yaml, NAME-2.yaml and so on.

    That is the file in which this article already stands, whichever number it has; else the first name that
    no other article has in `folder` or `beside`, for a name is an id. A file without a proof is an editor's
    own: its name is given, for the caller to keep it. `written` are files that are not asked about any more,
    as the same run wrote them.
    """
    for path in _family(folder, draft.name):
        if path not in written and is_of(draft, path):
            return path
    return next(path for path in _names(folder, draft.name) if _fits(path, draft, beside, written))


def is_of(draft: Draft, path: Path) -> bool:
    """Whether the knowledge file at `path` was made of the draft's article or an earlier version of it."""
    return _holder(path, draft) is _Holder.SAME


def _fits(path: Path, draft: Draft, beside: Path, written: Collection[Path]) -> bool:
    if path in written:
        return False
    holder = _holder(path, draft)
    if holder is _Holder.NOBODY:
        return _holder(beside / path.name, draft) is not _Holder.ANOTHER
    return holder is _Holder.EDITOR


def _names(folder: Path, name: str) -> Iterator[Path]:
    yield folder / f"{name}.yaml"
    for number in count(2):
        yield folder / f"{name}-{number}.yaml"


def _family(folder: Path, name: str) -> list[Path]:
    """The knowledge files that were made for articles of this name, in the order of their numbers."""
    numbered = re.compile(rf"{re.escape(name)}(?:-(\d+))?{re.escape(PROOF_ENDING)}")
    found = [
        (int(match[1] or 1), path.with_name(path.name.removesuffix(PROOF_ENDING) + ".yaml"))
        for path in (folder.iterdir() if folder.is_dir() else ())
        if (match := numbered.fullmatch(path.name))
    ]
    return [path for _, path in sorted(found)]


def _holder(path: Path, draft: Draft) -> _Holder:
    if not path.exists():
        has_twin = any(path.with_suffix(ending).exists() for ending in ENDINGS)
        return _Holder.ANOTHER if has_twin or _keeps_a_text(text_of(path), draft) else _Holder.NOBODY
    proof = read_proof(proof_of(path))
    if proof is None:
        return _Holder.EDITOR
    newer = bool(draft.url) and proof.url == draft.url and _alike(path, draft)
    return _Holder.SAME if newer or proof.article == sha256_of(draft.text) else _Holder.ANOTHER


def _keeps_a_text(path: Path, draft: Draft) -> bool:
    """Whether a text that is no article of ours, nor this one, lies where the article would be kept."""
    try:
        text = path.read_bytes()
    except OSError:
        return path.exists()
    kept = sha256_of(text.decode("utf-8", "replace"))
    proof = read_proof(path.with_name(path.stem + PROOF_ENDING))
    return kept != sha256_of(draft.text) and (proof is None or proof.article != kept)


def _alike(path: Path, draft: Draft) -> bool:
    """Whether the draft's text still has most words of the article that is kept for the file."""
    try:
        kept = text_of(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    old, new = (Counter(word.text for word in words(text)) for text in (kept, draft.text))
    return (old & new).total() >= LIKENESS * old.total()
