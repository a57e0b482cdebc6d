"""The product's rules, once for all doors: what a request means, who may do it, and what is kept of it.

Doors (Discord, the terminal, the web) read what was asked, call a service and draw what it replies. What they
hold of the rooms below (an error to be told, a stored view, a follow) is handed out here, too.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.ingest import Draft, IngestError, Source, quotes_of
    from bot.knowledge import (
        FolderError,
        FolderReport,
        KnowledgeError,
        Watcher,
        WatchError,
        collection_schema,
        knowledge_schema,
        people_schema,
    )
    from bot.records import (
        OPERATOR_NAME,
        SETTING,
        AuditEntry,
        DirectChoice,
        EntryShown,
        Exchange,
        Follow,
        Opinion,
        Records,
        RecordsAwayError,
        Showing,
        State,
        StoredKey,
        StoredView,
        Subject,
        member_name,
        unless_away,
    )
    from bot.search import Progress, SearchAwayError
    from bot.services.admission import BOT, Admission, KnownServer, operators_decision, operators_servers
    from bot.services.asking import Request
    from bot.services.attached import LARGEST_FILE, LARGEST_TEXT, passage_in
    from bot.services.auditing import Deed, audit_seen, note_deed, setting_of
    from bot.services.backups.archive import BackupError, Manifest
    from bot.services.backups.restoring import Restorable, checked_backup
    from bot.services.backups.saving import back_up
    from bot.services.checking import agrees, is_wrong
    from bot.services.contexts import LONGEST_CONTEXT, ContextError
    from bot.services.conversations import Conversations, Turn, context_after, shortened
    from bot.services.copies import TakingUpError
    from bot.services.direct import DirectMessages, UnknownMembershipError
    from bot.services.doctor.examination import examine
    from bot.services.doctor.finding import Finding, Level
    from bot.services.drafts import (
        AllUnsureError,
        CorrectionDraftedError,
        DraftedArticle,
        DraftError,
        EditedFileError,
        EmptyArticleError,
        NoDateError,
        NoSpeakerError,
        NoTitleError,
        NotSaidError,
        TooLargeError,
        add_left_out,
        check_size,
        draft_article,
        preview_of,
        publish_draft,
    )
    from bot.services.entries import current_context, current_entry, current_view, renamed_keys
    from bot.services.errands import Errands, OnBehalf
    from bot.services.export import QuestionExport, export_questions
    from bot.services.files import CheckedFiles, check_files
    from bot.services.followed import posted_before, taken_back, who_follows
    from bot.services.following import Begun, FollowLimitError, Topic
    from bot.services.follows import FollowNotifier
    from bot.services.freshness import Freshness
    from bot.services.holding import Hold, ServerHold
    from bot.services.home import Home
    from bot.services.in_force import LogMode, PlaceSettings
    from bot.services.ingesting import (
        PublishedDraft,
        Publishing,
        SavedDraft,
        publish_drafts,
        read_drafts,
        save_drafts,
    )
    from bot.services.jobs.looking_up import GREETING
    from bot.services.keys import (
        LOCAL,
        USUAL_SCOPES,
        Client,
        KeyNameError,
        Keyring,
        KeyScope,
        MissingScopeError,
        NewKey,
        UnknownKeyError,
        operators_keys,
        require_scope,
    )
    from bot.services.listening.speaking import asks_anew, is_editable, may_ask_the_room
    from bot.services.lists import COUNTED, OnePersonError, Part
    from bot.services.mirroring import Mirrors, UnknownCursorError
    from bot.services.newsrooms import Newsroom, make_newsroom
    from bot.services.nothing import NOTHING_FOLLOWED, NothingKnownError, why_nothing
    from bot.services.pointing import Passage, PointedAt, asks_check, parted
    from bot.services.posts import Delivery, Post, Sender
    from bot.services.privacy import Forgotten, Privacy, Retention
    from bot.services.process.logs import set_log_level, set_up_log
    from bot.services.process.opening import opened_for_all
    from bot.services.process.stopping import (
        StoppedError,
        end_in_time,
        stopping_at_once,
        told_by_signals,
    )
    from bot.services.programs import KeyNeededError, ProgramQuestion, ProgramReply, Programs
    from bot.services.purging import Purge, Purger
    from bot.services.qualifiers import Fault, QualifierError
    from bot.services.question_log import CHOSEN, QuestionJournal
    from bot.services.rate_limits import Pace, RateLimitedError, RateLimiter
    from bot.services.recalling import Amender, Amendment, Recaller, operators_recalls, recalled_seen
    from bot.services.reload_requests import (
        NotReloadedError,
        ReloadRequests,
        asks_reload,
        held_by_the_bot,
        reload_running,
    )
    from bot.services.reloading import Reloader, ReloadRunningError
    from bot.services.rights import (
        Caller,
        Denial,
        DeniedError,
        has_own_pace,
        may_change,
        may_check_publicly,
        may_end_follows,
        may_follow,
        require_knowledge_rights,
        require_settings_rights,
    )
    from bot.services.running import RunningError, gateway_files, gateway_name, process_in
    from bot.services.searched_at import address_of
    from bot.services.searching import speakers_typed, with_speaker
    from bot.services.server_settings import (
        InForce,
        Origin,
        ServerSettings,
        ServerStanding,
        SettingPlace,
        UnknownSettingError,
        operators_audit,
        operators_settings,
        setting_named,
    )
    from bot.services.services import Services
    from bot.services.setting_register import (
        REGISTER,
        Limit,
        Screen,
        ServerSetting,
        SettingKind,
        SettingValueError,
    )
    from bot.services.shown import ShownMessages
    from bot.services.standings import Standing, standing
    from bot.services.tokens import application_in
    from bot.services.turns import LONG_PATIENCE, Line, TooManyWaitingError
    from bot.services.viewer import OPERATOR, PUBLIC, Viewer
    from bot.services.watching.measures import BOUNDS, Connection, Counted, Latency, Measures, Readiness
    from bot.services.watching.meter import Meter
    from bot.services.watching.watch import Watch

__all__ = [
    "BOT",
    "BOUNDS",
    "CHOSEN",
    "COUNTED",
    "GREETING",
    "LARGEST_FILE",
    "LARGEST_TEXT",
    "LOCAL",
    "LONGEST_CONTEXT",
    "LONG_PATIENCE",
    "NOTHING_FOLLOWED",
    "OPERATOR",
    "OPERATOR_NAME",
    "PUBLIC",
    "REGISTER",
    "SETTING",
    "USUAL_SCOPES",
    "Admission",
    "AllUnsureError",
    "Amender",
    "Amendment",
    "AuditEntry",
    "BackupError",
    "Begun",
    "Caller",
    "CheckedFiles",
    "Client",
    "Connection",
    "ContextError",
    "Conversations",
    "CorrectionDraftedError",
    "Counted",
    "Deed",
    "Delivery",
    "Denial",
    "DeniedError",
    "DirectChoice",
    "DirectMessages",
    "Draft",
    "DraftError",
    "DraftedArticle",
    "EditedFileError",
    "EmptyArticleError",
    "EntryShown",
    "Errands",
    "Exchange",
    "Fault",
    "Finding",
    "FolderError",
    "FolderReport",
    "Follow",
    "FollowLimitError",
    "FollowNotifier",
    "Forgotten",
    "Freshness",
    "Hold",
    "Home",
    "InForce",
    "IngestError",
    "KeyNameError",
    "KeyNeededError",
    "KeyScope",
    "Keyring",
    "KnowledgeError",
    "KnownServer",
    "Latency",
    "Level",
    "Limit",
    "Line",
    "LogMode",
    "Manifest",
    "Measures",
    "Meter",
    "Mirrors",
    "MissingScopeError",
    "NewKey",
    "Newsroom",
    "NoDateError",
    "NoSpeakerError",
    "NoTitleError",
    "NotReloadedError",
    "NotSaidError",
    "NothingKnownError",
    "OnBehalf",
    "OnePersonError",
    "Opinion",
    "Origin",
    "Pace",
    "Part",
    "Passage",
    "PlaceSettings",
    "PointedAt",
    "Post",
    "Privacy",
    "ProgramQuestion",
    "ProgramReply",
    "Programs",
    "Progress",
    "PublishedDraft",
    "Publishing",
    "Purge",
    "Purger",
    "QualifierError",
    "QuestionExport",
    "QuestionJournal",
    "RateLimitedError",
    "RateLimiter",
    "Readiness",
    "Recaller",
    "Records",
    "RecordsAwayError",
    "ReloadRequests",
    "ReloadRunningError",
    "Reloader",
    "Request",
    "Restorable",
    "Retention",
    "RunningError",
    "SavedDraft",
    "Screen",
    "SearchAwayError",
    "Sender",
    "ServerHold",
    "ServerSetting",
    "ServerSettings",
    "ServerStanding",
    "Services",
    "SettingKind",
    "SettingPlace",
    "SettingValueError",
    "Showing",
    "ShownMessages",
    "Source",
    "Standing",
    "State",
    "StoppedError",
    "StoredKey",
    "StoredView",
    "Subject",
    "TakingUpError",
    "TooLargeError",
    "TooManyWaitingError",
    "Topic",
    "Turn",
    "UnknownCursorError",
    "UnknownKeyError",
    "UnknownMembershipError",
    "UnknownSettingError",
    "Viewer",
    "Watch",
    "WatchError",
    "Watcher",
    "add_left_out",
    "address_of",
    "agrees",
    "application_in",
    "asks_anew",
    "asks_check",
    "asks_reload",
    "audit_seen",
    "back_up",
    "check_files",
    "check_size",
    "checked_backup",
    "collection_schema",
    "context_after",
    "current_context",
    "current_entry",
    "current_view",
    "draft_article",
    "end_in_time",
    "examine",
    "export_questions",
    "gateway_files",
    "gateway_name",
    "has_own_pace",
    "held_by_the_bot",
    "is_editable",
    "is_wrong",
    "knowledge_schema",
    "make_newsroom",
    "may_ask_the_room",
    "may_change",
    "may_check_publicly",
    "may_end_follows",
    "may_follow",
    "member_name",
    "note_deed",
    "opened_for_all",
    "operators_audit",
    "operators_decision",
    "operators_keys",
    "operators_recalls",
    "operators_servers",
    "operators_settings",
    "parted",
    "passage_in",
    "people_schema",
    "posted_before",
    "preview_of",
    "process_in",
    "publish_draft",
    "publish_drafts",
    "quotes_of",
    "read_drafts",
    "recalled_seen",
    "reload_running",
    "renamed_keys",
    "require_knowledge_rights",
    "require_scope",
    "require_settings_rights",
    "save_drafts",
    "set_log_level",
    "set_up_log",
    "setting_named",
    "setting_of",
    "shortened",
    "speakers_typed",
    "standing",
    "stopping_at_once",
    "taken_back",
    "told_by_signals",
    "unless_away",
    "who_follows",
    "why_nothing",
    "with_speaker",
]

# Each name with the module it is loaded from at its first use: a question in the terminal needs neither the
# records' database nor what reads articles, and --help needs nothing of all this.
_HOMES = {
    "bot.ingest": (
        "Draft",
        "IngestError",
        "Source",
        "quotes_of",
    ),
    "bot.knowledge": (
        "FolderError",
        "FolderReport",
        "KnowledgeError",
        "WatchError",
        "Watcher",
        "collection_schema",
        "knowledge_schema",
        "people_schema",
    ),
    "bot.records": (
        "OPERATOR_NAME",
        "SETTING",
        "AuditEntry",
        "DirectChoice",
        "EntryShown",
        "Exchange",
        "Follow",
        "Opinion",
        "Records",
        "RecordsAwayError",
        "Showing",
        "State",
        "StoredKey",
        "StoredView",
        "Subject",
        "member_name",
        "unless_away",
    ),
    "bot.search": ("Progress", "SearchAwayError"),
    "bot.services.admission": (
        "BOT",
        "Admission",
        "KnownServer",
        "operators_decision",
        "operators_servers",
    ),
    "bot.services.asking": ("Request",),
    "bot.services.attached": (
        "LARGEST_FILE",
        "LARGEST_TEXT",
        "passage_in",
    ),
    "bot.services.auditing": (
        "Deed",
        "audit_seen",
        "note_deed",
        "setting_of",
    ),
    "bot.services.backups.archive": (
        "BackupError",
        "Manifest",
    ),
    "bot.services.backups.restoring": (
        "Restorable",
        "checked_backup",
    ),
    "bot.services.backups.saving": ("back_up",),
    "bot.services.checking": (
        "agrees",
        "is_wrong",
    ),
    "bot.services.contexts": (
        "LONGEST_CONTEXT",
        "ContextError",
    ),
    "bot.services.conversations": (
        "Conversations",
        "Turn",
        "context_after",
        "shortened",
    ),
    "bot.services.copies": ("TakingUpError",),
    "bot.services.doctor.examination": ("examine",),
    "bot.services.doctor.finding": (
        "Finding",
        "Level",
    ),
    "bot.services.direct": (
        "DirectMessages",
        "UnknownMembershipError",
    ),
    "bot.services.drafts": (
        "AllUnsureError",
        "CorrectionDraftedError",
        "DraftError",
        "DraftedArticle",
        "EditedFileError",
        "EmptyArticleError",
        "NoDateError",
        "NoSpeakerError",
        "NoTitleError",
        "NotSaidError",
        "TooLargeError",
        "add_left_out",
        "check_size",
        "draft_article",
        "preview_of",
        "publish_draft",
    ),
    "bot.services.entries": (
        "current_context",
        "current_entry",
        "current_view",
        "renamed_keys",
    ),
    "bot.services.errands": (
        "Errands",
        "OnBehalf",
    ),
    "bot.services.export": (
        "QuestionExport",
        "export_questions",
    ),
    "bot.services.files": (
        "CheckedFiles",
        "check_files",
    ),
    "bot.services.followed": (
        "posted_before",
        "taken_back",
        "who_follows",
    ),
    "bot.services.following": (
        "Begun",
        "FollowLimitError",
        "Topic",
    ),
    "bot.services.follows": ("FollowNotifier",),
    "bot.services.posts": (
        "Delivery",
        "Post",
        "Sender",
    ),
    "bot.services.holding": (
        "Hold",
        "ServerHold",
    ),
    "bot.services.home": ("Home",),
    "bot.services.freshness": ("Freshness",),
    "bot.services.in_force": (
        "LogMode",
        "PlaceSettings",
    ),
    "bot.services.ingesting": (
        "PublishedDraft",
        "Publishing",
        "SavedDraft",
        "publish_drafts",
        "read_drafts",
        "save_drafts",
    ),
    "bot.services.keys": (
        "Client",
        "KeyNameError",
        "KeyScope",
        "Keyring",
        "LOCAL",
        "MissingScopeError",
        "NewKey",
        "USUAL_SCOPES",
        "UnknownKeyError",
        "operators_keys",
        "require_scope",
    ),
    "bot.services.listening.speaking": (
        "asks_anew",
        "is_editable",
        "may_ask_the_room",
    ),
    "bot.services.jobs.looking_up": ("GREETING",),
    "bot.services.lists": ("COUNTED", "OnePersonError", "Part"),
    "bot.services.mirroring": (
        "Mirrors",
        "UnknownCursorError",
    ),
    "bot.services.newsrooms": (
        "Newsroom",
        "make_newsroom",
    ),
    "bot.services.nothing": ("NOTHING_FOLLOWED", "NothingKnownError", "why_nothing"),
    "bot.services.pointing": (
        "Passage",
        "PointedAt",
        "asks_check",
        "parted",
    ),
    "bot.services.privacy": (
        "Forgotten",
        "Privacy",
        "Retention",
    ),
    "bot.services.process.logs": (
        "set_log_level",
        "set_up_log",
    ),
    "bot.services.process.opening": ("opened_for_all",),
    "bot.services.process.stopping": (
        "StoppedError",
        "end_in_time",
        "stopping_at_once",
        "told_by_signals",
    ),
    "bot.services.programs": (
        "KeyNeededError",
        "ProgramQuestion",
        "ProgramReply",
        "Programs",
    ),
    "bot.services.purging": (
        "Purge",
        "Purger",
    ),
    "bot.services.qualifiers": (
        "Fault",
        "QualifierError",
    ),
    "bot.services.question_log": (
        "CHOSEN",
        "QuestionJournal",
    ),
    "bot.services.rate_limits": (
        "Pace",
        "RateLimitedError",
        "RateLimiter",
    ),
    "bot.services.recalling": (
        "Amender",
        "Amendment",
        "Recaller",
        "operators_recalls",
        "recalled_seen",
    ),
    "bot.services.reload_requests": (
        "NotReloadedError",
        "ReloadRequests",
        "asks_reload",
        "held_by_the_bot",
        "reload_running",
    ),
    "bot.services.reloading": (
        "ReloadRunningError",
        "Reloader",
    ),
    "bot.services.rights": (
        "Caller",
        "Denial",
        "DeniedError",
        "has_own_pace",
        "may_change",
        "may_check_publicly",
        "may_end_follows",
        "may_follow",
        "require_knowledge_rights",
        "require_settings_rights",
    ),
    "bot.services.running": (
        "RunningError",
        "gateway_files",
        "gateway_name",
        "process_in",
    ),
    "bot.services.searched_at": ("address_of",),
    "bot.services.searching": (
        "speakers_typed",
        "with_speaker",
    ),
    "bot.services.server_settings": (
        "InForce",
        "Origin",
        "ServerSettings",
        "ServerStanding",
        "SettingPlace",
        "UnknownSettingError",
        "operators_audit",
        "operators_settings",
        "setting_named",
    ),
    "bot.services.services": ("Services",),
    "bot.services.setting_register": (
        "REGISTER",
        "Limit",
        "Screen",
        "ServerSetting",
        "SettingKind",
        "SettingValueError",
    ),
    "bot.services.shown": ("ShownMessages",),
    "bot.services.standings": (
        "Standing",
        "standing",
    ),
    "bot.services.tokens": ("application_in",),
    "bot.services.turns": (
        "LONG_PATIENCE",
        "Line",
        "TooManyWaitingError",
    ),
    "bot.services.viewer": (
        "OPERATOR",
        "PUBLIC",
        "Viewer",
    ),
    "bot.services.watching.measures": (
        "BOUNDS",
        "Connection",
        "Counted",
        "Latency",
        "Measures",
        "Readiness",
    ),
    "bot.services.watching.meter": ("Meter",),
    "bot.services.watching.watch": ("Watch",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)
