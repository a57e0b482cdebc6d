"""A name read into its parts, and what is no person's name."""

import pytest

from bot.names import is_person, parse


@pytest.mark.parametrize(
    ("name", "given", "surname", "suffix", "titles"),
    [
        ("Sen. Helena M. Ostrander", ("helena", "m"), ("ostrander",), "", ("sen",)),
        ("Ostrander, Helena", ("helena",), ("ostrander",), "", ()),
        ("Bill de Varso Jr.", ("bill",), ("de", "varso"), "jr", ()),
        ("the actress Mia Roe", ("mia",), ("roe",), "", ("the", "actress")),
        ("Dean Calder", ("dean",), ("calder",), "", ()),
        ("Ben Doe", ("ben",), ("doe",), "", ()),
        ("…", (), (), "", ()),
    ],
)
def test_the_parts_of_a_name(
    name: str, given: tuple[str, ...], surname: tuple[str, ...], suffix: str, titles: tuple[str, ...]
) -> None:
    assert parse(name) == (given, surname, suffix, titles)


@pytest.mark.parametrize("name", ["Ann Roe", "Bea Fox", "Jan van der Roe"])
def test_a_persons_name(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize(
    "name",
    ["", "Roe campaign", "Ann Roe's lawyers", "The Mirror", "Fennmoor Airlines", "a partner at a law firm"],
)
def test_no_persons_name(name: str) -> None:
    assert not is_person(name)
