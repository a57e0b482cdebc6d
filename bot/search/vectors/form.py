"""The form in which the models read an item. They learned from this form and see no other."""

from __future__ import annotations


def sentence(text: str, *, speaker: str = "", role: str = "", context: str = "", title: str = "") -> str:
    """One item as a line: "Speaker, role: context text (title)", what is empty left out.

    The words come before the title, so that of a long item the title is cut off first.
    """
    who = f"{speaker}, {role}" if speaker and role else speaker
    said = f"{context} {text}" if context else text
    line = f"{who}: {said}" if who else said
    return f"{line} ({title})" if title else line
