"""Words between marks that stand beside a speaker and may be somebody else's, or a name for something."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.attribution.clauses import verb_class
from bot.attribution.layout import Kind, Token
from bot.attribution.reading import Reading

# Words of what a possessive brings in as the name of something: "the council's “war on cars”".
LONGEST_NAME = 4
# Words that may stand between a possessive and the marks: "the council's new “war on cars”".
BETWEEN = 1


def quotes_another(tokens: Sequence[Token]) -> bool:
    """Whether a clause of somebody's saying stands here: "Your opponent called it"; not "I called it"."""
    return any(
        verb_class(two.lower) and one.kind is Kind.WORD and one.lower not in ("i", "we")
        for one, two in pairwise(tokens)
    )


def of_another(reading: Reading, quotation: int) -> bool:
    """Whether somebody else speaks behind a label: "Ann Roe: You called it “...”"."""
    home, place = reading.page.places[quotation]
    tokens = reading.page.sentences[home].tokens
    colon = next((n for n in range(place - 1, 0, -1) if tokens[n].text == ":"), None)
    labels = {
        reading.mentions[n].last
        for n in reading.by_sentence.get(home, ())
        if reading.clauses[n].part == "label"
    }
    return colon in labels and quotes_another(tokens[colon + 1 : place])


def names_possession(reading: Reading, quotation: int) -> bool:
    """Whether short words follow a possessive, as the name of what somebody has: "the council's “...”"."""
    home, place = reading.page.places[quotation]
    tokens = reading.page.sentences[home].tokens
    before = tokens[max(0, place - 1 - BETWEEN) : place]
    owned = any(token.kind is Kind.POSSESSIVE for token in before)
    between = (
        any(token.kind is not Kind.WORD for token in before[-1:]) and before[-1].kind is not Kind.POSSESSIVE
    )
    return owned and not between and 0 < len(reading.words_in(quotation)) <= LONGEST_NAME
