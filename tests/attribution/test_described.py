"""Who the people of an article are: names whole, roles that stand alone, nobody who is no person."""

from __future__ import annotations

import pytest

from bot.attribution import Reading, described, statements


def people(body: str) -> dict[str, str]:
    reading = Reading.of("Talks end in Fennmoor\n" + body)
    speakers = {line.speaker for line in statements(reading)}
    return {person.name: person.role for person in described(reading, speakers)}


@pytest.mark.parametrize(
    ("body", "name", "role"),
    [
        ("West Sorland’s envoy Pak Jung-kwan came.", "Pak Jung-kwan", "West Sorland’s envoy"),
        ("Tunnel North’s chief executive Alan Hendry came.", "Alan Hendry", "Tunnel North’s chief executive"),
        ("Alan Hendry, chief executive of Norvik, came.", "Alan Hendry", "chief executive of Norvik"),
        ("Nadia Rahman KC, counsel for the islands, came.", "Nadia Rahman", "counsel for the islands"),
        ("Tom Arkin, 61, a fisherman from Hallow, came.", "Tom Arkin", "a fisherman from Hallow"),
        ("Detective Inspector Paul Nesbitt came.", "Paul Nesbitt", "Detective Inspector"),
        ("President Yusuf Kerim Aydoğan came.", "Yusuf Kerim Aydoğan", "President"),
        ("14:05 President Yusuf Kerim Aydoğan came.", "Yusuf Kerim Aydoğan", "President"),
        ("Engineer Mats Rye came.", "Mats Rye", "Engineer"),
        ("BBC political editor Ann Roe came.", "Ann Roe", "BBC political editor"),
        ("Its energy minister, Ida Lund, came.", "Ida Lund", "energy minister"),
        ("Prime Minister Edmund Vale met President Lucie Marant.", "Lucie Marant", "President"),
        ("Ida Holm, the keeper of the light at Skarn, came.", "Ida Holm", "the keeper of the light at Skarn"),
        (
            "The Under-Secretary-General for Humanitarian Affairs, Tom Farrow, came.",
            "Tom Farrow",
            "The Under-Secretary-General for Humanitarian Affairs",
        ),
        (
            "Sorland's minister of trade, industry and energy, Pak Jung-kwan, came.",
            "Pak Jung-kwan",
            "Sorland's minister of trade, industry and energy",
        ),
    ],
)  # fmt: skip
def test_a_role_is_whole_and_stands_alone(body: str, name: str, role: str) -> None:
    assert people(body)[name] == role


@pytest.mark.parametrize(
    "body",
    [
        "His deputy, Pak Jong-min, said: “We go.”",
        "Their son Pak Jong-min said: “We go.”",
        "Her predecessor, Pak Jong-min, said: “We go.”",
    ],
)
def test_a_role_that_means_nothing_alone_is_none(body: str) -> None:
    assert people("Ann Roe came. " + body)["Pak Jong-min"] == ""


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("“The taps stay open,” Dr Sultan Omar Al Nasser said.", "Sultan Omar Al Nasser"),
        ("“No,” said Beatrix Mwangi of the Rail Passengers' Council.", "Beatrix Mwangi"),
        ("Ian and Stuart Paton came. “We have seen better,” said Ian.", "Ian Paton"),
        ("“We go,” said Quorra Vint, 44.", "Quorra Vint"),
        ("“We go,” said Quorra Vint. Vint left.", "Quorra Vint"),
        ("Ann Roe met Ben Doe on Friday. Ben Doe left.", "Ben Doe"),
        ("Dean Monday Okafor left. “We go,” Okafor said.", "Dean Monday Okafor"),
        ("Senator Monday Okafor left. “We go,” Okafor said.", "Monday Okafor"),
    ],
)
def test_who_is_named_as_a_person_is_among_the_people(body: str, name: str) -> None:
    assert name in people(body)


@pytest.mark.parametrize(
    "body",
    [
        "Alan Hendry, the chief executive of Tunnel North, came.",
        "“We are closed,” the Food and Drug Administration said. “For good,” the FDA said.",
        "“We are closed,” said the Fennmoor Harbour Board.",
        "“We are closed,” said Norvik Marine. Norvik is a shipping line.",
    ],
)
def test_organisations_are_no_people(body: str) -> None:
    assert set(people(body)) <= {"Alan Hendry"}


def test_a_sentence_full_of_names_and_offices_is_no_headline() -> None:
    found = people(
        "“We stay,” Ann Roe said. Finance Minister Ola Bratt replaces Interior Minister Vera Stolz."
    )
    assert found["Ola Bratt"] == "Finance Minister"
    assert found["Vera Stolz"] == "Interior Minister"
