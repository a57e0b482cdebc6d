"""The interface's languages: a gettext catalogue `languages/CODE.po` each, read when it is first needed.

English is in the program itself. Another language is one more catalogue; nothing else names it.
"""

from __future__ import annotations

import gettext
import io
import struct
from functools import cache, lru_cache
from pathlib import Path

from bot.cards.po import read_po
from bot.text import sha256_of

FOLDER = Path(__file__).parent / "languages"
# The first word of GNU's binary catalogues, in the byte order written here.
_MAGIC = 0x950412DE
_HEADER = 7 * 4
# Locales whose catalogue is remembered: Discord has 33, and asks for each with every text of every command.
LOCALES = 128


@cache
def languages() -> tuple[str, ...]:
    """The codes of all languages that there is a catalogue for, such as "ja"; English is not among them."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.po")))


@cache
def edition() -> str:
    """What changes with every word of any catalogue, in hexadecimal."""
    return sha256_of("\0".join(_text(code) for code in languages()))


@lru_cache(LOCALES)
def catalogue(locale: str) -> gettext.NullTranslations:
    """The catalogue of a locale such as "ja" or "pt-BR"; that of its language, else English."""
    wanted = locale.replace("_", "-")
    return _read(next((code for code in (wanted, wanted.split("-")[0]) if code in languages()), ""))


@cache
def _read(code: str) -> gettext.NullTranslations:
    if not code:
        return gettext.NullTranslations()
    messages = read_po(_text(code))
    return gettext.GNUTranslations(io.BytesIO(_compiled(messages)))


def _text(code: str) -> str:
    return (FOLDER / f"{code}.po").read_text(encoding="utf-8")


def _compiled(messages: dict[str, str]) -> bytes:
    """The catalogue in the binary format that the gettext module reads (GNU gettext manual, MO files)."""
    pairs = [(source.encode(), words.encode()) for source, words in sorted(messages.items())]
    texts = [source for source, _ in pairs], [words for _, words in pairs]
    place = _HEADER + 2 * 8 * len(pairs)
    tables, heap = b"", b""
    for column in texts:
        for text in column:
            tables += struct.pack("<II", len(text), place + len(heap))
            heap += text + b"\0"
    count = len(pairs)
    header = struct.pack("<IIIIIII", _MAGIC, 0, count, _HEADER, _HEADER + 8 * count, 0, 0)
    return header + tables + heap
