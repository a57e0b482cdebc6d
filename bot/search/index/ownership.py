"""Who holds an article's id: the file that comes first by path, of those that are good."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from bot.knowledge.check import taken_id
from bot.knowledge.library import Known, Scan
from bot.knowledge.problems import Problem
from bot.search.index.manifest import File
from bot.search.index.prepare import Prepared


class Claims:
    """Which file holds each id, and which files wait for one that an earlier file holds."""

    def __init__(self, files: Mapping[str, File]) -> None:
        self._owners = {article: path for path, file in files.items() for article in file.held}
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
        for article in file.held:
            if self._owners.get(article) == path:
                del self._owners[article]
        for article in file.wanted:
            self._waiting[article].discard(path)

    def wait(self, path: str, file: File) -> None:
        """Let a file wait for the ids of its articles."""
        for article in file.wanted:
            self._waiting[article].add(path)

    def waiting(self, article: str, after: str) -> list[str]:
        """The files after one that wait for an id."""
        return [path for path in self._waiting.get(article, ()) if path > after]


class Settling:
    """Settles changed files one after another in path order, and those whose ids that touches.

    A file is taken as it is if it is good and no earlier file holds an id of its articles. Else its last
    good version stays, under the same condition; else it is left out. As only earlier files count, one pass
    is enough.
    """

    def __init__(
        self, files: Mapping[str, File], claims: Claims, scan: Scan, read: Callable[[str], Prepared]
    ) -> None:
        """`files` as known so far; `read` prepares a file that did not change and must be looked at again."""
        self._files = files
        self._claims = claims
        self._scan = scan
        self._read = read
        self._again: list[str] = []
        self.settled: dict[str, File] = {}
        self.gone: list[str] = []

    def settle(
        self, changed: Iterable[str], prepared: Iterator[Prepared]
    ) -> Iterator[tuple[str, Prepared | None]]:
        """Settle `changed` (in path order), of which `prepared` yields those still there, in the same order.

        Yields the paths whose documents in the index must be replaced by those given, or taken out.
        """
        for path in changed:
            yield from self._settle_again(before=path)
            self._drop(path)
            page = next(prepared) if path in self._scan.files else None
            yield from self._settle(path, page)
        yield from self._settle_again()

    def _settle_again(self, before: str | None = None) -> Iterator[tuple[str, Prepared | None]]:
        while self._again and (before is None or self._again[0] < before):
            path = self._again[0]
            self._drop(path)
            yield from self._settle(path, self._read(path))

    def _drop(self, path: str) -> None:
        while self._again and self._again[0] == path:
            heapq.heappop(self._again)

    def _settle(self, path: str, page: Prepared | None) -> Iterator[tuple[str, Prepared | None]]:
        old = self._files.get(path)
        had = old.held if old else {}
        if old:
            self._claims.release(path, old)
        held = self._choose(path, page, had)
        self._look_again(self._claims.take(path, held))
        for article in had.keys() - held.keys():
            self._look_again(self._claims.waiting(article, after=path))
        if page is None:
            self.gone.append(path)
        else:
            self._note(path, page, held)
        if page is not None and held is page.contents:
            yield path, page
        elif old is not None and held is not had:
            yield path, None

    def _look_again(self, paths: Iterable[str]) -> None:
        for path in paths:
            heapq.heappush(self._again, path)

    def _choose(self, path: str, page: Prepared | None, had: dict[str, int]) -> dict[str, int]:
        if page is None:
            return {}
        if page.good and not self._claims.taken(path, page.contents):
            return page.contents
        return had if had and not self._claims.taken(path, had) else {}

    def _note(self, path: str, page: Prepared, held: dict[str, int]) -> None:
        file = File(Known.of(path, self._scan, page.digest), page.good, page.lines, held, page.problems)
        self.settled[path] = file
        if not file.current:
            self._claims.wait(path, file)


def taken_ids(files: Mapping[str, File], notable: Mapping[str, File]) -> Iterator[Problem]:
    """A problem for each article of the notable files whose id is held by an earlier one of all files."""
    waiting = {path: file for path, file in notable.items() if file.good and not file.current}
    if not waiting:
        return
    owners = {article: path for path, file in files.items() for article in file.held}
    for path, file in waiting.items():
        for article, line in file.wanted.items():
            if owners.get(article, path) < path:
                yield taken_id(path, line, article, owners[article])
