"""What every reply has, whatever it says; docs/replies.md shows the JSON."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from bot.knowledge import Shown
from bot.replies.found import Found
from bot.replies.understood import Understood


class Reply(Shown):
    """Base of all replies. Each class of reply has its own value of `reply`.

    `id` is the line's of a batch. `answered` says whether what was asked for is there; `confidence` (0 to 1)
    is the chance that the first of `answers` is right, and 1 or 0 as `answered` where nothing was ranked.
    `speak` says whether a message written to nobody would be answered, None where that was not judged.
    `understood` is how a question was read. `answers` are the entries that the reply rests on, best first.
    """

    id: str | int | None = None
    answered: bool
    confidence: float = Field(ge=0, le=1)
    speak: bool | None = None
    understood: Understood | None = None
    answers: tuple[Found, ...] = ()

    def line(self, key: str | int | None = None) -> dict[str, Any]:
        """The reply as an object of JSON, as programs read it; `key` takes the place of `id`."""
        written = self.model_dump(mode="json")
        return written if key is None else written | {"id": key}
