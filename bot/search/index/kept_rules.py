"""The rules of the collections, kept beside the index: they outlive a `collection.yaml` that is gone."""

from __future__ import annotations

import logging
from pathlib import Path

from bot.knowledge import CollectionRules, Scan, rules_in
from bot.search.index.folder import IndexFolder
from bot.text import write_whole

NAME = "collections.json"
"""It stays when the index is built anew."""

_log = logging.getLogger(__name__)


class KeptRules:
    """The rules in force, and their file; closed to everybody until they were first looked at."""

    def __init__(self, knowledge: Path, place: IndexFolder) -> None:
        self._knowledge = knowledge
        self._place = place
        self._in_force = CollectionRules.nobody()
        self._known = False
        self._unkept = False

    def in_force(self) -> CollectionRules:
        """The rules of the moment."""
        return self._in_force

    def recall(self) -> None:
        """Put the rules that were kept into force where none are, for the knowledge cannot be looked at."""
        if not self._known:
            self._in_force = self._load() or CollectionRules({})
            self._known = True

    def take(self, found: Scan, *, keep: bool) -> None:
        """Put the rules of the files into force, and keep them where nobody else does so meanwhile.

        :raises OSError: they cannot be kept; they are in force all the same.
        """
        kept = self._load()
        # A file that is gone, as with a folder that is not mounted, takes nothing back of what is known.
        own = self._known and (self._unkept or kept is None)
        before = self._in_force if own else kept or CollectionRules({})
        self._in_force = rules_in(self._knowledge, found, before)
        self._known = True
        if keep and self._in_force != (kept or CollectionRules({})):
            self._keep(self._in_force)

    def release(self, folder: str, found: Scan) -> None:
        """Let go of the last rule of a folder whose `collection.yaml` is gone.

        :raises KeyError: there is no such rule.
        :raises OSError: the rules cannot be kept.
        """
        self.take(found, keep=True)
        released = self._in_force.released(folder)
        self._keep(released)
        self._in_force = released

    def _keep(self, rules: CollectionRules) -> None:
        self._unkept = True
        write_whole(self._place.path / NAME, rules.kept())
        self._unkept = False

    def _load(self) -> CollectionRules | None:
        """The rules that were kept; None where there is no file, all closed where it is damaged."""
        path = self._place.newest_of(NAME)
        if path is None:
            return None
        try:
            return CollectionRules.of_kept(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            _log.warning("%s is damaged (%s): nobody sees anything.", path, type(error).__name__)
            return CollectionRules.nobody()


def kept_rules(knowledge: Path, index: Path | None) -> str:
    """The rules as they are kept beside an index, for a backup; "" where none are.

    :raises OSError: they cannot be read.
    """
    path = IndexFolder(knowledge, index).newest_of(NAME)
    return path.read_text(encoding="utf-8") if path else ""


def are_rules(kept: str) -> bool:
    """Whether a text is what `kept_rules` gives."""
    try:
        CollectionRules.of_kept(kept)
    except ValueError:
        return False
    return True


def keep_rules(knowledge: Path, index: Path | None, kept: str) -> None:
    """Keep rules of a backup beside an index, for the folders of which nothing is known there.

    :raises OSError: they cannot be kept.
    """
    if not kept:
        return
    place, now = IndexFolder(knowledge, index), kept_rules(knowledge, index)
    rules = CollectionRules.of_kept(kept)
    if are_rules(now):
        rules = CollectionRules.of_kept(now).completed(rules)
    place.path.mkdir(parents=True, exist_ok=True)
    write_whole(place.path / NAME, rules.kept())
