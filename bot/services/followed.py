"""What the knowledge has on something that is followed."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Sequence

from bot.knowledge import Item
from bot.records import Follow, Mark, Records, Subject, unless_away
from bot.replies import Followed, Found
from bot.services.services import Services
from bot.services.viewer import OPERATOR, Viewer

# Statements or items that are taken as known when something is first followed, newest first.
KNOWN = 2000
# Of these the newest, which are looked through for what was not noticed when it came. It is half of what was
# known at first, so that what moves up where others are taken away is not mistaken for news.
LOOKED = KNOWN // 2


def standing(services: Services, follow: Follow, viewer: Viewer) -> list[Mark]:
    """Digest and key of what the knowledge has on it now, newest first, undated last. Blocks."""
    return _marks(_found(services, follow, viewer, KNOWN))


def news_of(services: Services, follow: Follow, viewer: Viewer, articles: frozenset[str]) -> list[Mark]:
    """Digest and key of what these articles have on it, and of the newest that there is. Blocks."""
    if follow.kind is Subject.PERSON:
        said = _said(services, follow, viewer, KNOWN)
        brought = [item for item in said[LOOKED:] if _places(item) & articles]
        return _marks((*brought, *said[:LOOKED]))
    items = (item for article in articles for item in services.items(article, viewer))
    brought_items = (item for item in items if services.matches_topic(item, follow.subject))
    return _marks((*brought_items, *services.find_by_topic(follow.subject, viewer, LOOKED)))


def is_named(services: Services, follow: Follow, viewer: Viewer) -> bool:
    """Whether it may be named: a topic, and a person who is known to the viewer, or to nobody. Blocks."""
    return follow.kind is not Subject.PERSON or may_be_named(services, follow.subject, viewer)


def may_be_named(services: Services, subject: str, viewer: Viewer) -> bool:
    """Whether words are the name of somebody who is known to the viewer, or of nobody at all. Blocks."""
    known = services.person_key
    return bool(known(subject, viewer) or not known(subject, OPERATOR))


def taken_back(services: Services, keys: Collection[str], viewer: Viewer) -> dict[str, Item | None]:
    """Of entries that were posted, those that were withdrawn, and None for each that is gone. Blocks.

    What holds again is left out, and so is what is there but may not be seen by the viewer any more.
    """
    if not keys:
        return {}
    seen = services.entries(keys, viewer, withdrawn=True)
    there = services.entries(keys, OPERATOR, withdrawn=True)
    withdrawn = {key: seen[key] for key in keys if key in seen and seen[key].withdrawn}
    return {key: withdrawn.get(key) for key in keys if key in withdrawn or key not in there}


def shown_follow(follow: Follow) -> Followed:
    """A follow as it is shown where it is followed."""
    return Followed(
        subject=follow.subject,
        topic=follow.kind is Subject.TOPIC,
        begun_by=follow.member,
        rhythm=follow.rhythm,
    )


async def who_follows(
    channel: int, keys: Collection[str], viewer: Viewer, services: Services, records: Records
) -> tuple[Followed, ...]:
    """What a channel follows that brought these entries there, as far as it may be named there."""
    follows = await unless_away(records.follows.posted(channel, keys), ())
    return await asyncio.to_thread(
        lambda: tuple(shown_follow(each) for each in follows if is_named(services, each, viewer))
    )


async def posted_before(channel: int, keys: Collection[str], records: Records) -> dict[str, str]:
    """The addresses of the messages that have shown entries in a server's channel, by key."""
    shown = await unless_away(records.messages.in_channel(channel, keys), ()) if keys else ()
    return {
        each.entry.key: f"https://discord.com/channels/{each.showing.server}/{channel}/{each.showing.message}"
        for each in shown
        if each.showing.server and not each.showing.private
    }


def _found(services: Services, follow: Follow, viewer: Viewer, limit: int) -> Sequence[Item]:
    if follow.kind is Subject.PERSON:
        return _said(services, follow, viewer, limit)
    return services.find_by_topic(follow.subject, viewer, limit)


def _said(services: Services, follow: Follow, viewer: Viewer, limit: int) -> tuple[Found, ...]:
    """What the followed person said: found by their key, else by the name that is shown."""
    said = services.statements(follow.key, viewer, limit) if follow.key else ()
    return said or services.statements(follow.subject, viewer, limit)


def _places(found: Found) -> set[str]:
    """The articles that a statement stands in."""
    return {found.article, *(place.article for place in found.also)}


def _marks(items: Iterable[Item]) -> list[Mark]:
    return [(f"{item.digest:016x}", item.key) for item in items]
