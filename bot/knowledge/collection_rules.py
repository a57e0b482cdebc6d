"""Who may see which folder of the knowledge: the rules of all collections, as they are in force.

They fail closed. A `collection.yaml` that cannot be read shows its folder to nobody; one that is gone, or
says nothing of a collection any more, keeps its last rule until somebody releases the folder.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, tzinfo
from enum import StrEnum
from pathlib import Path, PurePath

from pydantic import BaseModel, ConfigDict, TypeAdapter

from bot.knowledge.collection import EVERYBODY
from bot.knowledge.collection_file import COLLECTION_FILE, is_called_collection, read_collection
from bot.knowledge.embargo import opens_at
from bot.knowledge.library import Scan
from bot.knowledge.problems import Problem


class RuleState(StrEnum):
    """STATED in the file; UNREAD: it cannot be read; GONE: it is no more, and its last rule goes on."""

    STATED = "stated"
    UNREAD = "unread"
    GONE = "gone"


class Rule(BaseModel):
    """Who may see a folder, by its path in the knowledge folder ("": that itself), and from when on."""

    model_config = ConfigDict(frozen=True)

    folder: str
    title: str = ""
    visible_to: frozenset[str] = frozenset()
    embargo: datetime | None = None
    state: RuleState = RuleState.STATED

    def lets(self, grants: Collection[str], moment: datetime, zone: tzinfo | None) -> bool:
        """Whether whoever has these grants may see the folder at a moment; `zone` is the operator's."""
        if self.embargo and opens_at(self.embargo, zone) > moment:
            return False
        return EVERYBODY in self.visible_to or not self.visible_to.isdisjoint(grants)


_RULES: TypeAdapter[tuple[Rule, ...]] = TypeAdapter(tuple[Rule, ...])


class CollectionRules:
    """The rules by folder. Never changes; the innermost folder with a rule counts alone."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self._rules = dict(sorted(rules.items()))

    @classmethod
    def nobody(cls) -> CollectionRules:
        """Everything is closed: where it is not known what the rules are."""
        return cls({"": Rule(folder="", state=RuleState.UNREAD)})

    def __iter__(self) -> Iterator[Rule]:
        """All rules, by folder."""
        return iter(self._rules.values())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CollectionRules) and other._rules == self._rules

    __hash__ = None  # type: ignore[assignment]

    def of(self, path: str) -> Rule | None:
        """The rule that counts for a file; None where everybody may see it."""
        return next((self._rules[each] for each in _folders_of(path) if each in self._rules), None)

    def closed(self, grants: Collection[str], moment: datetime, zone: tzinfo | None) -> frozenset[str]:
        """The folders that somebody with these grants may not see; what is inside them may be open again."""
        return frozenset(rule.folder for rule in self if not rule.lets(grants, moment, zone))

    def inside(self, folder: str) -> tuple[str, ...]:
        """The folders inside one that have rules of their own, whatever lies between."""
        prefix = f"{folder}/" if folder else ""
        return tuple(each for each in self._rules if each != folder and each.startswith(prefix))

    def is_closed(self, path: str, closed: Collection[str]) -> bool:
        """Whether a file lies in one of these folders, and in none inside it that has its own rule."""
        rule = self.of(path)
        return rule is not None and rule.folder in closed

    def released(self, folder: str) -> CollectionRules:
        """The rules without that of a folder whose file is gone. Raises KeyError where there is none."""
        if self._rules[folder].state is not RuleState.GONE:
            raise KeyError(folder)
        return CollectionRules({each: rule for each, rule in self._rules.items() if each != folder})

    def completed(self, others: CollectionRules) -> CollectionRules:
        """These rules, and the others for folders that have none here."""
        return CollectionRules({**others._rules, **self._rules})

    def problems(self, files: Collection[str]) -> Iterator[Problem]:
        """What is to be said of folders that have knowledge files and whose `collection.yaml` is gone."""
        for rule in self:
            if rule.state is RuleState.GONE and any(self.of(path) == rule for path in files):
                yield _gone(rule)

    def kept(self) -> str:
        """The rules, to be kept for the time after a restart."""
        return _RULES.dump_json(tuple(self)).decode()

    @classmethod
    def of_kept(cls, kept: str) -> CollectionRules:
        """What `kept` gave. Raises ValueError for anything else."""
        return cls({rule.folder: rule for rule in _RULES.validate_json(kept)})


def rules_in(folder: Path, found: Scan, before: CollectionRules) -> CollectionRules:
    """The rules of a knowledge folder as a scan found it; `before` are those in force until now."""
    rules: dict[str, Rule] = {}
    hidden = {problem.path for problem in found.problems}
    for path in filter(is_called_collection, (*found.files, *hidden)):
        place = _folder_of(path)
        reading = read_collection(folder / path, path) if path not in hidden else None
        if reading is None and path not in hidden:
            continue
        stated = reading.stated if reading else None
        if stated is None:
            rules[place] = Rule(folder=place, state=RuleState.UNREAD)
        else:
            rules[place] = Rule(
                folder=place,
                title=stated.title,
                visible_to=frozenset(stated.visible_to),
                embargo=stated.embargo,
            )
    for rule in before:
        if rule.folder not in rules:
            rules[rule.folder] = _left(rule, found)
    return CollectionRules(rules)


def _left(rule: Rule, found: Scan) -> Rule:
    """The rule of a folder that has none any more."""
    if found.hides(_file_of(rule.folder)):
        return Rule(folder=rule.folder, title=rule.title, state=RuleState.UNREAD)
    return rule.model_copy(update={"state": RuleState.GONE})


def _folders_of(path: str) -> Iterator[str]:
    """The folders that a file lies in, the innermost first, the knowledge folder itself last."""
    while path:
        path = _folder_of(path)
        yield path


def _folder_of(path: str) -> str:
    parent = PurePath(path).parent.as_posix()
    return "" if parent == "." else parent


def _file_of(folder: str) -> str:
    return f"{folder}/{COLLECTION_FILE}" if folder else COLLECTION_FILE


def _gone(rule: Rule) -> Problem:
    return Problem(
        path=_file_of(rule.folder),
        line=1,
        severity="warning",
        what="The file is gone, or no longer describes a collection; its last rule still applies.",
        mend=f"Put it back, or run `briefing-bot collections --release {rule.folder or '.'}`.",
    )
