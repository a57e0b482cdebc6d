"""Words that matter for a verdict, by what they are; the lists are data (`data/words.txt`)."""

from __future__ import annotations

from bot.text import by_kind

WORDS = by_kind(__package__, "words.txt")
"""Folded words by kind: "pronoun", "plain" and so on, as the file's first lines say."""
PRONOUNS = WORDS["pronoun"]
MODALS = WORDS["modal"]
COMPARISONS = WORDS["comparison"]
NEGATIONS = WORDS["negation"]
MEASURES = WORDS["measure"]
PLAIN = (PRONOUNS | MODALS | NEGATIONS | WORDS["plain"]) - WORDS["telling"]
"""Words that say little about which text they are from."""
