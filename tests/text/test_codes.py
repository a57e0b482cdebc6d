"""Discord's codes, addresses and mark-up in what somebody wrote."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import without_codes

NAMES = {1: "Vera Holm", 2: "Ben"}
CODES = (
    "<:fish:123456789012345678>", "<a:wave:12>", "<#123456789012345678>", "<@&77>", "<@99>", "<@!99>",
    "</ask:123>", "</knowledge reload:4>", "<id:customize>", "<t:1700000000:R>", "<t:1700000000>",
    "@everyone", "@here",
    "https://courier.example/a_b", "<https://courier.example/?a=1&b=2>", "www.courier.example/x",
    "courier.example/a/b", "desk@courier.example", ":fish:", "7\ufe0f\u20e3", "<sound:1:2>",
)  # fmt: skip
QUESTIONS = (
    "What did Vera Holm say about the tidal barrier?",
    "how many harbours does the pact of O'Hara cover",
    "is the F-35 dearer than 1,250,000 crowns, and who said so?",
)


def day_of(seconds: int) -> date:
    return datetime.fromtimestamp(seconds, UTC).date()


def read(message: str) -> str:
    return without_codes(message, day_of, NAMES)


@given(
    st.sampled_from(QUESTIONS), st.lists(st.tuples(st.integers(0, 12), st.sampled_from(CODES)), max_size=4)
)
def test_codes_between_the_words_change_nothing(question: str, put: list[tuple[int, str]]) -> None:
    words = question.split(" ")
    for place, code in put:
        words.insert(min(place, len(words)), code)
    assert read(" ".join(words)) == question


@pytest.mark.parametrize("code", CODES[:9])
def test_a_code_without_blanks_parts_or_joins_no_words(code: str) -> None:
    assert read(f"what did O{code}'Hara say") == "what did O'Hara say"
    assert read(f"the pier{code}, the fish{code}") == "the pier, the fish"
    assert read(f"the pier{code}of Orlow") == "the pier of Orlow"


@pytest.mark.parametrize(
    ("written", "as_read"),
    [
        ("**what** did __Vera__ say about ||the *pier*||?", "what did Vera say about the pier?"),
        ("> The nets stay.\nwho said `that`?", "The nets stay. who said that?"),
        ("```\nwho said so\n```", "who said so"),
        ("# who ~~wrote~~ said so\n- and why?", "who wrote said so and why?"),
        ("[the pier](https://courier.example/x) is old", "the pier is old"),
        ("C# or C++, a_b_c, 2 * 3 * 4, 10:30:15, Canal+", "C# or C++, a_b_c, 2 * 3 * 4, 10:30:15, Canal+"),
        ("U.S./China and/or p.m./a.m. 3/10/2031", "U.S./China and/or p.m./a.m. 3/10/2031"),
    ],
)
def test_mark_up_is_taken_off_and_what_only_looks_like_it_stays(written: str, as_read: str) -> None:
    assert read(written) == as_read


@pytest.mark.parametrize(
    ("written", "as_read"),
    [
        ("what did <@1> say about the pier?", "what did Vera Holm say about the pier?"),
        ("what did <@1> and <@!2> say?", "what did Vera Holm and Ben say?"),
        ("<@2>'s view on fish", "Ben's view on fish"),
        ("<@2> what did Vera Holm say?", "what did Vera Holm say?"),
        ("<@1> and <@2>, who said so?", "who said so?"),
        ("what did Vera Holm say? <@2>", "what did Vera Holm say?"),
    ],
)
def test_a_member_is_read_where_the_sentence_lacks_a_name(written: str, as_read: str) -> None:
    assert read(written) == as_read


@pytest.mark.parametrize(
    ("written", "as_read"),
    [
        ("what did she say on <t:1700000000:D>?", "what did she say on 2023-11-14?"),
        ("between <t:1700000000:D> and <t:1702000000:f>?", "between 2023-11-14 and 2023-12-08?"),
        (
            "what did she say since <t:1700000000:R> about fish",
            "what did she say since 2023-11-14 about fish",
        ),
        ("what did she say on <t:1700000000:D> fish?", "what did she say on fish?"),
        ("what did she say since <t:99999999999999:R>?", "what did she say since?"),
    ],
)
def test_a_moment_is_a_day_where_the_sentence_lacks_one(written: str, as_read: str) -> None:
    assert read(written) == as_read


@given(st.text(max_size=60))
def test_any_text_is_read(message: str) -> None:
    assert "\n" not in read(message)
