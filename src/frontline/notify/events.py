"""What is recorded of notices; the subject is the notice, or the teammate for what is switched and chosen."""

TOLD = "notice.told"
SENT = "notice.sent"
FAILED = "notice.failed"
GATHERED = "notice.gathered"
SWITCHED_OFF = "notices.switched_off"
SWITCHED_ON = "notices.switched_on"
CHOSEN = "notices.chosen"


def subject(notice_id: int) -> tuple[str, int]:
    return "notice", notice_id
