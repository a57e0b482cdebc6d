"""Conversations: what was asked and shown last, by member and place, forgotten after some minutes.

A conversation remembers what was understood and the keys of what was shown, never the knowledge's words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.replies import Context


@dataclass(frozen=True)
class Turn:
    """The last turn of a conversation: what the next question builds on, and how many turns there were."""

    context: Context
    moment: datetime
    turns: int = 1


class Conversations:
    """Turns by member and place (channel, thread or direct message); kept in memory only."""

    def __init__(self, memory: timedelta) -> None:
        self._memory = memory
        self._turns: dict[tuple[int, int], Turn] = {}

    def last(self, member: int, place: int, now: datetime) -> Turn | None:
        """The last turn, None where it is too long ago."""
        turn = self._turns.get((member, place))
        return turn if turn and now - turn.moment < self._memory else None

    def remember(self, member: int, place: int, context: Context, now: datetime) -> int:
        """Note a turn; how many there have been in this conversation."""
        before = self.last(member, place, now)
        turns = before.turns + 1 if before else 1
        self._turns = {key: each for key, each in self._turns.items() if now - each.moment < self._memory}
        self._turns[member, place] = Turn(context, now, turns)
        return turns

    def move(self, member: int, place: int, other: int) -> None:
        """Go on in another place, such as a thread."""
        turn = self._turns.pop((member, place), None)
        if turn:
            self._turns[member, other] = turn

    def forget(self, member: int) -> int:
        """Forget all that was said with a member; how many conversations that were."""
        mine = [key for key in self._turns if key[0] == member]
        for key in mine:
            del self._turns[key]
        return len(mine)
