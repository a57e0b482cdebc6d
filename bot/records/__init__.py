"""What must outlive a restart, in one SQLite file: what buttons need, the question log, who follows what.

Knows nothing of Discord but its numbers. `Records.open` brings the file up to date and is the only door.
"""

from bot.records.records import Records, RecordsError

__all__ = ["Records", "RecordsError"]
