"""What is recorded of working calendars; the subject is the calendar."""

MADE = "calendar.made"
CHANGED = "calendar.changed"
MADE_DEFAULT = "calendar.made_default"
REMOVED = "calendar.removed"
CLOSED = "calendar.closed"
REOPENED = "calendar.reopened"
FROZEN = "calendar.frozen"
THAWED = "calendar.thawed"
HOLIDAY_WORKED = "calendar.holiday_worked"
HOLIDAY_TAKEN_OFF = "calendar.holiday_taken_off"


def subject(calendar_id: int) -> tuple[str, int]:
    return "calendar", calendar_id
