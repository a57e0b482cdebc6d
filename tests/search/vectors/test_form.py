"""The form in which the models read an item."""

from bot.search.vectors.form import sentence


def test_everything_that_is_known_is_in_the_line() -> None:
    line = sentence("No.", speaker="Ada Lind", role="mayor", context="Asked for a bridge:", title="A bridge")
    assert line == "Ada Lind, mayor: Asked for a bridge: No. (A bridge)"


def test_what_is_empty_leaves_no_mark() -> None:
    assert sentence("No.") == "No."
    assert sentence("No.", speaker="Ada Lind") == "Ada Lind: No."
    assert sentence("No.", role="mayor", title="A bridge") == "No. (A bridge)"
