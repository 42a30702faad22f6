"""What teammates do with their own sign-in, put on the record: allauth says it by signals."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.db import transaction

from frontline.events.recording import record
from frontline.people.models import Teammate


def begin() -> None:
    """Listen from now on. Called once, when all rooms are ready."""
    for signal, kind in (
        (account.password_set, "teammate.password_set"),
        (account.password_changed, "teammate.password_changed"),
        (account.password_reset, "teammate.password_reset"),
        (mfa.authenticator_added, "teammate.second_step_added"),
        (mfa.authenticator_removed, "teammate.second_step_removed"),
        (mfa.authenticator_reset, "teammate.second_step_reset"),
    ):
        signal.connect(_witness(kind), weak=False, dispatch_uid=kind)


def _witness(kind: str) -> Any:
    def receive(user: Teammate, authenticator: Any = None, **_: Any) -> None:
        with transaction.atomic():
            details = {"step": authenticator.type} if authenticator is not None else {}
            record(kind, ("teammate", user.pk), by=user, **details)

    return receive
