"""Keys, signatures and tokens, all derived from the workspace's one secret key."""

import base64
import hashlib
import hmac
import secrets

from django.conf import settings


def signature(purpose: str, payload: str, *, bits: int = 80) -> str:
    """A keyed signature of `payload`, bound to `purpose`, as lower-case base32 without padding.

    Base32, because mail systems may fold the case of an address's local part. HMAC-SHA-256 (RFC 2104), cut to
    `bits` as RFC 2104 section 5 allows.
    """
    digest = hmac.new(settings.SECRET_KEY.encode(), f"{purpose}\0{payload}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[: bits // 8]).decode().rstrip("=").lower()


def signature_matches(purpose: str, payload: str, given: str, *, bits: int = 80) -> bool:
    """Whether `given` is the signature of `payload`, compared in constant time, in either case."""
    expected = signature(purpose, payload, bits=bits).encode()
    return hmac.compare_digest(expected, given.lower().encode("utf-8", "replace"))


def new_token(prefix: str) -> str:
    """A secret of 256 random bits with a recognisable prefix, so that leaked ones can be searched for."""
    return f"{prefix}_{secrets.token_urlsafe(32)}"


def token_digest(token: str) -> str:
    """What is stored of a token. It has 256 random bits, so a plain SHA-256 can't be guessed back."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
