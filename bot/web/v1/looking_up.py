"""People, articles, what was said over time, and how much is known."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from bot.replies import ArticleReply, Choice, Comparison, Entries, Nobody, PersonReply, Reply, Timeline
from bot.web import described
from bot.web.answers import tagged
from bot.web.bodies import Name, Names, Title, Topic, Words
from bot.web.desk import Paged, Reads

router = APIRouter(tags=["looking up"])

_COUNTS = ("articles", "quotes", "facts", "people")
STATUS: dict[str, Any] = {
    "type": "object",
    "required": [*_COUNTS, "built"],
    "properties": {
        **{name: {"type": "integer"} for name in _COUNTS},
        "built": {
            "type": ["string", "null"],
            "format": "date-time",
            "description": "When edited files were last taken up; null where you may not see everything.",
        },
    },
}


def _lists(*kinds: type[Reply], example: str) -> dict[int | str, dict[str, Any]]:
    return described.gives(*kinds, example=example, next=described.NEXT) | described.UNCHANGED


def _shows(*kinds: type[Reply], example: str) -> dict[int | str, dict[str, Any]]:
    return described.gives(*kinds, example=example) | described.UNCHANGED


@router.get(
    "/timeline",
    operation_id="timeline",
    summary="What somebody said over time",
    responses=_lists(Timeline, Choice, Nobody, example="timeline"),
)
async def timeline(person: Name, asking: Reads, page: Paged, topic: Topic = "") -> Response:
    """What one person said, on a topic or on anything, in order of publication, undated entries last."""
    return await asking.list(
        f"timeline {person} {topic}",
        page,
        lambda services, part: services.timeline(person, topic, asking.viewer, part),
    )


@router.get(
    "/compare",
    operation_id="compare",
    summary="What several people said on the same topic",
    responses=_lists(Comparison, Choice, Nobody, example="compare"),
)
async def compare(person: Names, asking: Reads, page: Paged, topic: Topic = "") -> Response:
    """What several people said, side by side. `limit` applies to each of them."""
    return await asking.list(
        f"compare {person} {topic}",
        page,
        lambda services, part: services.compare(person, topic, asking.viewer, part),
    )


@router.get(
    "/people",
    operation_id="people",
    summary="List people",
    responses=_lists(Entries, example="people"),
)
async def people(asking: Reads, page: Paged, words: Words = "") -> Response:
    """List people, most quoted first; with `words`, only those whose names contain them."""
    return await asking.list(
        f"people {words}", page, lambda services, part: services.people(words, asking.viewer, part)
    )


@router.get(
    "/person",
    operation_id="person",
    summary="Who somebody is",
    responses=_shows(PersonReply, Choice, Nobody, example="person"),
)
async def person(name: Name, asking: Reads) -> Response:
    """Show somebody's names, roles with dates, the subjects they spoke about, and their latest words."""
    return await asking.show(lambda services: services.person(name, asking.viewer))


@router.get(
    "/articles",
    operation_id="articles",
    summary="List articles",
    responses=_lists(Entries, example="articles"),
)
async def articles(
    asking: Reads,
    page: Paged,
    words: Words = "",
    oldest_first: Annotated[
        bool, Query(description="Oldest first. Articles without a date are then left out.")
    ] = False,
) -> Response:
    """List articles, newest first; with `words`, only those whose titles contain them."""
    return await asking.list(
        f"articles {oldest_first} {words}",
        page,
        lambda services, part: services.articles(words, asking.viewer, part, oldest_first=oldest_first),
    )


@router.get(
    "/article",
    operation_id="article",
    summary="Show an article, in short or in full",
    responses=_shows(ArticleReply, Choice, Nobody, example="article"),
)
async def article(
    article: Title,
    asking: Reads,
    entries: Annotated[
        bool, Query(description="Also return all its quotes, then its facts, as `answers`.")
    ] = False,
) -> Response:
    """Show where it was published, its summary, what editors corrected, and, if asked for, its entries."""
    return await asking.show(lambda services: services.article(article, asking.viewer, entries=entries))


@router.get(
    "/status",
    operation_id="status",
    summary="How much is known",
    responses=described.answers(STATUS, "How much there is.", "status") | described.UNCHANGED,
)
async def status(asking: Reads) -> Response:
    """Count what can be seen with the key, or without one."""
    found = await asking.look_up(lambda services: services.status(asking.viewer))
    return tagged(found.model_dump_json(include={*STATUS["properties"]}).encode(), asking.request)
