"""Reads gettext's catalogues as translators write them (GNU gettext manual, PO files)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

_KEYWORD = re.compile(r"(msgid_plural|msgid|msgstr(?:\[\d+\])?|msgctxt)\s+(\".*\")$")


def read_po(text: str) -> dict[str, str]:
    """Messages of a catalogue as gettext's binary files hold them: plural forms joined by NUL.

    Fuzzy and empty translations are left out; the header stands under "".

    :raises ValueError: a line that is no part of a catalogue.
    """
    messages: dict[str, str] = {}
    for entry in _entries(text):
        forms = [words for key, words in sorted(entry.items()) if key.startswith("msgstr")]
        if all(forms):
            source = "\0".join(entry[key] for key in ("msgid", "msgid_plural") if key in entry)
            messages[source] = "\0".join(forms)
    return messages


def _entries(text: str) -> Iterator[dict[str, str]]:
    """Each entry's parts by keyword, without the fuzzy ones."""
    for chunk in re.split(r"\n\s*\n", text):
        lines = [each.strip() for each in chunk.splitlines() if each.strip()]
        fuzzy = any(each.startswith("#,") and "fuzzy" in each for each in lines)
        parts = _parts([each for each in lines if not each.startswith("#")])
        if parts and not fuzzy:
            yield parts


def _parts(lines: list[str]) -> dict[str, str]:
    parts: dict[str, str] = {}
    key = ""
    for each in lines:
        begun = _KEYWORD.match(each)
        if begun:
            key = begun[1]
            parts[key] = ast.literal_eval(begun[2])
        elif key and each.startswith('"'):
            parts[key] += ast.literal_eval(each)
        else:
            raise ValueError(f"no part of a catalogue: {each!r}")
    return parts
