"""The web: one application for all that is asked by HTTP. Its doors read, call a service and draw.

`application` makes it; `serving` has it answer beside the bot. Needs the package's extra `web`.
"""

from bot.web.app import application
from bot.web.server import WebError, serving

__all__ = ["WebError", "application", "serving"]
