"""Reloads and status on cards."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.cards.card import CardStyle, LineKind
from bot.cards.keeping import reload_card, size, status_card
from bot.knowledge.problems import Problem
from bot.replies import Reload, Status

ERROR = Problem(path="a.yaml", line=3, severity="error", what="No speaker.", mend="Name one.")
WARNING = Problem(path="b.yaml", line=1, severity="warning", what="No source.", mend="Add one.")


def test_a_reload_names_what_changed_and_what_is_wrong_errors_first() -> None:
    card = reload_card(
        Reload(added=("x", "y"), removed=("z",), kept=("a",), problems=(WARNING, ERROR), seconds=0.05)
    )
    assert card.style is CardStyle.ERROR
    assert card.text.splitlines() == [
        "Added: x, y",
        "Removed: z",
        "Kept at their last good version (file has errors): a",
        "2 problems",
        "a.yaml:3: No speaker. Name one.",
        "b.yaml:1: No source. Add one.",
    ]
    assert card.footer == "0.05 seconds"


def test_a_reload_of_nothing_says_so_and_one_that_had_to_wait_says_why() -> None:
    assert reload_card(Reload()).text == "Nothing had changed."
    assert reload_card(Reload()).style is CardStyle.GOOD
    assert "Another process" in reload_card(Reload(waiting=True)).text


def test_many_names_and_problems_are_counted() -> None:
    card = reload_card(Reload(changed=tuple(map(str, range(14))), problems=(ERROR,) * 12))
    assert "7, 8, 9 and 4 others" in card.text
    assert card.blocks[-1].lines[-1].text == "and 2 others; `check` shows all"
    assert sum(each.kind is LineKind.BULLET for each in card.blocks[-1].lines) == 10


def test_status_tells_what_is_known_and_leaves_out_what_is_not() -> None:
    built = datetime(2031, 3, 4, 15, 9, tzinfo=UTC)
    card = status_card(
        Status(articles=1200, quotes=5, facts=6, people=7, memory=5 * 2**20, built=built, problems=(WARNING,))
    )
    shown = {field.name: field.value for field in card.fields}
    assert shown["Articles"] == "1,200"
    assert shown["Memory"] == "5.0 MiB"
    assert shown["Built"] == "4 March 2031, 15:09 UTC"
    assert "On disk" not in shown
    assert card.style is CardStyle.GOOD
    assert "No source." in card.text


def test_sizes_are_short() -> None:
    assert [size(n) for n in (0, 12, 2048, 500 * 2**20, 3 * 2**40)] == [
        "", "12 bytes", "2.0 KiB", "500 MiB", "3072 GiB",
    ]  # fmt: skip
