"""Numbers, spellings, kinds of words, sentences and alignments, one by one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.replies import DifferenceKind
from bot.text.sentences import sentence_around
from bot.verify.align import MOST_CELLS, Step, align
from bot.verify.kinds import kind_of
from bot.verify.near import runs
from bot.verify.numbers import amounts
from bot.verify.spelling import same_writing

WORDS = st.lists(st.sampled_from(["the", "sea", "is", "not", "ours", "and", "we", "will"]), max_size=25)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("twenty five million", "25m"),
        ("two hundred and seventy", "2 hundred and seventy"),
        ("five", "5"),
        ("1.3 billion", "1.3bn"),
        ("$ 5", "five dollars"),
        ("a hundred", "100"),
        ("18 000", "18000"),
    ],
)
def test_one_number_in_two_writings(one: str, other: str) -> None:
    assert amounts(one.split()) == amounts(other.split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("25", "20 5"),
        ("million", "billion"),
        ("$ 5", "€ 5"),
        ("5", "50"),
        ("1234567", "1234568"),
        ("20 five", "25"),
    ],
)
def test_two_numbers_are_two(one: str, other: str) -> None:
    assert amounts(one.split()) != amounts(other.split())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("dont", "do not", True),
        ("don't", "do not", True),
        ("it's", "it is", True),
        ("it's", "it has", True),
        ("he'd", "he had", True),
        ("we're", "we are", True),
        ("wont", "will not", True),
        ("wont", "won't", True),
        ("theyre", "they are", True),
        ("im", "i am", True),
        ("wont", "will", False),
        ("its", "it is", False),
        ("were", "we are", False),
        ("well", "we will", False),
        ("ill", "i will", False),
        ("hell", "he will", False),
        ("filled", "filed", False),
        ("tour", "tor", False),
        ("polled", "poled", False),
        ("milled", "miled", False),
        ("tonnes", "tons", False),
        ("now here", "nowhere", False),
        ("tyres", "tires", True),
        ("programme", "program", True),
        ("cheques", "checks", True),
        ("any more", "anymore", True),
        ("11", "eleven", True),
        ("11th", "eleventh", True),
        ("one", "first", False),
        ("$ 5 million", "five million dollars", True),
        ("cannot", "can not", True),
        ("colour", "color", True),
        ("organised", "organized", True),
        ("harbours", "harbors", True),
        ("theatre", "theater", True),
        ("travelled", "traveled", True),
        ("defence", "defense", True),
        ("cant", "can", False),
        ("hour", "or", False),
        ("fire", "fier", False),
        ("5", "6", False),
    ],
)
def test_spellings(one: str, other: str, same: bool) -> None:
    assert same_writing(one.split(), other.split()) is same


@pytest.mark.parametrize(
    ("given_words", "known_words", "kind"),
    [
        ("271", "270", DifferenceKind.NUMBER),
        ("", "percent", DifferenceKind.NUMBER),
        ("can", "cant", DifferenceKind.NEGATION),
        ("not", "", DifferenceKind.NEGATION),
        ("likely", "unlikely", DifferenceKind.NEGATION),
        ("they", "we", DifferenceKind.PRONOUN),
        ("would", "will", DifferenceKind.MODAL),
        ("less", "more", DifferenceKind.COMPARISON),
        ("quay", "pier", DifferenceKind.WORD),
        ("do not", "dont", DifferenceKind.SPELLING),
        ("for", "four", DifferenceKind.NUMBER),
        ("filled", "filed", DifferenceKind.WORD),
        ("wont", "will not", DifferenceKind.SPELLING),
        ("", "have", DifferenceKind.WORD),
    ],
)
def test_kinds(given_words: str, known_words: str, kind: DifferenceKind) -> None:
    assert kind_of(given_words.split(), known_words.split(), named=False) is kind


def test_a_sentence_does_not_end_at_an_abbreviation() -> None:
    text = (
        "He left. Mr. Brandt of St. Osk saw 4.5 ships at 5 p.m. on the U.S. coast. “They turned.” Then none."
    )
    start = text.index("saw")
    first, last = sentence_around(text, start, start + 3)
    assert text[first:last].strip() == "Mr. Brandt of St. Osk saw 4.5 ships at 5 p.m. on the U.S. coast."


@pytest.mark.parametrize("part", ["The navy", "No. 7 is full"])
def test_an_answer_is_a_sentence_and_a_number_is_none(part: str) -> None:
    text = "No. The navy is not a ferry line. Berth No. 7 is full."
    start = text.index(part)
    first, last = sentence_around(text, start, start + len(part))
    assert text[first:last].strip() in ("The navy is not a ferry line.", "Berth No. 7 is full.")


@given(WORDS, WORDS)
def test_an_alignment_walks_through_the_whole_quotation(ours: list[str], theirs: list[str]) -> None:
    pairs = align(ours, theirs)
    assert [pair.given for pair in pairs if pair.step is not Step.SKIP] == list(range(len(ours)))
    known = [pair.known for pair in pairs if pair.step is not Step.ADD]
    assert known == list(range(known[0], known[0] + len(known))) if known else True
    assert all(ours[p.given] == theirs[p.known] for p in pairs if p.step is Step.SAME)


def test_a_long_text_is_aligned_faster_and_as_well() -> None:
    known = [f"w{number}" for number in range(400)]
    bent = [*known[:150], "new", *known[160:300]]
    assert len(known) * len(bent) > MOST_CELLS
    same = [pair for pair in align(bent, known) if pair.step is Step.SAME]
    assert len(same) == len(bent) - 1


@given(WORDS, WORDS)
def test_shared_runs_are_equal_words_and_do_not_overlap(ours: list[str], theirs: list[str]) -> None:
    taken: set[int] = set()
    for run in runs(ours, theirs, 2):
        assert ours[run.given : run.given + run.size] == theirs[run.known : run.known + run.size]
        places = set(range(run.given, run.given + run.size))
        assert not places & taken
        taken |= places


def test_the_last_word_is_found_where_one_before_it_was_left_out() -> None:
    quote = ["an", "apology", "would", "have", "been", "cheaper"]
    pairs = align(["an", "apology", "would", "be", "cheaper"], quote)
    assert pairs[-1].step is Step.SAME
    assert sum(pair.step is Step.SAME for pair in pairs) == 4
