"""`people.yaml` at the top of a knowledge folder: what editors say of persons, or its problems."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePath

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from bot.knowledge.lenient import Survey, surveyed
from bot.knowledge.messages import meant_key, sentence
from bot.knowledge.model import Place
from bot.knowledge.problems import Problem, limited
from bot.knowledge.reader import content_of
from bot.knowledge.stated import StatedPerson
from bot.knowledge.syntax import decoded, parsed
from bot.knowledge.yaml_errors import Fault
from bot.names import PersonEntry, name_key
from bot.text import file_digest

PEOPLE_FILE = "people.yaml"
"""Read as persons where it is a list; anything else of this name is an article."""
_IN_LIST = "persons"
"""What a place in the file is said to begin with, as `people` is a key of articles."""
_PEOPLE: TypeAdapter[tuple[StatedPerson, ...]] = TypeAdapter(tuple[StatedPerson, ...])


class PeopleReading(BaseModel):
    """The file as read: all its persons, or none and its problems; `digest` changes with every byte."""

    model_config = ConfigDict(frozen=True)

    path: str
    people: tuple[StatedPerson, ...] = ()
    lines: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()
    digest: str = ""

    @property
    def good(self) -> bool:
        """Whether all of it could be read."""
        return not self.problems

    @property
    def entries(self) -> tuple[PersonEntry, ...]:
        """What it says, for the register of persons."""
        return tuple(person.entry() for person in self.people)


def read_people(path: Path, shown: str) -> PeopleReading | None:
    """The file at `path`, called `shown` in its problems; None where it holds no list, but an article.

    A file without anything in it is a list of nobody.
    """
    data = content_of(path, shown)
    if not isinstance(data, bytes):
        return PeopleReading(path=shown, problems=data.problems)
    text, faults = decoded(data)
    roots, syntax_faults, _ = parsed(text)
    faults += syntax_faults
    if not _is_list(text):
        return None
    survey = surveyed(roots[0]) if roots else Survey(fields=[], lines={(): 1})
    faults += survey.faults
    if len(roots) > 1:
        faults.append(Fault(1, "The file holds several documents.", "Keep one list, without lines of `---`."))
    people: tuple[StatedPerson, ...] = ()
    try:
        people = _PEOPLE.validate_python(survey.fields)
    except ValidationError as error:
        faults += _faults(survey, error)
    faults += _doubles(survey)
    problems = [Problem(path=shown, severity="error", **one._asdict()) for one in dict.fromkeys(faults)]
    return PeopleReading(
        path=shown,
        people=() if problems else people,
        lines=tuple(survey.line((index,)) for index in range(len(people))),
        problems=limited(problems),
        digest=file_digest(data),
    )


def is_called_people(path: str) -> bool:
    """Whether a knowledge file has the name of the list of persons, wherever it stands."""
    return PurePath(path).name == PEOPLE_FILE


def misnamed(shown: str, *, at_the_top: bool) -> Problem:
    """The advice on an article that has the name of the list of persons."""
    mend = "Give the file another name: a `people.yaml` that holds a list is read as the list of people."
    if not at_the_top:
        mend = "Give it another name: the list of people is read only from the top of the knowledge folder."
    return Problem(path=shown, line=1, severity="warning", what="This file is read as an article.", mend=mend)


def _is_list(text: str) -> bool:
    """Whether what stands in the file is, or was meant to be, a list: also where its YAML is broken."""
    lines = (line.strip() for line in text.splitlines())
    first = next((line for line in lines if line and not line.startswith(("#", "%", "---"))), "")
    return not first or first.startswith(("- ", "[")) or first == "-"


def _faults(survey: Survey, error: ValidationError) -> Iterator[Fault]:
    details = error.errors(include_url=False)
    misspelt = {
        (*place[:-1], meant_key((_IN_LIST, *place)))
        for detail in details
        if detail["type"] == "extra_forbidden" and (place := detail["loc"])
    }
    for detail in details:
        kind, place = detail["type"], detail["loc"]
        if kind != "missing" or place not in misspelt:
            said: Place = (_IN_LIST, *place)
            yield Fault(survey.line(place), *sentence(kind, said, detail.get("input")))


def _doubles(survey: Survey) -> Iterator[Fault]:
    """Names that stand twice: two entries would keep one person apart from themselves."""
    seen: dict[str, int] = {}
    for index, entry in enumerate(survey.fields if isinstance(survey.fields, list) else ()):
        name = entry.get("name") if isinstance(entry, dict) else None
        if not isinstance(name, str):
            continue
        line = survey.line((index, "name"))
        key = name_key(name)
        if key in seen:
            yield Fault(line, f"This person already stands in line {seen[key]}.", "Keep one entry.")
        seen.setdefault(key, line)
