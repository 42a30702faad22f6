"""Our VAPID key: made once, kept in the database under the workspace's secret key."""

from base64 import urlsafe_b64encode
from typing import Any

from frontline.kernel import secrets
from frontline.notify.transport import SettingsFault
from frontline.transports.push.models import Vapid


def public_key() -> str:
    """What browsers subscribe to (`applicationServerKey`): Base64url without padding. Made on first use."""
    return _row().public_key


def signer() -> Any:
    """py_vapid's Vapid02 with our key. Raises SettingsFault."""
    from cryptography.hazmat.primitives.serialization import load_pem_private_key
    from py_vapid import Vapid02

    try:
        key = load_pem_private_key(_row().private_key.encode(), _password())
    except ValueError as error:
        raise SettingsFault(
            "The key for browsers was kept under another FRONTLINE_SECRET_KEY: bring that back."
        ) from error
    return Vapid02(key)


def _row() -> Vapid:
    row = Vapid.objects.filter(pk=1).first()
    return row or Vapid.objects.get_or_create(pk=1, defaults=_made())[0]


def _made() -> dict[str, str]:
    from cryptography.hazmat.primitives import serialization as forms
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    point = key.public_key().public_bytes(forms.Encoding.X962, forms.PublicFormat.UncompressedPoint)
    sealed = key.private_bytes(
        forms.Encoding.PEM, forms.PrivateFormat.PKCS8, forms.BestAvailableEncryption(_password())
    )
    return {
        "private_key": sealed.decode(),
        "public_key": urlsafe_b64encode(point).decode().rstrip("="),
    }


def _password() -> bytes:
    return secrets.signature("vapid", "private key", bits=256).encode()
