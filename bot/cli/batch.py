"""Many lines in, as many out: JSON Lines read, worked on one by one, and written as they are done."""

from __future__ import annotations

import gzip
import json
import logging
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO, TypeVar

from pydantic import BaseModel, ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.cards import ngettext
from bot.cli.errors import RefusedError
from bot.settings import SettingsError
from bot.text import UserError, WrongUsageError

log = logging.getLogger(__name__)

STANDARD = Path("-")

L = TypeVar("L", bound=BaseModel)


def run(
    source: Path, out: Path, kind: type[L], work: Callable[[L], dict[str, object]], *, doing: str = "Working"
) -> int:
    """Write `work(line)` as JSON to `out` for every line of `source`, each of which must be a `kind`.

    "-" is standard input or output; a file whose name ends in .gz is unpacked, and read to its end before
    anything is written. A progress bar is shown where a person watches. Returns how many were worked on.

    :raises RefusedError: a file cannot be read or written; or lines are no `kind`, or the program fails at
        them, told with file, line and reason when the others have been written.
    """
    wrong: list[str] = []
    total = None if source == STANDARD else sum(1 for _ in lines(source, kind, wrong))
    if wrong and not total:
        raise RefusedError("\n".join(wrong))
    wrong.clear()
    console = Console(stderr=True)
    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    done = 0
    with _writing(out) as file, Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(doing, total=total)
        for number, line in lines(source, kind, wrong):
            bar.advance(task)
            worked = _worked(work, line, f"{source}, line {number}", wrong)
            if worked is None:
                continue
            file.write(to_json(worked) + "\n")
            file.flush()
            done += 1
    if wrong:
        raise RefusedError("\n".join((*wrong, _passed_over(len(wrong), done))))
    return done


def _worked(
    work: Callable[[L], dict[str, object]], line: L, place: str, wrong: list[str]
) -> dict[str, object] | None:
    """What came of a line; None where the program failed at it, of which `wrong` and the log are told."""
    try:
        return work(line)
    except WrongUsageError as error:
        wrong.append(f"{place}: {error}")
        return None
    except (UserError, SettingsError):
        raise
    except Exception as error:
        log.error("%s failed with %s: %s.", place, type(error).__name__, error)
        log.debug("How it came to that:", exc_info=error)
        wrong.append(f"{place}: the program failed at it. Send the line and the log to those who make it.")
        return None


def lines(source: Path, kind: type[L], wrong: list[str]) -> Iterator[tuple[int, L]]:
    """Every line of a JSON Lines file that is a `kind`, with its number; of others `wrong` is told.

    :raises RefusedError: the file cannot be read.
    """
    with _reading(source) as file:
        for number, text in enumerate(file, start=1):
            if not text.strip():
                continue
            try:
                line = kind.model_validate_json(text)
            except ValidationError as error:
                wrong.append(f"{source}, line {number}: {_reason(error)}")
            else:
                yield number, line


def to_json(value: object) -> str:
    """One line of JSON, its letters as they are."""
    return json.dumps(value, ensure_ascii=False)


def _reason(error: ValidationError) -> str:
    """What is wrong with a line, in a sentence that names the key."""
    first = error.errors(include_url=False)[0]
    name = f'"{first["loc"][0]}": ' if first["loc"] else ""
    return f"{name}{first['msg'].removeprefix('Value error, ')}."


def _passed_over(wrong: int, done: int) -> str:
    those = ngettext("{count} line was passed over", "{count} lines were passed over", wrong)
    return f"{those}; {ngettext('{count} other is written.', '{count} others are written.', done)}"


@contextmanager
def _reading(source: Path) -> Iterator[TextIO]:
    if source == STANDARD:
        yield sys.stdin
        return
    try:
        with _opened(source) as file:
            yield file
    except UnicodeDecodeError:
        raise RefusedError(f"{source} is not UTF-8 text.") from None
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise RefusedError(f"{source} is damaged, or not a gzip file.") from None


def _opened(source: Path) -> TextIO:
    """The file for reading, unpacked where its name ends in .gz."""
    try:
        if source.suffix == ".gz":
            return gzip.open(source, "rt", encoding="utf-8-sig")
        return source.open(encoding="utf-8-sig")
    except OSError as error:
        raise RefusedError(f"{source} cannot be read: {error.strerror}.") from None


@contextmanager
def _writing(out: Path) -> Iterator[TextIO]:
    if out == STANDARD:
        yield sys.stdout
        return
    try:
        file = out.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise RefusedError(f"{out} cannot be written: {error.strerror}.") from None
    with file:
        yield file
