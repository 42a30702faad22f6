"""A report as a mail: the finding, the chart in it, how it stands beside the last, and links.

multipart/related (RFC 2387) of the text in two forms and the pictures, which the HTML names by Content-ID (RFC 2392):
nothing is fetched when it is read. No note and no conversation's number is in it.
"""

from dataclasses import dataclass
from email.mime.image import MIMEImage
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from frontline.kernel.refusal import Invalid
from frontline.people.models import Workspace
from frontline.reports.charts.picture import Picture
from frontline.reports.charts.rendering import png
from frontline.reports.statistics.comparing import Difference
from frontline.reports.studies.comparing import pictures
from frontline.reports.studies.comparing.beside import Beside, beside
from frontline.reports.studies.models import ReportMail, Study
from frontline.reports.studies.reporting import describing, words
from frontline.reports.studies.reporting.making import report_of
from frontline.reports.studies.reporting.periods import in_words
from frontline.reports.studies.reporting.picture import picture_of
from frontline.reports.studies.reporting.report import Report


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture in the mail: `content_id` is what the HTML names it by, `file` its PNG."""

    name: str
    heading: str
    picture: Picture
    content_id: str

    @property
    def src(self) -> str:
        return f"cid:{self.content_id}"

    @property
    def alt(self) -> str:
        return f"{self.heading}: {self.picture.description}"


def compose(mail: ReportMail) -> EmailMultiAlternatives:
    """The mail to one person. Raises Undrawn, if its pictures can't be made now."""
    study = mail.study
    report, found = report_of(study), _beside_the_last(study)
    host = _domain(urlsplit(settings.PUBLIC_URL).hostname or "localhost")
    shown = _pictures(report, found, f"{mail.pk}.{study.pk}@{host}")
    said = _words(study, report, found, shown)
    letter = EmailMultiAlternatives(
        f"{study.question}: {report.period}",
        render_to_string("studies/series_mail.txt", said),
        to=[mail.teammate.email],
        headers={
            "Message-ID": f"<study.{study.pk}.{mail.pk}@{host}>",
            "Auto-Submitted": "auto-generated",  # RFC 3834, 5: no answering machine answers it
            "List-Id": f"Studies of Frontline <studies.{host}>",  # RFC 2919: to sort them by
        },
    )
    letter.mixed_subtype = "related"  # type: ignore[attr-defined]
    letter.attach_alternative(render_to_string("studies/series_mail.html", said), "text/html")
    for each in shown:
        part = MIMEImage(png(each.picture, scale=2), "png")
        part.add_header("Content-ID", f"<{each.content_id}>")
        part.add_header("Content-Disposition", "inline", filename=f"{each.name}.png")
        letter.attach(part)
    return letter


def _beside_the_last(study: Study) -> Beside | None:
    """None if there is none before, or nothing of it was read."""
    try:
        return beside(study.previous, study) if study.previous else None
    except Invalid:
        return None


def _pictures(report: Report, found: Beside | None, right: str) -> list[Shown]:
    shown = []
    if report.bars:
        shown.append(Shown("bars", "What was to blame", picture_of(report), f"bars.{right}"))
    if found and found.differences:
        heading = f"Beside {in_words(found.before.from_on, found.before.until_on)} (hollow)"
        shown.append(Shown("differences", heading, pictures.differences(found), f"differences.{right}"))
    return shown


def _words(study: Study, report: Report, found: Beside | None, shown: list[Shown]) -> dict[str, object]:
    url = settings.PUBLIC_URL
    return {
        "house": Workspace.objects.values_list("name", flat=True).first() or "Frontline",
        "study": study,
        "report": report,
        "measured": describing.measured(report),
        "found": found,
        "before": in_words(found.before.from_on, found.before.until_on) if found else "",
        "rows": _rows(report, found),
        "shown": shown,
        "report_link": f"{url}/studies/{study.pk}/report",
        "comparison_link": f"{url}/studies/{study.pk}/comparison" if found else "",
        "product_links": [
            (each.name, f"{url}/products/{each.pk}/studies") for each in study.products.order_by("name")
        ],
        "settings_link": f"{url}/studies/series/{study.series_id}",
    }


def _rows(report: Report, found: Beside | None) -> list[tuple[str, str, str, str]]:
    """Of each bar its name, its share with the interval, its share before, and what is to be said of the difference."""
    differences = {each.culprit: each for each in found.differences} if found else {}
    rows = []
    for bar in report.bars:
        share = words.percent(bar.share)
        if bar.together:
            share += f" ({words.interval(bar.together.share)})"
        rows.append((bar.label, share, *_said(differences.pop(bar.label, None))))
    rows += [(each.culprit, "none read", *_said(each)) for each in differences.values()]
    return rows


def _said(difference: Difference | None) -> tuple[str, str]:
    return (words.percent(difference.before), difference.words) if difference else ("", "")


def _domain(host: str) -> str:
    """An address such as ::1 is no domain: the right side of ids must be one."""
    return host if all(part.replace("-", "").isalnum() for part in host.split(".")) else "localhost"
