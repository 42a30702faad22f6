"""The signed part of a reply address: `support+r.1042-k3j4h5g6abcdefgh@acme.example`.

The signature proves that the address was given out by us for this conversation; who may use it is decided elsewhere.
"""

import re

from frontline.kernel import secrets

_PURPOSE = "reply-address"
_FORM = re.compile(r"r\.(\d{1,18})-([a-z2-7]{16})", re.IGNORECASE)


def token_for(number: int) -> str:
    """The token of a conversation, 20 characters and up, in characters that survive any mail system."""
    return f"r.{number}-{secrets.signature(_PURPOSE, str(number))}"


def conversation_of(token: str) -> int | None:
    """The conversation's number, or None if the token is not one that we signed."""
    form = _FORM.fullmatch(token)
    if form is None:
        return None
    number = str(int(form[1]))
    return int(number) if secrets.signature_matches(_PURPOSE, number, form[2]) else None
