"""The slow twin of `nodes.plain`: reads on past what is irregular and notes each case with its line."""

from __future__ import annotations

from collections.abc import Iterator

from yaml import MappingNode, Node, ScalarNode

from bot.knowledge.nodes import DEEPEST, room_of, scalar
from bot.knowledge.yaml_errors import Fault


class _UnboundedError(Exception):
    """Aliases that hold themselves, or unfold to many times the document."""


def surveyed(root: Node) -> tuple[object, list[Fault]]:
    """The document as texts, lists and dictionaries (None if it has no end), and its irregularities.

    Of a key that stands twice the first value is read.
    """
    survey = _Survey(room_of(root))
    try:
        return survey.value(root, 0), survey.faults
    except _UnboundedError:
        line = root.start_mark.line + 1
        what = "The aliases (`*name`) of this document unfold without end, or to many times its length."
        return None, [*survey.faults, Fault(line, what, "Write the texts out.")]


class _Survey:
    def __init__(self, room: int) -> None:
        self.faults: list[Fault] = []
        self.room = room

    def value(self, node: Node, depth: int) -> object:
        if depth > DEEPEST or self.room < 0:
            raise _UnboundedError
        line = node.start_mark.line + 1
        if node.tag is not None:
            tag = node.tag.replace("tag:yaml.org,2002:", "!!")
            mend = "Delete it, or put the text in double quotation marks."
            self.faults.append(Fault(line, f"The tag `{tag}` is not read.", mend))
        if isinstance(node, ScalarNode):
            self.room -= len(node.value) + 1
            return scalar(node)
        self.room -= 1
        if isinstance(node, MappingNode):
            return dict(self.pairs(node, depth + 1))
        return [self.value(child, depth + 1) for child in node.value]

    def pairs(self, node: MappingNode, depth: int) -> Iterator[tuple[str, object]]:
        lines: dict[str, int] = {}
        for key_node, child in node.value:
            line = key_node.start_mark.line + 1
            key, value = self.value(key_node, depth), self.value(child, depth)
            if not isinstance(key, str):
                mend = "If this is text, put it in double quotation marks."
                self.faults.append(Fault(line, "A key must be a word.", mend))
            elif key in lines:
                what = f"The key `{key}` already stands in line {lines[key]}."
                self.faults.append(Fault(line, what, "Keep one of the two."))
            else:
                lines[key] = line
                if value is not None:
                    yield key, value
