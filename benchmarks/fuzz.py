"""Feeds what reads texts with inputs that search for new ways through the program, guided by its coverage.

    python -m benchmarks.fuzz TARGET [options of libFuzzer: FOLDER, -runs=1000000, -max_total_time=600]
    python -m benchmarks.fuzz --list

Needs the extra `fuzz` (atheris, https://github.com/google/atheris, for Linux and macOS). Stops at the first
input after which something else than a documented error comes out, or that takes more steps than its length
allows, and leaves it in a file `crash-…`; `python -m benchmarks.fuzz TARGET FILE` shows it again. A step is a
line of the program's own code.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime

Target = Callable[[bytes], object]

STEPS = 60_000
"""Steps that any input may take: word lists are read, and bounded look-ahead is not used up."""
STEPS_A_BYTE = 4_000
"""Steps for each byte: the costliest reader, of speakers, takes some hundreds a letter of ordinary text."""
COUNTED = 16
"""One input in so many is counted: that takes five times as long."""


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _day(seconds: int) -> date:
    return datetime.fromtimestamp(seconds, UTC).date()


def _yaml() -> Target:
    from bot.knowledge import read_bytes

    return lambda data: read_bytes(data, "fuzz.yaml")


def _marks() -> Target:
    from bot.text import quotations

    def marks(data: bytes) -> None:
        text = _text(data)
        last = 0
        for found in quotations(text):
            if not last <= found.open <= found.start <= found.end <= found.close <= len(text):
                raise AssertionError(found)
            last = found.open

    return marks


def _dates() -> Target:
    from bot.ingest.draft.days import read_clock, read_day
    from bot.ingest.draft.header import read_header
    from bot.ingest.draft.stamps import codes_of, stamps_of

    def dates(data: bytes) -> None:
        text = _text(data)
        read_day(text)
        read_clock(text)
        read_header(text)
        codes_of(text)
        stamps_of(text, date(2031, 5, 3))

    return dates


def _question_days() -> Target:
    from bot.answering.question.days import when

    return lambda data: when(_text(data)[:4_000], date(2031, 5, 3), date(2031, 4, 30))


def _escapes() -> Target:
    from bot.text import escape

    def escapes(data: bytes) -> None:
        text = _text(data)
        written = escape.markdown(text)
        if written.replace("\\", "") != text.replace("\\", ""):
            raise AssertionError(written)
        escape.discord(text)
        escape.address(text)

    return escapes


def _codes() -> Target:
    from bot.text import lines_without_codes, without_codes

    def codes(data: bytes) -> None:
        text = _text(data)
        without_codes(text, _day, {1: "Vera Holm"})
        lines_without_codes(text, _day)

    return codes


def _read(suffix: str, begins: bytes = b"") -> Target:
    from bot.ingest import IngestError, read_data

    def read(data: bytes) -> None:
        try:
            list(read_data(begins + data, f"fuzz{suffix}", suffix=suffix))
        except IngestError:
            return

    return read


def _drafts() -> Target:
    from bot.attribution import Reading, described, statements
    from bot.ingest.draft.facts import facts
    from bot.verify import claims_in

    def drafts(data: bytes) -> None:
        text = _text(data)
        reading = Reading.of(text)
        said = statements(reading)
        for one in said:
            if text[one.start : one.end] != one.text:
                raise AssertionError(one)
        described(reading, {one.speaker for one in said})
        kept, _ = facts(reading, frozenset(one.quotation for one in said))
        for passage in kept:
            if text[passage.start : passage.end] != passage.text:
                raise AssertionError(passage)
        claims_in(text)

    return drafts


_MAIL = b"From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
TARGETS: dict[str, Callable[[], Target]] = {
    "yaml": _yaml,
    "marks": _marks,
    "dates": _dates,
    "question-days": _question_days,
    "escapes": _escapes,
    "codes": _codes,
    "drafts": _drafts,
    "feeds": lambda: _read(".xml"),
    "pages": lambda: _read(".html"),
    "mail": lambda: _read(".eml", _MAIL),
    "subtitles": lambda: _read(".vtt", b"WEBVTT\n\n"),
}


def counted(target: Target) -> Target:
    """The target, of which every so manieth input is held to the steps that its length allows."""
    from tests.steps import steps

    done = 0

    def run(data: bytes) -> None:
        nonlocal done
        done += 1
        if done % COUNTED:
            target(data)
            return
        taken = steps(lambda: target(data))
        if taken > STEPS + STEPS_A_BYTE * len(data):
            raise AssertionError(f"{taken} steps for {len(data)} bytes")

    return run


def main() -> None:
    """Fuzz the target that is named on the command line."""
    name, *options = sys.argv[1:] or ["--list"]
    if name not in TARGETS:
        print("\n".join(TARGETS))
        return
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["bot"]):
        target = TARGETS[name]()
    atheris.Setup([f"fuzz-{name}", *options], counted(target))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
