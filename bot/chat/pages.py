"""Everything that pages: a source says what is listed and makes the card of each page, nothing more.

A source is a small frozen record that is kept as JSON, so that a page can be turned after a restart.
A new list needs a source here, and no new buttons.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from bot.answering.engine import Engine
from bot.cards.answer import answer_card, is_list
from bot.cards.card import ActionKind, Card
from bot.cards.checked import checked_card
from bot.cards.draft import draft_card
from bot.cards.found import choice, found_card, shortened
from bot.cards.language import _
from bot.cards.lists import articles_card, people_card, quotes_card
from bot.cards.said import compared_card, in_time, on_topic, timeline_card, who_said_card
from bot.cards.verdict import verdict_card
from bot.ingest import Draft, Source, draft_of
from bot.knowledge.items import Item
from bot.replies import Answer, Context
from bot.verify import check_text

# Answers fetched for a question: what a list shows in ten pages; a select menu takes the first 25 of them.
HELD = 50
# Quotes fetched of one person, so that their number is exact; beyond it nobody pages.
QUOTES_HELD = 250
# Entries of a page: two screens of a phone.
ANSWERS_PAGE = 5
LIST_PAGE = 10
COMPARED_PAGE = 2
# Items that a conversation remembers as shown: six pages of "what else?", and small enough to keep.
REMEMBERED = 30


class Control(NamedTuple):
    """A button of a source's own; with `options` (value, label) it is a menu. `does` names its handler."""

    does: str
    label: str
    options: tuple[tuple[str, str], ...] = ()


class Page(NamedTuple):
    """A page's card, the keys of its items, where the pages before and after begin, buttons of its own."""

    card: Card
    keys: tuple[str, ...] = ()
    before: int | None = None
    after: int | None = None
    controls: tuple[Control, ...] = ()


class _Source(BaseModel):
    model_config = ConfigDict(frozen=True)

    def page(self, engine: Engine, start: int) -> Page:
        """The page from entry `start` on, out of the knowledge as it is now. Blocks: call it in a thread."""
        raise NotImplementedError


class AnswerSource(_Source):
    """The answers to a question; asked anew for each page, so that nothing is shown that was taken back."""

    kind: Literal["answer"] = "answer"
    question: str
    today: date
    context: Context | None = None

    def answer(self, engine: Engine) -> Answer:
        """Ask the engine. Blocks: call it in a thread."""
        return engine.ask(self.question, self.context, today=self.today, limit=HELD)

    def page(self, engine: Engine, start: int) -> Page:
        return self.page_of(self.answer(engine), start)

    def page_of(self, answer: Answer, start: int = 0) -> Page:
        """A page of an answer at hand. The first shows what reads well, the others as many as fit a page."""
        card = answer_card(answer, start=start, count=ANSWERS_PAGE if start else None)
        shown = sum(1 for each in card.blocks if each.key)
        first = shown if start == 0 else _shown_first(answer)
        before = None if start == 0 else (0 if start <= first else max(first, start - ANSWERS_PAGE))
        after = start + shown if start + shown < len(answer.answers) else None
        return Page(card, tuple(item.key for item in answer.answers), before, after)

    def picked(self, item: Item, answer: Answer) -> Page:
        """The item that the asker says was meant, with the way back to the others."""
        card = found_card(item, title=self.question)
        menu = () if answer.answered and is_list(answer) else answer.answers
        judging = tuple(each for each in answer_card(answer).actions if each.kind in _JUDGING)
        actions = (*card.actions, *judging, *(choice(each) for each in menu))
        keys = tuple(each.key for each in answer.answers)
        return Page(card.model_copy(update={"actions": actions}), keys, before=0)


_JUDGING = (ActionKind.USEFUL, ActionKind.USELESS)


def _shown_first(answer: Answer) -> int:
    return sum(1 for each in answer_card(answer).blocks if each.key)


class ArticlesSource(_Source):
    """All articles, newest first, or those with these words in their titles."""

    kind: Literal["articles"] = "articles"
    words: str = ""

    def page(self, engine: Engine, start: int) -> Page:
        entries = engine.articles(self.words, offset=start, limit=LIST_PAGE + 1)
        total = 0 if self.words else engine.article_count()
        shown = entries[:LIST_PAGE]
        card = articles_card(shown, start=start, total=max(total, start + len(entries)))
        return _of_list(card, start, more=len(entries) > LIST_PAGE, size=LIST_PAGE)


class PeopleSource(_Source):
    """The people, most quoted first, or those with this name."""

    kind: Literal["people"] = "people"
    words: str = ""

    def page(self, engine: Engine, start: int) -> Page:
        entries = engine.people(self.words, offset=start, limit=LIST_PAGE + 1)
        total = 0 if self.words else engine.status().people
        card = people_card(entries[:LIST_PAGE], start=start, total=max(total, start + len(entries)))
        return _of_list(card, start, more=len(entries) > LIST_PAGE, size=LIST_PAGE)


class QuotesSource(_Source):
    """What one person said, or said on a topic."""

    kind: Literal["quotes"] = "quotes"
    person: str
    topic: str = ""

    def page(self, engine: Engine, start: int) -> Page:
        items = engine.quotes(self.person, topic=self.topic, limit=QUOTES_HELD)
        title = on_topic(self.person, self.topic)
        return _of_items(items, start, lambda shown: quotes_card(title, shown, start=start, total=len(items)))


class TimelineSource(_Source):
    """What one person said on a topic over time, the oldest first."""

    kind: Literal["timeline"] = "timeline"
    person: str
    topic: str = ""

    def page(self, engine: Engine, start: int) -> Page:
        items = in_time(engine.quotes(self.person, topic=self.topic, limit=QUOTES_HELD))
        total = len(items)
        return _of_items(
            items,
            start,
            lambda shown: timeline_card(self.person, self.topic, shown, start=start, total=total),
        )


class ComparedSource(_Source):
    """What two people said on the same topic, some of each on every page."""

    kind: Literal["compared"] = "compared"
    first: str
    second: str
    topic: str = ""

    def page(self, engine: Engine, start: int) -> Page:
        sides = {
            person: engine.quotes(person, topic=self.topic, limit=QUOTES_HELD)
            for person in (self.first, self.second)
        }
        end = start + COMPARED_PAGE
        card = compared_card(self.topic, {person: items[start:end] for person, items in sides.items()})
        return _of_list(card, start, more=any(len(each) > end for each in sides.values()), size=COMPARED_PAGE)


class WhoSaidSource(_Source):
    """Whose words some words are, the closest first."""

    kind: Literal["whosaid"] = "whosaid"
    words: str

    def page(self, engine: Engine, start: int) -> Page:
        items = engine.who_said(self.words, limit=HELD)
        return _of_items(items, start, lambda shown: who_said_card(self.words, shown))


class VerdictSource(_Source):
    """Whether a quotation is genuine."""

    kind: Literal["verdict"] = "verdict"
    quotation: str
    speaker: str | None = None

    def page(self, engine: Engine, start: int) -> Page:
        verdict = engine.verify(self.quotation, self.speaker)
        card = verdict_card(verdict)
        # There is no question whose evidence could be told: the verdict shows its own.
        actions = tuple(each for each in card.actions if each.kind is not ActionKind.WHY)
        keys = tuple(match.item.key for match in verdict.matches)
        return Page(card.model_copy(update={"actions": actions}), keys)


class CheckedSource(_Source):
    """Every quotation in somebody's message, checked."""

    kind: Literal["checked"] = "checked"
    text: str

    def page(self, engine: Engine, start: int) -> Page:
        return Page(checked_card(check_text(self.text, engine.verify)))


class DraftSource(_Source):
    """The draft of an article that a keeper looks through; `speakers` are the lines they mended."""

    kind: Literal["draft"] = "draft"
    article: Source
    speakers: dict[int, str] = {}

    def draft(self) -> Draft:
        """The draft with what was mended in it."""
        draft = draft_of(self.article)
        for number, name in self.speakers.items():
            draft = draft.with_speaker(number, name)
        return draft

    def page(self, engine: Engine, start: int) -> Page:
        return self.page_of_line(start)

    def page_of_line(self, number: int) -> Page:
        """The page that a line stands on. Blocks: call it in a thread."""
        start = number - number % ANSWERS_PAGE
        draft = self.draft()
        shown = range(start, min(start + ANSWERS_PAGE, len(draft.lines)))
        lines = tuple(
            (str(number), shortened(f"{draft.lines[number].speaker}: {draft.lines[number].text}"))
            for number in shown
        )
        controls = (
            Control("publish", _("Publish")),
            Control("discard", _("Discard")),
            *([Control("speaker", _("Mend the speaker of a line"), lines)] if lines else []),
        )
        card = draft_card(draft, start=start, count=ANSWERS_PAGE)
        page = _of_list(card, start, more=start + ANSWERS_PAGE < len(draft.lines), size=ANSWERS_PAGE)
        return page._replace(controls=controls)


AnySource = Annotated[
    AnswerSource
    | ArticlesSource
    | PeopleSource
    | QuotesSource
    | TimelineSource
    | ComparedSource
    | WhoSaidSource
    | VerdictSource
    | CheckedSource
    | DraftSource,
    Field(discriminator="kind"),
]
_SOURCES: TypeAdapter[AnySource] = TypeAdapter(AnySource)


def read_source(kept: str) -> AnySource:
    """A source as it was kept, by `source.model_dump_json()`."""
    return _SOURCES.validate_json(kept)


def _of_items(items: Sequence[Item], start: int, card: Callable[[Sequence[Item]], Card]) -> Page:
    """A page of items at hand."""
    shown = items[start : start + ANSWERS_PAGE]
    page = _of_list(card(shown), start, more=start + len(shown) < len(items), size=ANSWERS_PAGE)
    return page._replace(keys=tuple(item.key for item in items))


def _of_list(card: Card, start: int, *, more: bool, size: int) -> Page:
    return Page(card, (), max(0, start - size) if start else None, start + size if more else None)
