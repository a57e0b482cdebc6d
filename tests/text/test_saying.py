"""Verbs that bring in somebody's words: one list, read by what the verbs are for."""

from bot.text.months import MONTH_NUMBERS
from bot.text.saying import beginnings, verbs


def test_regular_verbs_come_in_all_forms_and_irregular_ones_as_written() -> None:
    assert {"deny", "denies", "denied", "denying"} <= verbs("saying")
    assert {"say", "says", "said", "saying"} <= verbs("say")
    assert "slammed" in verbs("calling")
    assert "slamed" not in verbs("calling")


def test_a_verb_is_in_every_kind_that_is_written_before_it() -> None:
    assert "tweeted" in verbs("saying") & verbs("question") & verbs("claim")
    assert "grumbled" in verbs("question") - verbs("saying")


def test_no_beginning_begins_with_another() -> None:
    starts = beginnings("question")
    assert "grumble" in starts
    assert not [one for one in starts if any(one != other and one.startswith(other) for other in starts)]
    assert all(verb.startswith(starts) for verb in verbs("question"))


def test_months_by_name_and_abbreviation() -> None:
    assert (MONTH_NUMBERS["september"], MONTH_NUMBERS["sept"], MONTH_NUMBERS["sep"]) == (9, 9, 9)
    assert sorted(set(MONTH_NUMBERS.values())) == list(range(1, 13))
