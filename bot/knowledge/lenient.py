"""The slow twin of `strict.plain`: reads on past what is irregular, and notes the line of everything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from yaml import MappingNode, Node, ScalarNode

from bot.knowledge.model import Place
from bot.knowledge.strict import DEEPEST, WEIGHT, room_of, scalar
from bot.knowledge.yaml_errors import Fault


@dataclass
class Survey:
    """A document as texts, lists and dictionaries, its irregularities, and the lines of all keys and entries.

    `fields` is None where aliases unfold without end. Of a key that stands twice the first value is read.
    """

    fields: object = None
    faults: list[Fault] = field(default_factory=list)
    lines: dict[Place, int] = field(default_factory=dict)

    def line(self, place: Place) -> int:
        """The line, from 1, of a place: of its key, its list entry, or what should hold it."""
        while place not in self.lines:
            place = place[:-1]
        return self.lines[place]


def surveyed(root: Node) -> Survey:
    """All that is to be known of a document, whatever stands in it."""
    survey = Survey(lines={(): _line(root)})
    try:
        survey.fields = _Surveyor(survey, room_of(root)).value(root, ())
    except _UnboundedError:
        what = "The aliases (`*name`) of this document unfold without end, or to many times its length."
        survey.faults.append(Fault(_line(root), what, "Write the texts out."))
    return survey


_MERGE = "<<"


class _UnboundedError(Exception):
    """Aliases that hold themselves, or unfold to more than a document may hold."""


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1


class _Surveyor:
    """Walks a document; `room` is how many more characters it may hold."""

    def __init__(self, survey: Survey, room: int) -> None:
        self.survey = survey
        self.room = room

    def value(self, node: Node, place: Place) -> object:
        if len(place) > DEEPEST or self.room < 0:
            raise _UnboundedError
        if node.tag is not None:
            tag = node.tag.replace("tag:yaml.org,2002:", "!!")
            mend = "Delete it, or put the text in double quotation marks."
            self.fault(node, f"The tag `{tag}` is not read.", mend)
        if isinstance(node, ScalarNode):
            self.room -= len(node.value) + WEIGHT
            return scalar(node)
        self.room -= WEIGHT
        if isinstance(node, MappingNode):
            return dict(self.pairs(node, place))
        return [self.entry(child, (*place, index)) for index, child in enumerate(node.value)]

    def entry(self, node: Node, place: Place) -> object:
        self.survey.lines[place] = _line(node)
        return self.value(node, place)

    def pairs(self, node: MappingNode, place: Place) -> Iterator[tuple[str, object]]:
        lines = self.survey.lines
        for key_node, child in node.value:
            key = self.value(key_node, (*place, ""))
            if not isinstance(key, str):
                mend = "If this is text, put it in double quotation marks."
                self.fault(key_node, "A key must be a word.", mend)
                continue
            inner = (*place, key)
            if key == _MERGE:
                what = "A merge key (`<<`) is not read."
                self.fault(key_node, what, "Write out the lines that it stands for.")
                lines[inner] = _line(key_node)
                merged = self.value(child, inner)
                # As it was meant, so that nothing is said to be missing that it was to bring.
                yield from merged.items() if isinstance(merged, dict) else ()
                continue
            if inner in lines:
                what = f"The key `{key}` already stands in line {lines[inner]}."
                self.fault(key_node, what, "Keep one of the two.")
                continue
            lines[inner] = _line(key_node)
            value = self.value(child, inner)
            if value is not None:
                yield key, value

    def fault(self, node: Node, what: str, mend: str) -> None:
        self.survey.faults.append(Fault(_line(node), what, mend))
