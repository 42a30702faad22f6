"""What is recorded of absences; the subject is the teammate. Titles stay out: they may be private."""

ADDED = "absence.added"
REMOVED = "absence.removed"
CALENDAR_ADDED = "absence_calendar.added"
CALENDAR_REMOVED = "absence_calendar.removed"
CALENDAR_READ = "absence_calendar.read"
CALENDAR_FAILED = "absence_calendar.failed"


def subject(teammate_id: int) -> tuple[str, int]:
    return "teammate", teammate_id
