"""What is read of an index when it is opened, and of a generation when it is followed."""

from __future__ import annotations

from bot.knowledge import EntryChanges
from bot.search.opensearch.connection import Connection
from bot.search.opensearch.names import PART, Names
from bot.search.opensearch.queries import term
from bot.search.opensearch.state import State

JOURNAL = "journal"
"""What a document is that tells what a generation made of entries."""


def names_of(connection: Connection, state: State, before: tuple[int, Names] | None = None) -> Names:
    """The names and counts of a generation.

    :param before: an earlier generation of the same index, with its names.
    """
    since = before[0] if before else 0
    told = {"range": {"from": {"gt": since, "lte": state.generation}}}
    parts = (
        each["_source"]
        for each in connection.everything(state.index, {"bool": {"filter": [term("doc", PART), told]}}, True)
    )
    return before[1].following(parts) if before else Names.of(parts)


def journal_id(generation: int) -> str:
    """The id of what is told of a generation."""
    return f"{JOURNAL}-{generation}"


def journal_since(connection: Connection, state: State, generation: int) -> tuple[EntryChanges, ...]:
    """What generations after one made of entries, oldest first."""
    names = [journal_id(number) for number in range(generation + 1, state.generation + 1)]
    found = connection.documents(state.index, names)
    return tuple(
        EntryChanges.model_validate_json(each["_source"]["changes"]) for each in found if each.get("found")
    )
