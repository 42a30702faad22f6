"""`/rotation/fairness`: who had how much, and how much would have been their share."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from frontline.kernel import clock
from frontline.kernel.refusal import Absent
from frontline.rotation.fairness.current import RotationLedger, ledgers
from frontline.rotation.fairness.ledger import Ledger, Row, combine
from frontline.rotation.fairness.measuring import MEASURES
from frontline.rotation.plan.current import current
from frontline.rotation.spec import Interval

HEADS = ("Shifts", "Hours", "At night", "At weekends", "Weekends", "Holidays")
PERIODS = (
    ("13", "The last 13 weeks"),
    ("26", "The last 26 weeks"),
    ("52", "The last 52 weeks"),
    ("around", "The last 26 weeks and the next 12, as planned"),
)
_DEFAULT = "around"
_SECONDS = {"on_for", "night_for", "weekend_for"}
_WHOLE_BAR = {measure: Fraction(86_400 if measure in _SECONDS else 1) for measure in MEASURES}


@dataclass(frozen=True, slots=True)
class Cell:
    """One measure of one person. The bar goes from the middle (50) to the left or right, in percent of the cell."""

    head: str
    had: str
    delta: str
    is_over: bool
    bar_from: float
    bar_for: float


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    part: str
    cells: Sequence[Cell]


@require_safe
def fairness(request: HttpRequest) -> HttpResponse:
    chosen, books, book = _asked(request)
    shown = [each for each in books if chosen in {"all", str(each.rotation)}]
    context = {
        "periods": PERIODS,
        "period": _period(request),
        "rotations": [("all", "All rotations"), *((str(each.rotation), each.name) for each in books)],
        "rotation": chosen,
        "heads": HEADS,
        "lines": _lines(book),
        "tells_shares": chosen == "all" or not shown[0].is_derived,
        "never": [(each.name, name) for each in shown for name in each.never],
        "absent": _hours(book.absent_for) if book.absent_for else "",
        "query": request.GET.urlencode(),
    }
    return render(request, "rotation/fairness.html", context)


@require_safe
def fairness_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table of numbers: hours, counts, and for each what the share would have been."""
    chosen, books, _ = _asked(request)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="fairness.csv"'
    writer = csv.writer(answer)
    names = ("shifts", "hours", "night_hours", "weekend_hours", "weekends", "holidays")
    writer.writerow(
        ["rotation", "teammate", "part_of_it_hours", *names, *(f"{name}_share" for name in names)]
    )
    for book in books:
        if chosen in {"all", str(book.rotation)}:
            for row in book.ledger.rows:
                writer.writerow(
                    [_safe(book.name), _safe(row.teammate), _number(row.part_for, True), *_numbers(row)]
                )
    return answer


def _asked(request: HttpRequest) -> tuple[str, list[RotationLedger], Ledger]:
    from_at, until_at = _bounds(_period(request))
    books = ledgers(from_at, until_at, plan=current())
    chosen = request.GET.get("rotation", "all")
    window = Interval(int(from_at.timestamp()), int(until_at.timestamp()))
    if chosen == "all":
        # Derived rotations follow from others: their hours are the same people's a second time, without a share.
        return chosen, books, combine([each.ledger for each in books if not each.is_derived], window)
    for each in books:
        if str(each.rotation) == chosen:
            return chosen, books, each.ledger
    raise Absent("There is no such rotation.")


def _period(request: HttpRequest) -> str:
    asked = request.GET.get("period", _DEFAULT)
    return asked if asked in dict(PERIODS) else _DEFAULT


def _bounds(period: str) -> tuple[datetime, datetime]:
    now = clock.now().replace(microsecond=0)
    if period == "around":
        return now - timedelta(weeks=26), now + timedelta(weeks=12)
    return now - timedelta(weeks=int(period)), now


def _lines(book: Ledger) -> list[Line]:
    # A bar that fills its half is a shift or a day, or as far as anybody is from their share.
    furthest = {
        measure: max([_WHOLE_BAR[measure], *(abs(row.delta[measure]) for row in book.rows)])
        for measure in MEASURES
    }
    return [
        Line(
            row.teammate,
            _weeks(row.part_for),
            [
                _cell(row, measure, head, furthest[measure])
                for measure, head in zip(MEASURES, HEADS, strict=True)
            ],
        )
        for row in book.rows
    ]


def _cell(row: Row, measure: str, head: str, furthest: Fraction) -> Cell:
    delta = row.delta[measure]
    is_time = measure in _SECONDS
    words = _signed(delta / 3600 if is_time else delta)
    length = float(50 * abs(delta) / furthest) if words != "0" else 0.0
    had = getattr(row.had, measure)
    return Cell(
        head=head,
        had=_hours(had) if is_time else str(had),
        delta=words,
        is_over=delta > 0 and words != "0",
        bar_from=round(50.0 if delta > 0 else 50 - length, 1),
        bar_for=round(length, 1),
    )


def _signed(delta: Fraction) -> str:
    """One decimal, with its sign; what rounds to nothing is a nought."""
    rounded = round(float(delta), 1)
    if not rounded:
        return "0"
    return f"{rounded:+.1f}".replace("-", "\N{MINUS SIGN}").removesuffix(".0")


def _hours(seconds: int) -> str:
    return f"{seconds / 3600:,.1f}".removesuffix(".0") + " h"


def _weeks(seconds: int) -> str:
    weeks = seconds / (7 * 86_400)
    return "" if not seconds else f"{weeks:.1f}".removesuffix(".0") + (" week" if weeks == 1 else " weeks")


def _numbers(row: Row) -> list[str]:
    times = [measure in _SECONDS for measure in MEASURES]
    had = [_number(getattr(row.had, measure), time) for measure, time in zip(MEASURES, times, strict=True)]
    shares = [_number(row.expected[measure], time) for measure, time in zip(MEASURES, times, strict=True)]
    return [*had, *shares]


def _number(value: int | Fraction, is_time: bool) -> str:
    return f"{float(value) / (3600 if is_time else 1):.2f}"


def _safe(text: str) -> str:
    """A name that a spreadsheet would take for a formula is quoted (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
