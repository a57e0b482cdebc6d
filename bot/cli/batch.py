"""Many lines in, as many out: JSON Lines read, worked on one by one, and written as they are done."""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO, TypeVar

from pydantic import BaseModel, ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.cli.errors import RefusedError

STANDARD = Path("-")

L = TypeVar("L", bound=BaseModel)


def run(
    source: Path, out: Path, kind: type[L], work: Callable[[L], dict[str, object]], *, doing: str = "Working"
) -> int:
    """Write `work(line)` as JSON to `out` for every line of `source`, each of which must be a `kind`.

    "-" is standard input or output; a file whose name ends in .gz is unpacked. A file is checked to its end
    before anything is written. A progress bar is shown where a person watches. Returns how many lines were
    worked on. Raises RefusedError for a line that cannot be read, with file, line and reason.
    """
    total = None if source == STANDARD else sum(1 for _ in lines(source, kind))
    console = Console(stderr=True)
    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    done = 0
    with _writing(out) as file, Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(doing, total=total)
        for line in lines(source, kind):
            file.write(to_json(work(line)) + "\n")
            file.flush()
            bar.advance(task)
            done += 1
    return done


def lines(source: Path, kind: type[L]) -> Iterator[L]:
    """Every line of a JSON Lines file that is not blank. Raises RefusedError with file, line and reason."""
    with _reading(source) as file:
        for number, text in enumerate(file, start=1):
            if text.strip():
                yield _line(text, kind, f"{source}, line {number}")


def to_json(value: object) -> str:
    """One line of JSON, its letters as they are."""
    return json.dumps(value, ensure_ascii=False)


def _line(text: str, kind: type[L], place: str) -> L:
    try:
        return kind.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = f'"{first["loc"][0]}": ' if first["loc"] else ""
        raise RefusedError(f"{place}: {name}{first['msg']}.") from None


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
