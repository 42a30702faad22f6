from frontline.rotation.models.absence import Absence, AbsenceCalendar
from frontline.rotation.models.amendment import Amendment, Ask
from frontline.rotation.models.announcement import Announcement
from frontline.rotation.models.feed import CalendarFeed, FeedEntry
from frontline.rotation.models.record import LoggedShift, PlanVersion
from frontline.rotation.models.rotation import Layer, Lineup, LineupMember, Rotation, Shadow

__all__ = [
    "Absence",
    "AbsenceCalendar",
    "Amendment",
    "Announcement",
    "Ask",
    "CalendarFeed",
    "FeedEntry",
    "Layer",
    "Lineup",
    "LineupMember",
    "LoggedShift",
    "PlanVersion",
    "Rotation",
    "Shadow",
]
