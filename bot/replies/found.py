"""An entry of the knowledge as an answer: its score, its chance, what spoke for it."""

from __future__ import annotations

from pydantic import Field

from bot.knowledge.items import Item, Place, Shown


class Evidence(Shown):
    """One named signal of a candidate: its value, and what it added to the score."""

    name: str
    value: float
    weight: float
    words: str = ""


class Found(Item):
    """An item as an answer: its score, where else the same statement stands, the evidence for it."""

    score: float
    also: tuple[Place, ...] = ()
    evidence: tuple[Evidence, ...] = Field(default=(), exclude=True)
