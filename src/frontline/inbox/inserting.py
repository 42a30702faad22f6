"""Inserting rows on the road that every mail and reply takes: many rows in one statement, without Django's `save`.

For rows that are new and complete. There are no signals, and defaults of the database don't apply.
"""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import JSONField, Model

from frontline.kernel import prepared

_ID_OF = "(SELECT id FROM {})"
_SAID: dict[type, Callable[[Any], str]] = {
    bool: lambda value: "t" if value else "f",
    datetime: datetime.isoformat,
    timedelta: lambda value: f"{value.total_seconds():.6f} s",
}


def insert(*rows: Model) -> None:
    """Insert `rows` in one statement; each has its primary key then. Later ones may belong to earlier ones."""
    together = Together()
    for row in rows:
        together.insert(row)
    together.run()


class Together:
    """Rows of several models, and what goes with them, in one statement, and so one round trip for all.

    A foreign key to a row that is inserted here, too, is filled in by PostgreSQL: it needs no answer in between.
    Nothing of it sees what the rest does; foreign keys are checked when all of it is done.
    """

    def __init__(self) -> None:
        self._rows: list[Model] = []
        self._parts: list[str] = []
        self._asked: list[str] = []
        self._values: list[str | None] = []

    def insert(self, row: Model) -> None:
        """It has its primary key once all of it was `run`."""
        self._parts.append(f"{self._named(row)} AS ({self._into(row)} RETURNING id)")
        self._rows.append(row)

    def insert_missing(self, *rows: Model) -> None:
        """Those of `rows`, all of one model, that no unique constraint says are there already."""
        if rows:
            head, _ = _columns(type(rows[0]))
            lines = ", ".join(self._line(row) for row in rows)
            self._also(f"{head} VALUES {lines} ON CONFLICT DO NOTHING")

    def update(self, row: Model, *names: str) -> None:
        """Keep these fields of a row that is there already."""
        table, columns = _columns_of(type(row), names)
        set_to = ", ".join(f"{column} = {self._place(value(row))}" for column, value in columns)
        self._also(f"UPDATE {table} SET {set_to} WHERE id = {self._place(row.pk)}")  # noqa: S608

    def also(self, statement: str, *values: Any) -> None:
        """Run `statement`, too, which writes: its `{}` are `values`. A row among them is its primary key."""
        self._also(statement.format(*map(self._place, values)))

    def ask(self, expression: str, *values: Any) -> None:
        """`run` returns what this is, too; it sees nothing of what is written here."""
        self._asked.append(expression.format(*map(self._place, values)))

    def run(self) -> list[Any]:
        """Do it all; what was asked. Raises django.db.Error."""
        if not self._parts:
            return []
        ids = [_ID_OF.format(self._named(row)) for row in self._rows]
        wanted = ", ".join([*ids, *self._asked]) or "1"
        [found] = prepared.numbered(f"WITH {', '.join(self._parts)} SELECT {wanted}", self._values)
        for row, pk in zip(self._rows, found, strict=False):
            row.pk, row._state.adding, row._state.db = pk, False, connection.alias
        for row in self._rows:
            for field in _references(type(row)):
                if field.is_cached(row) and (other := field.get_cached_value(row)) is not None:
                    setattr(row, field.attname, other.pk)
        return list(found[len(self._rows) :])

    def _also(self, statement: str) -> None:
        self._parts.append(f"also{len(self._parts)} AS ({statement})")

    def _into(self, row: Model) -> str:
        head, _ = _columns(type(row))
        return f"{head} VALUES {self._line(row)}"

    def _line(self, row: Model) -> str:
        return f"({', '.join(self._place(value(row)) for value in _columns(type(row))[1])})"

    def _named(self, row: Model) -> str:
        place = next((k for k, each in enumerate(self._rows) if each is row), len(self._rows))
        return f"row{place}"

    def _place(self, value: Any) -> str:
        """How the statement refers to a value, which goes beside it: as text, so that it is one statement for all."""
        if isinstance(value, Model):
            if value.pk is None:
                return _ID_OF.format(self._named(value))
            value = value.pk
        self._values.append(_as_text(value))
        return f"${len(self._values)}"


def _as_text(value: Any) -> str | None:
    return None if value is None else _SAID.get(type(value), str)(value)


@lru_cache(maxsize=32)
def _columns(model: type[Model]) -> tuple[str, tuple[Callable[[Model], Any], ...]]:
    """The beginning of an INSERT, and for each column where its value comes from."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    quoted = ", ".join(connection.ops.quote_name(field.column or "") for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    return f"INSERT INTO {table} ({quoted})", tuple(map(_source, fields))


@lru_cache(maxsize=32)
def _columns_of(
    model: type[Model], names: tuple[str, ...]
) -> tuple[str, tuple[tuple[str, Callable[[Model], Any]], ...]]:
    """The table, and of the fields so named the columns, and where their values come from."""
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    columns = tuple((connection.ops.quote_name(field.column), _source(field)) for field in fields)
    return connection.ops.quote_name(model._meta.db_table), columns


@lru_cache(maxsize=32)
def _references(model: type[Model]) -> tuple[Any, ...]:
    return tuple(field for field in model._meta.concrete_fields if field.is_relation)


def _source(field: Any) -> Callable[[Model], Any]:
    name: str = field.attname
    if isinstance(field, JSONField):
        return lambda row: json.dumps(getattr(row, name))
    if field.is_relation:
        return lambda row: _key_or_row(row, field)
    return lambda row: getattr(row, name)


def _key_or_row(row: Model, field: Any) -> Any:
    """The key that is set, or the row itself that has none yet."""
    key = getattr(row, field.attname)
    return field.get_cached_value(row, default=None) if key is None else key
