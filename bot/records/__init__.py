"""What must outlive a restart, in one database: buttons, question log, follows, settings, what is to be sent.

Knows nothing of Discord but its numbers. `Records.open` brings the database up to date and is the only door.
"""

from bot.records.audit import OPERATOR_NAME, Audit, AuditEntry, member_name
from bot.records.changes import ChangeKind, Changes, EntryChange
from bot.records.copies import (
    check_records,
    copy_records,
    finish_restore,
    replace_records,
    require_all_tables,
)
from bot.records.direct import DirectChoice, DirectChoices
from bot.records.exchanges import Exchange, Exchanges
from bot.records.export import evaluation_questions
from bot.records.follows import OUTGOING, Follow, Follows, Mark, Subject, Which
from bot.records.keys import KeyStore, StoredKey
from bot.records.leases import RESTORE, Lease, Leases
from bot.records.log import Asked, Opinion, QuestionLog
from bot.records.messages import EntryShown, Messages, Showing, ShownIn
from bot.records.outage import RecordsAwayError, RecordsError, unless_away
from bot.records.outbox import (
    AMEND,
    CLAIMED,
    DAILY,
    NEWS,
    RELOAD,
    SENT_WITHIN,
    WEEKLY,
    Outbox,
    Outgoing,
    waits_in_file,
)
from bot.records.place import Place, leases_at
from bot.records.purging import Keys, Purged, Purging
from bot.records.recalls import Finding, Recall, Recalls
from bot.records.records import MemberForgotten, Records
from bot.records.settings import SETTING, WHOLE, SettingsStore, StoredSetting
from bot.records.state import State
from bot.records.upgrade import HEAD
from bot.records.views import StoredView, ViewStore

__all__ = [
    "AMEND",
    "CLAIMED",
    "DAILY",
    "HEAD",
    "NEWS",
    "OPERATOR_NAME",
    "OUTGOING",
    "RELOAD",
    "RESTORE",
    "SENT_WITHIN",
    "SETTING",
    "WEEKLY",
    "WHOLE",
    "Asked",
    "Audit",
    "AuditEntry",
    "ChangeKind",
    "Changes",
    "DirectChoice",
    "DirectChoices",
    "EntryChange",
    "EntryShown",
    "Exchange",
    "Exchanges",
    "Finding",
    "Follow",
    "Follows",
    "KeyStore",
    "Keys",
    "Lease",
    "Leases",
    "Mark",
    "MemberForgotten",
    "Messages",
    "Opinion",
    "Outbox",
    "Outgoing",
    "Place",
    "Purged",
    "Purging",
    "QuestionLog",
    "Recall",
    "Recalls",
    "Records",
    "RecordsAwayError",
    "RecordsError",
    "SettingsStore",
    "Showing",
    "ShownIn",
    "State",
    "StoredKey",
    "StoredSetting",
    "StoredView",
    "Subject",
    "ViewStore",
    "Which",
    "check_records",
    "copy_records",
    "evaluation_questions",
    "finish_restore",
    "leases_at",
    "member_name",
    "replace_records",
    "require_all_tables",
    "unless_away",
    "waits_in_file",
]
