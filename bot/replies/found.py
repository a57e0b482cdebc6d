"""An entry of the knowledge as an answer: its score, its chance, what spoke for it."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from bot.knowledge import Item, Place, Shown


class Evidence(Shown):
    """One named signal of a candidate: its value, and what it added to the score."""

    name: str
    value: float
    weight: float
    words: str = ""


class Beside(StrEnum):
    """Why an entry is shown beside another one.

    BEGINS: it begins the statement that the other continues. FITS: it may answer as well. TELLS: it has what
    was asked for (a number, a day, a place, a reason), and the other does not. REFERS: it says whom or what
    the other means by "he" or "it".
    """

    BEGINS = "begins"
    FITS = "fits"
    TELLS = "tells"
    REFERS = "refers"


class Neighbour(Item):
    """The entry right before or after another one in its article, shown as context, not as an answer.

    It has its own kind, speaker and words. `before` says on which side it is, `reason` why it is shown.
    """

    before: bool
    reason: Beside

    @classmethod
    def of(cls, item: Item, *, before: bool, reason: Beside) -> Neighbour:
        """An entry as a neighbour; its own fields are taken over as they are."""
        fields = {name: getattr(item, name) for name in Item.model_fields}
        return cls.model_construct(_fields_set=None, **fields, before=before, reason=reason)


class Found(Item):
    """An entry as an answer: its score, where else the same statement appears, and the evidence for it.

    Of the articles in `also`, those in `reworded` (by their ids) have a quote with nearly the same words.

    `chance` (0 to 1) is the chance that it answers the question; it is 1 if nothing had to be guessed.
    `newer` says where to find what replaces it. `fits` is false for what only comes close: it is neither
    shown nor counted. `beside` is the entry next to it in its article, if that is shown with it as context.
    """

    score: float
    chance: float = Field(default=1.0, ge=0, le=1)
    also: tuple[Place, ...] = ()
    reworded: tuple[str, ...] = ()
    newer: Place | None = None
    fits: bool = True
    beside: Neighbour | None = None
    evidence: tuple[Evidence, ...] = Field(default=(), exclude=True)

    @classmethod
    def of(  # noqa: PLR0913 -- what may be left out, each by its name
        cls,
        item: Item,
        *,
        score: float = 0.0,
        chance: float = 1.0,
        also: tuple[Place, ...] = (),
        reworded: tuple[str, ...] = (),
        evidence: tuple[Evidence, ...] = (),
    ) -> Found:
        """An entry as an answer; its own fields are taken over as they are."""
        fields = {name: getattr(item, name) for name in Item.model_fields}
        return cls.model_construct(
            _fields_set=None,
            **fields,
            score=score,
            chance=chance,
            also=also,
            reworded=reworded,
            newer=None,
            fits=True,
            beside=None,
            evidence=evidence,
        )
