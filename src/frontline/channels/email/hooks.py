"""Mail that a provider brings by HTTP, at /hooks/anymail/<provider>/inbound/, read by django-anymail.

A provider is told 200 only of what is committed; with anything else it tries again for hours or days. What it posts
twice is recognised like any mail that comes twice.
"""

import base64
from collections.abc import Callable
from email.errors import MessageError
from email.generator import BytesGenerator
from email.message import EmailMessage, Message
from email.policy import SMTP, SMTPUTF8, compat32
from functools import wraps
from io import BytesIO
from typing import Any

from anymail import signals
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase

from frontline.channels.email.smtp.storing import identify
from frontline.inbox import accepting
from frontline.kernel.folding import storable

View = Callable[..., HttpResponseBase]

# Where each provider's JSON has the mail as it came.
_PLACES = (
    ("RawEmail",),  # Postmark
    ("msg", "raw_msg"),  # Mandrill
    ("data", "raw"),  # MailerSend
    ("msys", "relay_message", "content", "email_rfc822"),  # SparkPost
    ("message",),  # Postal
    ("content",),  # Amazon SES
)


def connect() -> None:
    """Have every inbound event of anymail's views taken in. Called once, when the app is ready."""
    signals.inbound.connect(_take, dispatch_uid="frontline.channels.email.hooks")


def guarded(view: View) -> View:
    """`view`, or 404 while no FRONTLINE_WEBHOOK_SECRET is set: without one anybody could bring anything."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.ANYMAIL.get("WEBHOOK_SECRET"):
            raise Http404
        return view(request, *args, **kwargs)

    return checked


def _take(event: Any, esp_name: str, **_: Any) -> None:
    if event.message is None:
        return
    raw = _as_posted(event.esp_event) or _rebuilt(event.message)
    external_id, digest = identify(raw)
    envelope = {
        "via": "hook",
        "provider": esp_name,
        "mail_from": storable(event.message.envelope_sender or ""),
        "rcpt_tos": _recipients(event.message.envelope_recipient),
    }
    accepting.accept("email", external_id=external_id, digest=digest, raw=raw, envelope=envelope)


def _recipients(given: object) -> list[str]:
    listed = given if isinstance(given, (list, tuple)) else str(given or "").split(",")
    return [storable(str(each).strip()) for each in listed if str(each).strip()]


def _as_posted(posted: Any) -> bytes | None:
    """The mail as it came to the provider, if it passes that on; None if it only says what was in it."""
    if isinstance(posted, HttpRequest):  # Mailgun; SendGrid, unless it posts what it parsed
        form = posted.POST
        raw = form.get("body-mime") or (form.get("email") if "headers" not in form else None)
        return _encoded(raw) if raw else None
    for place in _PLACES:
        found: Any = posted
        holder: dict[str, Any] = {}
        for key in place:
            holder = found if isinstance(found, dict) else {}
            found = holder.get(key)
        if isinstance(found, str) and found:
            return base64.b64decode(found) if _is_base64(holder) else _encoded(found)
    return None


def _is_base64(holder: dict[str, Any]) -> bool:
    action = holder.get("receipt", {}).get("action", {}) if isinstance(holder.get("receipt"), dict) else {}
    return bool(
        holder.get("base64") is True
        or holder.get("email_rfc822_is_base64") is True
        or (isinstance(action, dict) and action.get("encoding") == "BASE64")
    )


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _protect(part: "Message[Any, Any]") -> None:
    """Encode a file, so that no line end in it is changed."""
    if part["Content-Transfer-Encoding"] not in ("base64", "quoted-printable"):
        content = part.get_payload(decode=True)
        del part["Content-Transfer-Encoding"]
        part.set_payload(base64.encodebytes(content if isinstance(content, bytes) else b"").decode())
        part["Content-Transfer-Encoding"] = "base64"


def _rebuilt(message: EmailMessage) -> bytes:
    """A mail made of what the provider says was in it. The stricter ways of writing it fail on some oddities."""
    for part in message.walk():
        if part.get_content_disposition() and part.get_content_maintype() not in ("message", "multipart"):
            _protect(part)
    for policy in (SMTP, SMTPUTF8):
        try:
            return message.as_bytes(policy=policy)
        except (MessageError, UnicodeError, ValueError, LookupError, AttributeError, IndexError, TypeError):
            continue
    whole = BytesIO()
    BytesGenerator(whole, mangle_from_=False, policy=compat32).flatten(message, linesep="\r\n")
    return whole.getvalue()
