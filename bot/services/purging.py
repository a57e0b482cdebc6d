"""An article or entry purged: all that the bot keeps of it deleted, and said what is out of its reach.

It is for the operator, as after a court order. What editors wrote is theirs: while it stands in a knowledge
file nothing is deleted, unless the operator wants an article's whole file to go, too.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from bot.ingest import traces_of
from bot.knowledge import ENDINGS, documents, read, read_bytes, surveyed
from bot.records import Keys, Purged, Purging, Records, StoredView
from bot.replies import Missing
from bot.services.drafts import DraftedArticle
from bot.services.services import Services
from bot.services.viewer import OPERATOR
from bot.settings import Settings, has_records
from bot.text import UserError, text_fingerprint

# Quotes of an article that are looked for in others: more than nearly all have, and some seconds at most.
COMPARED = 50


class StillStandsError(UserError):
    """What is to be purged stands in a knowledge file."""

    def __init__(self, target: str, places: tuple[str, ...], *, whole: bool) -> None:
        where = ", ".join(places)
        remedy = (
            "Delete the file, or add --delete-file."
            if whole
            else "Remove it from the file; then the same command can purge it."
        )
        super().__init__(f"{target} is still in {where}. {remedy}")


class NothingKnownError(UserError):
    """What is to be purged is neither known nor kept: most likely the name is mistyped."""

    def __init__(self, target: str) -> None:
        super().__init__(
            f"Nothing named {target} is known here or kept, and nothing was deleted. Is the name right?"
        )


class MissingKnowledgeError(UserError):
    """Files of the knowledge have vanished; the index would be built anew without what is in them."""

    def __init__(self, missing: Iterable[Missing]) -> None:
        told = " ".join(map(str, missing))
        super().__init__(f"Nothing was deleted: files of the knowledge are missing. {told}")


class SharedFileError(UserError):
    """A file that was to be deleted holds other articles, too."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} holds other articles, too, and was not deleted. Take the article out of it."
        )


@dataclass(frozen=True)
class Purge:
    """What is, or was, deleted of `target`, an article or `ARTICLE#ID`.

    `standing` says where in the knowledge files it stands ("file:line"), `files` are those to be deleted,
    `records` None where there are none. `left` is what the system would not let be deleted, `git` the
    repository whose history may hold the files. `elsewhere` are other articles that quote the same words,
    `entries` the addresses of its quotes and facts, withdrawn ones as well. `refused` is what keeps it from
    being done.
    """

    target: str
    standing: tuple[str, ...]
    files: tuple[Path, ...]
    records: Purged | None
    git: Path | None = None
    left: tuple[Path, ...] = ()
    elsewhere: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    refused: StillStandsError | None = None


class Purger:
    """Purges from one knowledge folder, its index, and the operator's records. Not where an event loop runs.

    :param clock: the moment now.
    """

    def __init__(
        self,
        services: Services,
        settings: Settings,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._services = services
        self._settings = settings
        self._clock = clock

    def look(self, target: str, *, delete_file: bool = False) -> Purge:
        """What a purge would delete, and what would keep it from doing so.

        :param delete_file: whether the article's own file is to go, too.
        :raises NothingKnownError: there is nothing of that name.
        """
        article, _, entry = target.partition("#")
        folder = self._services.knowledge
        whole = not entry
        own = [path for path in map(folder.joinpath, self._services.files_of(article)) if path.exists()]
        standing = tuple(place for path in own for place in _standing(path, folder, target))
        stays = standing and not (whole and delete_file)
        traces = traces_of(article, folder)
        records = asyncio.run(self._purged(target, self._keys(target), dry=True))
        # What was written of a whole article says nothing of a single entry.
        kept = bool(records and records != Purged()) or (whole and bool(traces))
        known = bool(self._addresses(target)) or self._was_there(target)
        if not (standing or kept or known or _drafted(traces, entry)):
            raise NothingKnownError(target)
        return Purge(
            target=target,
            standing=standing,
            files=(*(own if delete_file and whole else ()), *traces),
            records=records,
            git=_repository(folder),
            elsewhere=self._elsewhere(target),
            entries=self._addresses(target),
            refused=StillStandsError(target, standing, whole=whole) if stays else None,
        )

    def purge(self, target: str, *, delete_file: bool = False) -> Purge:
        """Delete it.

        :param delete_file: whether the article's own file is to go, too.
        :raises NothingKnownError: there is nothing of that name.
        :raises StillStandsError: it stands in a knowledge file that is to stay.
        :raises SharedFileError: the file that is to go holds other articles.
        :raises MissingKnowledgeError: the knowledge folder's files are missing.
        :raises KnowledgeError: the index cannot be written.
        :raises RecordsError: the records cannot be used.
        """
        plan = self.look(target, delete_file=delete_file)
        if plan.refused:
            raise plan.refused
        if self._services.missing and not self._is_all(target):
            # The index would be built anew without what is missing.
            raise MissingKnowledgeError(self._services.missing)
        known = self._services.files_of(target)
        for path in plan.files:
            held = {each.id for each in read(path, path.name).articles} if path.suffix in ENDINGS else set()
            if path.is_relative_to(folder := self._services.knowledge):
                held |= known.get(path.relative_to(folder).as_posix(), frozenset())
            if held - {target}:
                raise SharedFileError(str(path))
        # Asked before the words are gone that tell it.
        keys = self._keys(target)
        for path in plan.files:
            path.unlink(missing_ok=True)
        left = self._services.rebuild()
        records = asyncio.run(self._purged(target, keys, dry=False))
        return replace(plan, standing=(), entries=(), records=records, left=left)

    def _keys(self, target: str) -> Keys:
        """The keys of the target: of all of an article, or of an entry by its id and by its words."""
        if "#" not in target:
            return Keys((), (target,))
        found = self._services.entries([target], OPERATOR, withdrawn=True).values()
        return Keys({target, *(key for item in found for key in (item.key, item.key_by_text))}, ())

    def _addresses(self, target: str) -> tuple[str, ...]:
        """The addresses of an article's entries or of the entry, of withdrawn ones as well."""
        if "#" in target:
            found = self._services.entries([target], OPERATOR, withdrawn=True).values()
            return tuple(item.key for item in found)
        return tuple(item.key for item in self._services.items(target, OPERATOR, withdrawn=True))

    def _is_all(self, target: str) -> bool:
        """Whether nothing but this article is known."""
        return self._services.status(OPERATOR).articles == 1 and bool(
            self._services.items(target, OPERATOR, withdrawn=True)
        )

    def _was_there(self, target: str) -> bool:
        """Whether the index knew it once: its words may be in there until it is built anew."""
        keys = Keys((target,), ()) if "#" in target else Keys((), (target,))
        told = self._services.taken_up("").changes
        return any(
            key in keys
            for one in told
            for key in (*one.came, *one.went, *one.edited, *(key for moved in one.rekeyed for key in moved))
        )

    def _elsewhere(self, target: str) -> tuple[str, ...]:
        """The other articles that have the same quotes, as far as some of them tell."""
        article, _, entry = target.partition("#")
        found = self._services.entries([target], OPERATOR).values() if entry else ()
        items = found or (() if entry else self._services.items(article, OPERATOR))
        articles: set[str] = set()
        for item in [each for each in items if each.kind == "quote"][:COMPARED]:
            for other in self._services.who_said(item.text, OPERATOR).answers:
                if other.digest == item.digest or article in other.reworded:
                    articles |= {other.article, *(place.article for place in other.also)}
        return tuple(sorted(articles - {article}))

    async def _purged(self, target: str, keys: Keys, *, dry: bool) -> Purged | None:
        if not has_records(self._settings):
            return None
        records = await Records.open(self._settings.records)
        try:
            stored = await records.views.of_kind("draft")
            article = target.partition("#")[0]
            drafts = frozenset(view.id for view in stored if _is_of(view, article))
            return await records.purge(Purging(target, keys, drafts), self._clock(), dry=dry)
        finally:
            await records.close()


def _standing(path: Path, folder: Path, target: str) -> Iterator[str]:
    """Where in a knowledge file the target stands, as "file:line"; the file alone where it has errors."""
    shown, data = path.relative_to(folder).as_posix(), path.read_bytes()
    reading = read_bytes(data, shown, drafts=True)
    if not reading.articles:
        yield f"{shown} (which has errors)"
        return
    article, _, entry = target.partition("#")
    for root, found in zip(documents(data), reading.articles, strict=True):
        if found.id != article or found.draft:
            continue
        survey = surveyed(root)
        if not entry:
            yield f"{shown}:{survey.line(())}"
        quotes = (("quotes", place, each.id, each.text) for place, each in enumerate(found.quotes))
        facts = (("facts", place, each.id, each.text) for place, each in enumerate(found.facts))
        for kind, place, name, text in (*quotes, *facts):
            if entry and entry in (name, f"{text_fingerprint(text):016x}"):
                yield f"{shown}:{survey.line((kind, place))}"


def _drafted(traces: Iterable[Path], entry: str) -> bool:
    """Whether a draft among these files has an entry of this id, or of these words by their fingerprint."""
    articles = [
        article
        for path in traces
        if path.suffix in ENDINGS
        for article in read(path, path.name, drafts=True).articles
    ]
    quotes = ((each.id, each.text) for article in articles for each in article.quotes)
    facts = ((each.id, each.text) for article in articles for each in article.facts)
    held = ((name, f"{text_fingerprint(text):016x}") for name, text in (*quotes, *facts))
    return bool(entry) and any(entry in names for names in held)


def _is_of(view: StoredView, article: str) -> bool:
    """Whether a stored draft is one of this article."""
    drafted = DraftedArticle.model_validate_json(view.source)
    return article in (drafted.published_as, drafted.draft().name)


def _repository(folder: Path) -> Path | None:
    """The git repository that the folder lies in, whose history keeps what was ever committed."""
    whole = folder.resolve()
    return next((place for place in (whole, *whole.parents) if (place / ".git").exists()), None)
