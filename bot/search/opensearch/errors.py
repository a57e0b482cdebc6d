"""What keeps an OpenSearch index from being asked.

KnowledgeError (bot.knowledge.errors)
├── SearchAwayError     it does not answer, or not in time; it may well do so in a minute
├── SearchRefusedError  it does not let this bot in
├── NotBuiltError       there is no index yet, and this bot is not the one that builds it
├── TakenOverError      another bot has built the index that this one wrote
├── NotWrittenHereError  another bot indexes, and this is for it to do
└── LackingError        the package's extra `opensearch` is not installed
"""

from __future__ import annotations

from pathlib import Path

from bot.knowledge import KnowledgeError
from bot.search.opensearch.address import Address


class SearchAwayError(KnowledgeError):
    """The search does not answer just now; the sentence is one for whoever asked."""

    def __init__(self, reason: str = "") -> None:
        super().__init__("The search is down at the moment. Please try again in a minute.")
        self.reason = reason


class SearchRefusedError(KnowledgeError):
    """The server does not take the user, the password or the certificate, or is no OpenSearch."""

    def __init__(self, address: Address, reason: str) -> None:
        super().__init__(
            f"OpenSearch at {address} cannot be used: {reason}. BRIEFING_SEARCH_USER,"
            " BRIEFING_SEARCH_PASSWORD and BRIEFING_SEARCH_CA say who this bot is and whom it trusts."
        )


class NotBuiltError(KnowledgeError):
    """There is no index, and BRIEFING_INDEXES says that another bot builds it."""

    def __init__(self, address: Address) -> None:
        super().__init__(
            f"There is no index of this version at {address} yet, and this bot builds none"
            " (BRIEFING_INDEXES=false). Start the bot that does."
        )


class TakenOverError(KnowledgeError):
    """The index is another bot's, which built it anew at `host`; two would undo each other's work."""

    def __init__(self, address: Address, host: str, folder: Path) -> None:
        super().__init__(
            f"The index at {address} was built anew by the bot on {host}. One bot indexes: set"
            f" BRIEFING_INDEXES=false here or there. To index from here again, delete {folder}."
        )


class NotWrittenHereError(KnowledgeError):
    """Something is to be done to the index that another bot writes."""

    def __init__(self) -> None:
        super().__init__(
            "This bot only answers (BRIEFING_INDEXES=false): do that where the bot runs that indexes."
        )


class LackingError(KnowledgeError):
    """The client of OpenSearch is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "BRIEFING_SEARCH names an OpenSearch index, and its client is not installed:"
            " `pip install 'briefing-bot[opensearch]'`."
        )
