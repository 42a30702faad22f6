"""The week as a mail: figures, tables, and the pictures in it, so that it reads without a browser.

multipart/related (RFC 2387) of the text in two forms and the pictures, which the HTML names by Content-ID (RFC 2392):
nothing is fetched when it is read.
"""

from dataclasses import dataclass
from email.mime.base import MIMEBase
from email.mime.image import MIMEImage
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone

from frontline.people.models import Teammate, Workspace
from frontline.reports.charts.rendering import png
from frontline.reports.numbers import asking, charting
from frontline.reports.numbers.chart import Chart
from frontline.reports.numbers.headlines import tiles
from frontline.reports.numbers.models import Digest
from frontline.reports.numbers.periods import Period, week_of, zone_of
from frontline.reports.numbers.reckoning import Reckoned
from frontline.reports.numbers.scope import Scope
from frontline.reports.numbers.tabling import table

PICTURES = ("volume", "reply-times", "distribution", "backlog")
TABLES = ("by-tier", "by-product", "by-category", "by-channel")
_MOST = 8
"""Lines of a table; the page has them all."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture in the mail: `src` is what the HTML names it by."""

    chart: Chart
    src: str
    content_id: str


def compose(digest: Digest) -> EmailMultiAlternatives:
    """The mail to one person, in their zone. Raises Undrawn, if the pictures can't be made now."""
    zone = zone_of(digest.teammate.timezone)
    with timezone.override(zone):
        period = week_of(digest.week_on, zone)
        reckoned = Reckoned(Scope(period))
        host = _domain(urlsplit(settings.PUBLIC_URL).hostname or "localhost")
        shown = [_shown(charting.CHARTS[name](reckoned), digest, host) for name in PICTURES]
        words = _words(reckoned, digest.teammate, shown)
        mail = EmailMultiAlternatives(
            f"The week in numbers: {_dates(period)}",
            render_to_string("numbers/digest.txt", words),
            to=[digest.teammate.email],
            headers={
                "Message-ID": f"<numbers.{digest.pk}.{digest.week_on:%Y%m%d}@{host}>",
                "Auto-Submitted": "auto-generated",  # RFC 3834, 5: no answering machine answers it
                "List-Id": f"Numbers of Frontline <numbers.{host}>",  # RFC 2919: to sort them by
            },
        )
        mail.mixed_subtype = "related"  # type: ignore[attr-defined]
        mail.attach_alternative(render_to_string("numbers/digest.html", words), "text/html")
        for each in shown:
            mail.attach(_part(each))
    return mail


def _words(reckoned: Reckoned, teammate: Teammate, shown: list[Shown]) -> dict[str, object]:
    scope = reckoned.scope
    return {
        "house": Workspace.objects.values_list("name", flat=True).first() or "Frontline",
        "dates": _dates(scope.period),
        "tiles": tiles(reckoned),
        "shown": shown,
        "tables": [found for name in TABLES if (found := table(reckoned, name, teammate)).rows],
        "most": _MOST,
        "link": f"{settings.PUBLIC_URL}/numbers?{asking.query(scope)}",
        "settings_link": f"{settings.PUBLIC_URL}/numbers#by-mail",
        "behind": f"{settings.PUBLIC_URL}/numbers/conversations?",
    }


def _shown(chart: Chart, digest: Digest, host: str) -> Shown:
    content_id = f"{chart.name}.{digest.pk}.{digest.week_on:%Y%m%d}@{host}"
    return Shown(chart, f"cid:{content_id}", content_id)


def _part(shown: Shown) -> MIMEBase:
    part = MIMEImage(png(shown.chart.picture(), scale=2), "png")
    part.add_header("Content-ID", f"<{shown.content_id}>")
    part.add_header("Content-Disposition", "inline", filename=f"{shown.chart.name}.png")
    return part


def _dates(period: Period) -> str:
    first, last = period.first_on, period.last_on
    return f"{first.day} {first:%b} to {last.day} {last:%b %Y}"


def _domain(host: str) -> str:
    """An address such as ::1 is no domain: the right side of ids must be one."""
    return host if all(part.replace("-", "").isalnum() for part in host.split(".")) else "localhost"
