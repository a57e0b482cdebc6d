"""What must outlive a restart, in one database: buttons, question log, follows, settings, what is to be sent.

Knows nothing of Discord but its numbers. `Records.open` brings the database up to date and is the only door.
"""

from bot.records.audit import OPERATOR, Entry, member_name
from bot.records.changes import ChangeKind, EntryChange
from bot.records.exchanges import Exchange
from bot.records.export import evaluation_questions
from bot.records.follows import Follow, Mark, Subject
from bot.records.log import Asked, Opinion
from bot.records.messages import Showing
from bot.records.outbox import Outgoing
from bot.records.records import Records, RecordsError
from bot.records.settings import WHOLE, SettingsStore, StoredSetting
from bot.records.state import State
from bot.records.views import StoredView

__all__ = [
    "OPERATOR",
    "WHOLE",
    "Asked",
    "ChangeKind",
    "Entry",
    "EntryChange",
    "Exchange",
    "Follow",
    "Mark",
    "Opinion",
    "Outgoing",
    "Records",
    "RecordsError",
    "SettingsStore",
    "Showing",
    "State",
    "StoredSetting",
    "StoredView",
    "Subject",
    "evaluation_questions",
    "member_name",
]
