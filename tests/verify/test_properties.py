"""What must hold for every quote and every text."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from bot.replies import Outcome
from bot.text.words import fold, words
from bot.verify import verify
from tests.verify.memory import MemorySource
from tests.verify.speeches import ARTICLES

SOURCE = MemorySource(ARTICLES)
QUOTES = [item.text for item in SOURCE.items["quote"] if item.speech != "indirect"]
KNOWN_WORDS = {word.text for items in SOURCE.items.values() for item in items for word in words(item.text)}
MARKS = st.sampled_from([*",.;:!?\"'“”‘’«»()[]—–-…/*_~|", "", " ", " … ", " - "])

texts = st.sampled_from(QUOTES)
long_texts = st.sampled_from([text for text in QUOTES if len(words(text)) >= 6])

# Beside dots of the quote's own, an ellipsis is no sign of a word that was dropped there.
undotted_texts = long_texts.filter(lambda text: ".." not in text)


@given(texts, st.data())
def test_marks_case_and_blanks_do_not_count(text: str, data: st.DataObject) -> None:
    def changed(gap: re.Match[str]) -> str:
        blanks = data.draw(st.sampled_from([" ", "  ", "\n", "\t"])) if re.search(r"\s", gap.group()) else ""
        return f"{data.draw(MARKS)}{blanks}{data.draw(MARKS)}"

    marked = re.sub(r"(?<!\d)[^\w$%]+(?!\d)|[^\w$%]*\s[^\w$%]*", changed, text)
    cased = data.draw(st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))(marked)
    assert verify(SOURCE, cased).verdict is Outcome.GENUINE


def test_a_point_before_a_number_that_has_one_is_but_a_mark() -> None:
    assert verify(SOURCE, "would be to charge $12 an hour, or .4.5% more").verdict is Outcome.GENUINE


@given(long_texts, st.data())
def test_any_excerpt_of_six_words_is_genuine(text: str, data: st.DataObject) -> None:
    found = words(text)
    first = data.draw(st.integers(0, len(found) - 6))
    last = data.draw(st.integers(first + 5, len(found) - 1))
    assert verify(SOURCE, text[found[first].start : found[last].end]).verdict is Outcome.GENUINE


@given(undotted_texts, st.data())
def test_excerpts_of_one_quote_may_be_joined_by_an_ellipsis(text: str, data: st.DataObject) -> None:
    found = words(text)
    cut = data.draw(st.integers(3, len(found) - 3))
    on = data.draw(st.integers(cut, len(found) - 3))
    sign = data.draw(st.sampled_from([" … ", "...", " [...] ", " [ … ] ", " (…) ", ". . ."]))
    assert (
        verify(SOURCE, text[: found[cut - 1].end] + sign + text[found[on].start :]).verdict is Outcome.GENUINE
    )


@given(texts, st.text(alphabet="abcdefghijklmnopqrstuvwxyzéñ0123456789", min_size=1, max_size=12), st.data())
@example(QUOTES[0], "no", None)
def test_a_replaced_word_is_never_genuine(text: str, new: str, data: st.DataObject | None) -> None:
    found = words(text)
    word = data.draw(st.sampled_from(found)) if data else found[0]
    if fold(new) in KNOWN_WORDS:
        return
    verdict = verify(SOURCE, text[: word.start] + new + text[word.end :])
    assert verdict.verdict not in {Outcome.GENUINE, Outcome.MISATTRIBUTED}


@given(st.text(), st.none() | st.text())
@example("[" * 50 + "x" + "]" * 50, "x")
@example("… " * 300 + "harbour" + " [x]" * 300, None)
@example("the " * 3000, "Ostrander")
@example("270", "\ud800")
@example("\ud800 we will spend", None)
def test_any_text_has_a_verdict(quotation: str, speaker: str | None) -> None:
    assert verify(SOURCE, quotation, speaker).verdict in set(Outcome)


@given(st.lists(st.sampled_from([*sorted(KNOWN_WORDS), "…", "[x]", "not", "[", "]", ","]), max_size=30))
def test_known_words_in_any_order_have_a_verdict(pieces: list[str]) -> None:
    quotation = " ".join(pieces)
    verdict = verify(SOURCE, quotation, "Ostrander")
    for match in verdict.matches:
        assert "".join(part.given for part in match.segments) == quotation
