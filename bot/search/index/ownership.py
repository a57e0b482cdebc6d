"""Who holds an article's id: the file that comes first by path, of those that are good."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from bot.knowledge import Known, Problem, Scan, limited, taken_id
from bot.search.index.manifest import File
from bot.search.index.prepare import Prepared


class IdOwners:
    """Which file holds each id, and which files wait for one that an earlier file holds."""

    def __init__(self, files: Mapping[str, File]) -> None:
        self._owners = {article: path for path, file in files.items() for article in file.indexed}
        self._waiting: dict[str, set[str]] = defaultdict(set)
        for path, file in files.items():
            if not file.current:
                self.wait(path, file)

    def taken(self, path: str, articles: Iterable[str]) -> bool:
        """Whether an earlier file holds one of the ids."""
        return any(self._owners.get(article, path) < path for article in articles)

    def take(self, path: str, articles: Iterable[str]) -> list[str]:
        """Give ids to a file; returns the files that held them."""
        later = [self._owners[article] for article in articles if article in self._owners]
        self._owners.update(dict.fromkeys(articles, path))
        return later

    def release(self, path: str, file: File) -> None:
        """Forget what a file held and waited for."""
        for article in file.indexed:
            if self._owners.get(article) == path:
                del self._owners[article]
        for article in file.declared:
            self._waiting[article].discard(path)

    def wait(self, path: str, file: File) -> None:
        """Let a file wait for the ids of its articles."""
        for article in file.declared:
            self._waiting[article].add(path)

    def waiting(self, article: str, after: str) -> list[str]:
        """The files after one that wait for an id."""
        return [path for path in self._waiting.get(article, ()) if path > after]


class IdResolver:
    """Decides, for changed files in path order and for those whose ids that touches, what is indexed of each.

    A file is taken as it is if it is good and no earlier file holds an id of its articles. Else its last
    good version stays, under the same condition; else it is left out. As only earlier files count, one pass
    is enough.
    """

    def __init__(
        self, files: Mapping[str, File], owners: IdOwners, scan: Scan, read: Callable[[str], Prepared]
    ) -> None:
        """`files` as known so far; `read` prepares a file that did not change and must be looked at again."""
        self._files = files
        self._owners = owners
        self._scan = scan
        self._read = read
        self._again: list[str] = []
        self.resolved: dict[str, File] = {}
        self.gone: list[str] = []

    def resolve(
        self, changed: Iterable[str], prepared: Iterator[Prepared]
    ) -> Iterator[tuple[str, Prepared | None]]:
        """Decide on `changed`, in path order; `prepared` yields those of them still there, in the same order.

        Yields the paths whose documents in the index must be replaced by those given, or taken out.
        """
        for path in changed:
            yield from self._resolve_again(before=path)
            self._drop(path)
            page = next(prepared) if path in self._scan.files else None
            yield from self._resolve(path, page)
        yield from self._resolve_again()

    def _resolve_again(self, before: str | None = None) -> Iterator[tuple[str, Prepared | None]]:
        while self._again and (before is None or self._again[0] < before):
            path = self._again[0]
            self._drop(path)
            yield from self._resolve(path, self._read(path))

    def _drop(self, path: str) -> None:
        while self._again and self._again[0] == path:
            heapq.heappop(self._again)

    def _resolve(self, path: str, page: Prepared | None) -> Iterator[tuple[str, Prepared | None]]:
        old = self._files.get(path)
        had = old.indexed if old else {}
        if old:
            self._owners.release(path, old)
        takes_new = page is not None and page.good and not self._owners.taken(path, page.contents)
        keeps_old = page is not None and not takes_new and bool(had) and not self._owners.taken(path, had)
        indexed = page.contents if page and takes_new else had if keeps_old else {}
        self._look_again(self._owners.take(path, indexed))
        for article in had.keys() - indexed.keys():
            self._look_again(self._owners.waiting(article, after=path))
        if page is None:
            self.gone.append(path)
        else:
            self._note(path, page, indexed)
        if takes_new:
            yield path, page
        elif old is not None and not keeps_old:
            yield path, None

    def _look_again(self, paths: Iterable[str]) -> None:
        for path in paths:
            heapq.heappush(self._again, path)

    def _note(self, path: str, page: Prepared, indexed: dict[str, int]) -> None:
        file = File(Known.of(path, self._scan, page.digest), page.good, page.lines, indexed, page.problems)
        self.resolved[path] = file
        if not file.current:
            self._owners.wait(path, file)


def taken_ids(files: Mapping[str, File], attention: Mapping[str, File]) -> Iterator[Problem]:
    """A problem for each article of the attention files whose id is held by an earlier one of all files.

    Of each file the first of them are told.
    """
    waiting = {path: file for path, file in attention.items() if file.good and not file.current}
    if not waiting:
        return
    owners = {article: path for path, file in files.items() for article in file.indexed}
    for path, file in waiting.items():
        yield from limited(
            taken_id(path, line, article, owners[article])
            for article, line in file.declared.items()
            if owners.get(article, path) < path
        )
