"""Before each request: is the database still there?

Django asks it (`SELECT 1`, with CONN_HEALTH_CHECKS), and waits for the answer. The connection's socket says the same at
no cost: whoever ends a connection says so, and then there is something to read. Only then Django has to ask.
"""

import select
from collections.abc import Callable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.http import HttpRequest, HttpResponse
from psycopg.pq import ConnStatus, TransactionStatus
from psycopg.pq.abc import PGconn

Handler = Callable[[HttpRequest], HttpResponse]


def reached(get_response: Handler) -> Handler:
    """Spare the question where nothing speaks for asking it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        ours: Any = connections[DEFAULT_DB_ALIAS]
        if ours.connection is not None and not ours.health_check_done:
            ours.health_check_done = _is_quiet(ours.connection.pgconn)
        return get_response(request)

    return middleware


def _is_quiet(raw: PGconn) -> bool:
    if raw.status != ConnStatus.OK or raw.transaction_status != TransactionStatus.IDLE:
        return False
    waiting = select.poll()
    waiting.register(raw.socket, select.POLLIN | select.POLLPRI)
    return not waiting.poll(0)
