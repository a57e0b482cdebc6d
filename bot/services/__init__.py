"""The product's rules, once for all doors: what a request means, who may do it, and what is kept of it.

Doors (Discord, the terminal, the web) read what was asked, call a service and draw what it replies.
"""

from bot.services.checking import agrees, is_wrong
from bot.services.conversations import Conversations, Turn
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
from bot.services.follows import Delivery, FollowNotifier, Send, Topic
from bot.services.listening import is_editable, is_small_talk, worth_answering
from bot.services.lists import Part
from bot.services.newsrooms import Newsroom, make_newsroom
from bot.services.privacy import Forgotten, Privacy, Retention
from bot.services.question_log import CHOSEN, LogMode, QuestionJournal
from bot.services.rate_limits import RateLimitedError, RateLimiter
from bot.services.reloading import Reloader, ReloadRunningError
from bot.services.rights import (
    Caller,
    Denial,
    DeniedError,
    home_of,
    may_change,
    require_knowledge_rights,
)
from bot.services.server_settings import (
    InForce,
    Origin,
    Place,
    ServerSettings,
    UnknownSettingError,
    setting_named,
)
from bot.services.services import Request, Services
from bot.services.setting_register import REGISTER, Limit, ServerSetting, SettingKind, SettingValueError
from bot.services.viewer import OPERATOR, Viewer

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
    "TooLargeError",
    "Topic",
    "Turn",
    "UnknownSettingError",
    "Viewer",
    "agrees",
    "check_size",
    "draft_article",
    "home_of",
    "is_editable",
    "is_small_talk",
    "is_wrong",
    "make_newsroom",
    "may_change",
    "publish_draft",
    "require_knowledge_rights",
    "setting_named",
    "worth_answering",
]
