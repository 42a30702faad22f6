"""Questions to the database that are asked together: a page needs a dozen answers, and waits once for all.

They are sent one after the other without waiting (libpq's pipeline, by psycopg), and PostgreSQL plans each once a
connection, as in prepared.py. Six small ones took 0.9 ms of CPU, and 6 of waiting on a busy machine; so 0.3 and 0.6.
"""

from collections.abc import Generator, Mapping, Sequence
from typing import Any, TypeVar

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections

T = TypeVar("T")
Row = tuple[Any, ...]
Question = tuple[str, Sequence[Any] | Mapping[str, Any]]
"""A statement that only reads, one of few texts, and its values."""
Asking = Generator[Sequence[Question], list[list[Row]], T]
"""Asks questions and is sent the rows of each, perhaps several times; returns what it made of them."""


def alone(asking: Asking[T]) -> T:
    """What one asking comes to. Raises django.db.Error."""
    found: T = together(asking)[0]
    return found


def together(*askings: Asking[Any]) -> list[Any]:
    """What each asking comes to; what they ask at the same step is asked together. Raises django.db.Error."""
    asking = both(*askings)
    try:
        questions = next(asking)
        while True:
            questions = asking.send(_answers(questions))
    except StopIteration as end:
        found: list[Any] = end.value
        return found


def both(*askings: Asking[Any]) -> Asking[list[Any]]:
    """Several askings as one."""
    results: list[Any] = [None] * len(askings)
    waiting: dict[int, list[list[Row]] | None] = dict.fromkeys(range(len(askings)))
    while waiting:
        asked: dict[int, Sequence[Question]] = {}
        for place, found in waiting.items():
            try:
                asked[place] = askings[place].send(found)  # type: ignore[arg-type]  # None begins it
            except StopIteration as end:
                results[place] = end.value
        if asked:
            rows = iter((yield [each for questions in asked.values() for each in questions]))
        waiting = {place: [next(rows) for _ in questions] for place, questions in asked.items()}
    return results


def _answers(questions: Sequence[Question]) -> list[list[Row]]:
    ours = connections[DEFAULT_DB_ALIAS]
    ours.close_if_health_check_failed()
    ours.ensure_connection()
    if ours.queries_logged:  # so that tests count these too, and can ask for their plans
        said = psycopg.ClientCursor(ours.connection)
        ours.queries_log.extend({"sql": said.mogrify(*each), "time": "0"} for each in questions)
    with ours.wrap_database_errors:
        with ours.connection.pipeline():
            asked = [psycopg.Cursor(ours.connection) for _ in questions]
            for cursor, (statement, values) in zip(asked, questions, strict=True):
                cursor.execute(statement, values, prepare=True)
        return [cursor.fetchall() for cursor in asked]
