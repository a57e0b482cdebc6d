"""What lies on the disk: knowledge, index, records, models, and how much room there is."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.knowledge import check
from bot.models import check_models
from bot.records import HEAD, Place, Records, RecordsError, check_records
from bot.replies import Status
from bot.search import Progress
from bot.services.doctor.finding import Finding, advice, fault, fine
from bot.services.searched_at import address_of
from bot.services.services import Services
from bot.services.viewer import OPERATOR
from bot.settings import Settings
from bot.text import ServerAddress, UserError

# Bytes that should be free beside what a new index and SQLite's tidying take: a day's log of a busy bot.
ROOM = 50_000_000
# Of the problems of a folder: `check` shows all of them.
_TOLD = 3
_MEGABYTE = 1_000_000


def knowledge_found(folder: Path) -> Iterator[Finding]:
    """The knowledge files."""
    report = check(folder)
    for problem in report.errors[:_TOLD]:
        yield fault("knowledge", f"{problem.path}:{problem.line}: {problem.what}", problem.mend)
    if len(report.errors) > _TOLD:
        more = f"{_counted(len(report.errors) - _TOLD, 'more error')} to fix."
        yield fault("knowledge", more, f"`briefing-bot check {folder}` shows all of them.")
    if report.warnings:
        told = f"{_counted(len(report.warnings), 'warning')}; nothing is left out because of it."
        yield advice("knowledge", told, f"`briefing-bot check {folder}` shows them.")
    if report.articles:
        yield fine("knowledge", f"{_counted(report.articles, 'article')} in {folder}.")
        return
    drafts = f" ({_counted(report.drafts, 'draft')} not read)" if report.drafts else ""
    yield fault(
        "knowledge",
        f"No article can be read in {folder}{drafts}.",
        "`briefing-bot init` makes a first one; `briefing-bot publish` publishes drafts.",
    )


def index_found(status: Status) -> Iterator[Finding]:
    """The index, as it was opened."""
    built = f"built {status.built:%Y-%m-%d %H:%M}" if status.built else "built now"
    size = status.disk / _MEGABYTE
    yield fine("index", f"{_counted(status.articles, 'article')}, {built}, {size:.1f} MB in {status.index}.")
    if not is_far(status):
        yield from _writable("index", Path(status.index), "BRIEFING_INDEX")


def is_far(status: Status) -> bool:
    """Whether the index is kept by a server, and in no folder here."""
    return "://" in status.index


def opened_status(
    folder: Path, chosen: Settings, progress: Callable[[Progress], None] | None = None
) -> Status:
    """What the index holds, opened as every command opens it.

    :raises KnowledgeError: it cannot be opened.
    """
    own = folder == chosen.knowledge
    with Services.open(
        folder,
        index=chosen.index if own else None,
        progress=progress,
        vectors=False,
        reader=False,
        address=address_of(chosen) if own else None,
        indexes=chosen.indexes,
    ) as services:
        return services.status(OPERATOR)


def records_found(chosen: Settings) -> Iterator[Finding]:
    """The records, as they would be used."""
    path = chosen.records
    if not isinstance(path, Path):
        yield from _server_found(path)
        return
    yield from _writable("records", path.parent, "BRIEFING_RECORDS")
    if not path.exists():
        yield fine("records", f"There are none at {path} yet; the bot makes them when it runs.")
        return
    try:
        if check_records(path, f"The records {path}") != HEAD:
            yield fine("records", f"{path} is from an older version, and is upgraded when it is opened.")
            return
        asyncio.run(_opened(path))
    except RecordsError as error:
        fix = (
            "`run` sets damaged records aside and takes over what can be read of them; `restore` puts a"
            " backup in their place."
        )
        yield fault("records", str(error), fix)
        return
    yield fine("records", f"{path} is whole, {path.stat().st_size / _MEGABYTE:.1f} MB.")


def _server_found(server: ServerAddress) -> Iterator[Finding]:
    try:
        asyncio.run(_opened(server))
    except RecordsError as error:
        yield fault("records", str(error), "docs/growing.md says how a database is set up.")
        return
    yield fine("records", f"{server} answers, and its tables are up to date.")


async def _opened(place: Place) -> None:
    await (await Records.open(place)).close()


def models_found() -> Iterator[Finding]:
    """The networks that ship with the package."""
    yield fine("models", f"{', '.join(check_models())}: whole, and they work.")


def room_found(chosen: Settings, index: Path | None) -> Iterator[Finding]:
    """Room on each disk that is written to, for an index made anew beside the old one and for the records."""
    records = chosen.records
    wanted = [(_there(records.parent), 2 * _size(records))] if isinstance(records, Path) else []
    if index:
        wanted.append((_there(index), 2 * sum(_size(path) for path in index.rglob("*"))))
    disks: dict[int, tuple[Path, int]] = {}
    for folder, size in wanted:
        disk = folder.stat().st_dev
        first, before = disks.get(disk, (folder, ROOM))
        disks[disk] = (first, before + size)
    for folder, needed in disks.values():
        free = shutil.disk_usage(folder).free
        told = f"{free / _MEGABYTE:,.0f} MB are free at {folder}"
        if free < needed:
            fix = "Free some, or name another place in BRIEFING_RECORDS or BRIEFING_INDEX."
            yield fault("disk", f"{told}; {needed / _MEGABYTE:,.0f} MB should be.", fix)
        else:
            yield fine("disk", f"{told}.")


def told_as(subject: str, error: UserError) -> Finding:
    """An error's sentence, which says itself what to do."""
    return fault(subject, str(error), "")


def _writable(subject: str, folder: Path, variable: str) -> Iterator[Finding]:
    """Nothing where files can be made in a folder, which may be yet to be made itself."""
    try:
        with tempfile.TemporaryFile(dir=_there(folder)):
            pass
    except OSError as error:
        yield fault(
            subject,
            f"{folder} cannot be written: {error.strerror}.",
            f"Give the bot's user the right to write there, or name another place in {variable}.",
        )


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _there(path: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    return next(each for each in (path.absolute(), *path.absolute().parents) if each.exists())


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
