"""What is recorded of calendar feeds; the subject is the teammate whose feed it is."""

MADE = "calendar_feed.made"
REVOKED = "calendar_feed.revoked"


def subject(teammate_id: int) -> tuple[str, int]:
    return "teammate", teammate_id
