"""Links to a report for people without a sign-in: made, shown once, revoked, opened. Only a digest is kept."""

from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from frontline.events.recording import record
from frontline.kernel import clock
from frontline.kernel.refusal import Absent, Invalid, Refusal
from frontline.kernel.secrets import new_token, token_digest
from frontline.people.models import Teammate
from frontline.reports.studies import events
from frontline.reports.studies.allowing import only_planners
from frontline.reports.studies.locking import locked
from frontline.reports.studies.models import Share, Study

MOST = 50
_PREFIX = "study"
_LENGTH = len(new_token(_PREFIX))


class Made(NamedTuple):
    """`address` is whole, with its secret; it can't be had again."""

    share: Share
    address: str


class Revoked(Refusal):
    """The link worked once."""

    code = "share_revoked"
    status = 410


class NoSuchShare(Absent):
    """There never was such a link."""


def share(study: Study, *, shows_customers: bool = False, by: Teammate) -> Made:
    """A link that shows the report as it is whenever it is opened, until it is revoked. Raises NotForYou, Invalid.

    Without `shows_customers` nothing that comes from a conversation is shown: neither notes nor numbers.
    """
    only_planners(by, "shares a report")
    token = new_token(_PREFIX)
    with locked(study) as fresh:
        if Share.objects.filter(study=fresh, revoked_at=None).count() >= MOST:
            raise Invalid(f"{MOST} links to one report are enough: revoke one first.")
        made = Share.objects.create(
            study=fresh,
            token_digest=token_digest(token),
            shows_customers=shows_customers,
            created_at=clock.now(),
            created_by=by,
        )
        record(events.SHARED, fresh.as_subject, by=by, share=made.pk, shows_customers=shows_customers)
    return Made(made, settings.PUBLIC_URL.rstrip("/") + reverse("shared-study", args=[token]))


def revoke(share: Share, *, by: Teammate) -> None:
    """End a link, at once and for good. Again: changes nothing. Raises NotForYou."""
    only_planners(by, "revokes links to a report")
    with transaction.atomic():
        now = clock.now()
        if Share.objects.filter(pk=share.pk, revoked_at=None).update(revoked_at=now, revoked_by=by):
            record(events.UNSHARED, share.study.as_subject, by=by, share=share.pk)


def shares_of(study: Study) -> list[Share]:
    """Those that work first, the newest first."""
    found = Share.objects.filter(study=study).select_related("created_by", "revoked_by")
    return sorted(found, key=lambda each: each.revoked_at is not None)


def opened(token: str) -> Share:
    """The share of that secret, in one look-up; what can't be one is not looked up. Raises NoSuchShare, Revoked."""
    found = None
    if len(token) == _LENGTH and token.startswith(f"{_PREFIX}_"):
        found = Share.objects.select_related("study").filter(token_digest=token_digest(token)).first()
    if found is None:
        raise NoSuchShare("There is no report at this address. Ask whoever sent it for the whole link.")
    if found.revoked_at:
        raise Revoked("This link was revoked, so the report is no longer open by it. Ask for a new one.")
    return found
