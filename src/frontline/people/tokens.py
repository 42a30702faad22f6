"""Bearer tokens of the REST interface. A token is shown once; only its digest is kept."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from frontline.events.recording import Actor, record
from frontline.kernel import clock
from frontline.kernel.secrets import new_token, token_digest
from frontline.people.models import ApiToken, Teammate

PREFIX = "frontline"
_USE_NOTED_EVERY = timedelta(minutes=1)


def create_token(teammate: Teammate, *, name: str = "", by: Actor | str) -> str:
    """Make a token that acts as `teammate`; the token itself, which can't be had again."""
    token = new_token(PREFIX)
    with transaction.atomic():
        made = ApiToken.objects.create(teammate=teammate, name=name[:80], digest=token_digest(token))
        record("token.created", ("teammate", teammate.pk), by=by, token=made.pk, name=made.name)
    return token


def revoke(token: ApiToken, *, by: Actor | str) -> None:
    """End a token, at once and for good. Revoking it again changes nothing."""
    with transaction.atomic():
        fresh = ApiToken.objects.select_for_update().get(pk=token.pk)
        if fresh.revoked_at is None:
            fresh.revoked_at = clock.now()
            fresh.save(update_fields=["revoked_at"])
            record("token.revoked", ("teammate", fresh.teammate_id), by=by, token=fresh.pk, name=fresh.name)


def find_teammate(token: str) -> Teammate | None:
    """The active teammate whose live token this is, or None. Its last use is noted to the minute."""
    found = (
        ApiToken.objects.select_related("teammate")
        .filter(digest=token_digest(token), revoked_at=None, teammate__is_active=True)
        .first()
    )
    if found is None:
        return None
    now = clock.now()
    if found.last_used_at is None or found.last_used_at < now - _USE_NOTED_EVERY:
        ApiToken.objects.filter(
            Q(last_used_at=None) | Q(last_used_at__lt=now - _USE_NOTED_EVERY), pk=found.pk
        ).update(last_used_at=now)
    return found.teammate
