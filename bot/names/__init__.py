"""What a name, an office and a relation are: how people are called, and whether two names mean one person."""

from bot.names.match import Identity, NameMatch, compare, fits_best, same_name
from bot.names.offices import offices
from bot.names.parse import Name, is_person, parse
from bot.names.roles import role_fits
from bot.names.words import (
    HONORIFICS,
    LINKING,
    MAN,
    ORGANISATION_WORDS,
    SUFFIXES,
    TITLES,
    WOMAN,
    first_names,
)

__all__ = [
    "HONORIFICS",
    "LINKING",
    "MAN",
    "ORGANISATION_WORDS",
    "SUFFIXES",
    "TITLES",
    "WOMAN",
    "Identity",
    "Name",
    "NameMatch",
    "compare",
    "first_names",
    "fits_best",
    "is_person",
    "offices",
    "parse",
    "role_fits",
    "same_name",
]
