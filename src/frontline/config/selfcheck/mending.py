"""What failed, and trying it again."""

from collections.abc import Callable
from typing import TypeVar

from django.db import DatabaseError, transaction

from frontline.events.recording import Actor
from frontline.inbox.models import Dispatch, Intake
from frontline.inbox.replaying import NothingToReplay, replay

SHOWN = 50

Row = TypeVar("Row")


def failed_intakes() -> list[Intake]:
    """The newest failed intakes, without their content; empty if the database can't tell."""
    failed = Intake.objects.filter(state=Intake.State.FAILED).defer("raw").order_by("-id")
    return _told(lambda: list(failed[:SHOWN]))


def failed_dispatches() -> list[Dispatch]:
    """The newest failed dispatches, with their messages; empty if the database can't tell."""
    failed = Dispatch.objects.filter(state=Dispatch.State.FAILED).select_related("message").order_by("-id")
    return _told(lambda: list(failed[:SHOWN]))


def replay_all(*, by: Actor | str) -> int:
    """Replay every intake that is failed now. How many were."""
    number = 0
    for pk in list(
        Intake.objects.filter(state=Intake.State.FAILED).order_by("id").values_list("pk", flat=True)
    ):
        try:
            replay(Intake(pk=pk), by=by)
        except NothingToReplay:
            continue  # somebody else just did
        number += 1
    return number


def _told(ask: Callable[[], list[Row]]) -> list[Row]:
    try:
        with transaction.atomic():
            return ask()
    except DatabaseError:
        return []  # the findings above say that the database can't tell
