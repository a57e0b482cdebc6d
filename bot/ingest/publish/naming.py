"""The file that an article gets: its own of an earlier reading, or a name that no other article has."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from enum import Enum, auto
from itertools import chain, count, pairwise
from pathlib import Path
from typing import Protocol

from bot.ingest.publish.proof import PROOF_ENDING, proof_of, read_proof, text_of
from bot.knowledge import ENDINGS
from bot.text import sha256_of, words

DRAFTS = "drafts"
"""The folder of drafts within the knowledge folder."""
LIKENESS = 0.5
"""Share of the kept article's pairs of neighbouring words that a text from the same address still has where
it is a newer version of it: a corrected or longer report keeps most, another article on a page that changes
daily does not. Single words tell them less well apart: a long article has half of any short one's."""


class Origin(Protocol):
    """What an article is known by: the name it came with, its text and its address."""

    @property
    def name(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def url(self) -> str: ...


class _Holder(Enum):
    """Whose a file is, seen from an article that would have its name."""

    NOBODY = auto()
    SAME = auto()
    ANOTHER = auto()
    EDITOR = auto()


def place_for(
    draft: Origin,
    folder: Path,
    knowledge: Path,
    written: Collection[Path] = (),
    *,
    beside_drafts: bool = True,
) -> Path:
    """Where in `folder` the draft's article belongs: NAME.yaml, NAME-2.yaml and so on.

    That is the file in which this article already stands, whichever number it has and, once it is published,
    wherever it was moved; else the first name that
    no other article has in `folder` or in any other folder of `knowledge`, for a name is an id. NAME.yaml
    without a proof is an editor's own: its name is given, for the caller to keep it. `written` are files that
    are not asked about any more, as the same run wrote them. `beside_drafts` false leaves the names of drafts
    free.
    """
    folders = [each for each in knowledge_folders(knowledge) if beside_drafts or each.name != DRAFTS]
    # What is published may have been filed in a folder since.
    homes = [each for each in folders if each.name != DRAFTS] if folder == knowledge else [folder]
    for path in chain.from_iterable(_family(home, draft.name) for home in homes):
        if path not in written and is_of(draft, path):
            return path
    beside = [each for each in folders if each != folder]
    return next(path for path in _names(folder, draft.name) if _fits(path, draft, beside, written))


def holder_of(name: str, knowledge: Path) -> Path | None:
    """The published file that has the name of an article, in whichever folder; None where there is none."""
    homes = (folder for folder in knowledge_folders(knowledge) if folder.name != DRAFTS)
    files = (folder / f"{name}{ending}" for folder in homes for ending in ENDINGS)
    return next((path for path in files if path.is_file()), None)


def is_of(draft: Origin, path: Path) -> bool:
    """Whether the knowledge file at `path` was made of the draft's article or an earlier version of it."""
    return _holder(path, draft) is _Holder.SAME


def _fits(path: Path, draft: Origin, beside: Iterable[Path], written: Collection[Path]) -> bool:
    if path in written:
        return False
    holder = _holder(path, draft)
    if holder is _Holder.NOBODY:
        return not any(_has_another(folder / path.name, draft) for folder in beside)
    # Under a number the article would be looked for by nobody, so an editor's file there is another one.
    return holder is _Holder.EDITOR and path.stem == draft.name


def _has_another(path: Path, draft: Origin) -> bool:
    """Whether the name of `path` is another article's in its folder."""
    stands = any(path.with_suffix(ending).exists() for ending in ENDINGS)
    return stands and not is_of(draft, path)


def knowledge_folders(knowledge: Path) -> Iterator[Path]:
    """The folders in which knowledge files are looked for, the knowledge folder first."""
    for place, inner, _ in os.walk(knowledge):
        inner[:] = [name for name in inner if not name.startswith(".")]
        yield Path(place)


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


def _holder(path: Path, draft: Origin) -> _Holder:
    if not path.exists():
        has_twin = any(path.with_suffix(ending).exists() for ending in ENDINGS)
        return _Holder.ANOTHER if has_twin or _keeps_a_text(text_of(path), draft) else _Holder.NOBODY
    proof = read_proof(proof_of(path))
    if proof is None:
        return _Holder.EDITOR
    newer = bool(draft.url) and proof.url == draft.url and _alike(path, draft)
    return _Holder.SAME if newer or proof.article == sha256_of(draft.text) else _Holder.ANOTHER


def _keeps_a_text(path: Path, draft: Origin) -> bool:
    """Whether a text that is no article of ours, nor this one, lies where the article would be kept."""
    try:
        text = path.read_bytes()
    except OSError:
        return path.exists()
    kept = sha256_of(text.decode("utf-8", "replace"))
    proof = read_proof(path.with_name(path.stem + PROOF_ENDING))
    return kept != sha256_of(draft.text) and (proof is None or proof.article != kept)


def _alike(path: Path, draft: Origin) -> bool:
    """Whether the draft's text still has most words of the article that is kept for the file."""
    try:
        kept = text_of(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    old, new = (Counter(pairwise(word.text for word in words(text))) for text in (kept, draft.text))
    return (old & new).total() >= LIKENESS * old.total()
