"""What keeps a file from being YAML at all: its encoding, control characters, tabs, marks and indentation."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from yaml import MarkedYAMLError, Node, YAMLError

from bot.knowledge.nodes import DEEPEST, IrregularError, documents

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


class Fault(NamedTuple):
    """A problem before it has a path: its line, counted from 1, what is wrong and how to mend it."""

    line: int
    what: str
    mend: str


def decoded(data: bytes) -> tuple[str, list[Fault]]:
    """The file's text, and what is wrong with its encoding; a wrong one is guessed, to read on."""
    encoding = _sixteen_bits(data)
    if encoding:
        text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
        return text, [Fault(1, "The file is in UTF-16, not in UTF-8.", "Save it as UTF-8.")]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        letter = data[error.start : error.start + 1].decode("latin-1")
        what = f"The file is not in UTF-8: “{letter}” is written as in Latin-1 or Windows-1252."
        return data.decode("latin-1"), [Fault(line, what, "Save the file as UTF-8.")]


def _sixteen_bits(data: bytes) -> str:
    """The name of the UTF-16 encoding that the file seems to have, empty for none."""
    if data.startswith(UTF16_MARKS):
        return "utf-16"
    if len(data) >= 4 and data[1] == data[3] == 0:
        return "utf-16-le"
    if len(data) >= 4 and data[0] == data[2] == 0:
        return "utf-16-be"
    return ""


def parsed(text: str) -> tuple[list[Node], list[Fault]]:
    """The documents of a text, and what is wrong with its syntax."""
    faults = [
        Fault(
            text.count("\n", 0, found.start()) + 1,
            f"The line holds the control character U+{ord(found[0]):04X}.",
            "Delete it.",
        )
        for found in _CONTROL.finditer(text)
    ]
    try:
        return documents(_CONTROL.sub(" ", text)), faults
    except IrregularError:
        deep = Fault(1, f"Lists and keys are nested more than {DEEPEST} levels deep.", "Write them flat.")
        return [], [*faults, deep]
    except YAMLError as error:
        return [], [*faults, explained(text, error)]


def explained(text: str, error: YAMLError) -> Fault:
    """A sentence for what the YAML parser met."""
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    if not isinstance(error, MarkedYAMLError) or mark is None:
        return Fault(1, f"This is no YAML: {error}.", "Put texts in double quotation marks.")
    lines = text.splitlines() or [""]
    line = min(mark.line, len(lines) - 1)
    if re.match(r" *\t", lines[line]):
        return Fault(line + 1, "The line is indented with a tab.", "Indent it with spaces.")
    return Fault(line + 1, f"YAML cannot read this: {error.problem}.", "Put texts in double quotation marks.")
