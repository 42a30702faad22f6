"""The sample workspace: Acme Cloud, a platform company, on a busy Monday. Built through the verbs of real life."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from frontline.config.sample import cast, reading, tidying
from frontline.config.sample.history import jobs as history
from frontline.config.sample.instants import Calendar
from frontline.config.sample.letters import MX
from frontline.config.sample.moving_in import DOMAIN, HOUSE, move_in
from frontline.config.sample.telling import Teller
from frontline.config.sample.turns import take_turns
from frontline.config.sample.working import keep_hours
from frontline.kernel import clock
from frontline.kernel.refusal import Refusal
from frontline.people.models import Teammate, Workspace

PASSWORD = "frontline-busy-monday"  # noqa: S105  (everybody may know it: the sample's people are nobody)
SIGN_INS: list[tuple[str, str]] = [
    (f"{player.key}@{DOMAIN}", f"{player.name}, {player.told}") for player in cast.TEAMMATES
]
"""(e-mail, who that is in a sentence) of every teammate; all have PASSWORD."""
FIRST_NUMBER = 2989  # of the story: a workspace that has been at work for a while
_LOCK = 0x5A_3D_1E  # two first starts at once: the second waits, and then finds a workspace


class NotEmpty(Refusal):
    """There is a workspace already."""

    code = "not_empty"


def build(progress: Callable[[str], None]) -> None:
    """Build it, all in one transaction: killed halfway, nothing of it is there. Raises NotEmpty.

    `progress` is told in sentences how far it is. Nothing is ever sent: all mail goes to the outbox.
    """
    with transaction.atomic():
        _refuse_unless_empty()
        progress(f"Building the sample workspace {HOUSE}")
        with _settings(EMAIL_URL="", TRUSTED_AUTHSERV_ID=MX, CHECK_SENDERS="off"):
            talks = reading.story()
            people = move_in(PASSWORD)
            keep_hours(people)
            take_turns(people)
            teller = Teller(talks, people, Calendar(clock.now()))
            teller.tell(_by_quarters(progress))
        tidying.tidy()
        history.remember.defer()
    progress(f"{HOUSE} is ready: {len(cast.TEAMMATES)} teammates, {teller.opened} conversations")


def _refuse_unless_empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        if Workspace.objects.exists() or Teammate.objects.exists():
            raise NotEmpty(
                "There is a workspace here already, so no sample was built. For a sample, start Frontline with an "
                "empty database, or with FRONTLINE_DATA set to a new folder."
            )
    _number_from(FIRST_NUMBER)


def _number_from(first: int) -> None:
    """A sequence forgets no number that a transaction took, so it is told where to begin, each time anew."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('inbox_conversation', 'id'), %s, false)", [first]
        )


def _by_quarters(progress: Callable[[str], None]) -> Callable[[int, int], None]:
    def heard(done: int, whole: int) -> None:
        if done * 4 // whole > (done - 1) * 4 // whole and done < whole:
            progress(f"{done} of {whole} things that happened in the last two weeks")

    return heard


@contextmanager
def _settings(**values: Any) -> Iterator[None]:
    """Django's settings changed for the block; before the first start has ended, nothing else runs."""
    before = {name: getattr(settings, name) for name in values}
    try:
        for name, value in values.items():
            setattr(settings, name, value)
        yield
    finally:
        for name, value in before.items():
            setattr(settings, name, value)
