"""Before each request: is the database still there?

Django asks it (`SELECT 1`, with CONN_HEALTH_CHECKS), and waits for the answer. The connection's socket says the same at
no cost: whoever ends a connection says so, and then there is something to read. Only then Django has to ask, and when
the connection rested for long: a firewall on the way may have forgotten it, and tells nobody.
"""

import select
import time
from collections.abc import Callable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.http import HttpRequest, HttpResponse
from psycopg.pq import ConnStatus, TransactionStatus
from psycopg.pq.abc import PGconn

RESTS_FOR = 30.0  # seconds after which a connection is asked in any case
Handler = Callable[[HttpRequest], HttpResponse]


def reached(get_response: Handler) -> Handler:
    """Spare the question where nothing speaks for asking it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        ours: Any = connections[DEFAULT_DB_ALIAS]
        now = time.monotonic()
        if ours.connection is not None and not ours.health_check_done:
            rested = now - getattr(ours, "reached_at", 0.0)
            ours.health_check_done = rested < RESTS_FOR and _is_quiet(ours.connection.pgconn)
        ours.reached_at = now
        return get_response(request)

    return middleware


def _is_quiet(raw: PGconn) -> bool:
    if raw.status != ConnStatus.OK or raw.transaction_status != TransactionStatus.IDLE:
        return False
    waiting = select.poll()
    waiting.register(raw.socket, select.POLLIN | select.POLLPRI)
    return not waiting.poll(0)
