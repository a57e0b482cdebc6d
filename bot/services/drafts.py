"""A draft of a knowledge file from an article: read, corrected, published. Nothing is written before that."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Self, TypeVar

from pydantic import BaseModel, ConfigDict

from bot.ingest import (
    Draft,
    SaveOutcome,
    Source,
    add_lines,
    amend,
    comments,
    draft_of,
    publish,
    read_data,
    well_known_of,
)
from bot.replies import DraftLeftOut, DraftPerson, DraftPreview, DraftQuote
from bot.services.services import Services
from bot.services.viewer import Viewer

# Bytes: a long article's page with all its markup; more is a site, for `briefing-bot ingest`.
LARGEST = 4 * 2**20


class DraftError(Exception):
    """Base of what keeps a draft from being made, corrected or published."""


class TooLargeError(DraftError):
    """The file is larger than `LARGEST`."""


class EmptyArticleError(DraftError):
    """Neither a quotation nor a whole sentence stands in the article."""


class NoSpeakerError(DraftError):
    """A quote is to be nobody's."""


class EditedFileError(DraftError):
    """The file `name` says something else than what was to be written, and was left as it is."""

    def __init__(self, name: str) -> None:
        super().__init__(f"An editor has changed {name}.")
        self.name = name


class AllUnsureError(DraftError):
    """Every line of the draft is to be looked at, so it was not published; it waits in the draft `name`."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Every line of {name} is to be looked at.")
        self.name = name


class CorrectionDraftedError(DraftError):
    """The article is a correction notice: it was not published; a change of `article` is the draft `name`.

    The name is empty where the article has the correction already.
    """

    def __init__(self, name: str, article: str) -> None:
        super().__init__(f"This corrects {article}; {name} waits as a draft.")
        self.name = name
        self.article = article


class DraftedArticle(BaseModel):
    """An article under review; `speakers` are the corrected ones, by the number of their quote.

    Once it is published under the name `published_as`, `left` are the numbers of the quotes that were left
    out.
    """

    model_config = ConfigDict(frozen=True)

    article: Source
    speakers: dict[int, str] = {}
    published_as: str = ""
    left: tuple[int, ...] = ()

    def draft(self) -> Draft:
        """The draft with its corrections. Blocks: the article is attributed the first time."""
        draft = draft_of(self.article)
        for number, name in self.speakers.items():
            draft = draft.with_speaker(number, name)
        return draft

    def preview(self) -> DraftPreview:
        """The draft as it is shown. Blocks like `draft`."""
        return preview_of(self.draft())

    def with_speaker(self, number: int, name: str) -> Self:
        """The same with another speaker of the quote of this number.

        :raises NoSpeakerError: the name has no letter.
        """
        name = " ".join(name.split())
        if not name:
            raise NoSpeakerError
        return self.model_copy(update={"speakers": self.speakers | {number: name}})


Drafted = TypeVar("Drafted", bound=DraftedArticle)


def preview_of(draft: Draft) -> DraftPreview:
    """A draft as it is shown."""
    return DraftPreview(
        name=draft.name,
        title=draft.title,
        quotes=tuple(
            DraftQuote(
                text=line.text,
                speaker=line.speaker,
                confidence=line.confidence,
                sure=line.sure,
                comments=comments(line),
            )
            for line in draft.lines
        ),
        facts=len(draft.facts),
        people=tuple(DraftPerson(name=each.name, role=each.role) for each in draft.people),
        unsure=len(draft.unsure),
        source=draft.source,
        author=draft.author,
        published=draft.published,
        left_out=tuple(DraftLeftOut(text=each.text, why=each.why) for each in draft.left_out),
        missing=draft.missing,
    )


def check_size(size: int) -> None:
    """Refuse a file of so many bytes before it is fetched.

    :raises TooLargeError: it is more than an article.
    """
    if size > LARGEST:
        raise TooLargeError


def draft_article(data: bytes, filename: str, knowledge: Path, source: str = "") -> DraftedArticle:
    """The first article in a file's bytes; `source` wins over the one it names. Blocks.

    Well-known names are those of the knowledge folder, where it has a list of them.

    :raises TooLargeError: the file is larger than an article.
    :raises EmptyArticleError: there is nothing in it to be kept.
    :raises IngestError: it cannot be read.
    """
    check_size(len(data))
    suffix = Path(filename).suffix.lower()
    article = next(iter(read_data(data, filename, suffix=suffix)), Source(""))
    article = replace(article, source=source or article.source, well_known=well_known_of(knowledge))
    if draft_of(article).empty:
        raise EmptyArticleError
    return DraftedArticle(article=article)


def publish_draft(drafted: Drafted, services: Services, viewer: Viewer) -> Drafted:
    """Write what is sure of the draft into the knowledge folder; the result knows what was left out. Blocks.

    Articles that the viewer may not see are none that it might correct.

    :raises EditedFileError: a file of its name says something else, and was kept.
    :raises AllUnsureError: nothing in it is sure; it waits as a draft.
    :raises CorrectionDraftedError: it is the correction of an article, of which a change was drafted.
    """
    draft, knowledge = drafted.draft(), services.knowledge
    notices = amend(draft, knowledge, lambda path, article: services.may_see(path, article, viewer))
    corrected = dict.fromkeys(each.article.name for each in notices if each.article is not None)
    if corrected:
        waiting = dict.fromkeys(each.article.name for each in notices if each.article and not each.known)
        raise CorrectionDraftedError(" · ".join(f"drafts/{name}" for name in waiting), " · ".join(corrected))
    saved = publish(draft, knowledge)
    if saved.outcome is SaveOutcome.KEPT:
        raise EditedFileError(saved.path.name)
    if saved.outcome is SaveOutcome.HELD:
        raise AllUnsureError(saved.path.name)
    left = {line.start for line in draft.parted()[1].lines} if saved.left else set()
    numbers = tuple(number for number, line in enumerate(draft.lines) if line.start in left)
    return drafted.model_copy(update={"published_as": saved.path.stem, "left": numbers})


def add_left_out(drafted: DraftedArticle, knowledge: Path) -> None:
    """Add the quotes that were left out, as they are now, to the published article. Blocks.

    :raises EditedFileError: an editor has changed the draft in which they wait; it was kept.
    """
    draft = drafted.draft()
    chosen = [number in drafted.left for number in range(len(draft.lines))]
    saved = add_lines(draft, chosen, drafted.published_as, knowledge)
    if saved.outcome is SaveOutcome.KEPT:
        raise EditedFileError(saved.path.name)
