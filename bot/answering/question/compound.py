"""Words of a question that are one term though they look like several, or like a plain word: "AT&T", "IT"."""

from __future__ import annotations

from bot.answering.question.lexicon import abbreviations, plain_words
from bot.search import Snapshot
from bot.text import Compound, compounds, fold

SCRAP = 3
"""Letters; parts of a joined word that have fewer tell nothing by themselves: "AT" and "T"."""


def compounds_in(question: str, snapshot: Snapshot) -> dict[int, Compound]:
    """The compounds of a question that are terms, by where they start."""
    return {one.start: one for one in compounds(question) if _is_term(one, question, snapshot)}


def _is_term(one: Compound, question: str, snapshot: Snapshot) -> bool:
    """Whether it is looked for as it is.

    A number and a letter with a sign always are, and what would be cut into scraps: "F-35". The knowledge
    decides of others: "covid-19" may be covid and 19.
    """
    form, known = one.text, snapshot.frequency("compound", one.text) > 0
    if "&" in form:
        return known or any(len(part) < SCRAP for part in form.split("&"))
    if form[0].isdigit() or not form[-1].isalnum():
        return True
    if not form.isalpha():
        letters = form.rstrip("0123456789")
        return known or (len(letters) < SCRAP and letters not in plain_words())
    dotted = one.end - one.start > len(form)
    if fold(form) not in plain_words():
        return known and (dotted or not snapshot.frequency("words", fold(form)))
    if dotted:
        return not _are_initials(form, snapshot)
    return _is_meant(form, question[: one.start].rstrip()) and (known or form in abbreviations())


def _is_meant(form: str, before: str) -> bool:
    """Whether a plain word in capitals is an abbreviation here: not in "8 AM", nor in "WHO said so?"."""
    return not (before[-1:].isdigit() or (not before and form == "WHO"))


def _are_initials(form: str, snapshot: Snapshot) -> bool:
    """Whether somebody's name has all these letters by themselves: J. K. Rowling."""
    return all(snapshot.frequency("name", fold(letter)) for letter in form)
