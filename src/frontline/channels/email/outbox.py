"""The outbox: where mail goes while nothing may go out, so that it can be looked at and nobody outside gets it."""

from email.header import decode_header, make_header
from email.message import EmailMessage

from django.db.models import QuerySet

from frontline.channels.email.models import OutboxMail
from frontline.channels.email.writing.headers import in_words
from frontline.inbox.channel import KEPT_BACK
from frontline.inbox.models import Dispatch
from frontline.kernel import clock
from frontline.kernel.folding import storable
from frontline.people.models import Teammate

KEPT = f"{KEPT_BACK}: mail is not going out, because FRONTLINE_EMAIL_URL is not set."


def keep(
    mail: EmailMessage, raw: bytes, *, sender: str, recipient: str, dispatch: Dispatch | None = None
) -> str:
    """Keep `mail` as it would have gone to `recipient`; the sentence for the dispatch. A dispatch is kept once."""
    values = {
        "sender": sender,
        "recipient": recipient[:320],
        "subject": in_words(storable(_subject(mail)), 300),
        "raw": raw,
        "at": clock.now(),
    }
    if dispatch is None:
        OutboxMail.objects.create(**values)
    else:
        OutboxMail.objects.get_or_create(dispatch=dispatch, defaults=values)
    return KEPT


def _subject(mail: EmailMessage) -> str:
    """As people read it: written by us, its header may be in encoded words (RFC 2047)."""
    return str(make_header(decode_header(str(mail["Subject"] or ""))))


def visible_to(teammate: Teammate) -> QuerySet[OutboxMail]:
    """What `teammate` may see. Mail that answers no customer (a password reset) may open an account: leads only."""
    mails = OutboxMail.objects.select_related("dispatch__message")
    return mails if teammate.is_lead else mails.exclude(dispatch=None)
