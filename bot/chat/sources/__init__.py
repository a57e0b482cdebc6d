"""What can be paged, a family of lists a module. A new one is a new class and a line in `AnySource`."""

from typing import Annotated

from pydantic import Field, TypeAdapter

from bot.chat.sources.answer import AnswerSource
from bot.chat.sources.draft import DraftSource
from bot.chat.sources.lists import (
    ArticlesOnSource,
    ArticleSource,
    ArticlesSource,
    PeopleSource,
    PersonSource,
    QuotesInSource,
    QuotesSource,
)
from bot.chat.sources.news import NewsSource
from bot.chat.sources.quotations import VerdictSource
from bot.chat.sources.said import ComparedSource, TimelineSource, WhoSaidSource
from bot.chat.sources.search import SearchSource

__all__ = [
    "AnswerSource",
    "AnySource",
    "ArticleSource",
    "ArticlesOnSource",
    "ArticlesSource",
    "ComparedSource",
    "DraftSource",
    "NewsSource",
    "PeopleSource",
    "PersonSource",
    "QuotesInSource",
    "QuotesSource",
    "SearchSource",
    "TimelineSource",
    "VerdictSource",
    "WhoSaidSource",
    "read_source",
]

AnySource = Annotated[
    AnswerSource
    | ArticlesSource
    | PeopleSource
    | PersonSource
    | ArticleSource
    | QuotesSource
    | QuotesInSource
    | ArticlesOnSource
    | TimelineSource
    | ComparedSource
    | WhoSaidSource
    | SearchSource
    | VerdictSource
    | NewsSource
    | DraftSource,
    Field(discriminator="kind"),
]
_SOURCES: TypeAdapter[AnySource] = TypeAdapter(AnySource)


def read_source(stored: str) -> AnySource:
    """A source as it was stored, by `source.model_dump_json()`."""
    return _SOURCES.validate_json(stored)
