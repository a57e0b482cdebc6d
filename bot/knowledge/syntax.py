"""What keeps a file from being YAML: its encoding, its characters, and one syntax error after the other."""

from __future__ import annotations

import codecs
import re
from itertools import islice
from typing import NamedTuple

from yaml import Node, YAMLError

from bot.knowledge.strict import DEEPEST, STRAY_BREAKS, IrregularError, documents
from bot.knowledge.unseen import straightened
from bot.knowledge.yaml_errors import Fault, explained

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

_REFUSED = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029]")
"""What libyaml takes for no character of a text, and the line breaks that only it knows."""

_MARK = "\ufeff"
_MOST = 20
"""Syntax errors or strange characters that are told of one file: one with more was not written as YAML."""

_LARGE = 2**18
"""Characters of a file, some thirty articles, above which one syntax error is told: each costs a parsing."""


_TAB_WIDTHS = (2, 4, 8, 1, 0)
"""Blanks that a tab may stand for, likeliest first."""


class Parsed(NamedTuple):
    """The documents that could be read, what is wrong, and whether (`whole`) nothing was passed over."""

    roots: list[Node]
    faults: list[Fault]
    whole: bool


def decoded(data: bytes) -> tuple[str, list[Fault]]:
    """The file's text, its lines ended by "\\n" alone, and what is wrong with its encoding.

    A wrong encoding is guessed, to read on.
    """
    text, faults = _decoded(data)
    marks = len(text) - len(text.lstrip(_MARK))
    if marks:
        # One was taken off as part of the encoding. More are left where files were joined by some programs.
        what = f"The file begins with {marks + 1} byte order marks (U+FEFF), which are invisible."
        faults.append(
            Fault(1, what, "Delete everything before the first letter, or save the file again as UTF-8.")
        )
    return text[marks:].replace("\r\n", "\n").replace("\r", "\n"), faults


def _decoded(data: bytes) -> tuple[str, list[Fault]]:
    encoding = _sixteen_bits(data)
    if encoding:
        text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
        return text, [Fault(1, "The file is in UTF-16, not in UTF-8.", "Save it as UTF-8.")]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n|\r|\n", data[: error.start])) + 1
        text = data.decode("cp1252", errors="replace")
        sign = text[error.start]
        known = f": `{sign}` is written as in Latin-1 or Windows-1252" if sign != "\ufffd" else ""
        return text, [Fault(line, f"The file is not in UTF-8{known}.", "Save it as UTF-8.")]


def _sixteen_bits(data: bytes) -> str:
    """The name of the UTF-16 encoding that the file seems to have, empty for none."""
    if data.startswith(UTF16_MARKS):
        return "utf-16"
    if len(data) >= 4 and data[1] == data[3] == 0 and data[0] and data[2]:
        return "utf-16-le"
    if len(data) >= 4 and data[0] == data[2] == 0 and data[1] and data[3]:
        return "utf-16-be"
    return ""


def parsed(text: str) -> Parsed:
    """The documents of a text. What cannot be parsed is told and passed over, to read the rest."""
    faults = [_refused(text, found) for found in islice(_REFUSED.finditer(text), _MOST)]
    lines = _REFUSED.sub(" ", text).split("\n")
    faults += islice(straightened(lines), _MOST)
    whole = True
    for _ in range(_MOST if len(text) <= _LARGE else 1):
        remaining = "\n".join(lines)
        try:
            return Parsed(documents(remaining.encode()), faults, whole)
        except IrregularError:
            deep = Fault(1, f"Lists and keys are nested more than {DEEPEST} levels deep.", "Write them flat.")
            return Parsed([], [*faults, deep], whole=False)
        except YAMLError as error:
            fault = explained(remaining, error)
        if fault.line not in {told.line for told in faults}:
            faults.append(fault)
        number = min(fault.line, len(lines)) - 1
        if "\t" in _indentation(lines[number]):
            lines[number] = _untabbed(lines, number)
        else:
            whole = False
            start, end = _entry(lines, number)
            lines[start:end] = [""] * (end - start)
    return Parsed([], faults, whole=False)


def _refused(text: str, found: re.Match[str]) -> Fault:
    line = text.count("\n", 0, found.start()) + 1
    what = f"The line holds the control character U+{ord(found[0]):04X}."
    if found[0] in STRAY_BREAKS:
        what = f"The line holds a hidden line break (U+{ord(found[0]):04X})."
    return Fault(line, what, "Delete it, or replace it with a space.")


def _indentation(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t-"))]


def _untabbed(lines: list[str], number: int) -> str:
    """The line indented by blanks: as deep as leaves the next error furthest down."""
    indentation = _indentation(lines[number])
    words = lines[number][len(indentation) :]
    indentation = re.sub(r"-[ \t]*\t[ \t]*", "- ", indentation)

    def next_error(line: str) -> float:
        try:
            documents("\n".join(changed := [*lines[:number], line, *lines[number + 1 :]]).encode())
        except YAMLError as error:
            return explained("\n".join(changed), error).line
        except IrregularError:
            return float("inf")  # there is no other error before that
        return float("inf")

    return max((indentation.replace("\t", " " * width) + words for width in _TAB_WIDTHS), key=next_error)


def _entry(lines: list[str], number: int) -> tuple[int, int]:
    """The lines, end excluded, of the list entry or, outside of lists, the key that a line belongs to."""
    start = number
    while start > 0 and not re.match(r"\s*- |\S", lines[start]):
        start -= 1
    depth = len(lines[start]) - len(lines[start].lstrip())
    end = max(start, number) + 1
    while end < len(lines) and (not lines[end].strip() or re.match(rf"\s{{{depth + 1}}}", lines[end])):
        end += 1
    return start, end
