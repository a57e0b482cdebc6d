"""Only what fits is offered: which of the ranked entries are shown and counted, each by its own chance."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from bot.answering.question.understand import Question
from bot.answering.whose import contradicted, not_of_the_kind
from bot.replies import Found
from bot.search import Snapshot


def fitting(
    found: Sequence[Found],
    asked: Question,
    snapshot: Snapshot,
    *,
    least: float,
    kept: Collection[str] = (),
) -> tuple[Found, ...]:
    """The entries in their order, those that fit before those that do not (`fits` is false).

    The first one fits, with what it has replaced; any other where its own chance is at least `least`, and no
    name of the question speaks against it while none speaks against the first.

    :param kept: keys of those that fit whatever their chance, such as the best of each person named.
    """
    refuted = bool(found) and _refuted(found[0], asked, snapshot)
    judged = [
        one.model_copy(update={"fits": fits})
        for one, fits in zip(found, _fit(found, least, kept), strict=True)
    ]
    if not refuted:
        judged = [
            one.model_copy(update={"fits": False}) if one.fits and _refuted(one, asked, snapshot) else one
            for one in judged
        ]
    return tuple(sorted(judged, key=lambda one: not one.fits))


def _fit(found: Sequence[Found], least: float, kept: Collection[str]) -> Iterator[bool]:
    replaced = True
    for place, one in enumerate(found):
        replaced = replaced and (place == 0 or one.newer is not None)
        yield replaced or one.chance >= least or one.key in kept


def _refuted(one: Found, asked: Question, snapshot: Snapshot) -> bool:
    """Whether, were it the first answer, a name of the question would keep it from being a sure one."""
    return contradicted(asked, (one,), snapshot) or not_of_the_kind(asked, (one,))
