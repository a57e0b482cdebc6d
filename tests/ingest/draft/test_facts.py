"""Every sentence that nobody said is a fact, be it short or full of names; what is left out is listed."""

from __future__ import annotations

import pytest

from bot.ingest import Draft, read_article


def read(*paragraphs: str) -> Draft:
    return read_article("\n".join(("Norvik Marine reports", *paragraphs)))


def facts(*paragraphs: str) -> list[str]:
    return [fact.text for fact in read(*paragraphs).facts]


@pytest.mark.parametrize(
    "sentence",
    [
        "Profit fell 18%.",
        "It is 5.60 kroner.",
        "No one was hurt.",
        "She resigned.",
        "Minister Edmund Vale met President Lucie Marant in Orlow.",
        "President Walt Grainger fired Reserve Bank Governor Dora Lisle.",
        "Sorland Crown Prince Hamid bin Yusuf called Velden President Li Wenbo.",
        "Tap water in Orlow is safe to drink.",
        "Register offices in Orlow were closed.",
    ],
)
def test_a_sentence_is_a_fact(sentence: str) -> None:
    told = "The company said so on Friday in the town hall."
    assert facts(told, f"{sentence} {told}", sentence) == [told, sentence, told, sentence]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Read more: Norvik Marine in figures.", "site"),
        ("Sign up for our newsletter.", "site"),
        ("Additional reporting by Ann Bell in Orlow.", "site"),
        ("Norvik Marine’s harbour in May", "caption"),
        ("NORVIK IN FIGURES.", "heading"),
        ("Who Owns Norvik Marine Today?", "heading"),
        ("7:45 p.m.", "time"),
        ("The post Norvik Marine sails on appeared first on Fennmoor Mirror.", "site"),
        ("Yes.", "short"),
    ],
)
def test_what_is_left_out_is_listed_with_its_reason(line: str, why: str) -> None:
    draft = read("The company said so on Friday in the town hall.", line)
    assert len(draft.facts) == 1
    (left,) = draft.left_out
    assert left.text == line
    assert why in left.why


def test_the_sign_of_a_list_is_no_part_of_the_sentence() -> None:
    assert facts(
        "• Rents rise by 4%.", "- Heating is free.", "* It is law.", "-5 degrees were measured."
    ) == [
        "Rents rise by 4%.",
        "Heating is free.",
        "It is law.",
        "-5 degrees were measured.",
    ]


def test_nothing_of_an_article_is_lost_without_a_trace() -> None:
    said = "“We sail on,” said Ingrid Sol."
    lines = [
        "By Ann Bell",
        "Profit fell 18%.",
        said,
        "Norvik Marine’s harbour in May",
        "Follow us on Chatter.",
    ]
    draft = read(*lines)
    kept = [fact.text for fact in draft.facts] + [each.text for each in draft.left_out] + [said]
    assert sorted(kept) == sorted(lines)
