"""The tools: few, made for quotations, all of them only reading."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar

from mcp_types import Tool, ToolAnnotations

from bot.mcp import arguments as given
from bot.mcp.asking import Asker
from bot.replies import (
    REPLIES,
    ArticleReply,
    Choice,
    Entries,
    Nobody,
    PersonReply,
    Reply,
    Report,
    Timeline,
    Verdict,
    schema,
)
from bot.services import KeyScope, Part, Services, Viewer

A = TypeVar("A", bound=given.Arguments)
# All that they do is look something up in files of this machine: again and again with the same result.
READING = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


class QuotationTool(NamedTuple, Generic[A]):
    """A tool: what it takes, which replies it may give, and what it asks."""

    name: str
    title: str
    description: str
    takes: type[A]
    gives: tuple[type[Reply], ...]
    asks: Callable[[Asker, Any, A], Awaitable[Reply]]

    def listed(self) -> Tool:
        """The tool as clients are told of it."""
        return Tool(
            name=self.name,
            title=self.title,
            description=self.description,
            input_schema=_bare(self.takes.model_json_schema()),
            output_schema=_output(self.gives),
            annotations=READING,
        )

    async def call(self, asker: Asker, request: Any, arguments: Mapping[str, Any] | None) -> Reply:
        """The reply to these arguments.

        :param request: the one of HTTP that the call came with, None without any.
        :raises WrongUsageError: it cannot be called so.
        """
        return await self.asks(asker, request, given.read(self.takes, self.name, arguments))


def _part(asked: given.Part) -> Part:
    return Part(asked.start - 1, asked.limit)


async def _ask(asker: Asker, request: Any, asked: given.Question) -> Reply:
    return await asker.ask(request, asked.question, asked.today, asked.limit)


def _looking_up(
    scope: KeyScope, service: Callable[[Services, Viewer, A], Reply]
) -> Callable[[Asker, Any, A], Awaitable[Reply]]:
    """What calls a service for whoever has this scope."""

    async def look_up(asker: Asker, request: Any, asked: A) -> Reply:
        return await asker.look_up(request, scope, lambda services, viewer: service(services, viewer, asked))

    return look_up


def _search(services: Services, viewer: Viewer, asked: given.Words) -> Reply:
    return services.search(asked.query, viewer, _part(asked))


def _verify(services: Services, viewer: Viewer, asked: given.Quotation) -> Reply:
    return services.verify_pasted(asked.quotation, asked.speaker, viewer)


def _check(services: Services, viewer: Viewer, asked: given.Draft) -> Reply:
    return services.check(asked.text, viewer)


def _person(services: Services, viewer: Viewer, asked: given.Name) -> Reply:
    return services.person(asked.name, viewer)


def _timeline(services: Services, viewer: Viewer, asked: given.Subject) -> Reply:
    return services.timeline(asked.person, asked.topic, viewer, _part(asked))


def _article(services: Services, viewer: Viewer, asked: given.Title) -> Reply:
    return services.article(asked.article, viewer, entries=asked.entries)


TOOLS: Mapping[str, QuotationTool[Any]] = {
    tool.name: tool
    for tool in (
        QuotationTool(
            "search_quotes",
            "Search quotations",
            "Finds every quotation and fact that matches the whole query (words, exact phrases, speakers,"
            " sources, dates), best first. For words that are only half remembered, use verify_quotation.",
            given.Words,
            (Entries, Choice, Nobody),
            _looking_up(KeyScope.ASK, _search),
        ),
        QuotationTool(
            "ask",
            "Ask a question",
            "Answers a question with the exact words that were said, by whom, when and where they were"
            " published: 'what did Hegseth say about China?', 'how long did the strike last?'. If `answered`"
            " is false, the answer is not known here, and `answers` only come close.",
            given.Question,
            REPLIES,
            _ask,
        ),
        QuotationTool(
            "verify_quotation",
            "Check a quotation",
            "Checks one quotation letter by letter: it is genuine, altered (`matches` shows each difference),"
            " misattributed, withdrawn or unknown. Use it on every quotation before it is printed.",
            given.Quotation,
            (Verdict, Report),
            _looking_up(KeyScope.VERIFY, _verify),
        ),
        QuotationTool(
            "check_draft",
            "Check all quotations in a text",
            "Checks every quotation in a text, and whether it was said by whom the text names. `wrong`"
            " is true if at least one must be corrected. Use it on all you write, before handing it over.",
            given.Draft,
            (Report,),
            _looking_up(KeyScope.VERIFY, _check),
        ),
        QuotationTool(
            "person",
            "Who somebody is",
            "Tells you who somebody is: names, roles with dates, subjects, and their latest words.",
            given.Name,
            (PersonReply, Choice, Nobody),
            _looking_up(KeyScope.READ, _person),
        ),
        QuotationTool(
            "timeline",
            "What somebody said over time",
            "Lists what one person said, on a topic or on anything, by date; undated entries come last.",
            given.Subject,
            (Timeline, Choice, Nobody),
            _looking_up(KeyScope.READ, _timeline),
        ),
        QuotationTool(
            "article",
            "Show an article",
            "Shows an article in short: where it was published, its summary, what editors corrected. With"
            " `entries`, also all its quotes and facts.",
            given.Title,
            (ArticleReply, Choice, Nobody),
            _looking_up(KeyScope.READ, _article),
        ),
    )
}
"""Each tool by its name, in the order in which they are listed."""


@cache
def listed() -> Mapping[str, Tool]:
    """Each tool as clients are told of it, by its name."""
    return {name: tool.listed() for name, tool in TOOLS.items()}


def _output(kinds: tuple[type[Reply], ...]) -> dict[str, Any]:
    """What a tool gives, as clients want it: an object at its root, in no stated version of JSON Schema."""
    whole = schema(kinds)
    del whole["$schema"]
    return {"type": "object", **_bare(whole)}


def _bare(described: Any, *, names: bool = False) -> Any:
    """A schema without the titles that only repeat its fields' names.

    :param names: whether the keys of `described` are names of fields or definitions, all of them to be kept.
    """
    if isinstance(described, list):
        return [_bare(each) for each in described]
    if not isinstance(described, dict):
        return described
    return {
        key: _bare(value, names=not names and key in {"properties", "$defs"})
        for key, value in described.items()
        if names or key != "title"
    }
