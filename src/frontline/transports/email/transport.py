"""Telling by e-mail: a mail of plain text and simple HTML, by the same ways as all of Frontline's mail."""

from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from frontline.inbox.channel import DeliveryRefused
from frontline.notify.models import Notice
from frontline.notify.showing import as_html
from frontline.notify.transport import KEPT_BACK, PermanentFailure, TemporaryFailure
from frontline.people.models import Teammate, Workspace


class EmailTransport:
    """To the address that the teammate signs in with."""

    name = "email"
    label = "E-mail"
    panel = "transports/email/panel.html"

    def reaches(self, teammates: Collection[Teammate]) -> set[int]:
        """Everybody: nobody is without an address."""
        return {teammate.pk for teammate in teammates}

    def shown(self, teammate: Teammate) -> Mapping[str, object]:
        return {"address": teammate.email, "goes_out": bool(settings.EMAIL_URL)}

    def send(self, notice: Notice, teammate: Teammate) -> str:
        """Raises TemporaryFailure, PermanentFailure."""
        try:
            compose(notice, teammate).send()
        except DeliveryRefused as refused:
            failure = PermanentFailure if refused.is_permanent else TemporaryFailure
            raise failure(refused.answer) from refused
        except OSError as error:
            raise TemporaryFailure(f"The mail server can't be reached: {error}") from error
        except ValueError as error:  # an address or a header that no mail can have
            raise PermanentFailure(f"No mail can be made of this: {error}") from error
        if not settings.EMAIL_URL:
            return (
                f"{KEPT_BACK} in the outbox: mail is not going out, because FRONTLINE_EMAIL_URL is not set."
            )
        return f"Taken for {teammate.email}."


def compose(notice: Notice, teammate: Teammate) -> EmailMultiAlternatives:
    """The mail. Its Message-ID is the notice's own, so that a second copy is known as one."""
    house = Workspace.objects.values_list("name", flat=True).first() or "Frontline"
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    words = {
        "notice": notice,
        "house": house,
        "link": settings.PUBLIC_URL + notice.address if notice.address else "",
        "html": as_html(notice.text),
    }
    mail = EmailMultiAlternatives(
        notice.subject,
        render_to_string("transports/email/notice.txt", words),
        to=[teammate.email],
        headers={
            "Message-ID": message_id(notice, host),
            "Auto-Submitted": "auto-generated",  # RFC 3834, 5: no answering machine answers it
            "List-Id": f"Notices of Frontline <notices.{_domain(host)}>",  # RFC 2919: to sort them by
        },
    )
    mail.attach_alternative(render_to_string("transports/email/notice.html", words), "text/html")
    return mail


def message_id(notice: Notice, host: str) -> str:
    """Always the same for a notice; with its time, so that a restored database doesn't give it to another one."""
    return f"<notice.{notice.pk}.{int(notice.at.timestamp() * 1000):x}@{_domain(host)}>"


def _domain(host: str) -> str:
    """An address such as ::1 is no domain: the right side of ids must be one."""
    return host if all(part.replace("-", "").isalnum() for part in host.split(".")) else "localhost"
