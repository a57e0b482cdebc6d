"""The server: its tools and resources, and how what goes wrong is told."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

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
from bot.mcp.asking import Asker
from bot.mcp.tools import TOOLS, listed
from bot.services import KeyScope, Services, Viewer
from bot.text import WrongUsageError

log = logging.getLogger(__name__)

FAILED = (
    "That could not be answered: something went wrong here, and the server's log says what. Try again once."
    " If it happens again, tell whoever runs this server."
)
INSTRUCTIONS = (Path(__file__).parent / "data" / "instructions.txt").read_text("utf-8").strip()
"""What an assistant is told of all tools together."""

Context = ServerRequestContext[Any, Any]
A = TypeVar("A")
T = TypeVar("T")


def server(asker: Asker) -> Server[dict[str, Any]]:
    """A server of MCP.

    :param asker: has the services answer.
    """
    desk = _Desk(asker)
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
    """Takes the requests, has them answered, and tells what goes wrong."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker

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
            reply = await tool.call(self._asker, context.request, asked.arguments)
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

    async def _resource(self, service: Callable[[Services, Viewer, A], T], context: Context, asked: A) -> T:
        """What a service says of resources; what goes wrong is an error of the protocol."""
        try:
            return await self._asker.look_up(
                context.request, KeyScope.READ, lambda services, viewer: service(services, viewer, asked)
            )
        except WrongUsageError as error:
            raise MCPError(INVALID_PARAMS, str(error)) from error
        except Exception as error:
            log.exception("A resource could not be read.")
            raise MCPError(INTERNAL_ERROR, FAILED) from error


def _told(sentence: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(text=sentence)], is_error=True)


def _text(line: dict[str, Any]) -> TextContent:
    return TextContent(text=json.dumps(line, ensure_ascii=False))
