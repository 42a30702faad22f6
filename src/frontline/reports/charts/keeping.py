"""Rendered pictures are kept in the database, so that all processes share them; the oldest go first."""

from datetime import timedelta

from django.db.models import Sum
from django.db.models.functions import Coalesce

from frontline.kernel import clock
from frontline.reports.charts.models import Rendered

KEPT_FOR = timedelta(days=14)
MOST = 64_000_000  # bytes of all together


def kept(digest: str) -> bytes | None:
    """The file of that digest, if it is there."""
    found = Rendered.objects.filter(pk=digest).values_list("file", flat=True).first()
    return bytes(found) if found is not None else None


def keep(digest: str, file: bytes) -> None:
    """Keep it. Two processes may draw the same at once: it is the same file."""
    Rendered.objects.bulk_create(
        [Rendered(digest=digest, file=file, size=len(file), made_at=clock.now())], ignore_conflicts=True
    )


def tidy() -> None:
    """Drop what is old, and the oldest of what is too much in all. Each night."""
    Rendered.objects.filter(made_at__lt=clock.now() - KEPT_FOR).delete()
    total = Rendered.objects.aggregate(total=Coalesce(Sum("size"), 0))["total"]
    for digest, size in Rendered.objects.order_by("made_at").values_list("digest", "size").iterator():
        if total <= MOST:
            return
        Rendered.objects.filter(pk=digest).delete()
        total -= size
