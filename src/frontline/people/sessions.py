"""Sessions in the database, as Django keeps them, each read together with its teammate.

Every request needs both, and Django asks for one after the other. Whose a session is stands within it, so this process
remembers whom each was of, and asks for that teammate at the same time. What it remembers is only whom to ask for: who
is signed in is decided by what the session says (people/middleware.py), and nothing of either is kept.
"""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.utils import timezone

from frontline.kernel.asking import Asking, Question, alone
from frontline.kernel.reading import columns, made
from frontline.people.models import Teammate

_SESSION = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"
_MOST = 10_000

_whose: dict[int, int] = {}


class SessionStore(DatabaseSessions):
    """A session; `teammate` is who it says it is of, once it was read."""

    teammate: Teammate | None = None

    def load(self) -> dict[str, Any]:
        return alone(self._reading())

    def _reading(self) -> Asking[dict[str, Any]]:
        key = hash(self.session_key)
        supposed = _whose.get(key)
        rows, *people = yield [
            (_SESSION, [self.session_key, timezone.now()]),
            *([_teammate(supposed)] if supposed else []),
        ]
        if not rows:
            self._session_key = None
            return {}
        found: dict[str, Any] = self.decode(rows[0][0])
        its = str(found.get(SESSION_KEY, ""))
        if its.isdigit() and supposed != int(its):
            if len(_whose) >= _MOST:
                _whose.clear()
            _whose[key] = int(its)
            people = yield [_teammate(int(its))]
        self.teammate = made(Teammate, people[0][0]) if its.isdigit() and people and people[0] else None
        return found


def _teammate(pk: int) -> Question:
    return (f"SELECT {columns(Teammate)} FROM people_teammate WHERE id = %s", [pk])  # noqa: S608  (constants)
