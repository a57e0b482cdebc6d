"""Quotations and their speakers in running text.

The door: `attribute` gives all that somebody said in a text. Who needs more reads it once (`Reading.of`) and
asks for its `statements`, whether a quotation `is_speech` at all or `may_be_title`, the people it describes
(`described`) and the sentences that are nobody's speech (`prose`). `full_names` reads a list of well-known
people.
"""

from bot.attribution.described import Described, described
from bot.attribution.lexicon import full_names
from bot.attribution.prose import Prose, prose
from bot.attribution.reading import Reading
from bot.attribution.speech import may_be_title
from bot.attribution.statements import SURE, TO_LOOK_AT, Manner, Statement, attribute, statements
from bot.attribution.turns import asks
from bot.attribution.weighing import Naming, is_speech

__all__ = [
    "SURE",
    "TO_LOOK_AT",
    "Described",
    "Manner",
    "Naming",
    "Prose",
    "Reading",
    "Statement",
    "asks",
    "attribute",
    "described",
    "full_names",
    "is_speech",
    "may_be_title",
    "prose",
    "statements",
]
