"""What is wrong with a value that a program sent: the library's errors in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

DAY = "must be a date, written like 2031-03-04"

# Pydantic's errors by their type, as the end of a sentence about what was sent.
_PLAIN = {
    "missing": "is missing",
    "string_type": "must be text",
    "string_unicode": "contains half a character and cannot be read",
    "string_too_short": "is empty",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_parsing_size": "is too large",
    "int_from_float": "must be a whole number",
    "finite_number": "must be a whole number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "too_short": "must be given at least {min_length} times",
    "too_long": "may be given at most {max_length} times",
}
_VALIDATORS = "Value error, "


def reason_of(error: Mapping[str, Any]) -> str:
    """What is wrong, as the end of a sentence that begins with the name of what was sent.

    :param error: one of pydantic's `errors()`.
    """
    kind, context, told = str(error["type"]), error.get("ctx", {}), str(error["msg"])
    if kind == "string_too_long":
        return f"has {len(error['input']):,} characters, and at most {context['max_length']:,} are allowed"
    if kind == "value_error":
        return told.removeprefix(_VALIDATORS)
    if kind.startswith("date"):
        return DAY
    plain = _PLAIN.get(kind)
    return plain.format(**context) if plain else f"cannot be used: {told}"
