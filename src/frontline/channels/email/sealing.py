"""Passwords of other servers, kept so that the database alone does not give them away."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from frontline.kernel.refusal import Refusal


class Unsealable(Refusal):
    """Something was sealed with another secret key than today's."""

    code = "unsealable"


def seal(secret: str) -> str:
    """`secret`, encrypted and signed (Fernet) with a key that is derived from the workspace's secret key."""
    return _fernet().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """What was sealed. Raises Unsealable."""
    try:
        return _fernet().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise Unsealable(
            "The password was saved under another secret key: give it again with `frontline mailbox add`, "
            "or bring back the old FRONTLINE_SECRET_KEY."
        ) from error


def _fernet() -> Fernet:
    key = hmac.new(settings.SECRET_KEY.encode(), b"mailbox-password", hashlib.sha256).digest()
    return Fernet(base64.urlsafe_b64encode(key))
