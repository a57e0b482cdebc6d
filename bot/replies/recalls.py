"""What became of answers that showed what was corrected or taken out since."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from bot.knowledge import Shown, Trait


class RecallKind(StrEnum):
    """What became of an entry that an answer had shown.

    SUPERSEDED, DISPUTED and WITHDRAWN as editors say of it; PURGED: the operator had all of it deleted.
    """

    CORRECTED = "corrected"
    SUPERSEDED = "superseded"
    DISPUTED = "disputed"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"
    RESTORED = "restored"
    PURGED = "purged"


class RecallState(StrEnum):
    """What became of the answer: WAITING to be amended, AMENDED; or why it could not be.

    GONE: it is not there any more. REFUSED: Discord does not let it be edited. PRIVATE: only whoever asked
    ever saw it.
    """

    WAITING = "waiting"
    AMENDED = "amended"
    GONE = "gone"
    REFUSED = "refused"
    PRIVATE = "private"


class RecallNote(Shown):
    """What an answer says of an entry that it had shown; `key` is the entry's now, empty where it went.

    `traits` are what was corrected of it, `note` what the editors say about it.
    """

    kind: RecallKind
    day: date
    key: str = ""
    traits: tuple[Trait, ...] = ()
    note: str = ""


class RecalledAnswer(Shown):
    """An answer that was recalled, and where it can be looked at: empty where nobody else can."""

    state: RecallState
    url: str = ""


class RecalledEntry(Shown):
    """An entry for which answers were recalled; `key` is the one that they had shown."""

    kind: RecallKind
    day: date
    key: str
    traits: tuple[Trait, ...] = ()
    answers: tuple[RecalledAnswer, ...] = ()
