"""What an update did, told by articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import NamedTuple, Self

from bot.knowledge import EntryChanges, Problem, changes
from bot.replies import Missing, Reload
from bot.search.backend import Snapshot
from bot.search.index.manifest import File


class TakenUp(NamedTuple):
    """What became of entries, update by update, and the mark of the last one.

    `whole` is false where the index was built anew since the mark: what was before that is not told.
    """

    changes: tuple[EntryChanges, ...]
    mark: str
    whole: bool


class _Indexed(NamedTuple):
    """An article in the index: the file it stands in and a hash of its content."""

    path: str
    content: int


@dataclass(frozen=True)
class UpdatedFiles:
    """The files that an update looked at, by path, as they were before and as they are now.

    `entries` is what became of single quotes and facts.
    """

    before: Mapping[str, File] = field(default_factory=dict)
    after: Mapping[str, File] = field(default_factory=dict)
    entries: EntryChanges = field(default_factory=EntryChanges)

    @cached_property
    def _articles(self) -> _Articles:
        return _Articles.of(_indexed(self.before), _indexed(self.after))

    def reload(
        self,
        attention: Mapping[str, File],
        problems: Sequence[Problem],
        seconds: float,
        *,
        waiting: bool,
        missing: tuple[Missing, ...] = (),
    ) -> Reload:
        """The report; `attention` are the files by now that have problems or are not indexed as they are.

        An article under another id or in another file with the same content is renamed.
        """
        found = self._articles
        return Reload(
            added=found.added,
            changed=found.changed,
            removed=found.removed,
            renamed=tuple(sorted((*found.renamed, *found.moved))),
            kept=tuple(sorted(a for file in attention.values() if not file.current for a in file.indexed)),
            entries=self.entries,
            problems=tuple(problems),
            waiting=waiting,
            seconds=seconds,
            missing=missing,
        )

    def with_entries(self, before: Snapshot, after: Snapshot) -> UpdatedFiles:
        """The same with what became of the entries between the two snapshots."""
        found = self._articles
        had, has = (partial(one.article_items, withdrawn=True) for one in (before, after))
        compared = [
            *(changes((), has(article)) for article in found.added),
            *(changes(had(article), has(article)) for article in found.changed),
            *(changes(had(article), ()) for article in found.removed),
            *(changes(had(old), has(new)) for new, old in found.renamed.items()),
        ]
        return replace(self, entries=EntryChanges.all_of(compared))


class _Articles(NamedTuple):
    """What became of articles, by id; `renamed` leads from new ids to old ones, `moved` kept theirs."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    renamed: dict[str, str]
    moved: tuple[str, ...]

    @classmethod
    def of(cls, old: Mapping[str, _Indexed], new: Mapping[str, _Indexed]) -> Self:
        """What differs between the articles before and now."""
        gone = {one.content: article for article, one in sorted(old.items()) if article not in new}
        came = [article for article in sorted(new) if article not in old]
        renamed = {article: gone[new[article].content] for article in came if new[article].content in gone}
        left = set(renamed.values())
        stayed = [article for article in sorted(new) if article in old]
        return cls(
            added=tuple(article for article in came if article not in renamed),
            changed=tuple(article for article in stayed if new[article].content != old[article].content),
            removed=tuple(sorted(article for article in old if article not in new and article not in left)),
            renamed=renamed,
            moved=tuple(
                article
                for article in stayed
                if new[article].content == old[article].content and new[article].path != old[article].path
            ),
        )


def _indexed(files: Mapping[str, File]) -> dict[str, _Indexed]:
    return {
        article: _Indexed(path, content)
        for path, file in files.items()
        for article, content in file.indexed.items()
    }
