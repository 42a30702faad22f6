"""The Date field (RFC 5322 section 3.3)."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def date(value: bytes) -> datetime | None:
    """The instant that a Date field names, in UTC; None if it names none, or one that no mail can be of."""
    try:
        named = parsedate_to_datetime(value[:200].decode("latin-1"))
        instant = named.replace(tzinfo=UTC) if named.tzinfo is None else named.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return instant if 1970 <= instant.year <= 2200 else None
