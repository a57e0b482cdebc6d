"""The form in which the models read an item. They learned from this form and see no other."""

from __future__ import annotations

import hashlib

from bot.knowledge import Item


def sentence(text: str, *, speaker: str = "", role: str = "", context: str = "", title: str = "") -> str:
    """One item as a line: "Speaker, role: context text (title)", what is empty left out.

    The words come before the title, so that of a long item the title is cut off first.
    """
    who = f"{speaker}, {role}" if speaker and role else speaker
    said = f"{context} {text}" if context else text
    line = f"{who}: {said}" if who else said
    return f"{line} ({title})" if title else line


def sentence_of(item: Item) -> str:
    """An item as the encoder reads it."""
    return sentence(item.text, speaker=item.speaker, role=item.role, context=item.context, title=item.title)


def sentence_key(line: str) -> int:
    """63 bits of a sentence's hash. Two of a million sentences share them with a chance of 1 in 10^7."""
    digest = hashlib.blake2b(line.encode(errors="surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
