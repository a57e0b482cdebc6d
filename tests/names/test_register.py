"""Who is who over many articles: which spellings are one person. All persons here are invented."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.names import Mention, Office, PersonEntry, Register, SpeakerKind, Spelling, name_key


def named(*names: str) -> Register:
    return Register.read(Mention(name, quotes=1) for name in names)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Sophie Lorenz", "Anna Lorenz"),
        ("Paul D. Hask", "Paul Hask"),
        ("J.D. Vantor", "JD Vantor"),
        ("Kim Jong-pil", "Kim Jong Pil"),
        ("Jung-kwan Pak", "Pak Jung-kwan"),
        ("Varga Miklos", "Miklós Varga"),
        ("Rashid Al Nasser", "Rashid Nasser"),
        ("Omar al-Sha'er", "Omar Al Shaer"),
        ("Siobhan O'Hara", "Siobhan O’Hara"),
        ("Bert de Varso", "Bert De Varso"),
        ("Volodymyr Petrenskyy", "Volodymyr Petrensky"),
        ("Sergei Lavrin", "Sergey Lavrin"),
        ("Dmitri Karpoff", "Dmitry Karpov"),
        ("Jürgen Möller", "Juergen Moeller"),
        ("Søren Holm", "Soren Holm"),
        ("José Pérez", "Jose Perez"),
        ("Anna Holm-Brandt", "Anna Holm"),
        ("Anna Holm-Brandt", "Anna Brandt"),
        ("Gabriela García Tello", "Gabriela García"),
        ("Mayor Ada Lind", "Ada Lind"),
        ("William Tarrow", "Bill Tarrow"),
        ("ADA LIND", "Ada Lind"),
        ("Gustav Ostrander Sr.", "Gustav Ostrander"),
        ("Al Hendry", "Alan Hendry"),
        ("Al Nasser", "Rashid Al Nasser"),
    ],
)
def test_spellings_of_one_person(one: str, other: str) -> None:
    register = named(one, other, "Theo Brandt-Nielsen")
    assert register.same(one, other)
    assert register.people == 2
    assert register.person(one) == register.person(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Alan Hendry", "Ruth Hendry"),
        ("Erik Dahl", "Henrik Dahl"),
        ("Pak Jung-kwan", "Pak Jong-un"),
        ("Gustav Ostrander", "Gustav Ostrander Jr."),
        ("George H. W. Tarrow", "George W. Tarrow"),
        ("Henry Thomas", "Thomas Henry"),
        ("Terry Marsh", "Terri Marsh"),
        ("Alan Hendry", "Allan Hendry"),
        ("Mara Calder", "Mara Calden"),
        ("Pope Francis", "James Francis"),
        ("Anna Holm-Brandt", "Anna Holm-Nielsen"),
        ("Bert de Varso", "Bert van Varso"),
        ("Clara May", "Clara March"),
        ("Sofie", "Sofie Dahl"),
        ("Al Hendry", "Ruth Hendry"),
        ("Washington", "Nell Washington"),
        ("Norway", "Ann Norway"),
    ],
)
def test_two_persons_stay_two(one: str, other: str) -> None:
    register = named(one, other)
    assert not register.same(one, other)


def test_a_name_that_may_be_two_persons_joins_neither() -> None:
    register = named("George W. Tarrow", "George H. W. Tarrow", "George Tarrow", "George Walker Tarrow")
    assert register.same("George W. Tarrow", "George Walker Tarrow")
    assert (
        len({register.key(name) for name in ("George W. Tarrow", "George H. W. Tarrow", "George Tarrow")})
        == 3
    )


def test_a_surname_alone_is_the_only_one_who_bears_it() -> None:
    register = named("Alan Hendry", "Hendry", "Mr. Hendry", "A. Hendry")
    assert register.people == 1
    assert register.person("hendry") == register.person("alan hendry")
    person = register.person("Hendry")
    assert person
    assert (person.name, person.quotes) == ("Alan Hendry", 4)


def test_a_surname_alone_is_nobodys_where_two_bear_it() -> None:
    register = named("Alan Hendry", "Ruth Hendry", "Hendry")
    assert len({register.key(name) for name in ("Alan Hendry", "Ruth Hendry", "Hendry")}) == 3
    again = register.changed({"ruth hendry": None})
    assert again.same("Hendry", "Alan Hendry")


def test_a_surname_alone_with_another_office_is_somebody_else() -> None:
    mentions = [
        Mention("Alan Hendry", "chief executive of Tunnel North"),
        Mention("Hendry", "bishop of Orlow"),
    ]
    assert not Register.read(mentions).same("Hendry", "Alan Hendry")


def test_an_alias_joins_two_spellings() -> None:
    register = Register.read(
        [
            Mention("Xavier Tello", aliases=("Javi Tello", "the Iron Mayor"), quotes=2),
            Mention("Javi Tello", quotes=3),
        ]
    )
    person = register.person("Javi Tello")
    assert person
    assert (person.key, person.quotes, register.people) == (register.key("Xavier Tello"), 5, 1)
    assert set(register.spellings("javi tello")) == {"xavier tello", "javi tello"}
    assert register.key("The Iron Mayor") == person.key


def test_an_alias_that_two_have_joins_nobody() -> None:
    register = Register.read(
        [
            Mention("Xavier Tello", aliases=("Javi T.",)),
            Mention("Javier Tomas", aliases=("Javi T.",)),
            Mention("Javi T."),
        ]
    )
    assert register.people == 3
    assert {person.name for person in register.owners("Javi T.")} >= {"Xavier Tello", "Javier Tomas"}


def test_an_alias_that_is_a_surname_takes_nobody_elses_words() -> None:
    register = Register.read(
        [Mention("Alan Hendry", aliases=("Hendry",)), Mention("Ruth Hendry"), Mention("Hendry", quotes=1)]
    )
    assert not register.same("Hendry", "Alan Hendry")


def test_what_editors_state_wins() -> None:
    mentions = [
        Mention("Alan Hendry"),
        Mention("Ruth Hendry", aliases=("Al Hendry",)),
        Mention("Al Hendry", quotes=1),
        Mention("Hendry", quotes=1),
    ]
    entry = PersonEntry("Alan Hendry", aliases=("Al Hendry", "Hendry"), wikidata="Q000")
    register = Register.read(mentions, [entry])
    assert register.same("Al Hendry", "Alan Hendry")
    assert register.same("Hendry", "Alan Hendry")
    person = register.person("alan hendry")
    assert person
    assert (person.quotes, person.wikidata) == (2, "Q000")
    assert register.changed({}, ()).key("Al Hendry") == "ruth hendry"


def test_what_editors_keep_apart_stays_apart() -> None:
    mentions = [Mention("Paul Hask"), Mention("Paul D. Hask"), Mention("Hask")]
    assert Register.read(mentions).people == 1
    refused = Register.read(mentions, [PersonEntry("Paul Hask", refused=("Paul D. Hask",))])
    assert not refused.same("Paul Hask", "Paul D. Hask")
    both = Register.read(mentions, [PersonEntry("Paul Hask"), PersonEntry("Paul D. Hask")])
    assert not both.same("Paul Hask", "Paul D. Hask")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ada Lind", SpeakerKind.PERSON),
        ("Hendry", SpeakerKind.PERSON),
        ("A. Hendry", SpeakerKind.PERSON),
        ("Louise d'Estrel", SpeakerKind.PERSON),
        ("Ada Lind of the Courier", SpeakerKind.ORGANISATION),
        ("White House", SpeakerKind.ORGANISATION),
        ("The Ferry Line", SpeakerKind.ORGANISATION),
        ("FBI", SpeakerKind.ORGANISATION),
        ("South Korea", SpeakerKind.ORGANISATION),
        ("an agent", SpeakerKind.DESCRIPTION),
        ("Two Workers", SpeakerKind.DESCRIPTION),
        ("residents", SpeakerKind.DESCRIPTION),
        ("the mayor", SpeakerKind.DESCRIPTION),
        ("Ada Lind's lawyer", SpeakerKind.DESCRIPTION),
        ("They’re", SpeakerKind.DESCRIPTION),
        ("Glenn Beck Says Trump", SpeakerKind.DESCRIPTION),
    ],
)
def test_what_is_no_person_is_a_speaker(name: str, kind: SpeakerKind) -> None:
    register = named(name, "Theo Brandt")
    speaker = register.person(name)
    assert speaker
    assert speaker.kind is kind
    assert register.people == 1 + (kind is SpeakerKind.PERSON)


def test_roles_have_the_days_of_their_articles() -> None:
    register = Register.read(
        [
            Mention("Ada Lind", "mayor", day=date(2030, 1, 4)),
            Mention("Ada Lind", "mayor", day=date(2031, 2, 1)),
            Mention("Ada M. Lind", "senator", day=date(2031, 6, 1)),
            Mention("Ada Lind", "writer"),
        ]
    )
    assert [office.title for office in register.held_on("ada lind", date(2030, 6, 1))] == ["mayor"]
    assert [office.title for office in register.held_on("ada lind", date(2031, 5, 1))] == ["senator"]
    assert [office.title for office in register.held_on("ada lind", None)] == ["senator"]
    assert register.offices("ada lind")[0] == Office("senator", date(2031, 6, 1), date(2031, 6, 1))


def test_a_stated_office_ends_where_the_next_begins() -> None:
    title = "mayor of Orlow"
    register = Register.read(
        [Mention("Ada Lind", "mayor of Port Ellery", day=date(2032, 1, 1))],
        [
            PersonEntry("Ada Lind", offices=(Office(title, date(2029, 4, 1), stated=True),)),
            PersonEntry("Theo Brandt", offices=(Office(title, date(2031, 4, 1), stated=True),)),
        ],
    )
    assert register.offices("ada lind")[0].until == date(2031, 4, 1)
    assert register.held_on("ada lind", date(2031, 3, 31))[0].title == title
    assert register.held_on("ada lind", date(2031, 4, 1))[0].title == "mayor of Port Ellery"
    assert register.held_on("theo brandt", date(2031, 4, 1))[0].title == title
    assert register.held_on("theo brandt", date(2031, 3, 31)) == ()


GIVEN = ("Alan", "Al", "Anna", "A.", "Pak", "Jung-kwan", "Tom", "Tomas", "")
SURNAMES = ("Hendry", "May", "O'Hara", "de Varso", "Holm-Brandt", "Holm", "García Tello", "Pak", "Lind Jr.")
NAMES = st.builds("{} {}".format, st.sampled_from(GIVEN), st.sampled_from(SURNAMES)).map(str.strip)
MENTIONS = st.builds(Mention, NAMES, aliases=st.lists(NAMES, max_size=1).map(tuple), quotes=st.integers(0, 3))
ENTRIES = st.builds(
    PersonEntry, NAMES, st.lists(NAMES, max_size=1).map(tuple), refused=st.lists(NAMES, max_size=1).map(tuple)
)


@given(st.lists(MENTIONS, max_size=8), st.lists(MENTIONS, max_size=5), st.lists(ENTRIES, max_size=2))
def test_a_changed_register_is_the_one_made_anew(
    before: list[Mention], after: list[Mention], entries: list[PersonEntry]
) -> None:
    old, new = _spellings(before), _spellings(after)
    changed = Register.of(old).changed({**dict.fromkeys(old), **new}, entries)
    made = Register.of(new, entries)
    assert changed.people == made.people
    assert sorted(changed, key=lambda one: one.key) == sorted(made, key=lambda one: one.key)


@given(st.lists(MENTIONS, max_size=8), st.lists(ENTRIES, max_size=2))
def test_every_spelling_is_of_one_person(mentions: list[Mention], entries: list[PersonEntry]) -> None:
    register = Register.read(mentions, entries)
    everyone = list(register)
    spelt = [key for person in everyone for key in person.spellings]
    assert len(spelt) == len(set(spelt))
    assert {name_key(mention.name) for mention in mentions} <= set(spelt)
    for person in everyone:
        assert all(register.key(key) == person.key for key in person.spellings)
    assert sum(person.quotes for person in everyone) == sum(mention.quotes for mention in mentions)


def _spellings(mentions: list[Mention]) -> dict[str, Spelling]:
    by_key: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_key.setdefault(name_key(mention.name), []).append(mention)
    return {key: Spelling.of(each) for key, each in by_key.items()}
