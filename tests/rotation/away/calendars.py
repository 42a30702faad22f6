"""Calendars as other programs write them."""


def entry(*lines, uid="one@calendar.example", summary="Vacation"):
    """One VEVENT; `lines` such as "DTSTART;VALUE=DATE:20261224"."""
    return "\r\n".join(
        ["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20261101T000000Z", f"SUMMARY:{summary}", *lines, "END:VEVENT"]
    )


def calendar(*parts, **more):
    said = "".join(f"{key.replace('_', '-')}:{value}\r\n" for key, value in more.items())
    body = "".join(f"{part}\r\n" for part in parts)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\n{said}{body}END:VCALENDAR\r\n".encode()


def days(first, last, **more):
    """Whole days, "20261224" to (not with) "20261227"."""
    return entry(f"DTSTART;VALUE=DATE:{first}", f"DTEND;VALUE=DATE:{last}", **more)
