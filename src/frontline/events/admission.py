"""Who may listen: signed-in teammates, by the session that their browser sends. And what they missed.

Synchronous, on a few threads of its own, which hold no connection between two questions.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from typing import ParamSpec, TypeVar

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import get_user
from django.db import connection
from django.http import HttpRequest

from frontline.events import announcements, cursors
from frontline.events.announcements import Happened
from frontline.events.cursors import Cursor
from frontline.events.listening import MOST_AT_ONCE

P = ParamSpec("P")
R = TypeVar("R")

_noticing: list[Callable[[int], None]] = []
_threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="live")


def notice_by(function: Callable[[int], None]) -> None:
    """Tell `function` the id of each teammate who listens: when their stream begins, and as long as it lasts."""
    if function not in _noticing:
        _noticing.append(function)


def session_key(headers: list[tuple[bytes, bytes]]) -> str:
    """The session that the request's cookies name; empty if none."""
    jar: SimpleCookie = SimpleCookie()
    for name, value in headers:
        if name == b"cookie":
            try:
                jar.load(value.decode("latin-1"))
            except CookieError:
                return ""
    morsel = jar.get(settings.SESSION_COOKIE_NAME)
    return morsel.value if morsel else ""


def _is_teammate(key: str) -> bool:
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    user = get_user(request)
    is_let_in = user.is_authenticated and user.is_active
    for notice in _noticing if is_let_in else ():
        notice(int(user.pk or 0))
    return is_let_in


def _missed(cursor: Cursor) -> bytes:
    """What was announced since `cursor`, as a stream says it; a reload if that can't be told, or is too much."""
    with connection.cursor() as database:
        database.execute(cursors.PRESENT)
        snapshot, cluster = database.fetchone()
        now = Cursor(cluster, cursors.oldest_running(snapshot))
        if cursor.cluster != cluster or cursor.transaction > cursors.next_to_come(snapshot):
            return announcements.reload(now)
        database.execute(
            cursors.READ,
            {"since": cursor.transaction, "seen": cursors.NOTHING_SEEN, "limit": MOST_AT_ONCE + 1},
        )
        rows = database.fetchall()
    events = [Happened(*row[1:]) for row in rows if row[1] is not None]
    if len(events) > MOST_AT_ONCE:
        return announcements.reload(now)
    return announcements.batch(events, before=cursor, after=now)


def _in_thread(function: Callable[P, R]) -> Callable[P, R]:
    def with_a_connection(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        finally:
            connection.close()

    return with_a_connection


is_teammate = sync_to_async(_in_thread(_is_teammate), thread_sensitive=False, executor=_threads)
missed = sync_to_async(_in_thread(_missed), thread_sensitive=False, executor=_threads)
