"""Handing one mail for one recipient to a provider's HTTP interface, through django-anymail."""

import warnings
from email.message import EmailMessage
from functools import cache
from typing import Any

from anymail.exceptions import AnymailAPIError, AnymailError, AnymailRecipientsRefused
from django.core.mail import EmailMultiAlternatives
from django.utils.module_loading import import_string

from frontline.channels.email.relays.address import ProviderRelay
from frontline.channels.email.relays.answers import DeliveryUncertain, RelayMisconfigured
from frontline.channels.email.relays.door import Door
from frontline.channels.email.writing.mailboxes import Mailbox
from frontline.inbox.channel import DeliveryRefused
from frontline.kernel import http

_NOT_REPEATED = {
    "from",
    "to",
    "cc",
    "reply-to",
    "subject",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
}
_ACCOUNT_STATUSES = {401, 402, 403, 404, 407}
_POSTMARK_ACCOUNT_CODES = {10, 400, 401, 405, 412}
"""Postmark answers 422 for faults of the account too: bad token, sender not confirmed, out of credit, not approved."""


def send(relay: ProviderRelay, mail: EmailMessage, *, recipient: Mailbox) -> str:
    """Hand `mail` over for `recipient` alone; what the provider answered. Raises DeliveryRefused and its subclasses."""
    message = _for_anymail(relay, mail, recipient)
    backend = _backend(relay)
    backend.session = backend.create_session()
    backend.session.mount("https://", Door())
    backend.session.mount("http://", Door())
    try:
        backend.send_messages([message])
    except AnymailRecipientsRefused as error:
        raise DeliveryRefused(_words(relay, error), is_permanent=True) from error
    except AnymailAPIError as error:
        raise _refusal(relay, error) from error
    except AnymailError as error:  # a feature or an address that this provider does not know
        raise DeliveryRefused(_words(relay, error), is_permanent=True) from error
    finally:
        backend.session.close()
    return f"{relay.provider} accepted it: {message.anymail_status.message_id or 'no id given'}"[:500]


def _backend(relay: ProviderRelay) -> Any:
    with (
        warnings.catch_warnings()
    ):  # anymail says of some that it no longer tests them; relays/address.py lists them all
        warnings.simplefilter("ignore")
        return _backend_class(relay.provider)(**dict(relay.options))


@cache
def _backend_class(provider: str) -> Any:
    return import_string(f"anymail.backends.{provider}.EmailBackend")


def _for_anymail(relay: ProviderRelay, mail: EmailMessage, recipient: Mailbox) -> Any:
    """`mail` as Django's kind of message, to `recipient` only: these interfaces send to whomever they are shown."""
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    extra = {name: str(value) for name, value in mail.items() if name.lower() not in _NOT_REPEATED}
    if relay.provider == "postmark":
        extra["X-PM-KeepID"] = "true"  # or it would put a Message-ID of its own in place of ours
    message = EmailMultiAlternatives(
        subject=str(mail["Subject"]),
        body=plain.get_content() if plain else "",
        from_email=str(mail["From"]),
        to=[str(recipient)],
        reply_to=[str(mail["Reply-To"])] if mail["Reply-To"] else None,
        headers=extra,
    )
    if html:
        message.attach_alternative(html.get_content(), "text/html")
    for part in mail.iter_attachments():
        message.attach(part.get_filename(), part.get_payload(decode=True), part.get_content_type())
    return message


def _refusal(relay: ProviderRelay, error: Any) -> DeliveryRefused:
    words = _words(relay, error)
    trouble = _trouble_of(error)
    if isinstance(trouble, http.Interrupted):
        return DeliveryUncertain(f"{words} It may have been taken; it is tried again as the same mail.")
    status = error.status_code or 0
    if status in _ACCOUNT_STATUSES or _is_about_account(relay, error):
        return RelayMisconfigured(words)
    return DeliveryRefused(words, is_permanent=400 <= status < 500 and status not in {408, 425, 429})


def _is_about_account(relay: ProviderRelay, error: Any) -> bool:
    if relay.provider != "postmark" or error.status_code != 422:
        return False
    try:
        return error.response.json().get("ErrorCode") in _POSTMARK_ACCOUNT_CODES
    except (ValueError, AttributeError):
        return False


def _trouble_of(error: BaseException) -> http.Trouble | None:
    """The refusal of the HTTP door that `error` came of, however often it was wrapped."""
    found: BaseException | None = error
    while found is not None and not isinstance(found, http.Trouble):
        found = found.__cause__
    return found


def _words(relay: ProviderRelay, error: Any) -> str:
    trouble = _trouble_of(error)
    said = getattr(getattr(error, "response", None), "text", "")
    words = trouble.sentence if trouble else f"{error.status_code or ''} {said or error}"
    return f"{relay.provider}: {' '.join(words.split())}"[:500].replace("\0", "\ufffd")
