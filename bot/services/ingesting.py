"""Articles of a newsroom made into drafts, many at a time: for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from bot.ingest import (
    Draft,
    IngestError,
    SaveOutcome,
    Source,
    draft_of,
    publish,
    read_data,
    read_inputs,
    save,
    well_known_of,
)
from bot.replies import DraftPreview
from bot.services.drafts import preview_of

PIPED = "standard input"
"""How an article is called that came without a file."""


class UnwritableDraftError(IngestError):
    """A draft cannot be written."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name} cannot be written: {reason}.")


class SavedDraft(NamedTuple):
    """A draft on disk. `outcome` says in a word what was done.

    `renamed`: another article has its name, so it got the name of `path`. `kept`: an editor changed the file,
    which was left as it was; `difference` is then a unified diff to what would have been written.
    """

    draft: DraftPreview
    path: Path
    outcome: str
    renamed: bool
    kept: bool
    difference: str


def read_drafts(inputs: Iterable[Path | bytes], known: Source, knowledge: Path) -> Iterator[Draft]:
    """The drafts of all articles in files, folders and bytes, one at a time.

    What is `known` wins over what an article says of itself. Well-known names are those of the
    knowledge folder, where it has a list of them.

    :raises IngestError: an input cannot be read.
    """
    names = well_known_of(knowledge)
    for one in inputs:
        for article in read_data(one, PIPED) if isinstance(one, bytes) else read_inputs(one):
            yield draft_of(
                replace(
                    article,
                    title=known.title or article.title,
                    source=known.source or article.source,
                    author=known.author or article.author,
                    url=known.url or article.url,
                    published=known.published or article.published,
                    well_known=names,
                )
            )


def save_drafts(drafts: Iterable[Draft], knowledge: Path, *, published: bool) -> Iterator[SavedDraft]:
    """Write drafts into the knowledge folder, each when it is asked for; `published` for all to ask.

    :raises IngestError: a draft has nothing in it, says what its article does not, or cannot be written.
    """
    write = publish if published else save
    written: set[Path] = set()
    for draft in drafts:
        try:
            saved = write(draft, knowledge, written=written)
        except OSError as error:
            raise UnwritableDraftError(draft.name, error.strerror or str(error)) from error
        written.add(saved.path)
        new = saved.outcome in {SaveOutcome.WRITTEN, SaveOutcome.PUBLISHED}
        yield SavedDraft(
            draft=preview_of(draft),
            path=saved.path,
            outcome=saved.outcome.value,
            renamed=saved.renamed and new,
            kept=saved.outcome is SaveOutcome.KEPT,
            difference=saved.difference,
        )
