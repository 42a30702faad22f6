"""The outbox's pages: what would have gone out, to whom, and how it looks."""

from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import default

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from markupsafe import Markup

from frontline.channels.email.models import OutboxMail
from frontline.channels.email.outbox import visible_to
from frontline.inbox.views.me import me
from frontline.kernel.refusal import Absent
from frontline.kernel.sanitising import sanitise

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """A mail, taken apart for the page. `html` is safe to show; `files` are (name, size in bytes)."""

    headers: list[tuple[str, str]]
    plain: str
    html: Markup
    files: list[tuple[str, int]]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The newest mails first; `?before=ID` goes on from there."""
    before = request.GET.get("before", "")
    mails = visible_to(me(request)).defer("raw").order_by("-id")
    if before.isascii() and before.isdigit() and len(before) < 19:
        mails = mails.filter(pk__lt=int(before))
    rows = list(mails[: ON_A_PAGE + 1])
    context = {
        "mails": rows[:ON_A_PAGE],
        "older": f"?before={rows[ON_A_PAGE - 1].pk}" if len(rows) > ON_A_PAGE else None,
        "is_going_out": bool(settings.EMAIL_URL),
    }
    return render(request, "email/outbox.html", context)


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail as its recipient would see it, with its headers."""
    mail = _mail(request, pk)
    context = {"mail": mail, "shown": _taken_apart(mail), "is_going_out": bool(settings.EMAIL_URL)}
    return render(request, "email/outbox_mail.html", context)


@require_safe
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """The mail byte for byte, only ever as a download."""
    mail = _mail(request, pk)
    answer = HttpResponse(bytes(mail.raw), content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="outbox-{mail.pk}.eml"'
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _mail(request: HttpRequest, pk: int) -> OutboxMail:
    found = visible_to(me(request)).filter(pk=pk).first()
    if found is None:
        raise Absent("There is no such mail in the outbox, or you may not see it.")
    return found


def _taken_apart(mail: OutboxMail) -> Shown:
    parsed = message_from_bytes(bytes(mail.raw), policy=default)
    assert isinstance(parsed, EmailMessage)
    plain, html = parsed.get_body(("plain",)), parsed.get_body(("html",))
    return Shown(
        headers=[(name, str(value)) for name, value in parsed.items()],
        plain=_words(plain),
        html=Markup(sanitise(_words(html), cid_urls={})),  # noqa: S704  (made safe there)
        files=[(part.get_filename() or "attachment", _size(part)) for part in parsed.iter_attachments()],
    )


def _words(part: MIMEPart | None) -> str:
    return str(part.get_content()) if part else ""


def _size(part: MIMEPart) -> int:
    content = part.get_payload(decode=True)
    return len(content) if isinstance(content, bytes) else 0
