"""The server: its tools and resources, and how what goes wrong is told."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import anyio
from anyio.to_thread import run_sync
from mcp.server import Server, ServerRequestContext
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INTERNAL_ERROR,
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListResourcesResult,
    ListResourceTemplatesResult,
    ListToolsResult,
    PaginatedRequestParams,
    ReadResourceRequestParams,
    ReadResourceResult,
    TextContent,
    TextResourceContents,
)

from bot.mcp import resources
from bot.mcp.tools import TOOLS, listed
from bot.services import Services, Viewer
from bot.text import WrongUsageError

log = logging.getLogger(__name__)

AT_ONCE = 4
"""Requests worked on at once by one server; the others wait, and can be cancelled meanwhile."""
FAILED = (
    "That could not be answered: something went wrong here, and the server's log has what it was. Try again"
    " once; if it goes on, tell whoever runs this server."
)
INSTRUCTIONS = (Path(__file__).parent / "data" / "instructions.txt").read_text("utf-8").strip()
"""What an assistant is told of all tools together."""

Context = ServerRequestContext[Any, Any]
Of = Callable[[Context], Viewer]
T = TypeVar("T")


def server(
    services: Services, viewer_of: Of, *, before: Callable[[], object] = lambda: None
) -> Server[dict[str, Any]]:
    """A server of MCP that answers from these services.

    :param viewer_of: who makes a request, and so what they may see.
    :param before: called before each request, in its thread; may block.
    """
    desk = _Desk(services, viewer_of, before)
    made: Server[dict[str, Any]] = Server(
        "briefing-bot",
        version=version("briefing-bot"),
        title="Briefing Bot",
        description="Verbatim quotations with speaker, date and source.",
        instructions=INSTRUCTIONS,
        get_tool_input_schema=lambda name: listed()[name].input_schema if name in TOOLS else None,
        on_list_tools=desk.list_tools,
        on_call_tool=desk.call_tool,
        on_list_resources=desk.list_resources,
        on_list_resource_templates=desk.list_templates,
        on_read_resource=desk.read_resource,
    )
    # The library's reports to OpenTelemetry: nothing leaves the machine.
    made.middleware.clear()
    return made


class _Desk:
    """Takes the requests, has services answer them in threads, and tells what goes wrong."""

    def __init__(self, services: Services, viewer_of: Of, before: Callable[[], object]) -> None:
        self._services = services
        self._viewer_of = viewer_of
        self._before = before
        self._places = anyio.CapacityLimiter(AT_ONCE)

    async def list_tools(self, _: Context, __: PaginatedRequestParams | None) -> ListToolsResult:
        """All tools."""
        return ListToolsResult(tools=[*listed().values()])

    async def call_tool(self, context: Context, asked: CallToolRequestParams) -> CallToolResult:
        """A tool's reply, as an object and as the same in text; what went wrong as a sentence.

        Whoever asked is told what they can mend. All else is the operator's: it may name places of theirs.
        """
        tool = TOOLS.get(asked.name)
        if tool is None:
            raise MCPError(
                INVALID_PARAMS, f"There is no tool {asked.name[:50]!r}. There are: {', '.join(TOOLS)}."
            )
        try:
            reply = await self._done(tool.call, context, asked.arguments)
        except WrongUsageError as error:
            return _told(str(error))
        except Exception:
            log.exception("The tool %s failed.", asked.name)
            return _told(FAILED)
        line = reply.line()
        return CallToolResult(content=[_text(line)], structured_content=line)

    async def list_resources(
        self, context: Context, asked: PaginatedRequestParams | None
    ) -> ListResourcesResult:
        """A page of the articles and people."""
        found = await self._resource(resources.listed, context, asked.cursor if asked else None)
        return ListResourcesResult(resources=found.resources, next_cursor=found.after)

    async def list_templates(
        self, _: Context, __: PaginatedRequestParams | None
    ) -> ListResourceTemplatesResult:
        """How the addresses of articles and people are made."""
        return ListResourceTemplatesResult(resource_templates=[*resources.TEMPLATES])

    async def read_resource(self, context: Context, asked: ReadResourceRequestParams) -> ReadResourceResult:
        """An article or a person."""
        reply = await self._resource(resources.read, context, asked.uri)
        text = _text(reply.line()).text
        return ReadResourceResult(
            contents=[TextResourceContents(uri=asked.uri, mime_type=resources.JSON, text=text)]
        )

    async def _resource(
        self, service: Callable[[Services, Viewer, Any], T], context: Context, asked: object
    ) -> T:
        """What a service says of resources; what goes wrong is an error of the protocol."""
        try:
            return await self._done(service, context, asked)
        except WrongUsageError as error:
            raise MCPError(INVALID_PARAMS, str(error)) from error
        except Exception as error:
            log.exception("A resource could not be read.")
            raise MCPError(INTERNAL_ERROR, FAILED) from error

    async def _done(
        self, service: Callable[[Services, Viewer, Any], T], context: Context, asked: object
    ) -> T:
        """What a service says, called in a thread.

        A request that is cancelled gives up its place at once if it was waiting for one; what is under way, a
        second's work at most, is not left to itself but waited for, so that nothing works on for nobody.
        """
        viewer = self._viewer_of(context)

        def call() -> T:
            self._before()
            return service(self._services, viewer, asked)

        return await run_sync(call, limiter=self._places)


def _told(sentence: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(text=sentence)], is_error=True)


def _text(line: dict[str, Any]) -> TextContent:
    return TextContent(text=json.dumps(line, ensure_ascii=False))
