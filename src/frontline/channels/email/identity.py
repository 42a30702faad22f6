"""When two arrivals are one mail. Runs before SMTP says 250, so it is quick, and never raises."""

import hashlib

from frontline.channels.email.parsing import structure
from frontline.channels.email.parsing.fingerprint import fingerprint


def identity(raw: bytes) -> tuple[str, str]:
    """(external_id, digest) of a mail: both the same, it is the same mail.

    external_id is the Message-ID (over 255 characters: hashed), or "digest:…" if there is none; digest is SHA-256, 64
    hex digits. See `fingerprint` for what the digest covers. Bytes that can't be read at all are digested as they are.
    """
    try:
        return fingerprint(structure.read(raw))
    except Exception:  # nothing may stand between a mail and its being stored
        digest = hashlib.sha256(raw).hexdigest()
        return f"digest:{digest}", digest
