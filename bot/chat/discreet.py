"""Answers that are not for all to see: behind a button, which shows each reader their own."""

from __future__ import annotations

from bot.cards import _, notice_card
from bot.chat.paging import Control, Page
from bot.replies import Reply, Report, Verdict
from bot.services import Caller, PlaceSettings, may_check_publicly


def is_discreet(reply: Reply, asker: Caller, settings: PlaceSettings) -> bool:
    """Whether a reply to a message in a server is for whoever wants to see it alone."""
    if asker.server is None:
        return False
    return settings.answers_privately or not may_be_shown(reply, asker, settings)


def may_be_shown(reply: Reply, asker: Caller, settings: PlaceSettings) -> bool:
    """Whether somebody may have a reply shown to all: checks are some roles' where the server wants that."""
    return not isinstance(reply, Verdict | Report) or may_check_publicly(asker, settings)


def behind_button(sentence: str = "") -> Page:
    """The line that stands in an answer's place."""
    line = sentence or _("Press the button, and only you will see the answer.")
    return Page(notice_card(line), controls=(Control("reveal", _("Show me the answer")),))
