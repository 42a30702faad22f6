"""What teammates say about themselves."""

from django.db import transaction

from frontline.events.recording import record
from frontline.people.models import Teammate

CHANGED = "teammate.changed"


@transaction.atomic
def prefer(
    teammate: Teammate, *, name: str, timezone: str, country: str, signature: str, by: Teammate
) -> None:
    """Set name, time zone (an IANA name), country (of people/countries.py, or empty) and signature (Markdown); an event
    names those that changed."""
    wanted = {
        "name": name.strip(),
        "timezone": timezone,
        "country": country,
        "signature": signature.strip(),
    }
    changed = [key for key, value in wanted.items() if getattr(teammate, key) != value]
    if not changed:
        return
    for key in changed:
        setattr(teammate, key, wanted[key])
    teammate.save(update_fields=changed)
    record(CHANGED, ("teammate", teammate.pk), by=by, changed=changed)
