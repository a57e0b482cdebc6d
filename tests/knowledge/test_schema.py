"""The JSON Schema says what the reader says, and the copy beside the documentation is the program's own."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from bot.knowledge.reader import read_bytes
from bot.knowledge.schema import knowledge_schema, schema

ROOT = Path(__file__).parents[2]
GOOD = sorted([*(ROOT / "knowledge").rglob("*.yaml"), *(ROOT / "tests" / "data" / "newsroom").glob("*.yaml")])


def faults(page: Any) -> list[str]:
    as_json = json.loads(json.dumps(page, default=str))
    return [error.message for error in Draft202012Validator(schema()).iter_errors(as_json)]


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


def test_the_documented_schema_is_the_printed_one() -> None:
    kept = (ROOT / "docs" / "knowledge.schema.json").read_text(encoding="utf-8")
    assert kept == knowledge_schema(), "write it anew: briefing-bot schema > docs/knowledge.schema.json"


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.name)
def test_good_files_keep_to_the_schema(path: Path) -> None:
    for page in yaml.safe_load_all(path.read_text(encoding="utf-8")):
        assert faults(page) == []


@pytest.mark.parametrize(
    "broken",
    [
        {"facts": ["F"]},
        {"title": "T"},
        {"title": "T", "facts": []},
        {"title": " ", "facts": ["F"]},
        {"title": "T", "facts": ["F"], "colour": "red"},
        {"title": "T", "facts": ["F"], "url": "ftp://harbour.example"},
        {"title": "T", "facts": ["F"], "published": "8 September"},
        {"title": "T", "facts": [{"context": "no text"}]},
        {"title": "T", "quotes": [{"text": "nobody said it"}]},
        {"title": "T", "quotes": [{"speaker": "S", "text": "x", "speech": "sung"}]},
        {"title": "T", "facts": ["F"], "people": [{"role": "nameless"}]},
        {"title": "T", "facts": ["F"], "tags": "one"},
    ],
    ids=str,
)
def test_the_schema_refuses_what_the_reader_refuses(broken: dict[str, Any]) -> None:
    assert faults(broken)
    assert not read_bytes(yaml.safe_dump(broken).encode(), "broken.yaml").good


def test_every_key_is_described() -> None:
    made = schema()
    models = [made, *(model for model in made["$defs"].values() if "properties" in model)]
    assert all(field.get("description") for model in models for field in model["properties"].values())


def test_the_documentation_names_every_key_and_its_examples_are_without_fault() -> None:
    page = (ROOT / "docs" / "knowledge-format.md").read_text(encoding="utf-8")
    made = schema()
    models = [made, *made["$defs"].values()]
    keys = {key for model in models for key in model.get("properties", {})}
    assert not {key for key in keys if f"`{key}`" not in page}
    found = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    examples = [text for text in found if "\n- name:" not in text and "\nvisible_to:" not in text]
    assert len(examples) == len(found) - 2
    assert not [
        problem for text in examples for problem in read_bytes(text.encode(), "example.yaml").problems
    ]
