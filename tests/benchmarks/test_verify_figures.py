"""The figures of the check are found by themselves, moved, and put back."""

from benchmarks.alterations import made
from benchmarks.verify_figures import changed, figures
from bot.verify import closest, enough


def test_every_constant_is_a_figure_of_the_module_that_gives_it() -> None:
    found = {(figure.module.__name__, figure.name): figure for figure in figures()}
    assert found["bot.verify.enough", "CLOSE"].moved == (enough.CLOSE * 0.9, enough.CLOSE * 1.1)
    assert found["bot.verify.closest", "MOST_PARTS"].moved == (4, 6)
    assert ("bot.verify.matching", "CLOSE") not in found


def test_a_figure_is_moved_and_put_back() -> None:
    parts = next(figure for figure in figures() if figure.name == "MOST_PARTS")
    with changed(parts, 9):
        assert closest.MOST_PARTS == 9
    assert parts.value == closest.MOST_PARTS


def test_alterations_are_made_of_any_quotes_and_their_verdicts_counted() -> None:
    text = "We will not mend the old bridge on the Calder line this year, and two ships must wait."
    rows = made([text, f"Theo said: {text}"], [text], each=1)
    kinds = {row.how: row for row in rows}
    assert "not" not in kinds["without negation"].quotation.split()
    assert kinds["gap over limit"].warned
    assert kinds["numeral"].quotation.count("2") == 1
    assert kinds["elsewhere"].quotation == text
    assert rows == made([text, f"Theo said: {text}"], [text], each=1)
