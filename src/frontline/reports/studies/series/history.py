"""What happened to a series, in words."""

from frontline.events.models import Event
from frontline.reports.studies.models import Series
from frontline.reports.studies.series import events

_MOST = 50


def history_of(series: Series) -> list[tuple[Event, str]]:
    """The newest first."""
    rows = Event.objects.filter(subject_kind="series", subject_id=series.pk).order_by("-pk")
    return [(each, _words(each)) for each in rows[:_MOST]]


def _words(event: Event) -> str:
    said = event.data
    if event.kind == events.NOT_DRAWN:
        return f"drew nothing for {said.get('from_on')} to {said.get('until_on')}: {event.why}"
    return {
        events.BEGUN: f"began it, from {said.get('from_on')} on",
        events.PEOPLE_CHANGED: "changed who reads it, or who gets its reports",
        events.STOPPED: "stopped it",
        events.RESUMED: f"let it go on, from {said.get('from_on')} on",
    }.get(event.kind, event.kind)
