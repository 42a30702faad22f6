"""Statements that PostgreSQL plans once a connection: for those that every mail asks.

Django sends each statement as text, which PostgreSQL parses and plans anew: of a look-up by key that is most of the
work. The values go beside the statement here, so that a mail's bytes are not written out as a literal either.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

Values = Sequence[Any] | Mapping[str, Any]
Row = tuple[Any, ...]


def run(statement: str, values: Values) -> list[Row]:
    """The rows that `statement` returns, on Django's connection and in its transaction. Raises django.db.Error.

    `statement` must be one of few texts: each stays prepared in the connection.
    """
    return _run(psycopg.Cursor, statement, values)


def numbered(statement: str, values: Sequence[str | None]) -> list[Row]:
    """`run` for a statement with $1, $2 for its values, which are all text: PostgreSQL reads them as what they are for.

    For long ones: nobody needs to look for the places of the values, and one is not another for a NULL.
    """
    return _run(psycopg.RawCursor, statement, values)


def _run(kind: type[psycopg.Cursor[Any]], statement: str, values: Values) -> list[Row]:
    ours = _connect(statement)
    with ours.wrap_database_errors, kind(ours.connection) as cursor:
        cursor.execute(statement, values, prepare=True)
        # `description` would describe each column.
        return cursor.fetchall() if cursor.pgresult and cursor.pgresult.nfields else []


def _connect(statement: str) -> BaseDatabaseWrapper:
    """Django's connection itself, open: `django.db.connection` looks it up anew for each thing it is asked."""
    ours = connections[DEFAULT_DB_ALIAS]
    ours.close_if_health_check_failed()
    ours.ensure_connection()
    if ours.queries_logged:  # so that tests count these too
        ours.queries_log.append({"sql": statement, "time": "0"})
    return ours
