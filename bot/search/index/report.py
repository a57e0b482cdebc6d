"""What an update did, told by articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.knowledge.problems import Problem
from bot.replies import Reload
from bot.search.index.manifest import File


class _Indexed(NamedTuple):
    """An article in the index: the file it stands in and a hash of its content."""

    path: str
    content: int


@dataclass(frozen=True)
class Done:
    """The files that an update looked at, by path, as they were before and as they are now."""

    before: Mapping[str, File] = field(default_factory=dict)
    after: Mapping[str, File] = field(default_factory=dict)

    def reload(
        self, attention: Mapping[str, File], problems: Sequence[Problem], seconds: float, *, waiting: bool
    ) -> Reload:
        """The report; `attention` are the files by now that have problems or are not indexed as they are.

        An article under another id or in another file with the same content is renamed.
        """
        old, new = _indexed(self.before), _indexed(self.after)
        gone = {one.content: article for article, one in sorted(old.items()) if article not in new}
        came = [article for article in sorted(new) if article not in old]
        renamed = {article: gone[new[article].content] for article in came if new[article].content in gone}
        left = set(renamed.values())
        stayed = [article for article in sorted(new) if article in old]
        moved = [a for a in stayed if new[a].content == old[a].content and new[a].path != old[a].path]
        return Reload(
            added=tuple(article for article in came if article not in renamed),
            changed=tuple(article for article in stayed if new[article].content != old[article].content),
            removed=tuple(sorted(article for article in old if article not in new and article not in left)),
            renamed=tuple(sorted((*renamed, *moved))),
            kept=tuple(sorted(a for file in attention.values() if not file.current for a in file.indexed)),
            problems=tuple(problems),
            waiting=waiting,
            seconds=seconds,
        )


def _indexed(files: Mapping[str, File]) -> dict[str, _Indexed]:
    return {
        article: _Indexed(path, content)
        for path, file in files.items()
        for article, content in file.indexed.items()
    }
