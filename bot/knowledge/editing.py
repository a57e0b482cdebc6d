"""The one writer of knowledge files: changes the lines concerned and leaves every other sign as it is.

What is wanted is said as changes of keys and entries. Each becomes text put in at its place; the result is
read again and taken only where it says what was wanted and nothing else. Comments, order and quoting stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from yaml import CollectionNode, MappingNode, Node, ScalarNode, YAMLError

from bot.knowledge.errors import KnowledgeError
from bot.knowledge.model import Article, Place
from bot.knowledge.strict import IrregularError, documents, plain
from bot.knowledge.yaml_text import WIDTH, yaml_inline, yaml_lines

_MARK = "\ufeff"


class Put(NamedTuple):
    """A key is to have a value, whether it stands there already or not.

    A fact that is plain text becomes one with keys. A new key comes last in an entry, or `first`.
    """

    place: Place
    value: Any
    first: bool = False


class Remove(NamedTuple):
    """A key, with its value, is to go."""

    place: Place


class Insert(NamedTuple):
    """An entry is to stand before number `before` of the list at `place`, at the end where there is none.

    A list that is missing begins with it.
    """

    place: Place
    before: int
    value: Any


Change = Put | Remove | Insert


class UnwritableEditError(KnowledgeError):
    """A file is written in a way that leaves no place for a change: an alias that stands for two, a flow."""

    def __init__(self) -> None:
        super().__init__(
            "The file is written in a way that leaves no place for the change. Write out what is used twice "
            "by an alias (`*name`), and each key on a line of its own."
        )


def rewritten(data: bytes, changes: Mapping[int, Sequence[Change]]) -> bytes:
    """The content of a file with the changes of each document, by its number among those not empty.

    Positions in lists are those before any change.

    :raises UnwritableEditError: the file cannot be changed without touching something else.
    """
    text = data.decode("utf-8")
    mark, text = (_MARK, text[1:]) if text.startswith(_MARK) else ("", text)
    try:
        roots = documents(data)
        wanted = [_wanted(plain(root), changes.get(number, ())) for number, root in enumerate(roots)]
        edits = [
            edit
            for number, root in enumerate(roots)
            for change in changes.get(number, ())
            for edit in _edits(root, text, change)
        ]
        made = (mark + _applied(text, edits)).encode()
        same = [plain(root) for root in documents(made)] == wanted
    except (YAMLError, IrregularError, LookupError, AttributeError, TypeError, ValueError) as error:
        raise UnwritableEditError from error
    if not same:
        raise UnwritableEditError
    return made


class _Edit(NamedTuple):
    """Characters `start` to `end` of the file give way to what is `written`."""

    start: int
    end: int
    written: str


def _applied(text: str, edits: Iterable[_Edit]) -> str:
    parts, last = [], 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        parts += [text[last : edit.start], edit.written]
        last = edit.end
    return "".join((*parts, text[last:]))


def _wanted(before: Any, changes: Sequence[Change]) -> Any:
    """What the document is to say, as `plain` reads it."""
    after = deepcopy(before)
    for change in changes:
        if isinstance(change, Insert):
            continue
        *way, last = change.place
        holder = after
        for step in way:
            if isinstance(holder[step], str):
                holder[step] = {"text": holder[step]}
            holder = holder[step]
        if isinstance(change, Put):
            holder[last] = _as_read(change.value)
        else:
            del holder[last]
    inserts = [change for change in changes if isinstance(change, Insert)]
    for change in sorted(inserts, key=lambda change: change.before)[::-1]:
        after.setdefault(change.place[0], []).insert(change.before, _as_read(change.value))
    return after


def _as_read(value: Any) -> Any:
    (root,) = documents("\n".join(yaml_lines({"": value})).encode())
    read = plain(root)
    return read.get("") if isinstance(read, dict) else None


def _edits(root: Node, text: str, change: Change) -> Iterator[_Edit]:
    if isinstance(change, Insert):
        yield _inserted(root, text, change)
        return
    *way, last = change.place
    holder, around = root, root
    for step in way:
        holder, around = _child(holder, step), holder
    if isinstance(change, Remove):
        yield _removed(holder, text, str(last))
    elif isinstance(holder, ScalarNode):
        yield from _with_keys(holder, around, text, {str(last): change.value}, first=change.first)
    else:
        yield _put(holder, text, str(last), change)


def _child(node: Node, step: str | int) -> Node:
    if isinstance(step, int):
        return node.value[step]  # type: ignore[no-any-return]
    return next(child for key, child in node.value if key.value == step)  # type: ignore[no-any-return]


def _put(holder: Node, text: str, key: str, change: Put) -> _Edit:
    pairs = {name.value: (name, child) for name, child in holder.value}
    pair = {key: change.value}
    if key in pairs:
        name, child = pairs[key]
        column = name.start_mark.column
        written = _flow(pair) if _in_flow(holder) else _block(pair, column, text, _style(child))
        return _Edit(name.start_mark.index, _end(child, text), written)
    if _in_flow(holder):
        return _put_in_braces(holder, text, pair, first=change.first)
    names = list(pairs)
    column = holder.value[0][0].start_mark.column
    before = len(names) if len(change.place) > 1 else _rank(names, key)
    if change.first or before == 0:
        at = holder.value[0][0].start_mark.index
        return _Edit(at, at, _block(pair, column, text) + _break(text) + " " * column)
    at = _line_end(text, _end(holder.value[before - 1][1], text))
    return _Edit(at, at, _break(text) + " " * column + _block(pair, column, text))


def _put_in_braces(holder: Node, text: str, pair: dict[str, Any], *, first: bool) -> _Edit:
    if first or not holder.value:
        at = text.index("{", holder.start_mark.index) + 1
        return _Edit(at, at, _flow(pair) + (", " if holder.value else ""))
    at = _end(holder.value[-1][1], text)
    return _Edit(at, at, f", {_flow(pair)}")


def _rank(names: list[str], key: str) -> int:
    """Behind how many of an article's keys a new one belongs, in the order of the model."""
    order = list(Article.model_fields)
    if key not in order:
        return len(names)
    earlier = order[: order.index(key)]
    return max((place for place, name in enumerate(names, 1) if name in earlier), default=0)


def _with_keys(
    node: ScalarNode, entries: Node, text: str, pair: dict[str, Any], *, first: bool
) -> Iterator[_Edit]:
    """A fact that is plain text as one with keys."""
    start, end = node.start_mark.index, _end(node, text)
    if _in_flow(entries):
        yield _Edit(start, start, f"{{{_flow(pair)}, text: " if first else "{text: ")
        yield _Edit(end, end, "}" if first else f", {_flow(pair)}}}")
        return
    column = node.start_mark.column
    block, line = _block(pair, column, text), _break(text) + " " * column
    yield _Edit(start, start, f"{block}{line}text: " if first else "text: ")
    deeper = " " * (column - entries.start_mark.column)
    yield from (_Edit(at, at, deeper) for at in _further_lines(text, start, node.end_mark.index))
    if not first:
        at = _line_end(text, end)
        yield _Edit(at, at, line + block)


def _further_lines(text: str, start: int, end: int) -> Iterator[int]:
    """Where the lines of a text after its first begin, but for empty ones."""
    place = text.find("\n", start, end) + 1
    while place:
        if text[place : place + 1] not in ("\n", "\r", "") and place < end:
            yield place
        place = text.find("\n", place, end) + 1


def _removed(holder: Node, text: str, key: str) -> _Edit:
    place = next(number for number, (name, _) in enumerate(holder.value) if name.value == key)
    name, child = holder.value[place]
    start, end = name.start_mark.index, _end(child, text)
    alone = not text[_line_start(text, start) : start].strip()
    if not _in_flow(holder) and alone:
        after = text.find("\n", end) + 1 or len(text)
        return _Edit(_line_start(text, start), after, "")
    if place + 1 < len(holder.value):
        return _Edit(start, holder.value[place + 1][0].start_mark.index, "")
    return _Edit(_end(holder.value[place - 1][1], text), end, "")


def _inserted(root: Node, text: str, change: Insert) -> _Edit:
    (key,) = change.place
    entries = next((child for name, child in root.value if name.value == key), None)
    if entries is None:
        return _put(root, text, str(key), Put(change.place, [change.value]))
    if entries.flow_style:
        if change.before < len(entries.value):
            at = entries.value[change.before].start_mark.index
            return _Edit(at, at, f"{yaml_inline(change.value)}, ")
        at = _end(entries.value[-1], text)
        return _Edit(at, at, f", {yaml_inline(change.value)}")
    column = entries.start_mark.column
    rows = _joined(yaml_lines([change.value], width=WIDTH - column), column, text)
    if change.before > 0:
        before = entries.value[min(change.before, len(entries.value)) - 1]
        at = _line_end(text, _end(before, text))
        return _Edit(at, at, _break(text) + " " * column + rows)
    at = _line_start(text, entries.start_mark.index)
    return _Edit(at, at, " " * column + rows + _break(text))


def _block(pair: dict[str, Any], column: int, text: str, style: str = "") -> str:
    """A key and its value from a column on, the first line without its indentation."""
    ((key, value),) = pair.items()
    if style and isinstance(value, str):
        return f"{key}: {_marked(value, style)}"
    return _joined(yaml_lines(pair, width=WIDTH - column), column, text)


def _marked(value: str, style: str) -> str:
    """A text in one line between the marks that the editor chose."""
    if style == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    written = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + written.replace("\n", "\\n").replace("\t", "\\t") + '"'


def _style(node: Node) -> str:
    style = node.style if isinstance(node, ScalarNode) else ""
    return style if style in {"'", '"'} else ""


def _flow(pair: dict[str, Any]) -> str:
    ((key, value),) = pair.items()
    return f"{key}: {yaml_inline(value)}"


def _joined(lines: list[str], column: int, text: str) -> str:
    return (_break(text) + " " * column).join(lines)


def _end(node: Node, text: str) -> int:
    """Where a node ends, without the blanks, comments and lines behind it."""
    if isinstance(node, ScalarNode) or _in_flow(node):
        end = int(node.end_mark.index)
        while end > node.start_mark.index and text[end - 1].isspace():
            end -= 1
        return end
    return _end(node.value[-1][1] if isinstance(node, MappingNode) else node.value[-1], text)


def _in_flow(node: Node) -> bool:
    """Whether a list or its like is written within brackets or braces."""
    return isinstance(node, CollectionNode) and bool(node.flow_style)


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    if end < 0:
        return len(text)
    return end - 1 if text[end - 1] == "\r" else end


def _break(text: str) -> str:
    first = text.find("\n")
    return "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"
