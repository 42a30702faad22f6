"""Asking a teammate in: by mail where mail goes out, and always by a link that the lead can pass on."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string

from frontline.events.recording import Actor, record
from frontline.people.adding import password_link
from frontline.people.models import Teammate, Workspace


@transaction.atomic
def invite(teammate: Teammate, *, by: Actor) -> str:
    """The link with which `teammate` chooses a password, for `by` to pass on; mailed to them too if mail is on.

    Without FRONTLINE_EMAIL_URL mail would end in the outbox, where every teammate could take the link for themselves.
    """
    record("teammate.invited", ("teammate", teammate.pk), by=by)
    if mails():
        from frontline.people import jobs

        jobs.mail_invitation.defer(teammate_id=teammate.pk, by=by.name)
    return password_link(teammate)


def mails() -> bool:
    """Whether mail leaves this Frontline."""
    return bool(settings.EMAIL_URL)


def mail_invitation(teammate: Teammate, *, by: str) -> None:
    """Send the invitation. Nothing goes to whoever has been deactivated meanwhile."""
    if not teammate.is_active:
        return
    house = Workspace.objects.values_list("name", flat=True).first() or "Frontline"
    words = {"teammate": teammate, "house": house, "by": by, "link": password_link(teammate)}
    send_mail(
        f"Your place at {house}", render_to_string("people/invitation.txt", words), None, [teammate.email]
    )
