"""A calendar as a program reads it that knows no zones but those that the calendar itself describes."""

import re
from datetime import UTC
from itertools import count

from icalendar import Calendar

_readings = count()  # icalendar remembers a zone's first description, by its name


def unfolded(content):
    return content.decode().replace("\r\n ", "")


def read_back(content):
    """The entries: (uid, from, until), instants in UTC."""
    text, reading = unfolded(content), next(_readings)
    for zone in set(re.findall(r"^TZID:(.+?)\r$", text, re.MULTILINE)):
        text = text.replace(f"TZID:{zone}\r", f"TZID:X{reading}-{zone}\r").replace(
            f"TZID={zone}:", f"TZID=X{reading}-{zone}:"
        )
    calendar = Calendar.from_ical(text)
    return [
        (str(event["UID"]), event["DTSTART"].dt.astimezone(UTC), event["DTEND"].dt.astimezone(UTC))
        for event in calendar.walk("VEVENT")
    ]
