"""What a name, an office and a relation are: how people are called, and who is who.

Two names compared, with nothing else known: `compare`, `fits_best`. Who is who over the whole knowledge: the
`Register`. It is made of `Spelling`s and `PersonEntry`s, and a snapshot of the search has that of all that a
scope may see (`snapshot.register`):

- `resolve(name, register)`: whom a typed name means: ONE, SEVERAL with their shares of statements, OTHERS (a
  surname that is known, of people with other given names) or NOBODY; `Resolution.meant` is the one whom the
  name may be taken to mean;
- `register.key(name)`, `register.same(one, other)`: which spellings are one person; `register.person(key)`:
  all that is known of them; every look-up of the snapshot that takes a key takes that of any spelling;
- `register.of_surname(word)`: who bears a surname;
- `register.offices(key)`, `register.held_on(key, day)`: offices with their days;
- `speaker_kind(name)`: whether a speaker is a person at all;
- `conflict(one, other)`: whether two given names are two persons';
- `completed(names)`: inside one article, the full name that a surname alone stands for;
- `doubts(register)`: what editors should look at.
"""

from bot.names.doubts import Doubt, Doubtful, doubts
from bot.names.forms import conflict, is_bare
from bot.names.kinds import speaker_kind
from bot.names.known import (
    Mention,
    Office,
    Person,
    PersonEntry,
    RoleSeen,
    SpeakerKind,
    Spelling,
    name_key,
)
from bot.names.match import Identity, NameMatch, compare, fits_best, same_name
from bot.names.near import Near
from bot.names.offices import names_an_office, offices
from bot.names.parse import Name, is_person, parse
from bot.names.register import Register
from bot.names.resolution import MOSTLY, Bearer, Resolution, Standing, resolve
from bot.names.roles import role_fits
from bot.names.tenure import held
from bot.names.within import completed
from bot.names.words import (
    HONORIFICS,
    LINKING,
    MAN,
    ORGANISATION_WORDS,
    RELATIONS,
    SUFFIXES,
    TITLES,
    WOMAN,
    first_names,
    is_given_name,
)

__all__ = [
    "HONORIFICS",
    "LINKING",
    "MAN",
    "MOSTLY",
    "ORGANISATION_WORDS",
    "RELATIONS",
    "SUFFIXES",
    "TITLES",
    "WOMAN",
    "Bearer",
    "Doubt",
    "Doubtful",
    "Identity",
    "Mention",
    "Name",
    "NameMatch",
    "Near",
    "Office",
    "Person",
    "PersonEntry",
    "Register",
    "Resolution",
    "RoleSeen",
    "SpeakerKind",
    "Spelling",
    "Standing",
    "compare",
    "completed",
    "conflict",
    "doubts",
    "first_names",
    "fits_best",
    "held",
    "is_bare",
    "is_given_name",
    "is_person",
    "name_key",
    "names_an_office",
    "offices",
    "parse",
    "resolve",
    "role_fits",
    "same_name",
    "speaker_kind",
]
