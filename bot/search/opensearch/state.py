"""What an index says of itself: which generation holds, who wrote it, and who may see what."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.knowledge import CollectionRules
from bot.search.index import schema
from bot.search.opensearch.connection import Connection
from bot.search.opensearch.form import FIRST, STATE, VERSION

FORM = f"{VERSION}.{schema.VERSION}"
"""The form of the index and of the documents in it."""
GRACE = timedelta(minutes=10)
"""How long a generation can be read after another one holds: longer than a request takes, or an export."""


@dataclass(frozen=True)
class State:
    """`index` is the index itself, under its alias; `writer` an id of the manifest that it belongs to.

    `former` are generations that hold no more and can still be read, each with the moment at which the next
    one came. `mark` changes with every write of the state.
    """

    index: str
    generation: int
    writer: str
    host: str
    rules: str
    form: str = FORM
    built: str = ""
    emptied: bool = False
    former: tuple[tuple[int, str], ...] = ()
    mark: tuple[int, int] = field(default=(0, 0), compare=False)

    @classmethod
    def first(cls, index: str, writer: str, host: str) -> State:
        """The state of an index that is being built."""
        return cls(index, FIRST, writer, host, CollectionRules({}).kept())

    @classmethod
    def read(cls, connection: Connection, index: str) -> State | None:
        """The state of an index, by its name or alias, as it is now; None where there is none."""
        found = connection.document(index, STATE)
        if found is None:
            return None
        kept: dict[str, Any] = found["_source"]
        return cls(
            index=found["_index"],
            generation=kept["generation"],
            writer=kept["writer"],
            host=kept["host"],
            rules=kept["rules"],
            form=kept["form"],
            built=kept["built"],
            emptied=kept["emptied"],
            former=tuple((number, moment) for number, moment in kept["former"]),
            mark=(found["_seq_no"], found["_primary_term"]),
        )

    def next(self, now: datetime) -> State:
        """The state of the next generation, in which those are forgotten that nobody reads any more."""
        kept = [each for each in self.former if now - datetime.fromisoformat(each[1]) < GRACE]
        return replace(
            self,
            generation=self.generation + 1,
            former=(*kept, (self.generation, now.isoformat(timespec="seconds"))),
        )

    @property
    def oldest(self) -> int:
        """The first generation that may still be read."""
        return self.former[0][0] if self.former else self.generation

    def write(self, connection: Connection, rules: CollectionRules) -> State:
        """Write it with the rules of the moment and a new moment; only over the state that was read."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        written = replace(self, rules=rules.kept(), built=now)
        sequence, term = self.mark
        only = {"if_seq_no": sequence, "if_primary_term": term} if term else {}
        kept = {name: value for name, value in asdict(written).items() if name not in ("index", "mark")}
        with connection.writing() as client:
            told = client.index(index=self.index, id=STATE, body={"doc": STATE, **kept}, **only)
        return replace(written, mark=(told["_seq_no"], told["_primary_term"]))

    def kept_rules(self) -> CollectionRules:
        """Who may see what; nobody anything where that cannot be read."""
        try:
            return CollectionRules.of_kept(self.rules)
        except ValueError:
            return CollectionRules.nobody()
