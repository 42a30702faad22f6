"""Bounces that are no RFC 3464 reports: qmail's (QSBMF, cr.yp.to/proto/qsbmf.txt) and Exim's."""

import re

from frontline.channels.email.parsing import addresses, ids
from frontline.channels.email.parsing.structure import Part
from frontline.channels.email.parsing.words import one_line
from frontline.inbox.channel import DeliveryFailure

_QMAIL = re.compile(r"^Hi\. (?:This is (?:the|deliver program)|The MTA program)", re.M)
_QMAIL_ENTRY = re.compile(r"^<([^<>\s]{3,320})>:[ \t]*\n((?:[^\n]+\n?){1,10})", re.M)
_EXIM = re.compile(r"created automatically by mail delivery software", re.I)
_EXIM_ENTRY = re.compile(r"^  ([^\s@]{1,64}@[^\s:]{1,255}):?[ \t]*\n((?: {4,}[^\n]+\n?){0,10})", re.M)
_COPY = re.compile(r"^-{3,}.*(?:below this line is|this is) a copy of (?:the|your) message.*$", re.I | re.M)
_MESSAGE_ID = re.compile(r"^Message-ID:[ \t]*(<[^<>\n]{1,998}>)", re.I | re.M)
_STATUS = re.compile(r"#?\b([45]\.\d{1,3}\.\d{1,3})\b")
_MAX_FAILURES = 200


def failures(mail: Part, text: str) -> tuple[DeliveryFailure, ...]:
    """What a bounce in words says. The caller has made sure that it comes from a mail system."""
    copy = _COPY.search(text)
    report = text[: copy.start()] if copy else text
    named = [
        (one.address, "")
        for value in mail.get_all("x-failed-recipients")
        for one in addresses.addresses(value)
    ]
    if _QMAIL.search(report):
        entries = _QMAIL_ENTRY.findall(report)
    elif _EXIM.search(report) or named:
        entries = _EXIM_ENTRY.findall(report) or named
    else:
        return ()
    found = _MESSAGE_ID.search(text, copy.end() if copy else 0)
    returned = ids.message_id(found[1].encode()) if found else ids.message_id(mail.get("in-reply-to"))
    is_permanent = not re.search(
        r"delayed|will be retried|no action is required|not yet been delivered", report, re.I
    )
    return tuple(_failure(returned, who, why, is_permanent) for who, why in entries[:_MAX_FAILURES])


def _failure(returned: str, recipient: str, why: str, is_permanent: bool) -> DeliveryFailure:
    status = _STATUS.search(why)
    return DeliveryFailure(
        message_id=returned,
        recipient=addresses.normal(recipient),
        status=status[1] if status else "",
        diagnostic=one_line(why)[:500],
        is_permanent=is_permanent,
    )
