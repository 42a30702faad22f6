"""Signed as Standard Webhooks has it: https://www.standardwebhooks.com, "Signature scheme".

Three headers: `webhook-id`, the same for each attempt at one notice; `webhook-timestamp`, seconds since 1970 of this
attempt; `webhook-signature`, "v1," and the Base64 of HMAC-SHA256 over "<id>.<timestamp>.<body>". The receiver refuses
times that are more than some minutes off, and ids that it has seen.
"""

import base64
import hashlib
import hmac

from frontline.kernel import secrets

PREFIX = "whsec_"


def secret_of(salt: str) -> str:
    """The secret of one address, "whsec_" and Base64 of 32 bytes. It is stored nowhere: it follows from the workspace's
    key and the salt, so that the database alone doesn't give it away."""
    signed = secrets.signature("notice-webhook", salt, bits=256)
    raw = base64.b32decode(signed.upper() + "=" * (-len(signed) % 8))
    return PREFIX + base64.b64encode(raw).decode()


def signature(secret: str, identity: str, timestamp: int, body: bytes) -> str:
    """The header `webhook-signature`."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{identity}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
