"""Who speaks: openly fictional articles, each a way in which papers say so."""

from __future__ import annotations

import pytest

from bot.attribution import Manner, Reading, Statement, attribute, statements

OPENING = (
    "Harbour opens in Fennmoor\n"
    "FENNMOOR — Mayor Ann Roe opened the new harbour on Friday. Port director Ben Doe and engineer "
    "Clara Voss stood beside her.\n"
)


def lines(body: str, opening: str = OPENING) -> list[Statement]:
    return attribute(opening + body)


def speakers(body: str, opening: str = OPENING) -> list[tuple[str, str]]:
    return [(line.speaker, line.text) for line in lines(body, opening)]


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("“The harbour will feed this town,” Roe said.", "Ann Roe"),
        ("“The harbour will feed this town,” said Doe.", "Ben Doe"),
        ("Doe said: “The harbour will feed this town.”", "Ben Doe"),
        ("Voss told reporters that “the harbour will feed this town.”", "Clara Voss"),
        ("“The harbour,” Voss said, “will feed this town.”", "Clara Voss"),
        ("“The harbour will feed this town,” said Ms. Voss, who built it.", "Clara Voss"),
        ("According to Doe, “the harbour will feed this town.”", "Ben Doe"),
        ("Doe, who has run the port since 1999, said that “the harbour will feed this town.”", "Ben Doe"),
        ("Doe thanked the builders. “The harbour will feed this town,” he said.", "Ben Doe"),
        ("Voss thanked the builders. “The harbour will feed this town,” she said.", "Clara Voss"),
        ("“The harbour will feed this town,” the mayor said.", "Ann Roe"),
        ("“The harbour will feed this town,” said the Fennmoor Harbour Board.", "Fennmoor Harbour Board"),
    ],
)
def test_the_speaker_by_full_name(body: str, speaker: str) -> None:
    found = speakers(body)
    assert found
    assert {name for name, _ in found} == {speaker}


@pytest.mark.parametrize(
    "name",
    [
        "Marieke van der Meulen",
        "Khalid bin Rashid al-Mansour",
        "Khalid ibn al-Mansour",
        "Jean-Luc d'Arbanville",
        "Jean-Luc d’Arbanville",
        "Maria de los Prados",
        "Oona de la Tarn",
    ],
)
@pytest.mark.parametrize(
    "body", ["“The harbour will feed this town,” {} said.", "{} said the harbour “will feed this town”."]
)
def test_a_name_with_small_words_in_it_is_one_name(body: str, name: str) -> None:
    assert [speaker for speaker, _ in speakers(body.format(name))] == [name]


def test_he_added_carries_on() -> None:
    body = (
        "“It took four years,” said Doe. “It was worth it,” he added.\n“We shall build another one,” he said."
    )
    assert [name for name, _ in speakers(body)] == ["Ben Doe"] * 3


def test_an_interrupted_quotation_is_one_statement_in_pieces() -> None:
    found = lines("“The harbour,” Voss said, “will feed this town.”")
    assert [(line.text, line.continues) for line in found] == [
        ("The harbour", False),
        ("will feed this town.", True),
    ]


def test_an_interruption_may_be_long() -> None:
    found = lines(
        "“The harbour,” said Ann Voss, who has run it since the spring of 2021, “will feed this town.”"
    )
    assert [line.continues for line in found] == [False, True]


def test_a_quotation_over_paragraphs_has_one_speaker() -> None:
    body = "Roe said: “We began with nothing but mud.\n“Then the ships came.\n“Now the world comes here.”"
    found = lines(body)
    assert [line.speaker for line in found] == ["Ann Roe"] * 3
    assert [line.continues for line in found] == [False, True, True]


def test_a_single_word_attributed_by_a_verb_is_a_quotation() -> None:
    assert speakers("Doe called the old harbour “rotten.”") == [("Ben Doe", "rotten")]


def test_titles_of_works_are_left_out() -> None:
    body = "Voss wrote a book titled “Harbours of the North” in 2009.\n“It sold four copies,” she said."
    assert [text for _, text in speakers(body)] == ["It sold four copies"]


def test_a_transcript_names_its_speakers() -> None:
    body = (
        "“ROE: When will the first ship come in, if I may ask?”\n“DOE: It will come on Monday at high tide.”"
    )
    assert speakers(body) == [
        ("Ann Roe", "When will the first ship come in, if I may ask?"),
        ("Ben Doe", "It will come on Monday at high tide."),
    ]


def test_a_transcript_without_marks_is_told_by_its_labels() -> None:
    body = "ROE: When will the first ship come?\nDOE: On Monday.\nROE: And what will it carry?\n"
    found = lines(body)
    assert [(line.speaker, line.text) for line in found] == [
        ("Ann Roe", "When will the first ship come?"),
        ("Ben Doe", "On Monday."),
        ("Ann Roe", "And what will it carry?"),
    ]
    assert {line.manner for line in found} == {Manner.TRANSCRIPT}


def test_a_name_that_everybody_knows_is_completed_and_marked() -> None:
    (line,) = lines("“A fine harbour,” Mr. Obama said.")
    assert line.speaker == "Barack Obama"
    assert "family name only" in line.remarks[0]
    assert [name for name, _ in speakers("“Fine,” said Bea Obama. “Very fine,” Ms. Obama said.")] == [
        "Bea Obama",
        "Bea Obama",
    ]


def test_she_is_nobody_with_a_mans_name() -> None:
    body = "Ben Doe and Clara Voss came. Doe spoke first.\n“I shall be short,” she said."
    assert speakers(body, "Harbour opens\n") == [("Clara Voss", "I shall be short")]


def test_the_comma_of_the_sentence_around_is_not_stored() -> None:
    assert speakers("“Well built,” said Doe.") == [("Ben Doe", "Well built")]


def test_a_spokesman_without_a_name_is_described() -> None:
    assert speakers("“No ship will be turned away,” said a spokesman for the port.") == [
        ("a spokesman for the port", "No ship will be turned away")
    ]


def test_an_unsure_speaker_has_rivals_named() -> None:
    unsure = [line for line in lines("Roe met Doe. “This is not the end.”") if not line.sure]
    assert all(line.confidence < 0.9 for line in unsure if not line.remarks)


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("“We go,” said Mayor June Carrow.", "June Carrow"),
        ("Senator June Carrow came. “We go,” said Carrow.", "June Carrow"),
        ("Mayor August Hallin met the crews. “We go,” Hallin said.", "August Hallin"),
        ("Minister April Ryland, the youngest, said: “We go.”", "April Ryland"),
        ("June Carrow came. “We go,” June said.", "June Carrow"),
        ("Theresa May came. “We go,” May said.", "Theresa May"),
        ("On May 3 Edmund Vale said “we go”.", "Edmund Vale"),
        ("Since June Edmund Vale has said “we go”.", "Edmund Vale"),
    ],
)
def test_months_are_first_names_where_a_name_stands(body: str, speaker: str) -> None:
    assert {name for name, _ in speakers(body, "Fire in the hall\n")} == {speaker}


def test_rows_without_a_full_stop_are_read_piece_by_piece() -> None:
    """What is looked for in a sentence takes time by the square of its length."""
    reading = Reading.of("Names\n" + "Ann Bob Cid, " * 600 + "“We go,” said Ann Roe; " * 300)
    assert max(len(sentence.tokens) for sentence in reading.page.sentences) < 200
    assert {line.speaker for line in statements(reading)} == {"Ann Roe"}


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("His successor as speaker, Imogen Achebe, said it was “under review”.", "Imogen Achebe"),
        ("Beatrix Mwangi of the Rail Passengers' Council said it was “a ticket”.", "Beatrix Mwangi"),
        ("His deputy, Pak Jong-min, who led the talks, thanked “the good people of Orlow”.", "Pak Jong-min"),
        ("Roe’s co-author, Rui Costa Lima, agreed: “Nobody looked.”", "Rui Costa Lima"),
        ("“It is open,” said West Sorland’s trade minister Pak Jung-kwan.", "Pak Jung-kwan"),
        ("“It is open,” said FNN political editor Chris Mason.", "Chris Mason"),
        ("Norvik President of Harbour Affairs Nick Hale said: “It is open.”", "Nick Hale"),
        ("Ann Roe is the mayor.\nThe mayor yesterday said the pier was “wide open”.", "Ann Roe"),
        ("Tom Arkin, 61, a fisherman from Hallow, said: “It is open.”", "Tom Arkin"),
        ("“It is open,” the Food and Drug Administration said.", "Food and Drug Administration"),
        ("Doe told the council: “It is open.”", "Ben Doe"),
        ("“It is open,” said Nadia Rahman KC, counsel for the islands.", "Nadia Rahman"),
        ("Jane and Wes Smith came. Jane, their son Nick Smith said, was “well”.", "Nick Smith"),
    ],
)  # fmt: skip
def test_the_speaker_where_others_stand_near(body: str, speaker: str) -> None:
    assert [name for name, _ in speakers(body)] == [speaker]


@pytest.mark.parametrize(
    "body",
    [
        "Voss sang “Lamp in the Dark” until midnight.",
        "Roe was nominated for her work in “The Long Grey Shore”.",
        "The ship was named “Silver Heron”.",
        "Doe called for the so-called “harbour tax” to end, it is reported.",
        "On the broadcast of “Harbour News Sunday,” Mayor Roe smiled for an hour.",
        "Doe has been nicknamed “the Postman”.",
        "The hall was rented to Nick “The Postman” Doe in May.",
        "In her first book, “Lamp of the Islands,” Roe is a girl of nine.",
        "The halls were full.\n1. “Lamp of the Islands,” 300 guests.\n2. “Silver Heron,” 200 guests.",
        "Her hits include “Coal and Roses,” “Home Again” and “Do You Know Me?”",
    ],
)
def test_works_ships_and_nicknames_are_nobodys_speech(body: str) -> None:
    assert speakers(body) == []


@pytest.mark.parametrize(
    ("body", "context"),
    [
        ("“We are closed for ever,” Roe said in Orlow on Monday.", "In Orlow on Monday."),
        ("“We are closed for ever,” said Mayor Roe on Friday night.", "On Friday night."),
        ("“We are closed,” Doe told the board on Friday.", "To the board on Friday."),
        ("“We are closed,” Roe said when asked about the pier.", "When asked about the pier."),
        ("“We are closed,” said Voss, who likes the sea.", "“…” said Voss, who likes the sea."),
        ("Asked about the pier, Roe said: “We are closed.”", "Asked about the pier, Roe said: “…”"),
        ("“We are closed,” Roe said.", ""),
    ],
)
def test_a_context_says_where_and_when(body: str, context: str) -> None:
    assert [line.context for line in lines(body)] == [context]


def test_only_the_last_paragraph_of_a_quotation_needs_a_closing_mark() -> None:
    text = (
        "Pier opens\nAnn Roe told the crowd: “We worked.\n“It was long.\n“Now it is yours{end}\nIt rained.\n"
    )
    whole = attribute(text.format(end=".”"))
    assert [(line.text, line.continues, line.sure) for line in whole] == [
        ("We worked.", False, True),
        ("It was long.", True, True),
        ("Now it is yours.", True, True),
    ]
    broken = attribute(text.format(end="."))
    assert [bool(line.remarks) for line in broken] == [False, False, True]


@pytest.mark.parametrize("before", ["Blue Lantern", "Team Norvik", "Gull Island Rowing"])
def test_what_stands_before_a_given_name_is_no_part_of_the_name(before: str) -> None:
    (line,) = attribute(f"Race\nThe race began on Friday.\n“We row,” said {before} Anna Roe.\n")
    assert line.speaker == "Anna Roe"
    (line,) = attribute(f"Race\nThe race began on Friday.\n“We row,” said {before} Anna Roe")
    assert line.speaker == "Anna Roe"


def test_marks_may_follow_a_month_in_short() -> None:
    (line,) = attribute("Race\nThe race began in Feb. “We row,” said Anna Roe.")
    assert line.speaker == "Anna Roe"


def test_a_text_may_end_with_a_month_in_short() -> None:
    (line,) = attribute("Race\nThe race began in May.\n“We row,” said Anna Roe in Feb.")
    assert line.speaker == "Anna Roe"
