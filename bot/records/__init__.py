"""What must outlive a restart, in one database: what buttons need, the question log, who follows what.

Knows nothing of Discord but its numbers. `Records.open` brings the database up to date and is the only door.
"""

from bot.records.exchanges import Exchange
from bot.records.export import evaluation_questions
from bot.records.follows import Follow, Mark, Subject
from bot.records.log import Asked, Opinion
from bot.records.records import Records, RecordsError
from bot.records.state import State
from bot.records.views import StoredView

__all__ = [
    "Asked",
    "Exchange",
    "Follow",
    "Mark",
    "Opinion",
    "Records",
    "RecordsError",
    "State",
    "StoredView",
    "Subject",
    "evaluation_questions",
]
