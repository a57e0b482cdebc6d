"""What can be read and yet was hardly meant: a text cut by ` #`, marks left round one, an empty note."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from bot.knowledge.strict import is_null
from bot.knowledge.yaml_errors import Fault
from bot.text import quotations

_COMMENT = re.compile(rb"[ \t]#")
_ASIDE = re.compile(r"(?:[ \t]{2,}|\t)#(?:\s|$)")
"""A comment as it is written on purpose, by `ingest`, too: two blanks before the sign, one behind it."""
_LIKE_TEXT = re.compile(r"#[^\s#]")
"""A sign that belongs to a word: "#1"."""
_BREAKS = re.compile(r"\r\n|\r|\n")
_NOTES = frozenset({"corrected", "withdrawn", "superseded_by", "disputed"})
_IN_MARKS = frozenset({"speaker", "text", "name"})
_OTHER_MARKS = dict(zip("「『《〈〝❝❛＂", "」』》〉〟❞❜＂", strict=True))
"""Marks, each with the one that closes it, that no running text of the sources has."""
_ENDING = re.compile(r"[.,;:!?…]+$")
_TURN = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SHOWN = 40
"""Characters of a text that a sentence repeats."""
_NO_LINE = ""


def slips(data: bytes, root: Node) -> Iterator[Fault]:
    """What an editor should look at in a document of a file with this content. It leaves nothing out."""
    lines = _BREAKS.split(data.decode("utf-8-sig", "replace")) if _COMMENT.search(data) else []
    yield from _walked(root, "", 0, lines)


def _walked(node: Node, kind: str, column: int, lines: list[str]) -> Iterator[Fault]:
    """`kind` is the list of entries that the node stands in, `column` where its key or its entry begins."""
    if isinstance(node, SequenceNode):
        for child in node.value:
            yield from _walked(child, kind, node.start_mark.column, lines)
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            yield from _of_key(key, value, kind)
            inner = kind or str(key.value)
            yield from _walked(value, inner, key.start_mark.column, lines)
    elif isinstance(node, ScalarNode):
        if turn := _TURN.search(node.value):
            what = f"An invisible character (U+{ord(turn[0]):04X}) in the text reverses its direction."
            mend = "Delete it: the letters after it are shown in the wrong order."
            yield Fault(int(node.start_mark.line) + 1, what, mend)
        if not node.style and lines:
            yield from _cut(node, column, lines)


def _of_key(key: Node, value: Node, kind: str) -> Iterator[Fault]:
    if not isinstance(key, ScalarNode):
        return
    line = int(key.start_mark.line) + 1
    if key.value in _NOTES and is_null(value):
        what = f"`{key.value}` is empty."
        yield Fault(line, what, "Write its keys below it, indented, or remove the line.")
    in_marks = key.value in _IN_MARKS and kind in ("quotes", "people")
    if in_marks and isinstance(value, ScalarNode) and stands_in_marks(value.value):
        what = f"`{key.value}` stands between quotation marks: `{_short(value.value)}`."
        yield Fault(line, what, "Remove the marks: they are added when the words are shown.")


def _cut(node: ScalarNode, column: int, lines: list[str]) -> Iterator[Fault]:
    """A plain text that goes on behind a ` #`, in its own line or at the beginning of the next."""
    number = int(node.end_mark.line)
    place = int(node.end_mark.column)
    line = lines[number] if number < len(lines) else _NO_LINE
    rest = line[place:]
    following = lines[number + 1] if number + 1 < len(lines) else _NO_LINE
    behind = rest.lstrip()
    cut = behind.startswith("#") and not _ASIDE.match(rest)
    if cut and (node.value or _LIKE_TEXT.match(behind)):
        yield _told(number + 1, behind)
    deeper = len(following) - len(following.lstrip()) > column
    if not behind and node.value and deeper and _LIKE_TEXT.match(following.lstrip()):
        yield _told(number + 2, following.lstrip())


def _told(line: int, rest: str) -> Fault:
    return Fault(
        line,
        f"The text ends before ` #`: YAML reads the rest, `{_short(rest)}`, as a comment.",
        "Put the whole text in double quotation marks. If it is meant as a comment, write two "
        "spaces before it.",
    )


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1] + "…"


def stands_in_marks(text: str) -> bool:
    """Whether one pair of quotation marks, of whatever kind, stands around the whole text."""
    bare = _ENDING.sub("", text.strip())
    if len(bare) > 1 and _OTHER_MARKS.get(bare[0]) == bare[-1]:
        return bare[-1] not in bare[1:-1]
    if not bare or bare[0].isalnum():
        return False
    found = quotations(bare)
    return len(found) == 1 and found[0].closed and (found[0].open, found[0].close) == (0, len(bare))
