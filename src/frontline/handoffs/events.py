"""What is recorded of hand-offs; the subject is the hand-off."""

PREPARED = "handoff.prepared"
NOTED = "handoff.noted"
CONVERSATIONS_HANDED = "handoff.conversations_handed"
BUILT = "handoff.built"
GIVEN = "handoff.given"
ACKNOWLEDGED = "handoff.acknowledged"
MISSED = "handoff.missed"
DROPPED = "handoff.dropped"


def subject(handoff_id: int) -> tuple[str, int]:
    return "handoff", handoff_id
