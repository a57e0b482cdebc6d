"""MCP, the Model Context Protocol: what assistants ask. Its doors read, call a service and hand the reply on.

`server` makes it for an `Asker`, `serve_stdio` answers on standard input and output, and `HttpServer` is
what the web mounts. The only room that imports the protocol's library (the package's extra `mcp`).
"""

from bot.mcp.asking import Asker, OwnAsker, TurnedAwayError
from bot.mcp.http import HttpServer
from bot.mcp.server import server
from bot.mcp.stdio import serve_stdio

__all__ = ["Asker", "HttpServer", "OwnAsker", "TurnedAwayError", "serve_stdio", "server"]
