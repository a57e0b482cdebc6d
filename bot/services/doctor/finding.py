"""What the doctor finds: one thing that is right, or wrong and how it is put right."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad it is: `advice` harms nothing now, a `fault` keeps something from working."""

    FINE = "fine"
    ADVICE = "advice"
    FAULT = "fault"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: its name, what was found, and how to put it right ("" where it is)."""

    subject: str
    level: Level
    sentence: str
    fix: str = ""


def fine(subject: str, sentence: str) -> Finding:
    """Something that is as it should be."""
    return Finding(subject, Level.FINE, sentence)


def advice(subject: str, sentence: str, fix: str) -> Finding:
    """Something that could be better."""
    return Finding(subject, Level.ADVICE, sentence, fix)


def fault(subject: str, sentence: str, fix: str) -> Finding:
    """Something that does not work."""
    return Finding(subject, Level.FAULT, sentence, fix)
