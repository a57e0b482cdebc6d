"""What editors say of persons outright: the model that an entry of `people.yaml` is checked against."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    TypeAdapter,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from bot.knowledge.dates import read_date
from bot.knowledge.items import date_of
from bot.knowledge.model import FileEntry, Words
from bot.names import Office, PersonEntry


def _day(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return date_of(read_date(value))
    except ValueError:
        raise PydanticCustomError("not_a_date", "not a date") from None


def _wikidata(value: str) -> str:
    if value and not (value[0] == "Q" and value[1:].isdecimal() and value.isascii()):
        raise PydanticCustomError("not_an_item", "not an item of Wikidata")
    return value


Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]


class StatedOffice(FileEntry):
    """An office that somebody holds or held."""

    title: Words = Field(
        description="The office as articles have it, such as “chief executive of Tunnel North”."
    )
    since: Day | None = Field(default=None, description="The first day in office.")
    until: Day | None = Field(
        default=None,
        description="The day on which it ended; missing, it ends where the next holder’s `since` begins.",
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.since and self.until and self.until < self.since:
            raise PydanticCustomError("ends_before", "ends before it begins")
        return self


class StatedPerson(FileEntry):
    """One person of `people.yaml`: what it says wins over what articles say."""

    name: Words = Field(description="The name that the person is shown under.")
    aliases: tuple[Words, ...] = Field(
        default=(), description="Other spellings and names of theirs, which are nobody else’s."
    )
    offices: tuple[StatedOffice, ...] = Field(default=(), description="What they hold and held, with days.")
    refused: tuple[Words, ...] = Field(
        default=(), alias="not", description="Names that are never taken for this person."
    )
    wikidata: Annotated[
        str, AfterValidator(_wikidata), WithJsonSchema({"type": "string", "pattern": r"^(Q\d+)?$"})
    ] = Field(default="", description="The person’s item in Wikidata: Q and a number.")

    def entry(self) -> PersonEntry:
        """The same for the register of persons."""
        return PersonEntry(
            name=self.name,
            aliases=self.aliases,
            offices=tuple(Office(one.title, one.since, one.until, stated=True) for one in self.offices),
            refused=self.refused,
            wikidata=self.wikidata,
        )


_PEOPLE: TypeAdapter[tuple[StatedPerson, ...]] = TypeAdapter(tuple[StatedPerson, ...])


def stated_to_json(people: tuple[StatedPerson, ...]) -> str:
    """What a list of persons says, to be kept."""
    return _PEOPLE.dump_json(people, by_alias=True, exclude_defaults=True).decode()


def stated_from_json(kept: str) -> tuple[StatedPerson, ...]:
    """What was kept by `stated_to_json`. Raises ValueError for anything else."""
    return _PEOPLE.validate_json(kept)
