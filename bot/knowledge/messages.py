"""What each kind of fault means and how to mend it, in two sentences for an editor."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import BaseModel
from rapidfuzz import fuzz, process

from bot.knowledge.collection import StatedCollection
from bot.knowledge.model import (
    Article,
    Correction,
    Dispute,
    Fact,
    Person,
    Place,
    Quote,
    Speech,
    Withdrawal,
)
from bot.knowledge.stated import StatedOffice, StatedPerson

Sentences = tuple[str, str]

_ENTRIES: dict[str, tuple[str, type[BaseModel]]] = {
    "people": ("person", Person),
    "quotes": ("quote", Quote),
    "facts": ("fact", Fact),
    "persons": ("person", StatedPerson),
    "collection": ("collection", StatedCollection),
}
_AMENDMENTS: dict[str, tuple[str, type[BaseModel]]] = {
    "corrected": ("correction", Correction),
    "withdrawn": ("withdrawal", Withdrawal),
    "disputed": ("dispute", Dispute),
}
_OFFICES = "offices"
_LIKE_ENOUGH = 60
"""Of 100 (rapidfuzz's ratio): "speeker" and "text:" find their key, "colour" finds none."""

_LONGEST_SHOWN = 40
"""Characters of an editor's text that a sentence repeats."""


_MODELS: tuple[type[BaseModel], ...] = (
    Article,
    StatedOffice,
    *(model for _, model in _ENTRIES.values()),
    *(model for _, model in _AMENDMENTS.values()),
)
KEYS = frozenset(field.alias or name for model in _MODELS for name, field in model.model_fields.items())
"""All keys that a knowledge file may have."""


def sentence(kind: str, place: Place, value: object) -> Sentences:
    """What is wrong at a place, and how to mend it.

    `kind` is pydantic's type of error or one of `model`'s own, `value` what was read there.
    """
    return _SENTENCES.get(kind, _unforeseen)(place, value)


def _holder(place: Place) -> tuple[str, type[BaseModel]]:
    """What holds the place's last key, in words and as a model."""
    if len(place) >= 2 and place[-2] in _AMENDMENTS:
        return _AMENDMENTS[str(place[-2])]
    if _OFFICES in place[:-1] and isinstance(place[place.index(_OFFICES) + 1], int):
        return "office", StatedOffice
    if len(place) >= 2 and isinstance(place[1], int):
        return _ENTRIES.get(str(place[0]), ("article", Article))
    return "article", Article


def _keys(model: type[BaseModel]) -> list[str]:
    """The keys of an entry as editors write them."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _key(place: Place) -> str:
    """The last key of the place."""
    return str(next((step for step in reversed(place) if isinstance(step, str)), ""))


def shown(value: object) -> str:
    """An editor's text as a sentence repeats it: in one line, and not too long."""
    if not isinstance(value, str):
        return "a list" if isinstance(value, list) else "a group of keys"
    line = " ".join(value.split())
    return f"`{line if len(line) <= _LONGEST_SHOWN else line[: _LONGEST_SHOWN - 1] + '…'}`"


def _nearest(word: str, known: list[str]) -> str:
    found = process.extractOne(word.lower(), known, scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH)
    return found[0] if found else ""


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def meant_key(place: Place) -> str:
    """The key that an unknown key at this place was likely meant for, empty if none comes near."""
    key, (noun, model) = str(place[-1]), _holder(place)
    if noun == "fact" and " " in key:
        return "text"
    return _nearest(key, _keys(model))


def _unknown_key(place: Place, value: object) -> Sentences:
    key, (noun, model), meant = str(place[-1]), _holder(place), meant_key(place)
    if key == "visible_to":
        return (
            f"{_with_article(noun).capitalize()} has no {shown(key)}.",
            "Write it into a file `collection.yaml` in this folder.",
        )
    if noun == "fact" and " " in key:
        return f"The fact is read as a key {shown(key)} and its value.", _QUOTE_SENTENCE
    if meant:
        return f"Unknown key {shown(key)}.", f"Did you mean `{meant}`?"
    return (
        f"Unknown key {shown(key)}.",
        f"The keys of {_with_article(noun)} are {_listed(_keys(model))}.",
    )


def _with_article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


_QUOTE_SENTENCE = "Put the whole sentence in double quotation marks."

_HOW_TO_GIVE = {
    "title": "Add a line `title:` with the headline.",
    "id": "If a file holds several articles, each needs a line `id:` with a name of its own.",
    "speaker": "Add a line `speaker:` with the name of who said it.",
    "text": "Add a line `text:` with the words.",
    "name": "Add a line `name:` with the full name.",
}


def _how_to_give(noun: str, key: str) -> str:
    return "Add a line `title:` with the office." if noun == "office" else _HOW_TO_GIVE[key]


def _missing(place: Place, value: object) -> Sentences:
    key, noun = _key(place), _holder(place)[0]
    return f"The {noun} has no `{key}`.", _how_to_give(noun, key)


def _empty(place: Place, value: object) -> Sentences:
    key = _key(place)
    if isinstance(place[-1], int):
        return f"An entry of `{key}` is empty.", "Fill it in, or remove the line."
    noun = _holder(place)[0]
    return f"The {noun}’s `{key}` is empty.", _how_to_give(noun, key)


def _no_text(place: Place, value: object) -> Sentences:
    if value is None:
        return _empty(place, value)
    return (
        f"`{_key(place)}` must be text, not {shown(value)}.",
        "Write it as one text. If it contains `: `, `[` or `{`, put it in double quotation marks.",
    )


def _no_list(place: Place, value: object) -> Sentences:
    return (
        f"`{_key(place)}` must be a list, not {shown(value)}.",
        "Begin each entry with `- ` on a line of its own.",
    )


def _no_entry(place: Place, value: object) -> Sentences:
    if place[-1] in _AMENDMENTS:
        keys = _listed(list(_AMENDMENTS[str(place[-1])][1].model_fields))
        return (
            f"`{place[-1]}` must have keys, not {shown(value)}.",
            f"Write some of {keys} in lines below it, indented.",
        )
    noun, model = _holder(place)
    if value is None:
        return f"This {noun} is empty.", "Fill it in, or remove the line."
    needed = [name for name, field in model.model_fields.items() if field.is_required()]
    return f"A {noun} must have keys, but is {shown(value)}.", f"Give it {_listed(needed)}, each on a line."


def _no_truth(place: Place, value: object) -> Sentences:
    return (
        f"`{_key(place)}` must be `true` or `false`, not {shown(value)}.",
        "Write one of the two, or remove the line.",
    )


def _no_speech(place: Place, value: object) -> Sentences:
    known = [str(speech) for speech in Speech]
    nearest = _nearest(value, known) if isinstance(value, str) else ""
    mend = f"Did you mean `{nearest}`?" if nearest else f"Write one of {_listed(known)}."
    return f"`speech` is {shown(value)}, which is not a kind of speech.", mend


def _no_date(place: Place, value: object) -> Sentences:
    return (
        f"`{_key(place)}` is {shown(value)}, which is not a date.",
        "Write it as year-month-day, such as 2016-09-08 or 2016-09-08T14:30, or remove the line.",
    )


def _no_embargo(place: Place, value: object) -> Sentences:
    return (
        f"`{_key(place)}` is {shown(value)}, which is not a date and time.",
        "Write both, such as 2031-06-01T18:00, followed by the time zone. Without one, the "
        "operator’s is used.",
    )


_VIEWERS = "`server:`, `channel:` or `role:` with its id, or `key:` with its name"


def _no_list_of_viewers(place: Place, value: object) -> Sentences:
    return (
        f"`{_key(place)}` is {shown(value)}, which is neither `everybody` nor a list.",
        f"Write `everybody`, or entries that begin with `- `: {_VIEWERS}.",
    )


def _no_viewer(place: Place, value: object) -> Sentences:
    return f"`{_key(place)}` has {shown(value)}, which names nobody.", f"Write {_VIEWERS}, without a space."


def _no_url(place: Place, value: object) -> Sentences:
    return (
        f"`url` is {shown(value)}, which is not a web address.",
        "Write it whole, beginning with `https://` or `http://`.",
    )


def _no_clock(place: Place, value: object) -> Sentences:
    return (
        f"`at` is {shown(value)}, which is not a time in a recording.",
        "Write seconds, or hours, minutes and seconds, such as `00:01:15`.",
    )


def _no_id(place: Place, value: object) -> Sentences:
    return (
        f"`id` is {shown(value)}, which is not a name for a {_holder(place)[0]}.",
        "Write it with the letters a to z, digits and hyphens, such as `ferry-2`.",
    )


def _no_address(place: Place, value: object) -> Sentences:
    return (
        f"`{_key(place)}` is {shown(value)}, which does not name an entry.",
        "Write the id of its article, `#` and its own `id`, such as `strike-ends#offer`.",
    )


def _no_item(place: Place, value: object) -> Sentences:
    return (
        f"`wikidata` is {shown(value)}, which is not a Wikidata item.",
        "Write the Q and the number at the end of the item’s address, such as `Q42`.",
    )


def _ends_before(place: Place, value: object) -> Sentences:
    return "The office’s `until` is before its `since`.", "Correct one of the two days."


def _nothing_to_tell(place: Place, value: object) -> Sentences:
    return "The article has neither quotes nor facts.", "Add at least one under `quotes:` or `facts:`."


def _continues_nothing(place: Place, value: object) -> Sentences:
    return "The first quote has `continues`, but there is no quote before it.", "Remove `continues`."


def _person_twice(place: Place, value: object) -> Sentences:
    return "This person is already in the list above.", "Keep one entry, with all aliases."


def _unforeseen(place: Place, value: object) -> Sentences:
    return (
        f"`{_key(place)}` is {shown(value)}, which cannot be read.",
        "Compare it with the article that `briefing-bot init` writes, or see `briefing-bot schema`.",
    )


_SENTENCES: dict[str, Callable[[Place, object], Sentences]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing,
    "string_pattern_mismatch": _empty,
    "string_type": _no_text,
    "tuple_type": _no_list,
    "model_type": _no_entry,
    "model_attributes_type": _no_entry,
    "bool_parsing": _no_truth,
    "bool_type": _no_truth,
    "enum": _no_speech,
    "not_a_date": _no_date,
    "not_an_embargo": _no_embargo,
    "not_everybody": _no_list_of_viewers,
    "not_a_grant": _no_viewer,
    "date_type": _no_date,
    "datetime_type": _no_date,
    "not_a_url": _no_url,
    "not_an_id": _no_id,
    "not_a_clock": _no_clock,
    "not_an_address": _no_address,
    "not_an_item": _no_item,
    "ends_before": _ends_before,
    "nothing_to_tell": _nothing_to_tell,
    "continues_nothing": _continues_nothing,
    "person_twice": _person_twice,
}
