"""Roles compared by their words; offices, relations and countries are one list of data."""

import pytest

from bot.names import offices, role_fits
from bot.names.offices import equal_phrases


@pytest.mark.parametrize(
    ("asked", "role", "fits"),
    [
        ("RNC chair", "interim chairwoman of the Republican National Committee", True),
        ("the US defence secretary", "U.S. secretary of defense", True),
        ("the Ruritanian defence secretary", "U.S. secretary of defense", False),
        ("secretary of defence", "U.S. secretary of defense", True),
        ("British prime minister", "Prime Minister of Britain", True),
        ("Ruritanian president", "president of Ruritania", False),
        ("US defense chief", "U.S. Secretary of Defense", True),
        ("US defense spokesman", "U.S. Secretary of Defense", False),
        ("the secretary", "U.S. Secretary of Defense", True),
        ("Ted Moreau", "wife of Ted Moreau", False),
        ("former senator", "former senator and mayor", True),
        ("senator", "former senator", False),
        ("the Swedish CEO of the rail board", "chief executive officer of the rail board in Sweden", True),
        ("the mayor of Britain", "mayor of London", False),
        ("", "senator", False),
        ("the harbour minister", "shadow harbour minister", False),
        ("the shadow harbour minister", "shadow harbour minister", True),
        ("the harbour minister", "deputy harbour minister", False),
        ("the minister", "deputy harbour minister", True),
        ("the president", "vice president of Ruritania", False),
        ("the prime minister", "deputy prime minister", False),
        ("the deputy mayor", "mayor of Sandhaven", False),
    ],
)
def test_roles(asked: str, role: str, fits: bool) -> None:
    assert role_fits(asked, role) is fits


def test_words_for_the_same_office_or_country_lead_to_each_other() -> None:
    assert ("premier",) in offices()[("prime", "minister")]
    assert ("tokyo",) in offices()[("japanese",)]
    assert equal_phrases()[("prime", "minister")] == ("premier",)
    assert ("tokyo",) not in equal_phrases()


def test_what_is_kept_for_a_phrase_is_kept_for_itself() -> None:
    assert equal_phrases().keys().isdisjoint(equal_phrases().values())
