"""Whether a mail may be answered automatically (RFC 3834, and what mail programs do)."""

import re
from typing import Any

from frontline.channels.email.parsing.recipients import Ours, base_of
from frontline.channels.email.parsing.structure import Part

_ROBOT = re.compile(
    r"(?:mailer-?daemon|postmaster|no-?reply|do-?not-?reply|bounces?|noreply[-_.]\w+|autoresponder|listserv|majordomo)"
    r"(?:[+=].*)?|.*-(?:bounces|owner|request)", re.I
)  # fmt: skip

_SILENT = re.compile(r"(?:no|do-?not)-?reply", re.I)  # a form's mail: the person is in Reply-To


def why_not_to_answer(mail: Part, envelope: dict[str, Any], sender: str, ours: Ours) -> str:
    """Why no automatic answer may be sent, in a sentence; empty if one may."""
    if _is_from_nobody(mail, envelope):
        return "It has no return address, as bounces and automatic answers have."
    automatic = _keyword(mail, "auto-submitted")
    if automatic and automatic != "no":
        return f"It says that it was sent automatically (Auto-Submitted: {automatic[:40]})."
    if mail.type == "multipart/report":
        return "It is a report from a mail system."
    if mail.get("list-id") or mail.get("list-unsubscribe") or mail.get("list-post"):
        return "It came through a mailing list."
    precedence = _keyword(mail, "precedence")
    if precedence in ("bulk", "junk", "list", "auto_reply"):
        return f"It is marked as bulk mail (Precedence: {precedence})."
    return _is_from_a_program(mail, sender, ours)


def is_from_mail_system(mail: Part, envelope: dict[str, Any], sender: str) -> bool:
    """Whether it comes from where bounces come from."""
    local = sender.partition("@")[0]
    return _is_from_nobody(mail, envelope) or local in ("mailer-daemon", "mailerdaemon", "postmaster")


def _is_from_a_program(mail: Part, sender: str, ours: Ours) -> str:
    suppressed = _keyword(mail, "x-auto-response-suppress", all_of_it=True)
    if re.search(r"\b(all|autoreply|oof)\b", suppressed):
        return "It asks for no automatic answers (X-Auto-Response-Suppress)."
    for name in ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply", "x-mail-autoreply"):
        if _keyword(mail, name) not in ("", "no"):
            return "It says that it is an automatic answer."
    if base_of(sender, ours):
        return "It was sent from an address of ours."
    local = sender.rpartition("@")[0]
    if _ROBOT.fullmatch(local) and not (_SILENT.match(local) and mail.get("reply-to")):
        return f"Nobody reads mail to {sender}."
    return ""


def _is_from_nobody(mail: Part, envelope: dict[str, Any]) -> bool:
    if envelope.get("via") in ("smtp", "lmtp") and "mail_from" in envelope:
        return envelope["mail_from"] in (None, "", "<>")
    return b"".join(mail.get("return-path").split()) == b"<>"


def _keyword(mail: Part, name: str, *, all_of_it: bool = False) -> str:
    """The value of a field in lower case without comments and, as a rule, parameters."""
    text = re.sub(r"\([^()]*\)", "", mail.get(name).decode("latin-1")).lower()
    return (text if all_of_it else text.split(";")[0]).strip()
