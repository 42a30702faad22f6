"""Handing one mail for one recipient to an SMTP server (RFC 5321), telling apart what was certain and what was not."""

import re
import smtplib
from contextlib import suppress

from frontline.channels.email.relays import connections
from frontline.channels.email.relays.address import SmtpRelay
from frontline.channels.email.relays.answers import DeliveryUncertain, refused, spoken
from frontline.channels.email.writing.mailboxes import Mailbox
from frontline.inbox.channel import DeliveryRefused

FINAL_ANSWER_TIMEOUT = 600.0
"""Seconds to wait for the answer to the final dot (RFC 5321 section 4.5.3.2.6): giving up sooner makes duplicates."""

_PIECE = 65_536
_LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)


def send(relay: SmtpRelay, mail: bytes, *, sender: Mailbox, recipient: Mailbox) -> str:
    """Hand `mail` (CRLF line ends) over for `recipient` alone; the server's answer. One transaction, one RCPT.

    Raises DeliveryRefused; its subclasses RelayMisconfigured and DeliveryUncertain say more (relays/answers.py).
    Nothing is ever sent twice in here: a second connection is tried only if an old one broke before the mail's data.
    """
    connection, is_old = connections.borrow(relay)
    try:
        _announce(connection, mail, sender, recipient)
    except DeliveryRefused:
        connections.give_back(relay, connection, after_refusal=True)
        raise
    except (smtplib.SMTPServerDisconnected, OSError) as error:
        connections.drop(connection)
        if not is_old:
            raise _lost(error) from error
        connection = connections.open_new(relay)
        _announce_or_drop(relay, connection, mail, sender, recipient)
    return _hand_over_or_drop(relay, connection, mail)


def _announce_or_drop(
    relay: SmtpRelay, connection: smtplib.SMTP, mail: bytes, sender: Mailbox, recipient: Mailbox
) -> None:
    try:
        _announce(connection, mail, sender, recipient)
    except DeliveryRefused:
        connections.give_back(relay, connection, after_refusal=True)
        raise
    except (smtplib.SMTPServerDisconnected, OSError) as error:
        connections.drop(connection)
        raise _lost(error) from error


def _announce(smtp: smtplib.SMTP, mail: bytes, sender: Mailbox, recipient: Mailbox) -> None:
    """MAIL and RCPT."""
    options = _options(smtp, mail, sender, recipient)
    code, text = smtp.docmd("MAIL", f"FROM:<{sender}>{options}")
    if code == 421:
        raise smtplib.SMTPServerDisconnected(spoken(code, text))
    if code != 250:
        raise refused(code, text, about_us=True)
    code, text = smtp.docmd("RCPT", f"TO:<{recipient}>")
    if code not in {250, 251}:
        raise refused(code, text)


def _options(smtp: smtplib.SMTP, mail: bytes, sender: Mailbox, recipient: Mailbox) -> str:
    """Parameters of MAIL: the size, so that too big a mail is refused before it is sent (RFC 1870)."""
    most = smtp.esmtp_features.get("size", "")
    if most.isdigit() and 0 < int(most) < len(mail):
        raise DeliveryRefused(
            f"Too big: {len(mail):,} bytes with its attachments; the mail server takes {int(most):,}.",
            is_permanent=True,
        )
    options = f" SIZE={len(mail)}" if smtp.has_extn("size") else ""
    if not (sender.needs_utf8 or recipient.needs_utf8):
        return options
    if not smtp.has_extn("smtputf8"):
        raise DeliveryRefused(
            "The mail server can't send to addresses beyond ASCII (no SMTPUTF8).", is_permanent=True
        )
    smtp.command_encoding = "utf-8"
    return f"{options} SMTPUTF8"


def _hand_over_or_drop(relay: SmtpRelay, smtp: smtplib.SMTP, mail: bytes) -> str:
    try:
        answer = _hand_over(smtp, mail)
    except DeliveryUncertain:
        connections.drop(smtp)
        raise
    except DeliveryRefused:
        connections.give_back(relay, smtp, after_refusal=True)
        raise
    except (smtplib.SMTPServerDisconnected, OSError) as error:
        connections.drop(smtp)
        raise _lost(error) from error
    connections.give_back(relay, smtp)
    return answer


def _hand_over(smtp: smtplib.SMTP, mail: bytes) -> str:
    """DATA, the mail, the final dot, and the answer to it."""
    code, text = smtp.docmd("DATA")
    if code != 354:
        raise refused(code, text)
    stuffed = _LEADING_DOT.sub(b"..", mail)  # RFC 5321 section 4.5.2
    if not stuffed.endswith(b"\r\n"):
        stuffed += b"\r\n"
    # In pieces, so that the time-out is each piece's, not the whole mail's.
    for start in range(0, len(stuffed), _PIECE):
        smtp.send(stuffed[start : start + _PIECE])
    # Until here the server can't have the whole mail; from here on it may.
    try:
        smtp.send(b".\r\n")
        _wait(smtp, FINAL_ANSWER_TIMEOUT)
        code, text = smtp.getreply()
        if code < 0:
            raise smtplib.SMTPServerDisconnected("its answer is not SMTP")
    except (smtplib.SMTPException, OSError) as error:
        raise DeliveryUncertain(
            f"The connection was lost after the mail was handed over and before it was confirmed ({error}): "
            "it may have arrived. It is tried again as the same mail."
        ) from error
    if code != 250:
        raise refused(code, text)
    with suppress(OSError):
        _wait(smtp, smtp.timeout)
    return spoken(code, text)


def _wait(smtp: smtplib.SMTP, seconds: float) -> None:
    if smtp.sock is not None:
        smtp.sock.settimeout(seconds)


def _lost(error: Exception) -> DeliveryRefused:
    return DeliveryRefused(f"The connection to the mail server was lost: {error}", is_permanent=False)
