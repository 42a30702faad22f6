"""What was done about a culprit, or is planned: a pull request, docs, planned work."""

from datetime import date

from django.db import transaction

from frontline.events.recording import record
from frontline.kernel import clock
from frontline.kernel.refusal import Invalid
from frontline.people.models import Teammate
from frontline.reports.studies import events
from frontline.reports.studies.models import Culprit, CulpritAction


def add_action(
    culprit: Culprit,
    *,
    kind: str,
    title: str,
    on: date,
    link: str = "",
    owner: Teammate | None = None,
    by: Teammate,
) -> CulpritAction:
    """`on` is when it took, or is to take, effect. Raises Invalid."""
    title = title.strip()
    if not title:
        raise Invalid("Say what is done.")
    if kind not in CulpritAction.Kind.values:
        raise Invalid("That is no kind of action.")
    if link and not link.startswith(("https://", "http://")):
        raise Invalid("A link begins with https://.")
    with transaction.atomic():
        made = CulpritAction.objects.create(
            culprit=culprit,
            kind=kind,
            title=title[:160],
            link=link,
            on=on,
            owner=owner,
            created_at=clock.now(),
            created_by=by,
        )
        record(
            events.ACTION_ADDED,
            culprit.as_subject,
            by=by,
            action=kind,
            title=made.title,
            link=link,
            on=on.isoformat(),
        )
    return made


def remove_action(action: CulpritAction, *, by: Teammate) -> None:
    """It is gone from reports; the event keeps it."""
    with transaction.atomic():
        record(
            events.ACTION_REMOVED,
            action.culprit.as_subject,
            by=by,
            action=action.kind,
            title=action.title,
            link=action.link,
            on=action.on.isoformat(),
        )
        action.delete()
