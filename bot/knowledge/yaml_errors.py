"""What the YAML parser's errors mean for somebody who does not know YAML, at the line of the mistake."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import yaml
from yaml import (
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
    MarkedYAMLError,
    ScalarToken,
    YAMLError,
)


class Fault(NamedTuple):
    """A problem before it has a path: its line, counted from 1, what is wrong and how to mend it."""

    line: int
    what: str
    mend: str


class _Scene(NamedTuple):
    """Where the parser stopped: the text and its lines, the parser's words, line and column from 0, and the
    line where what it was reading began."""

    text: str
    lines: list[str]
    problem: str
    context: str
    line: int
    column: int
    begun: int

    @property
    def at(self) -> str:
        """The line where the parser stopped."""
        return self.lines[self.line]


class _Bracket(NamedTuple):
    """A bracket of a list or of keys, and its line from 0."""

    mark: str
    line: int


_NAMED = {"tag": "!", "anchor": "&", "alias": "*"}
"""What libyaml calls the three that are followed by a name, and how each begins."""

_QUOTE_IT = "Put the whole text in double quotation marks."
_ALIGN = "Indent it by as many spaces as the lines that it belongs with."
_CLOSE = 'Close it with the same mark where the text ends; within double marks write \\" for one.'


def explained(text: str, error: YAMLError) -> Fault:
    """The fault behind a parser's error in `text`, whose lines end in "\\n"."""
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    if not isinstance(error, MarkedYAMLError) or mark is None:
        return Fault(1, f"YAML cannot read this file: {error}.", _QUOTE_IT)
    lines = text.split("\n")
    line = min(mark.line, len(lines) - 1)
    begun = error.context_mark.line if error.context_mark else line
    scene = _Scene(text, lines, error.problem or "", error.context or "", line, mark.column, begun)
    for words, explain in _MEANINGS.items():
        if words in scene.problem:
            return explain(scene)
    return Fault(line + 1, f"YAML cannot read this line: {scene.problem}.", _QUOTE_IT)


def _tab(scene: _Scene) -> Fault:
    return Fault(scene.line + 1, "There is a tab where YAML allows only spaces.", "Indent with spaces.")


def _no_beginning(scene: _Scene) -> Fault:
    letter = scene.at[scene.column : scene.column + 1]
    if not letter.strip() and (opened := _left_open(scene.text)):
        return _not_closed(opened)
    return _tab(scene) if letter == "\t" else _no_beginning_of(letter)(scene)


def _no_beginning_of(letter: str) -> Callable[[_Scene], Fault]:
    return lambda scene: Fault(scene.line + 1, f"No text can begin with `{letter}` in YAML.", _QUOTE_IT)


def _name(scene: _Scene) -> Fault:
    """No name follows where one must: after `*`, `&` or `!`."""
    letter = next((letter for word, letter in _NAMED.items() if word in scene.context), "*")
    return _no_beginning_of(letter)(scene)


def _directive(scene: _Scene) -> Fault:
    return Fault(scene.line + 1, "A line that begins with `%` is an instruction to YAML.", "Delete it.")


def _anchor_twice(scene: _Scene) -> Fault:
    return Fault(scene.line + 1, "The name after `&` is already used above.", "Choose another one.")


def _colon(scene: _Scene) -> Fault:
    """A second colon in a line, or the first of a line that the parser took for more of the text above."""
    first = re.match(r"[\s-]*[^:]*:", scene.at)
    if not first or first.end() - 1 != scene.column:
        return Fault(scene.line + 1, "A text with a colon in it has no quotation marks.", _QUOTE_IT)
    above = scene.line - 1
    while above >= 0 and not scene.lines[above].strip():
        above -= 1
    if above >= 0 and not re.search(r":(\s|$)", scene.lines[above]):
        return _no_key(scene._replace(begun=above))
    return _indentation(scene)


def _no_key(scene: _Scene) -> Fault:
    return Fault(
        scene.begun + 1,
        "The line has no key with a colon and a space after it.",
        "Write `key: text`. If a text goes on in the next line, indent that line more than the key.",
    )


def _indentation(scene: _Scene) -> Fault:
    return Fault(scene.line + 1, "The line is not indented like the lines it belongs with.", _ALIGN)


def _first_line(scene: _Scene) -> Fault:
    content = (n for n, line in enumerate(scene.lines) if line.strip() and not line.lstrip().startswith("#"))
    first = next(content, 0)
    if scene.lines[first].startswith(" "):
        return Fault(
            first + 1, "The first key is indented.", "Begin it at the left margin, like the other keys."
        )
    return _indentation(scene)


def _unclosed(scene: _Scene) -> Fault:
    return Fault(scene.begun + 1, "A quotation mark opens in this line and is never closed.", _CLOSE)


def _unexpected(scene: _Scene) -> Fault:
    """Something stands where a key or a list entry should: mostly the fault of what ends just before it."""
    quoted = _quoted_before(scene)
    if quoted and quoted.start_mark.line < scene.line:
        return _unclosed(scene._replace(begun=quoted.start_mark.line))
    if quoted:
        return Fault(
            scene.line + 1,
            "There is more text after the closing quotation mark.",
            'Put one pair of marks around the whole text; within double marks write \\" for one.',
        )
    if scene.at[: scene.column].rstrip().endswith(("]", "}")):
        return Fault(scene.line + 1, "There is more text after a closing bracket.", _QUOTE_IT)
    return _indentation(scene)


def _quoted_before(scene: _Scene) -> ScalarToken | None:
    """The quoted text that ends in the line where the parser stopped, with only blanks between."""
    last = None
    for token in _tokens(scene.text):
        if token.start_mark.line > scene.line:
            break
        ends = token.end_mark
        if isinstance(token, ScalarToken) and token.style in {'"', "'"} and ends.line == scene.line:
            last = token if not scene.at[ends.column : scene.column].strip() else last
    return last


def _tokens(text: str) -> Iterator[yaml.Token]:
    """The tokens up to the first one that cannot be read."""
    try:
        yield from yaml.scan(text, Loader=yaml.CSafeLoader)
    except YAMLError:
        return


def _left_open(text: str) -> _Bracket | None:
    """The last bracket that is open at the end of the text."""
    opened: list[_Bracket] = []
    for token in _tokens(text):
        if isinstance(token, FlowSequenceStartToken | FlowMappingStartToken):
            bracket = "[" if isinstance(token, FlowSequenceStartToken) else "{"
            opened.append(_Bracket(bracket, token.start_mark.line))
        elif isinstance(token, FlowSequenceEndToken | FlowMappingEndToken) and opened:
            opened.pop()
    return opened[-1] if opened else None


def _unclosed_bracket(scene: _Scene) -> Fault:
    return _not_closed(_Bracket("[" if "sequence" in scene.context else "{", scene.begun))


def _not_closed(opened: _Bracket) -> Fault:
    bracket, line = opened
    return Fault(
        line + 1,
        f"A text or list that begins with `{bracket}` is not closed properly.",
        "Close the list after its last entry, or put the text in double quotation marks.",
    )


def _backslash(scene: _Scene) -> Fault:
    return Fault(
        scene.line + 1,
        "A backslash in double quotation marks has a special meaning.",
        "Write `\\\\` for one.",
    )


def _block(scene: _Scene) -> Fault:
    return Fault(
        scene.line + 1,
        "After `>` or `|`, the text begins on the next line.",
        f"{_QUOTE_IT[:-1]}, or go on in the next line.",
    )


_MEANINGS = {
    "tab character": _tab,
    "character that cannot start any token": _no_beginning,
    "undefined alias": _no_beginning_of("*"),
    "expected alphabetic or numeric character": _name,
    "expected whitespace or line break": _name,
    "mapping keys are not allowed": _no_beginning_of("?"),
    "second occurrence": _anchor_twice,
    "directive": _directive,
    "incompatible YAML document": _directive,
    "mapping values are not allowed": _colon,
    "could not find expected ':'": _no_key,
    "expected <document start>": _first_line,
    "unexpected end of stream": _unclosed,
    "unexpected document indicator": _unclosed,
    "expected key": _unexpected,
    "expected '-' indicator": _unexpected,
    "expected ',' or": _unclosed_bracket,
    "unknown escape character": _backslash,
    "hexdecimal number": _backslash,
    "expected comment or line break": _block,
    "expected node content": _no_beginning,
}
"""Words of libyaml's errors and what they mean; the first that is found counts."""
