"""The mail part: the server of channels/email."""

from frontline.channels.email.server import serve
from frontline.config.processes import Part


def part() -> Part:
    """Take mail by SMTP, and by LMTP if it has a port."""
    return Part("mail", serve)
