"""The product's rules, once for all doors: what a request means, who may do it, and what is kept of it.

Doors (Discord, the terminal, the web) read what was asked, call a service and draw what it replies.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from bot.services.checking import agrees, is_wrong
from bot.services.conversations import Conversations, Turn, context_after, shortened
from bot.services.listening import is_editable, worth_answering
from bot.services.lists import Part
from bot.services.rate_limits import RateLimitedError, RateLimiter
from bot.services.rights import Caller, Denial, DeniedError, home_of, may_change, require_knowledge_rights
from bot.services.services import Request, Services
from bot.services.setting_register import REGISTER, Limit, ServerSetting, SettingKind, SettingValueError
from bot.services.standing import Standing, standing
from bot.services.viewer import OPERATOR, Viewer

if TYPE_CHECKING:
    from bot.services.drafts import (
        DraftedArticle,
        DraftError,
        EditedFileError,
        EmptyArticleError,
        NoSpeakerError,
        TooLargeError,
        check_size,
        draft_article,
        publish_draft,
    )
    from bot.services.entries import current_entry
    from bot.services.follows import Delivery, FollowNotifier, Send, Topic
    from bot.services.newsrooms import Newsroom, make_newsroom
    from bot.services.privacy import Forgotten, Privacy, Retention
    from bot.services.question_log import CHOSEN, LogMode, QuestionJournal
    from bot.services.reloading import Reloader, ReloadRunningError
    from bot.services.server_settings import (
        InForce,
        Origin,
        Place,
        ServerSettings,
        UnknownSettingError,
        setting_named,
    )
    from bot.services.shown import ShownMessages
    from bot.services.zones import in_zone

__all__ = [
    "CHOSEN",
    "OPERATOR",
    "REGISTER",
    "Caller",
    "Conversations",
    "Delivery",
    "Denial",
    "DeniedError",
    "DraftError",
    "DraftedArticle",
    "EditedFileError",
    "EmptyArticleError",
    "FollowNotifier",
    "Forgotten",
    "InForce",
    "Limit",
    "LogMode",
    "Newsroom",
    "NoSpeakerError",
    "Origin",
    "Part",
    "Place",
    "Privacy",
    "QuestionJournal",
    "RateLimitedError",
    "RateLimiter",
    "ReloadRunningError",
    "Reloader",
    "Request",
    "Retention",
    "Send",
    "ServerSetting",
    "ServerSettings",
    "Services",
    "SettingKind",
    "SettingValueError",
    "ShownMessages",
    "Standing",
    "TooLargeError",
    "Topic",
    "Turn",
    "UnknownSettingError",
    "Viewer",
    "agrees",
    "check_size",
    "context_after",
    "current_entry",
    "draft_article",
    "home_of",
    "in_zone",
    "is_editable",
    "is_wrong",
    "make_newsroom",
    "may_change",
    "publish_draft",
    "require_knowledge_rights",
    "setting_named",
    "shortened",
    "standing",
    "worth_answering",
]

# What needs the records' database or the reading of articles is loaded with its first use: a question in the
# terminal needs neither.
_LAZY = {
    "in_zone": "zones",
    "DraftError": "drafts",
    "DraftedArticle": "drafts",
    "EditedFileError": "drafts",
    "EmptyArticleError": "drafts",
    "NoSpeakerError": "drafts",
    "TooLargeError": "drafts",
    "check_size": "drafts",
    "draft_article": "drafts",
    "publish_draft": "drafts",
    "current_entry": "entries",
    "Delivery": "follows",
    "FollowNotifier": "follows",
    "Send": "follows",
    "Topic": "follows",
    "Newsroom": "newsrooms",
    "make_newsroom": "newsrooms",
    "Forgotten": "privacy",
    "Privacy": "privacy",
    "Retention": "privacy",
    "CHOSEN": "question_log",
    "LogMode": "question_log",
    "QuestionJournal": "question_log",
    "ReloadRunningError": "reloading",
    "Reloader": "reloading",
    "InForce": "server_settings",
    "Origin": "server_settings",
    "Place": "server_settings",
    "ServerSettings": "server_settings",
    "UnknownSettingError": "server_settings",
    "setting_named": "server_settings",
    "ShownMessages": "shown",
}


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LAZY[name]}"), name)
