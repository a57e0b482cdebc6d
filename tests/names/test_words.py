"""The lists of words that stand in names: data with documented kinds."""

import pytest

from bot.names import HONORIFICS, MAN, ORGANISATION_WORDS, SUFFIXES, TITLES, WOMAN, first_names
from bot.names.words import GROUP_WORDS, same_first_name, spelling_key


def test_every_honorific_is_a_title_and_tells_whom_it_is_said_to() -> None:
    assert HONORIFICS["mrs"] == "f"
    assert HONORIFICS["mr"] == "m"
    assert HONORIFICS["dr"] == ""
    assert HONORIFICS.keys() <= TITLES


@pytest.mark.parametrize("names", [TITLES, GROUP_WORDS], ids=["titles", "groups"])
def test_what_stands_around_names_is_no_first_name(names: frozenset[str]) -> None:
    assert not names & first_names().keys()


def test_words_of_men_and_of_women_are_apart() -> None:
    assert not WOMAN & MAN


def test_no_title_is_a_group() -> None:
    assert not TITLES & ORGANISATION_WORDS


def test_a_suffix_is_kept_in_one_writing() -> None:
    assert SUFFIXES["junior"] == SUFFIXES["jr"] == "jr"
    assert SUFFIXES["2nd"] == "ii"


def test_forms_and_spellings_of_first_names() -> None:
    assert same_first_name("bill", "william")
    assert not same_first_name("bill", "walter")
    assert spelling_key("hilary") == spelling_key("hillary")
