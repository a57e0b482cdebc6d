"""What lists lead to: a person, an article, what they said and what stands in it."""

from __future__ import annotations

from bot.chat.components.context import ComponentContext, Handler, acknowledge, open_source
from bot.chat.sources import (
    ArticlesOnSource,
    ArticleSource,
    PersonSource,
    QuotesInSource,
    QuotesSource,
    TimelineSource,
)


async def open_person(context: ComponentContext) -> None:
    """Show who somebody is."""
    await acknowledge(context)
    await open_source(context, PersonSource(person=context.key_at(context.chosen)))


async def open_article(context: ComponentContext) -> None:
    """Show an article in short."""
    await acknowledge(context)
    await open_source(context, ArticleSource(article=context.key_at(context.chosen)))


async def list_quotes(context: ComponentContext) -> None:
    """List what a person said, the newest first."""
    await acknowledge(context)
    await open_source(context, QuotesSource(person=context.key))


async def list_in_time(context: ComponentContext) -> None:
    """List what a person said, the oldest first."""
    await acknowledge(context)
    await open_source(context, TimelineSource(person=context.key))


async def list_articles(context: ComponentContext) -> None:
    """List the articles that name a person."""
    await acknowledge(context)
    await open_source(context, ArticlesOnSource(person=context.key))


async def list_words(context: ComponentContext) -> None:
    """List the quotes of an article."""
    await acknowledge(context)
    await open_source(context, QuotesInSource(article=context.key))


# Named as they stand in custom ids, which outlive an upgrade.
HANDLERS: dict[str, Handler] = {
    "person": open_person,
    "article": open_article,
    "quotes": list_quotes,
    "timeline": list_in_time,
    "articles": list_articles,
    "words": list_words,
}
