"""The tables as they are now. How they came to be stands in `migrations`; a test holds both together.

Numbers of servers, channels, messages and members are Discord's ids.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.records.columns import Id, Keys, Moment, Value

metadata = MetaData()

state = Table(
    "state",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)

# `key` is the name of the key that a program asked with.
questions = Table(
    "questions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("made", Moment, nullable=False),
    Column("question", Text, nullable=False),
    Column("answered", Boolean, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("items", Keys, nullable=False),
    Column("asker", Id),
    Column("key", String),
    Column("server", Id, nullable=False, server_default="0"),
    Index("questions_asker", "asker"),
)

# The newest opinion has the highest number. `voter` is the member as a keyed hash, `giver` their number where
# names are on.
feedback = Table(
    "feedback",
    metadata,
    Column("id", Id, primary_key=True),
    Column("question", Id, ForeignKey("questions.id", ondelete="CASCADE"), nullable=False),
    Column("item", String, nullable=False),
    Column("useful", Boolean, nullable=False),
    Column("reason", String, nullable=False),
    Column("giver", Id),
    Column("voter", String, nullable=False, server_default=""),
    UniqueConstraint("question", "item", "voter", name="feedback_vote"),
)

kept = Table(
    "kept",
    metadata,
    Column("id", String, primary_key=True),
    Column("made", Moment, nullable=False),
    Column("asker", Id, nullable=False),
    Column("source", Text, nullable=False),
    Column("items", Keys, nullable=False),
    Column("question", Id, ForeignKey("questions.id", ondelete="SET NULL")),
    Column("server", Id, nullable=False, server_default="0"),
    Index("kept_asker", "asker"),
)

exchanges = Table(
    "exchanges",
    metadata,
    Column("question", Id, primary_key=True, autoincrement=False),
    Column("channel", Id, nullable=False),
    Column("answer", Id, nullable=False),
    Column("made", Moment, nullable=False),
    Column("kept", String, ForeignKey("kept.id", ondelete="CASCADE")),
    Index("exchanges_answer", "answer"),
)

# `key` is the followed person's, where the knowledge gives one; `subject` is the name or topic to be shown.
# `known` are the digests of what was there when it began, with a blank between two. `member` is 0 where
# whoever began it was forgotten, `rhythm` empty where news are posted as the place has it.
follows = Table(
    "follows",
    metadata,
    Column("id", Id, primary_key=True),
    Column("made", Moment, nullable=False),
    Column("channel", Id, nullable=False),
    Column("member", Id, nullable=False),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("key", String, nullable=False, server_default=""),
    Column("known", Text, nullable=False, server_default=""),
    Column("server", Id, nullable=False, server_default="0"),
    Column("rhythm", String, nullable=False, server_default=""),
    UniqueConstraint("channel", "kind", "subject", name="follows_subject"),
)

# `posted` is null for what waits, `found` where an older version noted it.
news = Table(
    "news",
    metadata,
    Column("id", Id, primary_key=True),
    Column("follow", Id, ForeignKey("follows.id", ondelete="CASCADE"), nullable=False),
    Column("digest", String, nullable=False),
    Column("item", String, nullable=False),
    Column("posted", Moment),
    Column("found", Moment),
    UniqueConstraint("follow", "digest", name="news_digest"),
)

# `channel` is that of the member's direct messages with the bot.
direct = Table(
    "direct",
    metadata,
    Column("member", Id, primary_key=True, autoincrement=False),
    Column("server", Id, nullable=False),
    Column("channel", Id, nullable=False),
    Column("made", Moment, nullable=False),
    Index("direct_channel", "channel"),
)

# A setting of a whole server has channel 0: a primary key may not be null.
settings = Table(
    "settings",
    metadata,
    Column("server", Id, primary_key=True, autoincrement=False),
    Column("channel", Id, primary_key=True, autoincrement=False),
    Column("name", String, primary_key=True),
    Column("value", Value, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Id, primary_key=True),
    Column("made", Moment, nullable=False),
    Column("who", String, nullable=False),
    Column("what", String, nullable=False),
    Column("server", Id, nullable=False),
    Column("channel", Id, nullable=False),
    Column("old", Value),
    Column("new", Value),
    Index("audit_server", "server"),
)

# `message` is the one that is to be amended, 0 where a new one is to be sent. `view` names the row of `kept`
# that the new one's buttons need: by it, it is found where it arrived. Until
# `claimed` whoever took it sends it, and nobody else.
outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", String, nullable=False),
    Column("channel", Id, nullable=False),
    Column("message", Id, nullable=False, server_default="0"),
    Column("keys", Keys, nullable=False),
    Column("due", Moment, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("sent", Moment),
    Column("view", String, nullable=False, server_default=""),
    Column("claimed", Moment),
    Index("outbox_due", "sent", "due"),
)

# A row for each entry that a message shows, so that it is found by the key. `view` names the row of `kept`
# that its buttons need; what is `offered` stands in its menu only; what is `private` nobody else sees.
messages = Table(
    "messages",
    metadata,
    Column("message", Id, primary_key=True, autoincrement=False),
    Column("key", String, primary_key=True),
    Column("channel", Id, nullable=False),
    Column("server", Id, nullable=False),
    Column("view", String, nullable=False),
    Column("private", Boolean, nullable=False),
    Column("imprint", String, nullable=False),
    Column("offered", Boolean, nullable=False),
    Column("place", Integer, nullable=False),
    Column("until", Moment, nullable=False),
    Index("messages_key", "key"),
)

# `key` is the one that the message showed, `now` the entry's own since, empty where it went.
recalls = Table(
    "recalls",
    metadata,
    Column("id", Id, primary_key=True),
    Column("made", Moment, nullable=False),
    Column("message", Id, nullable=False),
    Column("channel", Id, nullable=False),
    Column("server", Id, nullable=False),
    Column("key", String, nullable=False),
    Column("now", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("traits", Keys, nullable=False),
    Column("state", String, nullable=False),
    Index("recalls_message", "message"),
)

# Keys of programs. `hash` is all that is kept of one: SHA-256 of its secret, in hexadecimal.
api_keys = Table(
    "api_keys",
    metadata,
    Column("name", String, primary_key=True),
    Column("hash", String, nullable=False),
    Column("scopes", Keys, nullable=False),
    Column("made", Moment, nullable=False),
    UniqueConstraint("hash", name="api_keys_hash"),
)

# What a program's copy has by now, by the cursor that it was given: `seen` is JSON, packed by zlib.
mirrors = Table(
    "mirrors",
    metadata,
    Column("id", String, primary_key=True),
    Column("key", String, nullable=False),
    Column("made", Moment, nullable=False),
    Column("seen", LargeBinary, nullable=False),
    Index("mirrors_key", "key"),
)

changes = Table(
    "changes",
    metadata,
    Column("id", Id, primary_key=True),
    Column("made", Moment, nullable=False),
    Column("kind", String, nullable=False),
    Column("old", String),
    Column("new", String),
    Index("changes_old", "old"),
    Index("changes_new", "new"),
)

# Who holds what on a server, and until when by the server's clock: `holder` is a program's own word, `place`
# says to people who that is. In a file the locks beside it are held instead.
leases = Table(
    "leases",
    metadata,
    Column("name", String, primary_key=True),
    Column("holder", String, nullable=False),
    Column("place", Text, nullable=False),
    Column("until", Moment, nullable=False),
)
