"""The knowledge format as a JSON Schema, for editors' tools that complete and check as people type."""

from __future__ import annotations

import json
from typing import Any

from bot.knowledge.model import Article

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


def knowledge_schema() -> str:
    """The schema as it is printed and kept in docs/knowledge.schema.json."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


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
