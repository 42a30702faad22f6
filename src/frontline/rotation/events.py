"""What is recorded of rotations; the subject is the rotation."""

PLANNED = "rotation.planned"
IMPORTED = "rotation.imported"
RESCHEDULED = "rotation.rescheduled"
ENDED = "rotation.ended"
RENAMED = "rotation.renamed"
ANNOUNCING_CHANGED = "rotation.announcing_changed"
LINEUP_CHANGED = "rotation.lineup_changed"
AMENDED = "rotation.amended"
AMENDMENT_REVOKED = "rotation.amendment_revoked"
ASKED = "rotation.asked"
ANSWERED = "rotation.ask_answered"
RIDES_ALONG = "rotation.rides_along"
RIDES_NO_MORE = "rotation.rides_no_more"


def subject(rotation_id: int) -> tuple[str, int]:
    return "rotation", rotation_id
