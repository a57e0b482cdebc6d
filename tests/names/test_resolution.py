"""Whom a typed name means. All persons here are invented."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.names import Mention, NameMatch, PersonEntry, Register, Standing, conflict, resolve

REGISTER = Register.read(
    [
        Mention("Clara May", "fisheries minister", quotes=1),
        Mention("Pak Jung-kwan", "trade minister of Sorland", quotes=1),
        Mention("Andrew Hollis", quotes=1),
        Mention("Siobhan O'Hara", quotes=1),
        Mention("Alan Hendry", "chief executive of Tunnel North", quotes=2),
        Mention("Ruth Hendry", "chair of Quiet Banks", quotes=1),
        Mention("Hendry", quotes=3, listed=False),
        Mention("Sofie Dahl", "mayor of Orlow", quotes=1),
        Mention("Henrik Dahl", "head of the tram company", quotes=1),
        Mention("Tomas Renwick", quotes=1),
        Mention("Donald Quill", quotes=18),
        Mention("Donald Quill Jr.", quotes=2),
        Mention("Anna Müller-Schmitt", quotes=1),
        Mention("Louise d'Estrel", quotes=1),
        Mention("佐藤 花子", aliases=("Hanako Sato",), quotes=1),
        Mention("Harbour Board", quotes=1),
        Mention("Vega", quotes=1),
        Mention("J. P. Orkin", "police chief", quotes=1),
        Mention("John R. Fitzalan", quotes=1),
        Mention("Rashid bin Omar al-Najar", quotes=1),
        Mention("Maria de los Prados", quotes=1),
    ]
)


def names(typed: str) -> list[str]:
    return [person.name for person in resolve(typed, REGISTER).people]


@pytest.mark.parametrize(
    ("typed", "name", "fit"),
    [
        ("Clara May", "Clara May", NameMatch.FULL),
        ("clara may", "Clara May", NameMatch.FULL),
        ("May", "Clara May", NameMatch.SURNAME),
        ("Minister May", "Clara May", NameMatch.SURNAME),
        ("O'Hara", "Siobhan O'Hara", NameMatch.SURNAME),
        ("O’Hara", "Siobhan O'Hara", NameMatch.SURNAME),
        ("ohara", "Siobhan O'Hara", NameMatch.SURNAME),
        ("S. O'Hara", "Siobhan O'Hara", NameMatch.INITIALS),
        ("d'Estrel", "Louise d'Estrel", NameMatch.SURNAME),
        ("A. Hendry", "Alan Hendry", NameMatch.INITIALS),
        ("Alen Hendry", "Alan Hendry", NameMatch.MISSPELT),
        ("Hendry, Alan", "Alan Hendry", NameMatch.FULL),
        ("Hendry Alan", "Alan Hendry", NameMatch.PARTS),
        ("Mr Hendry", "Alan Hendry", NameMatch.SURNAME),
        ("Mayor Dahl", "Sofie Dahl", NameMatch.SURNAME),
        ("Sofie", "Sofie Dahl", NameMatch.FIRST),
        ("Tom Renwick", "Tomas Renwick", NameMatch.MISSPELT),
        ("Thomas Renwick", "Tomas Renwick", NameMatch.MISSPELT),
        ("Andy Hollis", "Andrew Hollis", NameMatch.PARTS),
        ("Renwik", "Tomas Renwick", NameMatch.MISSPELT),
        ("Jung-kwan Pak", "Pak Jung-kwan", NameMatch.PARTS),
        ("Pak", "Pak Jung-kwan", NameMatch.SURNAME),
        ("Schmitt", "Anna Müller-Schmitt", NameMatch.SURNAME),
        ("Anna Mueller", "Anna Müller-Schmitt", NameMatch.PARTS),
        ("Hanako Sato", "佐藤 花子", NameMatch.FULL),
        ("Sato", "佐藤 花子", NameMatch.SURNAME),
        ("佐藤花子", "佐藤 花子", NameMatch.SURNAME),
        ("Harbour Board", "Harbour Board", NameMatch.FULL),
        ("Vega", "Vega", NameMatch.SURNAME),
        ("J.P. Orkin", "J. P. Orkin", NameMatch.FULL),
        ("JP Orkin", "J. P. Orkin", NameMatch.FULL),
        ("JR Fitzalan", "John R. Fitzalan", NameMatch.INITIALS),
        ("Rashid Najar", "Rashid bin Omar al-Najar", NameMatch.PARTS),
        ("Maria Prados", "Maria de los Prados", NameMatch.PARTS),
    ],
)
def test_one_is_meant(typed: str, name: str, fit: NameMatch) -> None:
    found = resolve(typed, REGISTER)
    assert (found.standing, names(typed), found.fit) == (Standing.ONE, [name], fit)
    assert found.meant == found.people[0]


@pytest.mark.parametrize(
    ("typed", "bearers"),
    [
        ("Tom Hendry", ["Alan Hendry", "Ruth Hendry"]),
        ("Erik Dahl", ["Henrik Dahl", "Sofie Dahl"]),
        ("Bill Hollis", ["Andrew Hollis"]),
        ("Pak Jong-un", ["Pak Jung-kwan"]),
        ("Mara May", ["Clara May"]),
        ("Peter O'Hara", ["Siobhan O'Hara"]),
        ("Andrew Hollis Jr.", ["Andrew Hollis"]),
        ("Mrs. Hollis", ["Andrew Hollis"]),
    ],
)
def test_a_given_name_that_contradicts_all_is_nobody_of_them(typed: str, bearers: list[str]) -> None:
    found = resolve(typed, REGISTER)
    assert (found.standing, names(typed), found.meant) == (Standing.OTHERS, bearers, None)


@pytest.mark.parametrize("typed", ["Vasko Drummel", "the mayor", "", "?", "Rice", "a Hendry said"])
def test_nobody(typed: str) -> None:
    assert resolve(typed, REGISTER).standing is Standing.NOBODY


def test_several_bear_a_surname_and_have_their_shares() -> None:
    found = resolve("Hendry", REGISTER)
    assert found.standing is Standing.SEVERAL
    assert found.meant is None
    assert [round(bearer.share, 2) for bearer in found.bearers] == [0.67, 0.33]
    assert found.unnamed
    assert (found.unnamed.name, found.unnamed.quotes) == ("Hendry", 3)


def test_one_of_several_is_taken_where_nearly_all_is_theirs() -> None:
    found = resolve("Quill", REGISTER)
    assert (found.standing, found.meant and found.meant.name) == (Standing.SEVERAL, "Donald Quill")


def test_father_and_son_are_told_apart() -> None:
    assert names("Donald Quill") == ["Donald Quill"]
    assert names("Donald Quill Jr.") == ["Donald Quill Jr."]
    son = Register.read([Mention("Donald Quill Jr.")])
    assert resolve("Donald Quill", son).fit is NameMatch.NO_SUFFIX


def test_a_name_that_editors_refuse_means_nobody() -> None:
    register = Register.read(
        [Mention("Alan Hendry")], [PersonEntry("Alan Hendry", refused=("Al Hendry", "Hendry"))]
    )
    assert resolve("Al Hendry", register).standing is Standing.OTHERS
    assert resolve("Hendry", register).standing is Standing.OTHERS
    assert resolve("Alann Hendry", register).meant


def test_a_surname_that_editors_state_is_meant_alone() -> None:
    mentions = [Mention("Alan Hendry", quotes=1), Mention("Ruth Hendry", quotes=9)]
    register = Register.read(mentions, [PersonEntry("Alan Hendry", aliases=("Hendry",))])
    found = resolve("Hendry", register)
    assert (found.standing, found.fit) == (Standing.ONE, NameMatch.ALIAS)
    assert found.meant
    assert found.meant.name == "Alan Hendry"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bill", "William"),
        ("A.", "Alan"),
        ("Alen", "Alan"),
        ("Tom", "Tomas"),
        ("Sergei", "Sergey"),
        ("", "Alan"),
    ],
)
def test_given_names_that_may_be_one(one: str, other: str) -> None:
    assert not conflict(one, other)
    assert not conflict(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tom", "Alan"),
        ("Erik", "Henrik"),
        ("Tim", "Tom"),
        ("B.", "Alan"),
        ("Paul", "Paula"),
        ("Min", "Minjee"),
    ],
)
def test_given_names_of_two_persons(one: str, other: str) -> None:
    assert conflict(one, other)


GIVEN = st.sampled_from(
    [
        "Alan",
        "Ruth",
        "Tom",
        "Erik",
        "Henrik",
        "June",
        "Siobhan",
        "Jung-kwan",
        "Jong-un",
        "Wayan",
        "Clara",
        "Yusuf",
    ]
)
SURNAMES = st.sampled_from(
    [
        "Hendry",
        "May",
        "O'Hara",
        "de Varso",
        "van der Holm",
        "Holm-Brandt",
        "García Tello",
        "N'Diaye",
        "April",
        "Pak",
    ]
)


@given(GIVEN, GIVEN, GIVEN, SURNAMES, st.booleans())
def test_nobody_is_taken_for_a_namesake(
    first: str, second: str, third: str, surname: str, turned: bool
) -> None:
    assume(conflict(first, second))
    known = [f"{first} {surname}", f"{second} {surname}"]
    register = Register.read(Mention(name, quotes=1) for name in known)
    assert register.people == 2
    for given_name in (first, second, third):
        typed = f"{surname}, {given_name}" if turned and " " not in surname else f"{given_name} {surname}"
        fitting = [name for name in known if not conflict(name.split()[0], given_name)]
        found = resolve(typed, register)
        assert {person.name for person in found.people} <= {*fitting} or found.standing is Standing.OTHERS
        if typed in known:
            assert found.meant
            assert found.meant.name == typed
        if not fitting:
            assert found.standing is Standing.OTHERS


@given(st.text(max_size=20), st.lists(st.text(max_size=12), max_size=4))
def test_any_text_may_be_asked_for(typed: str, known: list[str]) -> None:
    resolve(typed, Register.read(Mention(name, aliases=(typed,) * len(name)) for name in known))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Rosalia Montero", "Rosalia Montero Vega"),
        ("R. Montero", "Rosalia Montero Vega"),
        ("Montero Vega", "Rosalia Montero Vega"),
        ("Tom Montero", None),
        ("Rosalia Maria", None),
    ],
)
def test_of_two_surnames_the_last_may_be_left_out(typed: str, meant: str | None) -> None:
    known = Register.read([Mention("Rosalia Montero Vega"), Mention("Anna Maria Lind")])
    found = resolve(typed, known).meant
    assert (found.name if found else None) == meant


SENIOR_AND_JUNIOR = Register.read(
    [
        Mention("Sean Orlick Sr.", quotes=1),
        Mention("Sean Orlick Jr.", quotes=1),
        Mention("Ada Vell Sr.", quotes=1),
    ]
)


def test_father_and_son_are_asked_back_where_the_name_is_of_both() -> None:
    found = resolve("Sean Orlick", SENIOR_AND_JUNIOR)
    assert found.standing is Standing.SEVERAL
    assert {one.name for one in found.people} == {"Sean Orlick Sr.", "Sean Orlick Jr."}
    for name in ("Sean Orlick Sr.", "Sean Orlick Jr."):
        assert [one.name for one in resolve(name, SENIOR_AND_JUNIOR).people] == [name]
    assert [one.name for one in resolve("Ada Vell", SENIOR_AND_JUNIOR).people] == ["Ada Vell Sr."]
    assert names("Donald Quill") == ["Donald Quill"]
