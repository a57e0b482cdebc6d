"""What lies in the knowledge folder of an article beside its published file: drafts, texts, proofs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.ingest.publish.naming import DRAFTS, knowledge_folders
from bot.ingest.publish.proof import PROOF_ENDING, TEXT_ENDING
from bot.knowledge import ENDINGS, read_bytes


def traces_of(article: str, knowledge: Path) -> tuple[Path, ...]:
    """Everything that `ingest` wrote of the article with this id, but not its published file.

    The text beside a published file counts where there is a proof of it: else it is an editor's own.
    """
    return tuple(sorted(path for folder in knowledge_folders(knowledge) for path in _in(folder, article)))


def _in(folder: Path, article: str) -> Iterator[Path]:
    names = {path.name: path for path in folder.iterdir() if path.is_file()}
    drafts = dict(_drafts(names, article)) if folder.name == DRAFTS else {}
    yield from drafts.values()
    for stem in {article, *drafts}:
        if f"{stem}{PROOF_ENDING}" in names or stem in drafts:
            written = (f"{stem}{PROOF_ENDING}", f"{stem}{TEXT_ENDING}")
            yield from (names[name] for name in written if name in names)
        # What a kill left half-written, or laid aside to take another's place.
        endings = "|".join(map(re.escape, (PROOF_ENDING, TEXT_ENDING, *ENDINGS)))
        twin = re.compile(rf"\.{re.escape(stem)}(?:{endings})(?:\.next)?(?:\.[0-9a-f]{{8}})?")
        yield from (path for name, path in names.items() if twin.fullmatch(name))


def _drafts(names: Mapping[str, Path], article: str) -> Iterator[tuple[str, Path]]:
    """The drafts of the article, and of lines that are to be added to it, by their stems."""
    for path in names.values():
        if path.suffix not in ENDINGS:
            continue
        read = read_bytes(path.read_bytes(), path.name, drafts=True).articles
        waiting = not read or any(each.draft or each.adds_to for each in read)
        if waiting and (path.stem == article or any(each.adds_to == article for each in read)):
            yield path.stem, path
