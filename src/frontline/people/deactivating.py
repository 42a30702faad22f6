"""Letting a teammate go, and taking them back. What they did stays theirs; only the door is shut."""

from django.db import transaction

from frontline.events.recording import record
from frontline.kernel import clock
from frontline.kernel.refusal import Refusal
from frontline.people.models import ApiToken, Role, Teammate


class LastLead(Refusal):
    """Without a lead nobody could add teammates any more."""

    code = "last_lead"


class Yourself(Refusal):
    """Nobody shuts the door on themselves by mistake."""

    code = "yourself"


@transaction.atomic
def deactivate(teammate: Teammate, *, by: Teammate) -> None:
    """They are signed out everywhere with their next click, and their API tokens stop working.

    Raises Yourself, LastLead. Doing it again changes nothing.
    """
    if teammate == by:
        raise Yourself("You can't deactivate yourself: ask another lead to do it.")
    # All leads are locked, so that two of them can't shut the door on each other at the same moment.
    leads = set(
        Teammate.objects.select_for_update()
        .filter(role=Role.LEAD, is_active=True)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    if by.pk not in leads:
        raise LastLead("You are no active lead any more, so you can't deactivate others.")
    if not Teammate.objects.filter(pk=teammate.pk, is_active=True).update(is_active=False):
        return
    ApiToken.objects.filter(teammate=teammate, revoked_at=None).update(revoked_at=clock.now())
    record("teammate.deactivated", ("teammate", teammate.pk), by=by)


@transaction.atomic
def reactivate(teammate: Teammate, *, by: Teammate) -> None:
    """They can sign in again with the password they had. Their API tokens stay revoked. Again: changes nothing."""
    if Teammate.objects.filter(pk=teammate.pk, is_active=False).update(is_active=True):
        record("teammate.reactivated", ("teammate", teammate.pk), by=by)
