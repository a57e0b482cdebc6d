"""Inside one article a surname alone is the one person of that name whom the article names in full."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from bot.names.forms import Form, forms_of
from bot.names.kinds import speaker_kind
from bot.names.known import SpeakerKind, name_key
from bot.names.offices import nations
from bot.names.words import PARTICLES, TITLES
from bot.text import fold


def completed(named: Iterable[str]) -> dict[str, str]:
    """For each name of an article that is only a part of one the whole name that the article has for it.

    Part of a name is a surname ("Hendry", "Mr Hendry"), one behind initials ("A. Hendry") or a first name
    alone. It is left out where it fits several of the article's whole names, and where it fits none.
    """
    names = list(dict.fromkeys(named))
    if not any(map(_looks_short, names)):
        return {}
    people = [name for name in names if speaker_kind(name) is SpeakerKind.PERSON]
    forms = {name: forms_of(name) for name in people}
    whole = [name for name in people if any(not form.bare and form.given for form in forms[name])]
    order = {name: place for place, name in enumerate(whole)}
    having: defaultdict[str, set[str]] = defaultdict(set)
    for name in whole:
        for form in forms[name]:
            for word in (*form.surnames, *form.given[:1]):
                having[word].add(name)
    found: dict[str, str] = {}
    for part in people:
        if part in order:
            continue
        likely = {name for form in forms[part] for name in having.get(form.surname, ())}
        fitting = [
            name for name in sorted(likely, key=order.__getitem__) if _is_part(forms[part], forms[name])
        ]
        if len({name_key(name) for name in fitting}) == 1:
            found[part] = fitting[0]
    return found


def _looks_short(name: str) -> bool:
    """Whether a name may be a part of one: what most are not can be seen without taking them apart."""
    first, *others = name.split() or ("",)
    first = fold(first.strip("."))
    return not others or len(first) == 1 or first in TITLES or first in PARTICLES


def _is_part(part: Iterable[Form], whole: Iterable[Form]) -> bool:
    return any(_fits(one, other) for one in part for other in whole)


def _fits(part: Form, whole: Form) -> bool:
    if part.regal or part.suffix not in {"", whole.suffix}:
        return False
    if part.surname in whole.surnames and part.surname not in whole.given[1:]:
        return not part.given or part.given[0] == whole.given[0][0]
    return part.surname == whole.given[0] and not part.given and (part.surname,) not in nations()
