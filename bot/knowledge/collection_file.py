"""`collection.yaml`: who may see the folder that it stands in, or its problems."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePath

from pydantic import BaseModel, ConfigDict, ValidationError
from rapidfuzz import fuzz

from bot.knowledge.collection import EVERYBODY, StatedCollection
from bot.knowledge.lenient import Survey, surveyed
from bot.knowledge.messages import sentence
from bot.knowledge.model import Article, Place
from bot.knowledge.problems import Problem, limited
from bot.knowledge.reader import content_of
from bot.knowledge.syntax import decoded, parsed
from bot.knowledge.yaml_errors import Fault
from bot.text import file_digest

COLLECTION_FILE = "collection.yaml"
"""Read as a collection where it has one of `_OWN`; anything else of this name is an article."""
_OWN = ("visible_to", "embargo")
_MISSPELT = 75
"""Of 100 (rapidfuzz's ratio), from which on a key is one of `_OWN` with a slip: "visble_to", "embarg"."""
_IN_FILE = "collection"
"""What a place in the file is said to begin with, as `title` is a key of articles, too."""

_log = logging.getLogger(__name__)


class CollectionReading(BaseModel):
    """The file as read: what it says, or None and its problems; `digest` changes with every byte."""

    model_config = ConfigDict(frozen=True)

    path: str
    stated: StatedCollection | None = None
    problems: tuple[Problem, ...] = ()
    digest: str = ""

    @property
    def good(self) -> bool:
        """Whether it could be read."""
        return self.stated is not None


def is_called_collection(path: str) -> bool:
    """Whether a knowledge file has the name of a collection's file, in whatever folder."""
    return PurePath(path).name == COLLECTION_FILE


def read_collection(path: Path, shown: str) -> CollectionReading | None:
    """The file at `path`, called `shown` in its problems; None where it is an article.

    Never raises: what cannot be read for whatever reason is a collection that says nothing.
    """
    try:
        return _read(path, shown)
    except Exception as error:
        _log.exception("%s cannot be read.", shown)
        what = f"The program fails at this file ({type(error).__name__})."
        return _unread(shown, "", [Fault(1, what, "Write it in a simpler way.")])


def _read(path: Path, shown: str) -> CollectionReading | None:
    data = content_of(path, shown)
    if not isinstance(data, bytes):
        faults = [Fault(problem.line, problem.what, problem.mend) for problem in data.problems]
        return _unread(shown, data.digest, faults)
    digest = file_digest(data)
    text, faults = decoded(data)
    roots, syntax_faults, whole = parsed(text)
    faults += syntax_faults
    surveys = [surveyed(root) for root in roots]
    if whole and not syntax_faults and surveys and not any(map(_is_collection, surveys)):
        return None
    if len(surveys) != 1:
        if surveys or not faults:
            what = "The file holds several documents." if surveys else "The file is empty."
            faults.append(Fault(1, what, "Write `visible_to:` once, with `everybody` or a list."))
        return _unread(shown, digest, faults)
    (survey,) = surveys
    faults += survey.faults
    if not isinstance(survey.fields, dict):
        faults.append(Fault(1, "This is not a collection.", "Begin with a line such as `title: …`."))
        return _unread(shown, digest, faults)
    faults += [_empty(survey, key) for key in _keys(survey) if key in _OWN and key not in survey.fields]
    stated = None
    try:
        stated = StatedCollection.model_validate(survey.fields)
    except ValidationError as error:
        faults += _faults(survey, error)
    if faults or stated is None:
        return _unread(shown, digest, faults)
    return CollectionReading(path=shown, stated=stated, digest=digest)


def _is_collection(survey: Survey) -> bool:
    """Whether a document is, or was meant to be, that of a collection: a slip must not open a folder."""
    if not isinstance(survey.fields, Mapping):
        return True
    return any(key in _OWN or _is_misspelt(key) for key in _keys(survey))


def _keys(survey: Survey) -> Iterator[str]:
    """The keys of a document, also those that have no value."""
    return (str(place[0]) for place in survey.lines if len(place) == 1)


def _is_misspelt(key: str) -> bool:
    """Whether a key is no article's and comes near one of a collection's."""
    known = key in Article.model_fields
    return not known and any(fuzz.ratio(key.lower(), own) >= _MISSPELT for own in _OWN)


def _unread(shown: str, digest: str, faults: list[Fault]) -> CollectionReading:
    closed = "Until then, nobody sees what is in this folder."
    problems = [
        Problem(path=shown, severity="error", line=one.line, what=one.what, mend=f"{one.mend} {closed}")
        for one in dict.fromkeys(faults)
    ]
    return CollectionReading(path=shown, problems=limited(problems), digest=digest)


def _faults(survey: Survey, error: ValidationError) -> Iterator[Fault]:
    details = error.errors(include_url=False)
    for detail in details:
        said: Place = (_IN_FILE, 0, *detail["loc"])
        yield Fault(survey.line(detail["loc"]), *sentence(detail["type"], said, detail.get("input")))


def _empty(survey: Survey, key: str) -> Fault:
    return Fault(
        survey.line((key,)), f"The collection’s `{key}` is empty.", "Fill it in, or remove the line."
    )


def misnamed(shown: str) -> Problem:
    """The advice on an article that has the name of a collection's file."""
    mend = f"Give it another name: `{COLLECTION_FILE}` is of a collection, with `visible_to` or `embargo`."
    return Problem(path=shown, line=1, severity="warning", what="This file is read as an article.", mend=mend)


def wider(readings: Iterable[CollectionReading]) -> Iterator[Problem]:
    """The warnings on collections that open a part of a closed one without saying so."""
    stated = {PurePath(one.path).parent: one for one in readings if one.stated}
    for folder, one in stated.items():
        outer = next((stated[up].stated for up in folder.parents if up in stated), None)
        if outer is None or one.stated is None or "visible_to" in one.stated.model_fields_set:
            continue
        if EVERYBODY not in outer.visible_to:
            what = "Everybody may see this folder after its embargo, although the folder around it is closed."
            mend = "Write who may see it as `visible_to`: only the innermost collection file counts."
            yield Problem(path=one.path, line=1, severity="warning", what=what, mend=mend)
