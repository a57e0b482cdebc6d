"""What the article says was not said is nobody's speech, and what was said in denial is."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.attribution import Statement, attribute

HEADLINE = "Dam closed\nThe dam closed on Monday, and the miners went home.\n"
SENTENCES = Path(__file__).with_name("denials.txt").read_text("utf-8").splitlines()


def quotes(sentence: str) -> list[Statement]:
    return attribute(HEADLINE + sentence)


def wrong(sentence: str) -> bool:
    """Whether a line of denials.txt is read against its sign: a denial as sure, or speech as a denial."""
    sign, text = sentence.split(" ", 1)
    found = quotes(text)
    if sign == "+":
        return not found or any("denied" in remark for line in found for remark in line.remarks)
    return any(line.sure for line in found)


def test_of_fifty_marked_sentences_one_at_most_is_read_wrongly() -> None:
    marked = [line for line in SENTENCES if line[:2] in ("- ", "+ ")]
    assert len(marked) == 50
    assert sum(line.startswith("+") for line in marked) == 25
    assert [line for line in marked if wrong(line)][1:] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Edith Marl should have said “I am sorry”.",
        "Edith Marl has yet to say “I am sorry”.",
        "Had Edith Marl said “I am sorry”, all would be well.",
        "Did Edith Marl say “go home”?",
        "Imagine Edith Marl saying “go home”.",
        "In a doctored video, Edith Marl says “go home”.",
        "There is no record of Edith Marl saying “go home”.",
        "Edith Marl was not the one who said “go home”.",
        "“Go home”, wrongly attributed to Edith Marl, stood on every wall.",
        "Edith Marl said: “Go to the hall,” not “go home”.",
        "Nothing on the tape has Edith Marl saying “go home”.",
        "There is nothing to suggest that Edith Marl said “go home”.",
        "A doctored clip appears to show Edith Marl telling the miners “go home”.",
        "I wish Edith Marl had said “I am sorry”.",
        "“Go home” was not a phrase that Edith Marl had used.",
        "“Go home” is not how Edith Marl put it, nor how she described it.",
        "“Go home” were words that nobody in the hall remembered.",
        "Edith Marl avoided the words “I am sorry”.",
        "Edith Marl steered clear of the phrase “go home”.",
        "The owner falsely told the court that Edith Marl had said “go home”.",
        "Edith Marl declined a request to say “I am sorry”.",
        "Edith Marl was stopped from saying “go home”.",
        "Edith Marl might as well have said “go home”.",
        "The owner has no recollection of Edith Marl saying “go home”.",
        "A mistranslation had Edith Marl saying “go home”.",
        "It would be wrong to say that Edith Marl told the miners “go home”.",
        "It is nonsense that Edith Marl told the miners “go home”.",
        "It would be absurd to pretend that Edith Marl told the miners “go home”.",
        "An impostor using Edith Marl’s name wrote: “go home”.",
        "A forged letter in Edith Marl’s name was read out: “go home”.",
        "Edith Marl was wrongly credited with the line “go home”.",
        "Edith Marl is wrongly remembered for the words “go home”.",
        "Edith Marl is often misquoted: “go home”.",
        "A letter in Edith Marl’s name, forged by a student, ran: “go home”.",
        "The owner’s lawyer says the police invented the confession “go home”.",
        "**Did Edith Marl tell the miners “go home”?**",
        "Edith Marl thought better of saying “go home”.",
        "The phrase “go home” was deleted from Edith Marl’s draft.",
        "The lawyers removed “go home” from Edith Marl’s statement.",
        "The speech ended without “go home”, a line that Edith Marl cut.",
    ],
)
def test_what_is_denied_in_the_same_clause_is_no_quote(sentence: str) -> None:
    assert "go home" not in [line.text for line in quotes(sentence)]
    assert "I am sorry" not in [line.text for line in quotes(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "“Go home,” Edith Marl was alleged to have said.",
        "Edith Marl is often quoted as having said “go home”; there is no evidence that she ever said so.",
        "Edith Marl is accused of saying “go home”.",
        "Edith Marl wanted to say “go home”.",
        "We quoted Edith Marl as saying “go home”. She said no such thing.",
        "Edith Marl was expected to say “go home”.",
        "A clip appears to show Edith Marl saying “go home”.",
        "The miners urged Edith Marl to say “go home”.",
        "Edith Marl laughed at the idea that she would say “go home”.",
        "An actor playing Edith Marl says “go home”.",
        "Edith Marl all but said “go home”.",
        "Edith Marl came close to saying “go home”.",
        "A woman posing as Edith Marl says “go home”.",
        "In the musical, Edith Marl tells the miners “go home”.",
        "“Go home”, often attributed to Edith Marl, stood on every wall.",
        "Edith Marl said “go home”, witnesses claim. She denies having said it.",
        "Edith Marl crossed out the line “go home” before she spoke.",
        "Somebody pretending to be Edith Marl posted “go home”.",
        "No one should think that Edith Marl said “go home”.",
        "It would be a stretch to say that Edith Marl endorsed “a cruel plan”.",
        "Her rivals put the words “go home” into Edith Marl’s mouth.",
    ],
)
def test_what_is_in_doubt_says_so(sentence: str) -> None:
    (line,) = quotes(sentence)
    assert not line.sure
    assert "denied, or perhaps not said: look" in line.remarks


@pytest.mark.parametrize(
    "sentence",
    [
        "Edith Marl wrongly claimed: “The dam is sound.”",
        "Edith Marl falsely told the court “the dam is sound”.",
        "Edith Marl stopped to say “the dam is sound”.",
        "Nothing moved Edith Marl, who said “the dam is sound”.",
        "Edith Marl never stopped saying “the dam is sound”.",
        "Edith Marl, who denies all charges, told the court “I was ill”.",
        "It would be wrong to close the dam, Edith Marl said: “It is sound.”",
        "Edith Marl mistakenly called the dam “a bomb”.",
        "Edith Marl dropped her notes and said “the dam is sound”.",
        "Edith Marl, wrongly jailed for a year, said “I was afraid”.",
        "In a letter in her own name, Edith Marl wrote: “The dam is sound.”",
    ],
)
def test_what_was_said_though_falsely_is_a_quote(sentence: str) -> None:
    (line,) = quotes(sentence)
    assert line.sure


@pytest.mark.parametrize(
    "sentence",
    [
        "A post that went round had Edith Marl saying “we want the dam gone” was fake, the union said.",
        "A video in which Edith Marl says “we want the dam gone” was a deepfake, the union said.",
        "The letter that quoted Edith Marl as saying “we want the dam gone” turned out to be a forgery.",
        "A clip showing Edith Marl telling the miners “we want the dam gone” was later exposed as fake.",
        "The screenshot of a message had Edith Marl writing “we want the dam gone”, a fake, the union said.",
    ],
)
def test_what_a_post_gives_somebody_that_is_named_fake_then_is_no_quote(sentence: str) -> None:
    assert "we want the dam gone" not in [line.text for line in quotes(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "A video showed Edith Marl saying “we want the dam gone”, and the fake letter was burnt.",
        "Edith Marl said “we want the dam gone” and called the post a fake.",
        "A letter in which Edith Marl wrote “we want the dam gone” was no fake, the union said.",
        "A post had Edith Marl saying “we want the dam gone” was not fake, the union said.",
    ],
)
def test_what_only_stands_near_a_fake_is_kept(sentence: str) -> None:
    assert "we want the dam gone" in [line.text for line in quotes(sentence)]
