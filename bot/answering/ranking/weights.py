"""The learned weights: a small readable file, made by `training/train_ranking.py` from named data."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field


class Confidence(BaseModel):
    """A logistic model over the signs: chance = 1 / (1 + exp(-(bias + sum of weight * sign)))."""

    model_config = ConfigDict(frozen=True)

    bias: float
    signs: dict[str, float]
    threshold: float = Field(ge=0, le=1, description="From this chance on a question is answered.")


class SignalWeights(BaseModel):
    """What each signal adds to a candidate's score, and the confidence.

    `data` names what they were learned from: file names with the first digits of their SHA-256.
    """

    model_config = ConfigDict(frozen=True)

    data: dict[str, str]
    signals: dict[str, float]
    confidence: Confidence


class Mode(StrEnum):
    """What a ranking can go by: each has weights of its own.

    `MEANING` has vectors, `WORDS` has none yet, an `ARCHIVE` is too large to have any.
    """

    MEANING = "with_meaning"
    WORDS = "without_meaning"
    ARCHIVE = "archive"


@cache
def weights(ground: Mode = Mode.MEANING) -> SignalWeights:
    """The shipped weights, learned from questions that were asked on the same ground."""
    name = f"{ground}.json"
    return SignalWeights.model_validate_json(files(__package__).joinpath("learned", name).read_bytes())
