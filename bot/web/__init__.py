"""The web: one application for all that is asked by HTTP. Its doors read, call a service and draw.

`serving` has it answer beside the bot, `serve` alone. Needs the package's extra `web`.
"""

from bot.web.server import WebError, serve, serving

__all__ = ["WebError", "serve", "serving"]
