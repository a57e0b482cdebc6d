"""Kinds of columns that every database has, each in its own way: ids, moments, keys and values."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Integer, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

# SQLite counts up by itself only what is called INTEGER; it holds 64 bits there, too.
Id = BigInteger().with_variant(Integer(), "sqlite")


def stored(moment: datetime) -> str:
    """A moment that knows its zone as UTC in ISO 8601, whose text sorts as its time does."""
    return moment.astimezone(UTC).isoformat()


class Moment(TypeDecorator[datetime]):
    """A moment: PostgreSQL's own, in SQLite as `stored` writes it. Takes only those that know their zone."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """What the database knows."""
        kind = DateTime(timezone=True) if dialect.name == "postgresql" else String()
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """As it is stored."""
        if value is None or dialect.name == "postgresql":
            return value
        return stored(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """As it is handed out."""
        return datetime.fromisoformat(value) if isinstance(value, str) else value


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
