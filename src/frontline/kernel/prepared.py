"""Statements that PostgreSQL plans once a connection: for those that every mail asks.

Django sends each statement as text, which PostgreSQL parses and plans anew: of a look-up by key that is most of the
work. The values go beside the statement here, so that a mail's bytes are not written out as a literal either.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from django.db import connection


def run(statement: str, values: Sequence[Any] | Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows that `statement` returns, on Django's connection and in its transaction. Raises django.db.Error.

    `statement` must be one of few texts: each stays prepared in the connection.
    """
    connection.ensure_connection()
    if connection.queries_logged:  # so that tests count these too
        connection.queries_log.append({"sql": statement, "time": "0"})
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(statement, values, prepare=True)
        return cursor.fetchall() if cursor.description else []
