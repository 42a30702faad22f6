"""Inserting rows on the road that every mail takes: as `save` and `bulk_create` do, in a quarter of their time.

For rows that are new and complete. There are no signals, and defaults of the database don't apply.
"""

from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Model

from frontline.kernel import prepared


def insert(*rows: Model) -> None:
    """Insert `rows`, all of one model, in one statement; each has its primary key then."""
    made = prepared.run(_statement(type(rows[0]), len(rows), "RETURNING id"), _values(rows))
    for row, (pk,) in zip(rows, made, strict=True):
        row.pk, row._state.adding, row._state.db = pk, False, connection.alias


def insert_missing(*rows: Model) -> None:
    """Insert those of `rows`, all of one model, that no unique constraint says are there already."""
    if rows:
        prepared.run(_statement(type(rows[0]), len(rows), "ON CONFLICT DO NOTHING"), _values(rows))


@lru_cache(maxsize=64)
def _statement(model: type[Model], count: int, ending: str) -> str:
    columns = [connection.ops.quote_name(field.column) for field in _fields(model)]
    row = f"({', '.join(['%s'] * len(columns))})"
    table = connection.ops.quote_name(model._meta.db_table)
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([row] * count)} {ending}"  # noqa: S608


def _values(rows: tuple[Model, ...]) -> list[Any]:
    fields = _fields(type(rows[0]))
    return [
        field.get_db_prep_save(getattr(row, field.attname), connection=connection)
        for row in rows
        for field in fields
    ]


@lru_cache(maxsize=16)
def _fields(model: type[Model]) -> tuple[Any, ...]:
    return tuple(field for field in model._meta.concrete_fields if not field.primary_key)
