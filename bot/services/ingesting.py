"""Articles of a newsroom made into drafts, many at a time: for the terminal."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from traceback import extract_tb
from typing import NamedTuple

from bot.ingest import (
    Amended,
    Draft,
    IngestError,
    MissingToolError,
    SaveOutcome,
    Source,
    UnforeseenError,
    UnreadableError,
    amend,
    draft_of,
    draft_path,
    files_in,
    publish,
    publish_draft_file,
    read_data,
    read_input,
    save,
    well_known_of,
)
from bot.replies import DraftPreview
from bot.services.drafts import preview_of

log = logging.getLogger(__name__)

PIPED = "standard input"
"""How an article is called that came without a file."""


class UnwritableDraftError(IngestError):
    """A draft cannot be written."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name} cannot be written: {reason}.")


class SavedDraft(NamedTuple):
    """A draft on disk. `outcome` says in a word what was done.

    `renamed`: another article has its name, so it got the name of `path`. `kept`: a file that says something
    else was left as it was; `difference` is then a unified diff to what would have been written, `edits_only`
    says that it is what an editor changed and nothing else, `waits` that the file is a draft which was to be
    published. `left` counts the quotes that were not published and wait in the draft `left_in`, `held` says
    that this is the whole article. `notice`: it is a correction, of the article `corrects` or, where that is
    not clear, of one of the `candidates`; `known` says that the article has it already. `beside`
    is the published file of the article of which this is a draft.
    """

    draft: DraftPreview
    path: Path
    outcome: str
    renamed: bool
    kept: bool
    difference: str
    left: int = 0
    left_in: Path | None = None
    held: bool = False
    notice: bool = False
    corrects: Path | None = None
    candidates: tuple[Path, ...] = ()
    known: bool = False
    quotes: int = 0
    facts: int = 0
    edits_only: bool = False
    waits: bool = False
    beside: Path | None = None


class _Input(NamedTuple):
    """A file or what was piped, as it is shown, and the articles in it."""

    shown: str
    articles: Iterator[Source]


def read_drafts(
    inputs: Iterable[Path | bytes], known: Source, knowledge: Path
) -> Iterator[Draft | IngestError]:
    """The drafts of all articles in files, folders and bytes, one at a time.

    What cannot be read comes as its error, in its place: it never costs the others. What is `known` wins over
    what an article says of itself. Well-known names are those of the knowledge folder, where it has a list.

    :raises NetworkError: the network that reads articles cannot be used.
    """
    names = well_known_of(knowledge)
    for one in _inputs(inputs):
        if isinstance(one, IngestError):
            yield one
        else:
            yield from _drafts_in(one, replace(known, well_known=names))


def _drafts_in(given: _Input, known: Source) -> Iterator[Draft | IngestError]:
    """The drafts of the articles in one input, up to the one that cannot be read."""
    while True:
        try:
            article = next(given.articles, None)
        except MissingToolError as error:
            yield UnreadableError(given.shown, str(error))
            return
        except IngestError as error:
            yield error
            return
        except Exception as error:
            yield _unforeseen(given.shown, error)
            return
        if article is None:
            return
        try:
            draft = draft_of(_with_known(article, known))
        except IngestError:
            raise
        except Exception as error:
            yield _unforeseen(given.shown, error)
        else:
            yield draft


def _with_known(article: Source, known: Source) -> Source:
    """An article with what is known of it besides."""
    return replace(
        article,
        title=known.title or article.title,
        source=known.source or article.source,
        author=known.author or article.author,
        url=known.url or article.url,
        published=known.published or article.published,
        well_known=known.well_known,
    )


def _inputs(inputs: Iterable[Path | bytes]) -> Iterator[_Input | IngestError]:
    for one in inputs:
        if isinstance(one, bytes):
            yield _Input(PIPED, read_data(one, PIPED))
            continue
        try:
            files = files_in(one)
        except IngestError as error:
            yield error
        else:
            yield from (_Input(str(file), _articles_in(file)) for file in files)


def _articles_in(file: Path) -> Iterator[Source]:
    yield from read_input(file)


def _unforeseen(name: str, error: Exception) -> UnforeseenError:
    """The program's own failure at an input, for the editor; the log gets the cause, in one line."""
    place = extract_tb(error.__traceback__)[-1]
    cause = f"{type(error).__name__}: {error}"
    log.error("%s failed with %s (%s, line %d).", name, cause, place.filename, place.lineno)
    log.debug("How it came to that:", exc_info=error)
    return UnforeseenError(name)


class Publishing(NamedTuple):
    """How drafts are published: with the lines to look at (`unsure`), in place of a file (`replacing`)."""

    unsure: bool = False
    replacing: bool = False


def save_drafts(
    drafts: Iterable[Draft | IngestError], knowledge: Path, *, publishing: Publishing | None = None
) -> Iterator[SavedDraft | IngestError]:
    """Write drafts into the knowledge folder, each when it is asked for; `publishing` for all to ask.

    One that has nothing in it, or says what its article does not, comes as its error, in its place.

    :raises UnwritableDraftError: a draft cannot be written.
    """
    written: set[Path] = set()
    for draft in drafts:
        if isinstance(draft, IngestError):
            yield draft
            continue
        try:
            saved = _saved(draft, knowledge, written, publishing)
        except OSError as error:
            raise UnwritableDraftError(draft.name, error.strerror or str(error)) from error
        except IngestError as error:
            yield error
        except Exception as error:
            yield _unforeseen(draft.name, error)
        else:
            yield from saved


def _saved(
    draft: Draft, knowledge: Path, written: set[Path], publishing: Publishing | None
) -> list[SavedDraft]:
    """Write a draft; what is told of it, and of the corrections in it. Its path is added to `written`."""
    notices = amend(draft, knowledge)
    told = [_amended(draft, notice) for notice in notices]
    if any(notice.article is not None for notice in notices):
        return told
    if publishing is None:
        saved = save(draft, knowledge, written=written)
    else:
        saved = publish(draft, knowledge, written=written, **publishing._asdict())
    written.add(saved.path)
    new = saved.outcome in {SaveOutcome.WRITTEN, SaveOutcome.PUBLISHED}
    mine = SavedDraft(
        draft=preview_of(draft),
        path=saved.path,
        outcome=saved.outcome.value,
        renamed=saved.renamed and new,
        kept=saved.outcome is SaveOutcome.KEPT,
        difference=saved.difference,
        left=saved.left,
        left_in=saved.left_in,
        held=saved.outcome is SaveOutcome.HELD,
        quotes=saved.quotes,
        facts=saved.facts,
        edits_only=saved.edits_only,
        waits=saved.waits,
        beside=saved.beside,
    )
    return [*told, mine]


def _amended(draft: Draft, notice: Amended) -> SavedDraft:
    """What is told of a correction notice."""
    return SavedDraft(
        draft=preview_of(draft),
        path=notice.path or notice.article or Path(),
        outcome="correction drafted" if notice.path else "not drafted",
        renamed=False,
        kept=False,
        difference="",
        notice=True,
        corrects=notice.article,
        candidates=notice.candidates,
        known=notice.known,
    )


class PublishedDraft(NamedTuple):
    """A draft that an editor had looked at, published to `path`.

    `added` says that its lines went into an article that was there; `kept` that a file that says something
    else was left as it was, `difference` in what: an editor's changes alone (`edits_only`), or lines
    that were changed in the draft as well (`clash`). `quotes` and `facts` are how many were written,
    `marked` the lines of the file in which a quote still has a comment that says what to look at.
    """

    path: Path
    outcome: str
    added: bool
    kept: bool
    difference: str
    quotes: int
    facts: int
    edits_only: bool = False
    clash: bool = False
    marked: tuple[int, ...] = ()


def publish_drafts(names: Iterable[str], knowledge: Path, *, replacing: bool) -> Iterator[PublishedDraft]:
    """Publish drafts, each when it is asked for, named by their paths or their names among the drafts.

    :raises IngestError: there is no such draft, it is not in order, or it cannot be written.
    :raises KnowledgeError: the article that lines are to be added to leaves no place for them.
    """
    for name in names:
        path = draft_path(name, knowledge)
        try:
            saved = publish_draft_file(path, knowledge, replacing=replacing)
        except OSError as error:
            raise UnwritableDraftError(path.name, error.strerror or str(error)) from error
        yield PublishedDraft(
            path=saved.path,
            outcome=saved.outcome.value,
            added=saved.outcome is SaveOutcome.UPDATED,
            kept=saved.outcome is SaveOutcome.KEPT,
            difference=saved.difference,
            quotes=saved.quotes,
            facts=saved.facts,
            edits_only=saved.edits_only,
            clash=saved.clash,
            marked=saved.marked,
        )
