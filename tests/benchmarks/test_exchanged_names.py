"""Names exchanged in questions and knowledge: whole, as they were written, and no plain word."""

from __future__ import annotations

import json
import random
from pathlib import Path

from benchmarks.exchanged_names import exchanged, measure, others_of, people_in, with_others
from benchmarks.quality import Asked

TITLE = "Frost on the quay"
ARTICLES = [
    {
        "title": TITLE,
        "people": [{"name": "Tilde Aro"}, {"name": "Jonas Brekk"}, {"name": "Harbour office"}],
        "quotes": [
            {"speaker": "Tilde Aro", "text": "The frost came early, Brekk says."},
            {"speaker": "Wil Frost", "text": "Nobody salted the quay."},
        ],
        "facts": ["Frost fell on the quay, and frost it stayed.", {"text": "Aro is cold."}],
    }
]
PEOPLE = [("tilde", "aro"), ("jonas", "brekk"), ("wil", "frost")]


def test_people_are_those_with_a_first_name_and_a_surname() -> None:
    assert people_in(ARTICLES) == PEOPLE


def test_each_part_of_a_name_has_another_one_and_plain_words_have_none() -> None:
    other = others_of(PEOPLE, ARTICLES)
    assert set(other) == set(other.values()) == {"tilde", "jonas", "wil", "aro", "brekk"}
    assert all(name != new for name, new in other.items())
    assert {other["tilde"], other["jonas"], other["wil"]} == {"tilde", "jonas", "wil"}


def test_a_single_letter_has_no_other_one() -> None:
    people = people_in([{"people": [{"name": "I Brekk"}, {"name": "Tilde Aro"}]}])
    assert "i" not in others_of(people, ARTICLES)


def test_a_name_is_written_as_the_one_before_was() -> None:
    other = {"aro": "brekk", "tilde": "jonas"}
    text = "ARO's quay, Tilde Aro; the arona, and aro."
    assert exchanged(text, other) == "BREKK's quay, Jonas Brekk; the arona, and aro."
    assert exchanged(text, other, small={"aro"}).endswith("and brekk.")


def test_a_question_names_others_of_the_collection() -> None:
    chance = random.Random(1)  # noqa: S311 -- draws names, no secrets
    asked = with_others("what did aro say to Jonas Brekk?", [("tilde", "aro")], PEOPLE, chance)
    assert asked == "what did frost say to Jonas Brekk?"
    assert with_others("what about Aro?", [("tilde", "aro")], PEOPLE[:1], chance) == "what about Aro?"


def test_what_is_sure_stays_so_only_where_the_knowledge_has_the_names(tmp_path: Path) -> None:
    (tmp_path / "quay.yaml").write_text(json.dumps(ARTICLES[0]), "utf-8")
    questions = [
        Asked(id="1", kind="quote", question="what did Tilde Aro say about an early frost?"),
        Asked(id="2", kind="quote", question="what is the weather?"),
    ]
    found = measure(tmp_path, questions, vectors=False)
    assert found == (1, 0, 1)
