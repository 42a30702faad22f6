"""Models from the rows of statements that are written out."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

M = TypeVar("M", bound=Model)
Converter = Callable[[Any, Any, Any], Any]


@cache
def columns(model: type[Model], table: str = "") -> str:
    """Its columns as `made` takes them, of `table` (its own, if not named)."""
    name = table or model._meta.db_table
    return ", ".join(f'{name}."{field.column}"' for field in model._meta.concrete_fields)


@cache
def width(model: type[Model]) -> int:
    """How many columns that is."""
    return len(model._meta.concrete_fields)


def made(model: type[M], row: Sequence[Any], at: int = 0) -> M:
    """The model whose columns begin at the row's place `at`."""
    names, converters = _fields(model)
    values = list(row[at : at + len(names)])
    for place, convert in converters:
        values[place] = convert(values[place], None, connection)
    return model.from_db(connection.alias, names, values)


@cache
def _fields(model: type[Model]) -> tuple[tuple[str, ...], tuple[tuple[int, Converter], ...]]:
    fields = model._meta.concrete_fields
    converters = [(n, getattr(field, "from_db_value", None)) for n, field in enumerate(fields)]
    return tuple(f.attname for f in fields), tuple((n, found) for n, found in converters if found)
