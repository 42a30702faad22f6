"""What is recorded of notices; the subject is the notice."""

TOLD = "notice.told"
SENT = "notice.sent"
FAILED = "notice.failed"


def subject(notice_id: int) -> tuple[str, int]:
    return "notice", notice_id
