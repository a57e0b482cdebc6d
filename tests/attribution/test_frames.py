"""Whom the signs around a quotation name, whatever the verb, and how the text names a speaker at all."""

import pytest

from bot.attribution import Naming, Reading, Statement, is_speech, may_be_title, statements


def read(text: str) -> list[Statement]:
    return statements(Reading.of(text))


@pytest.mark.parametrize(
    "text",
    [
        "“The nets stay dry”, quips Ann Roe.",
        "“The nets stay dry,” shrugged Ann Roe in Fennmoor.",
        "“The nets stay dry,” recalls the Tidewater analyst Ann Roe.",
        "“The nets stay dry”, tweeted Fennmoor's Ann Roe, who wants boats.",
        "“The nets stay dry”, Ann Roe, once a pilot at the harbour, told the Gazette.",
        "“The nets stay dry,” Senator Ann Roe conceded in the corridor.",
        "“Dry nets”, according to Ann Roe of Tidewater.",
        "Ann Roe, of the union, kept it brief: “The nets stay dry.”",
        "The head of the union, Ann Roe, replied with a sigh: “The nets stay dry.”",
        "Fennmoor's Ann Roe: “The nets stay dry.”",
        "Give them time, says Ann Roe: “The nets stay dry.”",
        "Ann Roe, of Fennmoor: the harbour has ‘the driest nets of all’.",
        "Ben Doe is at sea. “The nets stay dry,” smiled Ann Roe. Ben Doe waved.",
    ],
)
def test_punctuation_names_the_speaker_without_a_verb_of_saying(text: str) -> None:
    (only,) = read(text)
    assert (only.speaker, only.naming) == ("Ann Roe", Naming.OUTRIGHT)
    assert only.sure or only.confidence > 0.9


@pytest.mark.parametrize(
    ("text", "naming"),
    [
        ("Ann Roe is mayor. “The nets stay dry,” she said.", Naming.REFERENCE),
        ("Ann Roe said “the nets stay dry”.", Naming.NAME),
        ("Ann Roe told the Gazette:\n\n“The nets stay dry.”", Naming.OUTRIGHT),
        ("“We close at six,” Ann Roe said. “The nets stay dry.”", Naming.CARRIED),
    ],
)
def test_a_statement_tells_how_its_speaker_is_named(text: str, naming: Naming) -> None:
    last = read(text)[-1]
    assert (last.speaker, last.naming) == ("Ann Roe", naming)


@pytest.mark.parametrize(
    "text",
    [
        "Ben Doe hates the phrase “the nets stay dry”.",
        "Ben Doe mocked the minister's line, “the nets stay dry”.",
        "Ben Doe rejected the claim that “the nets stay dry”.",
        "Ben Doe was told by a pilot that “the nets stay dry”.",
        "Ben Doe nodded as Ann Roe said that “the nets stay dry”.",
    ],
)
def test_whoever_does_something_else_is_not_named_for_the_words(text: str) -> None:
    assert [one.naming for one in read(text) if one.speaker == "Ben Doe"] in ([], [Naming.MENTIONED])


@pytest.mark.parametrize(
    "text",
    [
        "Ben Doe dismissed the plan as “a line to nowhere”.",
        "Ben Doe called the claim “a line to nowhere”.",
        "Ben Doe thundered that “the nets stay dry”.",
        "Ben Doe said the claim that the harbour is “dry as dust” was wrong.",
    ],
)
def test_whoever_judges_in_their_own_words_is_named_for_them(text: str) -> None:
    assert [(one.speaker, one.naming) for one in read(text)] == [("Ben Doe", Naming.NAME)]


def test_whoever_speaks_right_before_the_colon_says_it() -> None:
    (only,) = read("Ben Doe listened as Ann Roe said: “The nets stay dry.”")
    assert (only.speaker, only.naming) == ("Ann Roe", Naming.OUTRIGHT)


def test_two_of_one_surname_with_small_words_are_two() -> None:
    found = read(
        "> The nets stay dry.\n> — George van der Roe\n\n> The boats stay out.\n> — Xanthe van der Roe"
    )
    assert [one.speaker for one in found] == ["George van der Roe", "Xanthe van der Roe"]


def test_a_pronoun_for_nobody_names_nobody() -> None:
    assert all(one.unnamed for one in read("She said “the nets stay dry”."))
    assert read("Dear Secretary Roe: two pilots wrote. “The nets stay dry,” they write.")[0].unnamed


def test_a_month_in_short_is_no_name() -> None:
    found = read("The clip went up on Feb. 7. “The nets stay dry,” she recalls.")
    assert all("Feb" not in one.speaker for one in found)


def test_a_title_with_a_colon_keeps_all_its_words() -> None:
    reading = Reading.of("Cinemas count on “Black Harbour: Storm Forever” this year.")
    (marks,) = reading.page.quotations
    assert reading.page.text[marks.start : marks.end] == "Black Harbour: Storm Forever"
    assert may_be_title(reading, 0)


@pytest.mark.parametrize(
    "text", ["“Moderately Hopeful”, according to Ann Roe.", "She called it “Dry Nets Day”."]
)
def test_words_with_capitals_that_somebody_says_are_no_title(text: str) -> None:
    reading = Reading.of(text)
    assert is_speech(reading, 0)
    assert not may_be_title(reading, 0)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ben Doe was told by Ann Roe: “The nets stay dry.”", "Ann Roe"),
        ("Ben Doe got a warning from Ann Roe: “The nets stay dry.”", "Ann Roe"),
        ("“The nets stay dry,” Ben Doe quoted Ann Roe as saying.", "Ann Roe"),
        ("“The nets stay dry,” Ben Doe remembers Ann Roe saying.", "Ann Roe"),
        ("Ben Doe, of Fennmoor: Ann Roe said “the nets stay dry”.", "Ann Roe"),
        ("“The nets stay dry.” – Ann Roe", "Ann Roe"),
        ("“The nets stay dry”\n— Ann Roe, mayor of Fennmoor", "Ann Roe"),
        ("“The nets stay dry” (Ann Roe)", "Ann Roe"),
        ("Ben Doe told the jury to forget the remark “the nets stay dry”, made by Ann Roe.", "Ann Roe"),
        ("**Ann Roe:** “The nets stay dry.”", "Ann Roe"),
        ("- “The nets stay dry.” – Ann Roe\n- Ben Doe waved.", "Ann Roe"),
    ],
)
def test_the_signs_of_lists_and_reports_are_read(text: str, speaker: str) -> None:
    assert read(text)[0].speaker == speaker


def test_each_label_of_a_list_has_its_own_words() -> None:
    found = read("Ann Roe: “The nets stay dry”; Ben Doe: “They are as wet as ever”.")
    assert [one.speaker for one in found] == ["Ann Roe", "Ben Doe"]
    found = read("“The nets stay dry” (Ann Roe), “They are as wet as ever” (Ben Doe).")
    assert [one.speaker for one in found] == ["Ann Roe", "Ben Doe"]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Roe: Your rival called the harbour “a pond for the rich”.",
        "The council’s “war on nets” will cost money, Ann Roe said.",
        "The council’s new “war on nets” will cost money, Ann Roe said.",
    ],
)
def test_words_that_may_be_somebody_elses_are_to_be_looked_at(text: str) -> None:
    assert not any(line.sure for line in read(text))
