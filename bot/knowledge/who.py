"""What is doubtful about who is who, for the editor's terminal: near doubles, shared aliases, two holders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from yaml import MappingNode, Node, ScalarNode, SequenceNode, YAMLError

from bot.knowledge.cast import mentions
from bot.knowledge.people_file import PeopleReading
from bot.knowledge.problems import Problem
from bot.knowledge.reader import FileReading
from bot.knowledge.strict import IrregularError, documents
from bot.names import Doubt, Doubtful, Mention, Person, Register, Spelling, doubts, name_key

SHOWN = 20
"""Warnings of a kind that are shown unless all are asked for: more are a list of their own."""

_MORE = {
    Doubt.NEAR_DOUBLE: ("pair of names that may be one person’s", "pairs of names that may be one person’s"),
    Doubt.SHARED_ALIAS: ("alias that several people have", "aliases that several people have"),
    Doubt.TWO_HOLDERS: ("office with two holders on one day", "offices with two holders on one day"),
}


class WhoIsWho:
    """Everybody in a folder, gathered file by file."""

    def __init__(self) -> None:
        self._mentions: defaultdict[str, list[Mention]] = defaultdict(list)
        self._paths: dict[str, str] = {}
        self._list: PeopleReading | None = None

    def add(self, reading: FileReading) -> None:
        """Take up whom a good file names."""
        for mention in (mention for article in reading.articles for mention in mentions(article)):
            key = name_key(mention.name)
            self._mentions[key].append(mention)
            self._paths.setdefault(key, reading.path)

    def state(self, people: PeopleReading) -> None:
        """Take up what the list of persons says."""
        self._list = people

    def warnings(self, *, all_of_them: bool = False) -> list[Problem]:
        """The doubts as warnings, `SHOWN` of a kind and how many more there are, or all of them."""
        spellings = {key: Spelling.of(each) for key, each in self._mentions.items()}
        register = Register.of(spellings, self._list.entries if self._list else ())
        found: defaultdict[Doubt, list[Doubtful]] = defaultdict(list)
        for one in doubts(register):
            found[one.doubt].append(one)
        told: list[Problem] = []
        lines = _Lines()
        for kind, each in found.items():
            shown = each if all_of_them else each[:SHOWN]
            told += [self._warning(one, lines) for one in shown]
            if len(each) > len(shown):
                told.append(_more(told[-1], kind, len(each) - len(shown)))
        return told

    def _warning(self, one: Doubtful, lines: _Lines) -> Problem:
        path, line = self._place(one.people[-1], lines)
        what, mend = _said(one)
        return Problem(path=path, line=line, severity="warning", what=what, mend=mend)

    def _place(self, person: Person, lines: _Lines) -> tuple[str, int]:
        """Where somebody is named: in an article, or in the list of persons alone."""
        key = next((key for key in person.spellings if key in self._paths), "")
        if key:
            return self._paths[key], lines.of(self._paths[key], key)
        listed = self._list or PeopleReading(path="")
        names = [name_key(one.name) for one in listed.people]
        return listed.path, listed.lines[names.index(person.key)]


class _Lines:
    """The lines on which names stand in files; a file is read again for the first of them."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, int]] = {}

    def of(self, path: str, key: str) -> int:
        if path not in self._known:
            self._known[path] = dict(reversed([*_names_in(Path(path))]))
        return self._known[path].get(key, 1)


def _names_in(path: Path) -> Iterator[tuple[str, int]]:
    """The keys of the names of people and speakers in a file, each with its line."""
    try:
        roots = documents(path.read_bytes())
    except (OSError, YAMLError, IrregularError):
        return
    for root in roots:
        for kind, wanted in (("people", "name"), ("quotes", "speaker")):
            for entry in _children(_child(root, kind)):
                named = _child(entry, wanted)
                if isinstance(named, ScalarNode):
                    yield name_key(named.value), int(named.start_mark.line) + 1


def _child(node: Node | None, key: str) -> Node | None:
    pairs = node.value if isinstance(node, MappingNode) else ()
    return next((child for name, child in pairs if name.value == key), None)


def _children(node: Node | None) -> Iterable[Node]:
    return node.value if isinstance(node, SequenceNode) else ()


def _said(one: Doubtful) -> tuple[str, str]:
    """What is doubtful, and how to mend it."""
    names = _listed(one.people)
    if one.doubt is Doubt.NEAR_DOUBLE:
        return (
            f"{names} may be one person.",
            "If so, write one of the names as an alias of the other; if not, put both into `people.yaml`.",
        )
    if one.doubt is Doubt.SHARED_ALIAS:
        return f"“{one.what}” is an alias of {names}.", "Say in `people.yaml` whose it is."
    since = f" on {one.since}" if one.since else ""
    return f"{names} are both {one.what}{since}.", ("Say in `people.yaml` from when to when each held it.")


def _listed(people: Iterable[Person]) -> str:
    *others, last = [f"“{person.name}”" for person in people]
    return f"{', '.join(others)} and {last}" if others else last


def _more(last: Problem, kind: Doubt, count: int) -> Problem:
    """The warning that there are more of a kind; it stands behind the last one that is shown."""
    one, several = _MORE[kind]
    what = f"There is 1 more {one}." if count == 1 else f"There are {count} more {several}."
    return last.model_copy(update={"what": what, "mend": "`briefing-bot check --people` lists all."})
