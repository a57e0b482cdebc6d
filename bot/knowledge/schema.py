"""The knowledge format as a JSON Schema, for editors' tools that complete and check as people type."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from bot.knowledge.collection import StatedCollection
from bot.knowledge.model import Article
from bot.knowledge.stated import StatedPerson

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """The JSON Schema of one document of a knowledge file, made from the models."""
    made = Article.model_json_schema()
    made["required"].remove("id")
    made["anyOf"] = [
        {"required": [kind], "properties": {kind: {"minItems": 1}}} for kind in ("quotes", "facts")
    ]
    made["properties"]["facts"]["items"] = {
        "anyOf": [{"type": "string", "pattern": r"\S"}, {"$ref": "#/$defs/Fact"}]
    }
    return {"$schema": DIALECT, "title": "Knowledge file", **_without_titles(made)}


def list_of_people() -> dict[str, Any]:
    """The JSON Schema of `people.yaml`, made from the models."""
    made = TypeAdapter(tuple[StatedPerson, ...]).json_schema()
    return {"$schema": DIALECT, "title": "List of people", **_without_titles(made)}


def collection_schema() -> str:
    """The schema of `collection.yaml` as it is printed and kept in docs/collection.schema.json."""
    made = StatedCollection.model_json_schema()
    either = [{"required": [key]} for key in ("visible_to", "embargo")]
    return _printed({"$schema": DIALECT, "title": "Collection", **_without_titles(made), "anyOf": either})


def people_schema() -> str:
    """The schema of `people.yaml` as it is printed and kept in docs/people.schema.json."""
    return _printed(list_of_people())


def knowledge_schema() -> str:
    """The schema as it is printed and kept in docs/knowledge.schema.json."""
    return _printed(schema())


def _printed(made: dict[str, Any]) -> str:
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def _without_titles(node: Any) -> Any:
    """The schema without the titles that pydantic makes from the fields' names."""
    if isinstance(node, list):
        return [_without_titles(child) for child in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _without_titles(child)
        for key, child in node.items()
        if key != "title" or isinstance(child, dict)
    }
