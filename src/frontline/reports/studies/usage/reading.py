"""Reading usage from CSV: `from,until,amount`, and if wanted `measure` and `kind` (level or total)."""

import csv
import io
from datetime import date
from decimal import Decimal, InvalidOperation

from frontline.kernel.refusal import Invalid
from frontline.reports.studies.usage.keeping import Used

_HEADS = {"from", "until", "amount"}
_KINDS = {"level": False, "total": True, "": False}


def read(raw: bytes, *, measure: str = "", is_total: bool = False) -> list[Used]:
    """The points of a file; `measure` and `is_total` for rows that don't say. Commas, semicolons or tabs.

    Raises Invalid, with the number of the line that is wrong.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid("The file is not UTF-8 text: save it as CSV in UTF-8.") from None
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows.fieldnames = [(name or "").strip().lower() for name in rows.fieldnames or ()]
    if not set(rows.fieldnames) >= _HEADS:
        raise Invalid(
            "The first line must name the columns: from, until, amount; measure and kind if wanted."
        )
    return [
        _row(row, number, measure, is_total)
        for number, row in enumerate(rows, start=2)
        if any(isinstance(value, str) and value.strip() for value in row.values())
    ]


def _row(row: dict[str, str | None], number: int, measure: str, is_total: bool) -> Used:
    said = {key: (value or "").strip() for key, value in row.items() if isinstance(key, str)}
    kind = said.get("kind", "").lower()
    if kind not in _KINDS:
        raise Invalid(f"Line {number}: {kind!r} is no kind. It is level or total.")
    return Used(
        measure=said.get("measure") or measure,
        from_on=_day(said["from"], number),
        until_on=_day(said["until"], number),
        amount=_amount(said["amount"], number),
        is_total=_KINDS[kind] if kind else is_total,
    )


def _day(text: str, number: int) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid(f"Line {number}: {text!r} is no day. Write it like 2026-11-21.") from None


def _amount(text: str, number: int) -> Decimal:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite():
        raise Invalid(f"Line {number}: {text!r} is no number. Write it like 41800 or 41800.5.")
    return amount
