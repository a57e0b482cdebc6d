"""The learned weights: readable files, made by `training/learn_signals.py` and `learn_confidence.py`."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field


class Confidence(BaseModel):
    """A logistic model over the signs: chance = 1 / (1 + exp(-(bias + sum of weight * sign))).

    `data` names what it was learned from where that is something else than the signals' data.
    """

    model_config = ConfigDict(frozen=True)

    data: dict[str, str] = {}

    bias: float
    signs: dict[str, float]
    threshold: float = Field(ge=0, le=1, description="From this chance on a question is answered.")


class Reading(BaseModel):
    """What the reader adds where it has read the first candidates, and the confidence over that.

    Both scores are added up, each by its weight; this confidence is the chance that the first one is right.
    """

    model_config = ConfigDict(frozen=True)

    count: int = Field(ge=1, description="Candidates that are read, the first of the order before.")
    score: float = Field(ge=0, description="What a point of the reader's score adds.")
    before: float = Field(ge=0, description="What a point of the score before keeps.")
    confidence: Confidence


class SignalWeights(BaseModel):
    """What each signal adds to a candidate's score, and the confidence.

    `data` names what they were learned from: file names with the first digits of their SHA-256.
    """

    model_config = ConfigDict(frozen=True)

    data: dict[str, str]
    signals: dict[str, float]
    confidence: Confidence
    readings: tuple[Reading, ...] = Field(
        default=(), description="By how many candidates are read: the more, the further in front."
    )

    def reading(self, at_most: int) -> Reading | None:
        """What was learned for as many candidates as may be read; None for fewer than ever were."""
        return next((one for one in self.readings if one.count <= at_most), None)


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
