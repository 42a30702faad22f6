"""Files of a report to take along: attached to the answer, and tables as CSV."""

import csv
import io
from collections.abc import Iterable

from django.http import HttpResponse

from frontline.reports.cells import Cell, harmless


def attached(content: str | bytes, media_type: str, name: str) -> HttpResponse:
    """Saved as `name`, plain ASCII, and kept by nobody on the way."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def attached_table(heads: Iterable[str], rows: Iterable[Iterable[Cell]], name: str) -> HttpResponse:
    return attached(written(heads, rows), "text/csv; charset=utf-8", name)


def written(heads: Iterable[str], rows: Iterable[Iterable[Cell]]) -> str:
    """As CSV (RFC 4180), harmless to a spreadsheet; None is an empty cell."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(heads)
    writer.writerows([harmless(value) for value in row] for row in rows)
    return file.getvalue()
