"""Who is meant by a name: part by part, with namesakes kept apart. All persons here are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.names import Identity, NameMatch, compare, fits_best, parse

MAYOR = Identity("Helena M. Ostrander", ("Ellie Ostrander", "the Iron Mayor"), ("mayor of Port Ellery",))
BROTHER = Identity("Gustav Ostrander", (), ("harbour engineer; brother of the mayor",))
FATHER = Identity("Gustav Ostrander Sr.")
SON = Identity("Gustav Ostrander Jr.")
BANK = Identity("Bank of North Ellery", ("BNE",))


@pytest.mark.parametrize(
    ("given_name", "degree"),
    [
        ("Helena M. Ostrander", NameMatch.FULL),
        ("Helena Ostrander", NameMatch.PARTS),
        ("helena ostrander", NameMatch.PARTS),
        ("Ostrander, Helena", NameMatch.PARTS),
        ("Mayor Helena Ostrander (Independent)", NameMatch.PARTS),
        ("Helena Ostrander, mayor of Port Ellery", NameMatch.PARTS),
        ("Ellie Ostrander", NameMatch.ALIAS),
        ("Iron Mayor", NameMatch.ALIAS),
        ("Ostrander", NameMatch.SURNAME),
        ("Mrs. Ostrander", NameMatch.SURNAME),
        ("H. Ostrander", NameMatch.INITIALS),
        ("H.M.O.", NameMatch.INITIALS),
        ("HMO", NameMatch.INITIALS),
        ("Ostrannder", NameMatch.MISSPELT),
        ("Helena Ostander", NameMatch.MISSPELT),
        ("Hellena Ostrander", NameMatch.MISSPELT),
        ("Helena", NameMatch.FIRST),
        ("the mayor of Port Ellery", NameMatch.ROLE),
        ("Port Ellery's mayor", NameMatch.ROLE),
        ("the former mayor of Port Ellery", NameMatch.NONE),
        ("Gustav Ostrander", NameMatch.NONE),
        ("Helena K. Ostrander", NameMatch.NONE),
        ("G. Ostrander", NameMatch.NONE),
        ("Helena Ostrander Jr.", NameMatch.NONE),
        ("Port Ellery", NameMatch.NONE),
        ("Ostrander campaign", NameMatch.NONE),
        ("hmo", NameMatch.NONE),
        ("", NameMatch.NONE),
        ("…", NameMatch.NONE),
    ],
)
def test_a_name_fits_a_person(given_name: str, degree: NameMatch) -> None:
    assert compare(given_name, MAYOR) is degree


def test_two_different_middle_names_are_two_persons() -> None:
    assert not compare("George H. W. Tarrow", Identity("George W. Tarrow"))
    assert compare("George Tarrow", Identity("George W. Tarrow")) is NameMatch.PARTS


def test_short_forms_and_second_names_are_known() -> None:
    assert compare("Michael Tarrow", Identity("Mike Tarrow")) is NameMatch.PARTS
    assert compare("Joe Ardent", Identity("J. Joe Ardent")) is NameMatch.PARTS


def test_surnames_of_several_words() -> None:
    known = Identity("Bill de Varso")
    assert compare("de Varso", known) is NameMatch.SURNAME
    assert compare("Varso", known) is NameMatch.SURNAME
    assert compare("Mayor de Varso", known) is NameMatch.SURNAME
    assert compare("Min-ho", Identity("Pak Min-ho")) is NameMatch.SURNAME
    assert compare("Pak", Identity("Pak Min-ho")) is NameMatch.FIRST
    assert compare("Min-ho Pak", Identity("Pak Min-ho")) is NameMatch.PARTS


def test_father_and_son_are_told_apart_where_both_are_known() -> None:
    assert compare("Gustav Ostrander", FATHER) is NameMatch.PARTS
    assert compare("Gustav Ostrander", SON) is NameMatch.NO_SUFFIX
    assert fits_best("Gustav Ostrander", SON, [FATHER, SON]) is NameMatch.NONE
    assert fits_best("Gustav Ostrander", SON, [SON, MAYOR]) is NameMatch.NO_SUFFIX
    assert not compare("Gustav Ostrander Jr.", FATHER)


def test_a_known_name_is_no_misspelling_of_another() -> None:
    known = Identity("Mara Calder")
    assert compare("Calden", known) is NameMatch.MISSPELT
    assert not fits_best("Calden", known, [known, Identity("Ruth Calden")])


def test_a_title_tells_namesakes_apart() -> None:
    engineer = Identity("Gustav Ostrander", (), ("harbour engineer; brother of the mayor",))
    mayor = Identity("Helena Ostrander", (), ("mayor of Port Ellery; mother of two",))
    both = [engineer, mayor]
    assert fits_best("Mayor Ostrander", mayor, both)
    assert not fits_best("Mr. Ostrander", mayor, both)
    assert fits_best("Mr. Ostrander", engineer, both)
    assert fits_best("Dr. Ostrander", engineer, both)
    assert fits_best("Mr. Ostrander", Identity("Emil Ostrander", (), ("captain",)), both)


def test_an_alias_in_full_is_nobody_elses_middle_name() -> None:
    senator = Identity("Ted Tarrow", ("Rafael Edward Tarrow",))
    father = Identity("Rafael Tarrow")
    assert fits_best("Rafael Edward Tarrow", senator, [senator, father]) is NameMatch.ALIAS
    assert not fits_best("Rafael Tarrow", senator, [senator, father])


def test_a_surname_that_several_have_fits_each() -> None:
    assert fits_best("Ostrander", MAYOR, [MAYOR, BROTHER]) is NameMatch.SURNAME


def test_groups_are_known_by_their_whole_name_only() -> None:
    assert compare("the Bank of North Ellery", BANK) is NameMatch.FULL
    assert compare("BNE", BANK) is NameMatch.ALIAS
    assert not compare("Ellery", BANK)
    assert not compare("Ostrander", Identity("Ostrander campaign"))
    assert not compare("Ostrander", Identity("Helena Ostrander's relatives"))


def test_each_of_several_speakers_is_one_of_them() -> None:
    both = Identity("Helena M. Ostrander and Theo Brandt")
    assert compare("Brandt", both) is NameMatch.SURNAME
    assert compare("Ostrander and Brandt", both) is NameMatch.SURNAME
    assert not compare("Brandt and Calder", both)


@given(st.text(), st.text(), st.text())
def test_any_text_may_stand_for_a_name(asked: str, name: str, role: str) -> None:
    parse(asked)
    compare(asked, Identity(name, (role,), (role,)))
    assert fits_best(name, Identity(name), [Identity(role)]) in set(NameMatch)
