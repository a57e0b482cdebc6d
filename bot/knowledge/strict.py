"""A file's YAML as nodes that know their lines, and as plain texts, lists and dictionaries.

Every scalar stays the text that was written: `text: 1.10`, `speaker: No` and `text: 12:30` are no numbers or
truth values here. Composing nodes without resolving their types is also twice as fast as `CSafeLoader`.
"""

from __future__ import annotations

from typing import Any

from yaml import MappingNode, Node, ScalarNode, SequenceNode

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML can be built without libyaml, and then reads the same, ten times as slowly
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

_UNFOLDED = 4
_UNFOLDED_FREE = 2**18
"""What a document may unfold to by aliases (`*name`): so many times its own length, and so many characters
more. A short file may use a paragraph ten times, and a bomb is soon over."""

WEIGHT = 4
"""Characters that a value counts for beside its own text: marks, blanks, a key."""

DEEPEST = 20
"""Levels of lists and mappings; the format itself has five. libyaml overruns its stack at some thousands."""

STRAY_BREAKS = ("\x85", "\u2028", "\u2029")
"""Line breaks to YAML 1.1 alone. It makes blanks of them, and a text would not stay as it was."""

_NULLS = {"", "~", "null"}


class IrregularError(ValueError):
    """The YAML can be parsed and yet is no plain data: a duplicate key, a tag, a loop; or it is too deep."""


class _Composer(_Loader):
    """The parser without type resolution: a node's `tag` is what was written, or None."""

    depth = 0

    def descend_resolver(self, _parent: Node, _index: object) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise IrregularError

    def ascend_resolver(self) -> None:
        self.depth -= 1

    def resolve(self, _kind: type[Node], _value: object, _implicit: object) -> None:
        return None


def documents(data: bytes) -> list[Node]:
    """The root nodes of all documents that are not empty.

    :raises YAMLError: the text is no YAML.
    :raises IrregularError: its lists and mappings are nested more than `DEEPEST` levels deep.
    """
    composer = _Composer(data)
    roots = []
    try:
        while composer.check_node():
            node = composer.get_node()
            if node is not None and not is_null(node):
                roots.append(node)
    finally:
        composer.dispose()
    return roots


def is_null(node: Node) -> bool:
    """Whether nothing was written: no text at all, `~` or `null`, without quotation marks."""
    return isinstance(node, ScalarNode) and not node.style and node.value in _NULLS


def scalar(node: ScalarNode) -> str | None:
    """The text of a scalar, None where nothing was written.

    The line break that ends a block (`|` or `>`) belongs to the YAML, not to the text.
    """
    text: str = node.value
    if not node.style:
        return None if text in _NULLS else text
    if node.style in "|>" and text.endswith("\n"):
        return text[:-1]
    return text


def room_of(root: Node) -> int:
    """How many characters a document may hold when its aliases are unfolded, `WEIGHT` for each value."""
    length: int = root.end_mark.index - root.start_mark.index
    return _UNFOLDED * length + _UNFOLDED_FREE


def id_line(root: Node) -> int:
    """The line, from 1, of a document's `id`, or of its beginning."""
    for key, _ in root.value if isinstance(root, MappingNode) else ():
        if key.value == "id":
            return int(key.start_mark.line) + 1
    return int(root.start_mark.line) + 1


def plain_document(data: bytes) -> dict[str, Any]:
    """The fields of a good file that holds one article, as they were written."""
    (root,) = documents(data)
    fields = plain(root)
    return fields if isinstance(fields, dict) else {}


def plain(root: Node) -> object:
    """The node as texts, lists and dictionaries; keys that have no value are left out.

    :raises IrregularError: something in it is no plain data.
    """
    room = room_of(root)

    def value(node: Node, depth: int) -> object:
        nonlocal room
        if node.tag is not None or depth > DEEPEST or room < 0:
            raise IrregularError
        if isinstance(node, ScalarNode):
            room -= len(node.value) + WEIGHT
            return scalar(node)
        room -= WEIGHT
        if isinstance(node, SequenceNode):
            return [value(child, depth + 1) for child in node.value]
        pairs = [(value(key, depth + 1), value(child, depth + 1)) for key, child in node.value]
        if not all(isinstance(key, str) for key, _ in pairs) or len({key for key, _ in pairs}) != len(pairs):
            raise IrregularError
        return {key: child for key, child in pairs if child is not None}

    return value(root, 0)
