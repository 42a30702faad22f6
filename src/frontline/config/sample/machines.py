"""What machines send: a delivery report about a mail of ours, and a mail of which nobody can say who sent it."""

from datetime import datetime
from email.utils import format_datetime

_REPORT = """\
Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@{domain}>
To: {to}
Subject: Undelivered Mail Returned to Sender
Date: {date}
Message-ID: <{seed}@{domain}>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=_report"

--=_report
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mail.{domain}.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients.

<{address}>: {diagnostic}

--=_report
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.{domain}
Arrival-Date: {date}

Final-Recipient: rfc822; {address}
Action: failed
Status: {status}
Diagnostic-Code: smtp; {diagnostic}

--=_report
Content-Type: text/rfc822-headers

From: {to}
To: {address}
Message-ID: {message_id}

--=_report--
"""

_NAMELESS = """\
Received: from unknown (HELO scan2mail) (192.0.2.77) by mx.acme.example with SMTP; {date}
To: support@acme.example
Subject: Scan from MFP-4
Date: {date}
MIME-Version: 1.0
Content-Type: text/plain; charset=us-ascii

Your scanned document could not be attached: it is too large.
Device: MFP-4, 2nd floor
Please do not reply to this message.
"""


def report(*, seed: str, address: str, to: str, message_id: str, why: str, at: datetime) -> bytes:
    """A report (RFC 3464) that `message_id` did not reach `address`; `why` begins with the status (RFC 3463)."""
    return _bytes(
        _REPORT.format(
            seed=seed,
            address=address,
            domain=address.rpartition("@")[2],
            to=to,
            message_id=message_id,
            status=why.split(maxsplit=1)[0],
            diagnostic=f"550 {why}",
            date=format_datetime(at),
        )
    )


def nameless(at: datetime) -> bytes:
    """A mail without any sender, as some scanners send it."""
    return _bytes(_NAMELESS.format(date=format_datetime(at)))


def _bytes(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode("ascii")
