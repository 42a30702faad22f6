"""What a relay's answers mean for the mail: tried again, given up, or loudly kept until somebody mends the settings."""

import logging

from frontline.inbox.channel import DeliveryRefused

log = logging.getLogger(__name__)


class DeliveryUncertain(DeliveryRefused):
    """The whole message was handed over, and then no answer came: it may have been delivered, or not.

    SMTP leaves this window open (RFC 5321 section 4.2.5, RFC 1047): between our final dot and the server's answer
    nobody knows who is responsible. We wait the ten minutes that section 4.5.3.2.6 asks for, and then send again, with
    the same Message-ID, so that a receiver which already has it can tell. Never sending again would lose mail; that is
    worse than a copy.
    """

    def __init__(self, answer: str) -> None:
        super().__init__(answer, is_permanent=False)


class RelayMisconfigured(DeliveryRefused):
    """The relay won't take any mail of ours as things stand (a wrong password, a certificate, an unknown sender).

    Never the mail's fault, so it is kept and tried again; and logged as an error, because only a person can mend it.
    """

    def __init__(self, answer: str) -> None:
        super().__init__(answer, is_permanent=False)
        log.error("outgoing mail is held up: %s", answer)


_ACCOUNT_CODES = {454, 530, 534, 535, 538}
"""RFC 4954 section 6: authentication required, failed, or too weak. The settings' fault, whenever it is said."""


def refused(code: int, text: bytes, *, about_us: bool = False) -> DeliveryRefused:
    """The refusal that an SMTP reply stands for (RFC 5321 section 4.2.1): 5yz for good, all others for now.

    `about_us`: said before any recipient was named, so a 5yz is about our server or our settings, not about the mail;
    but for 552 (RFC 5321: too much data), which is.
    """
    if code < 0:  # smtplib's sign for a line without a number
        return DeliveryRefused("The mail server answered something that is not SMTP.", is_permanent=False)
    answer = spoken(code, text)
    if code in _ACCOUNT_CODES or (about_us and 500 <= code < 600 and code != 552):
        return RelayMisconfigured(answer)
    return DeliveryRefused(answer, is_permanent=500 <= code < 600)


def spoken(code: int, text: bytes) -> str:
    """The server's own words on one line, 500 characters at most, with its code: `550 5.1.1 No such user`."""
    words = " ".join(text.decode("utf-8", "replace").split())
    return f"{code} {words}".strip().replace("\0", "\ufffd")[:500]
