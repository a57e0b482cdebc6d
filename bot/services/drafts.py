"""A draft of a knowledge file from an article: read, corrected, published. Nothing is written before that."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Self, TypeVar

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
from bot.knowledge import read_date
from bot.replies import DraftFact, DraftLeftOut, DraftPerson, DraftPreview, DraftQuote
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


class NotSaidError(DraftError):
    """The article does not have the words that a quote was given, letter for letter."""


class NoDateError(DraftError):
    """What an article was to be published on is no day; `typed` is what was typed."""

    def __init__(self, typed: str) -> None:
        super().__init__(f"“{typed}” is no day; write it as 2031-03-04.")
        self.typed = typed


class NoTitleError(DraftError):
    """An article is to have no title."""


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

    So are `texts` and `contexts`. `dropped` are the numbers of quotes, and `dropped_facts` those of facts,
    that an editor leaves out; `heading` has what they say of the article itself, by its key.

    Once it is published under the name `published_as`, `left` are the numbers of the quotes that were left
    out.
    """

    model_config = ConfigDict(frozen=True)

    article: Source
    speakers: dict[int, str] = {}
    texts: dict[int, str] = {}
    contexts: dict[int, str] = {}
    dropped: tuple[int, ...] = ()
    dropped_facts: tuple[int, ...] = ()
    heading: dict[str, str] = {}
    published_as: str = ""
    left: tuple[int, ...] = ()

    def draft(self) -> Draft:
        """The draft with its corrections, nothing dropped yet. Blocks: it is attributed the first time."""
        draft = draft_of(self.article)
        for number, name in self.speakers.items():
            draft = draft.with_speaker(number, name)
        for number, text in self.texts.items():
            draft = draft.with_words(number, text)
        for number, context in self.contexts.items():
            draft = draft.with_context(number, context)
        told: dict[str, Any] = dict(self.heading)
        if "published" in told:
            told["published"] = read_date(told["published"]) if told["published"] else None
        return replace(draft, **told)

    def kept(self) -> Draft:
        """The draft without what an editor leaves out. Blocks like `draft`."""
        draft = self.draft()
        facts = tuple(fact for number, fact in enumerate(draft.facts) if number not in self.dropped_facts)
        chosen = [number not in self.dropped for number in range(len(draft.lines))]
        return replace(draft.only(chosen), facts=facts)

    def preview(self) -> DraftPreview:
        """The draft as it is shown, with what is left out marked so. Blocks like `draft`."""
        whole = preview_of(self.draft())
        quotes = (
            each.model_copy(update={"dropped": number in self.dropped})
            for number, each in enumerate(whole.quotes)
        )
        told = (
            each.model_copy(update={"dropped": number in self.dropped_facts})
            for number, each in enumerate(whole.told)
        )
        return whole.model_copy(update={"quotes": tuple(quotes), "told": tuple(told)})

    def with_speaker(self, number: int, name: str) -> Self:
        """The same with another speaker of the quote of this number.

        :raises NoSpeakerError: the name has no letter.
        """
        name = " ".join(name.split())
        if not name:
            raise NoSpeakerError
        return self.model_copy(update={"speakers": self.speakers | {number: name}})

    def with_line(self, number: int, speaker: str, text: str, context: str) -> Self:
        """The same with a quote as an editor wants it; without words it is left out, with them it is not.

        :raises NoSpeakerError: the name has no letter.
        :raises NotSaidError: the article does not have these words.
        """
        pieces = self.draft().statement(number)
        others = tuple(each for each in self.dropped if each not in pieces)
        if not text.strip():
            return self.model_copy(update={"dropped": (*others, *pieces)})
        mended, line = self.model_copy(update={"dropped": others}), self.draft().lines[number]
        if " ".join(speaker.split()) != line.speaker:
            mended = mended.with_speaker(number, speaker)
        if text.split() != line.text.split():
            mended = mended.model_copy(update={"texts": mended.texts | {number: text}})
        if context.split() != line.context.split():
            mended = mended.model_copy(update={"contexts": mended.contexts | {number: context}})
        try:
            mended.draft()
        except ValueError as error:
            raise NotSaidError from error
        return mended

    def with_heading(self, **told: str) -> Self:
        """The same with what an editor says of the article: its title, source, author, url and published.

        :raises NoTitleError: it is to have no title.
        :raises NoDateError: `published` is no day.
        """
        heading = {key: " ".join(value.split()) for key, value in told.items()}
        if not heading.get("title", "-"):
            raise NoTitleError
        try:
            read_date(heading.get("published") or "2031-03-04")
        except ValueError as error:
            raise NoDateError(heading["published"]) from error
        return self.model_copy(update={"heading": self.heading | heading})

    def with_fact(self, number: int) -> Self:
        """The same without a fact; with it, where it was left out."""
        facts = set(self.dropped_facts) ^ {number}
        return self.model_copy(update={"dropped_facts": tuple(sorted(facts))})


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
                context=line.context,
            )
            for line in draft.lines
        ),
        facts=len(draft.facts),
        told=tuple(DraftFact(text=fact.text) for fact in draft.facts),
        url=draft.url,
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
    draft, knowledge = drafted.kept(), services.knowledge
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
    numbers = tuple(
        number
        for number, line in enumerate(drafted.draft().lines)
        if line.start in left and number not in drafted.dropped
    )
    return drafted.model_copy(update={"published_as": saved.path.stem, "left": numbers})


def add_left_out(drafted: DraftedArticle, knowledge: Path) -> None:
    """Add the quotes that were left out, as they are now, to the published article. Blocks.

    :raises EditedFileError: an editor has changed the draft in which they wait; it was kept.
    """
    draft = drafted.draft()
    left = set(drafted.left) - set(drafted.dropped)
    chosen = [number in left for number in range(len(draft.lines))]
    saved = add_lines(draft, chosen, drafted.published_as, knowledge)
    if saved.outcome is SaveOutcome.KEPT:
        raise EditedFileError(saved.path.name)
