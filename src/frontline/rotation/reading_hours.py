"""Reading weekly hours."""

from frontline.hours.arithmetic import ALWAYS, Week, week_of
from frontline.rotation.fields import Fields

HOURS = ("days", "from", "to")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def week(fields: Fields) -> Week:
    """The weekly hours of a layer or a derivation; left out, they are always."""
    if not fields.has("hours"):
        return ALWAYS
    found = []
    for where, each in fields.each("hours"):
        hours = Fields(each, where, HOURS)
        days = [day for _, day in hours.each("days")] if hours.has("days") else list(DAYS)
        for day in days:
            if day not in DAYS:
                hours.refuse("days", f"{day!r} is none of {', '.join(DAYS)}.")
            found.append((DAYS.index(day), _clock(hours, "from", "00:00"), _clock(hours, "to", "24:00")))
    return week_of(found)


def _clock(fields: Fields, name: str, default: str) -> int:
    text = fields.text(name, default)
    hours, _, minutes = text.partition(":")
    if not (
        len(text) == 5 and text.isascii() and hours.isdecimal() and minutes.isdecimal() and int(minutes) < 60
    ):
        fields.refuse(name, f"a time of day such as 09:00 is needed, not {text!r}.")
    seconds = int(hours) * 3600 + int(minutes) * 60
    if seconds > 86_400 or (name == "from" and seconds == 86_400):
        fields.refuse(name, f"a day ends at 24:00, and {text} is past it.")
    return seconds
