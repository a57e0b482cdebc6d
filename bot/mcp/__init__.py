"""MCP, the Model Context Protocol: what assistants ask. Its doors read, call a service and hand the reply on.

`server` makes it, `serve_stdio` has it answer on standard input and output. The only room that imports the
protocol's library (the package's extra `mcp`).
"""

from bot.mcp.server import server
from bot.mcp.stdio import serve_stdio

__all__ = ["serve_stdio", "server"]
