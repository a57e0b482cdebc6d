"""Kinds of columns that every database has alike: ids, moments, keys and values."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Integer, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

# SQLite counts up by itself only what is called INTEGER; it holds 64 bits there, too.
Id = BigInteger().with_variant(Integer(), "sqlite")


def stored(moment: datetime) -> str:
    """A moment that knows its zone as UTC in ISO 8601, whose text sorts as its time does."""
    return moment.astimezone(UTC).isoformat()


class Moment(TypeDecorator[datetime]):
    """A moment, as `stored` writes it. Takes only moments that know their zone."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """As it is stored."""
        return None if value is None else stored(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """As it is handed out."""
        return None if value is None else datetime.fromisoformat(value)


class Keys(TypeDecorator[tuple[str, ...]]):
    """Keys of items, in their order."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        """As it is stored."""
        return None if value is None else json.dumps(value, ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        """As it is handed out."""
        return None if value is None else tuple(json.loads(value))


class Value(TypeDecorator[Any]):
    """What JSON can hold."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """As it is stored; None stands for no value."""
        return None if value is None else json.dumps(value, ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """As it is handed out."""
        return None if value is None else json.loads(value)
