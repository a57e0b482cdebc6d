"""Resources: each article with all its entries, each person; listed a page at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from mcp.shared.uri_template import UriTemplate
from mcp_types import Resource, ResourceTemplate

from bot.replies import Entries, Reply, Speaker
from bot.services import Part, Services, Viewer
from bot.text import WrongUsageError

PAGE = 100
"""Resources listed at once."""
JSON = "application/json"

_ARTICLE = UriTemplate.parse("briefing://articles/{article}")
_PERSON = UriTemplate.parse("briefing://people/{name}")
TEMPLATES = (
    ResourceTemplate(
        uri_template=str(_ARTICLE),
        name="article",
        title="An article",
        description="An article by its id, with all its quotes and facts.",
        mime_type=JSON,
    ),
    ResourceTemplate(
        uri_template=str(_PERSON),
        name="person",
        title="A person",
        description="Who somebody is: their names, roles with dates, and latest words.",
        mime_type=JSON,
    ),
)


class ResourceError(WrongUsageError):
    """A resource that is not there, or a page of the list that is none."""


class Page(NamedTuple):
    """A page of the list of resources; `after` is the cursor of the next, None at the end."""

    resources: list[Resource]
    after: str | None


def listed(services: Services, viewer: Viewer, cursor: str | None) -> Page:
    """Resources from a cursor on: the articles, newest first, then the people, most quoted first. Blocks.

    :raises ResourceError: there is no such page.
    """
    kind, start = _place(cursor or "articles-0")
    part = Part(start, PAGE)
    if kind == "articles":
        found = services.articles("", viewer, part)
        return Page([*_articles(found)], _next(found) or "people-0")
    found = services.people("", viewer, part)
    return Page([*_people(found.people)], _next(found))


def read(services: Services, viewer: Viewer, uri: str) -> Reply:
    """What stands behind an address. Blocks.

    :raises ResourceError: nothing does.
    """
    reply = _behind(services, viewer, uri)
    if reply is None or not reply.answered:
        raise ResourceError(
            f"There is nothing at {uri[:200]}. Articles are at {_ARTICLE}, by their ids, and people at"
            f" {_PERSON}, by their names. The tools search_quotes, article and person find both."
        )
    return reply


def _behind(services: Services, viewer: Viewer, uri: str) -> Reply | None:
    if article := _ARTICLE.match(uri):
        return services.whole_article(str(article["article"]), viewer)
    if person := _PERSON.match(uri):
        return services.person(str(person["name"]), viewer)
    return None


def _place(cursor: str) -> tuple[str, int]:
    kind, _, start = cursor.partition("-")
    if kind not in {"articles", "people"} or not start.isdecimal() or len(start) > 9:
        raise ResourceError(f"{cursor[:50]!r} is not a page of this list. Start again without a cursor.")
    return kind, int(start)


def _next(found: Entries) -> str | None:
    return f"{found.kind}-{found.start + PAGE}" if found.more else None


def _articles(found: Entries) -> Iterable[Resource]:
    for each in found.articles:
        yield Resource(
            uri=_ARTICLE.expand({"article": each.article}),
            name=each.article,
            title=each.title,
            description=f"{each.source}, {each.published}" if each.published else each.source,
            mime_type=JSON,
        )


def _people(people: Iterable[Speaker]) -> Iterable[Resource]:
    for each in people:
        yield Resource(
            uri=_PERSON.expand({"name": each.name}),
            name=each.name,
            title=each.name,
            description=", ".join(each.roles[:1]),
            mime_type=JSON,
        )
