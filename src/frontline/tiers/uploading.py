"""Facts from a CSV file: a line for each subscription or deal, by the company's domain."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.db import transaction

from frontline.events.recording import record
from frontline.kernel import clock
from frontline.kernel.refusal import Invalid
from frontline.people.models import Teammate
from frontline.tiers import events
from frontline.tiers.allowing import only_leads
from frontline.tiers.keeping import (
    DEAL,
    SUBSCRIPTION,
    AccountRead,
    AgreementRead,
    forget_older,
    keep_accounts,
)
from frontline.tiers.keeping import keep_agreements as keep
from frontline.tiers.mail_providers import own_domain
from frontline.tiers.matching import companies_at
from frontline.tiers.models import Account, Source
from frontline.tiers.rules import words_of
from frontline.tiers.settling import settle

COLUMNS = ("domain", "name", "plan", "monthly_amount", "currency", "since", "deal", "deal_stage")
MOST_BYTES = 5_000_000
MOST_LINES = 20_000
_TOLD = 5  # mistakes that are told at once
_OVER = frozenset({"closed", "won", "lost"})


@dataclass(frozen=True, slots=True)
class Line:
    domain: str
    name: str
    agreements: tuple[AgreementRead, ...]


@dataclass(frozen=True, slots=True)
class Uploaded:
    """How many companies the file spoke of, and how many of all changed their tier."""

    companies: int
    changed: int


def upload(content: bytes, *, is_whole: bool = False, by: Teammate) -> Uploaded:
    """Take the file's facts over, all or none of them. Companies that are missing are made.

    For a company in the file, it replaces what earlier files said; with `is_whole`, for every company. Again: changes
    nothing. Raises Invalid with the first mistakes, ForLeads.
    """
    only_leads(by, "upload what companies have subscribed to")
    lines = read(content)
    names: dict[str, str] = {}
    for line in lines:
        names[line.domain] = line.name or names.get(line.domain, "")
    with transaction.atomic():
        now = clock.now()
        companies = companies_at(names, by=by)
        before = set(_companies()) if is_whole else set()
        found = [AccountRead(domain, name=name, domain=domain) for domain, name in sorted(names.items())]
        accounts = keep_accounts(Source.CSV, found, asked_at=now)
        for domain, account in accounts.items():
            account.company, account.match = companies[domain], Account.Match.DOMAIN
        Account.objects.bulk_update(accounts.values(), ["company", "match"])
        keep(accounts, [each for line in lines for each in line.agreements], asked_at=now)
        forget_older(Source.CSV, now, only=None if is_whole else [row.pk for row in accounts.values()])
        record(events.UPLOADED, events.WORKSPACE, by=by, companies=len(names), is_whole=is_whole)
        changed = settle(sorted({company.pk for company in companies.values()} | before), by=by)
    return Uploaded(len(names), changed)


def read(content: bytes) -> list[Line]:
    """The lines of a file, in UTF-8, separated by commas, semicolons or tabs. Raises Invalid."""
    if len(content) > MOST_BYTES:
        raise Invalid("The file is larger than 5 MB: split it.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid("The file is not in UTF-8: save it as “CSV UTF-8”.") from error
    mistakes: list[str] = []
    lines: list[Line] = []
    for number, row in _rows(text):
        if number > MOST_LINES + 1:
            raise Invalid(f"The file has more than {MOST_LINES:,} lines: split it.")
        try:
            lines.append(_line(row, number))
        except ValueError as error:
            mistakes.append(f"line {number}: {error}")
    if mistakes:
        more = f"; and {len(mistakes) - _TOLD} more" if len(mistakes) > _TOLD else ""
        raise Invalid(f"Nothing was taken over. {'; '.join(mistakes[:_TOLD])}{more}.")
    if not lines:
        raise Invalid("The file has no lines below its head.")
    return lines


def _companies() -> Iterator[int]:
    for pk in Account.objects.filter(source=Source.CSV).values_list("company_id", flat=True):
        if pk:
            yield pk


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    head = text.lstrip().partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text.lstrip()), delimiter=delimiter, strict=True)
    try:
        columns = [name.strip().lower().replace(" ", "_") for name in next(reader, [])]
        unknown = sorted(set(columns) - {*COLUMNS, ""})
        if "domain" not in columns or unknown:
            what = f"does not know {', '.join(unknown)[:200]}" if unknown else "has no column domain"
            raise Invalid(f"The head of the file {what}: its columns are {', '.join(COLUMNS)}.")
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, dict(zip(columns, (cell.strip() for cell in row), strict=False))
    except csv.Error as error:
        raise Invalid(f"Line {reader.line_num} can't be read: {error}.") from error


def _line(row: dict[str, str], number: int) -> Line:
    domain = own_domain(row["domain"]) if "@" not in row["domain"] else ""
    if not domain:
        raise ValueError(f"{row['domain'][:60] or 'nothing'} is not a company's own domain")
    agreements: list[AgreementRead] = []
    if row.get("plan") or row.get("monthly_amount"):
        agreements.append(
            AgreementRead(
                domain,
                SUBSCRIPTION,
                f"line {number}",
                name=row.get("plan", ""),
                monthly=_amount(row.get("monthly_amount", "")),
                currency=_currency(row.get("currency", "")),
                since_on=_day(row.get("since", "")),
            )
        )
    if row.get("deal") or row.get("deal_stage"):
        stage = row.get("deal_stage", "")
        is_open = not _OVER & set(words_of(stage))
        name = row.get("deal", "")
        agreements.append(
            AgreementRead(domain, DEAL, f"line {number}", name=name, stage=stage, is_open=is_open)
        )
    return Line(domain, row.get("name", ""), tuple(agreements))


def _amount(text: str) -> Decimal | None:
    if not text:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise ValueError(f"{text[:30]} is no amount, such as 420 or 99.50") from error
    if not value.is_finite() or not 0 <= value < 10**12:
        raise ValueError(f"{text[:30]} is no amount, such as 420 or 99.50")
    return value.quantize(Decimal("0.0001"))


def _currency(text: str) -> str:
    if text and not (len(text) == 3 and text.isascii() and text.isalpha()):
        raise ValueError(f"{text[:30]} is no currency, such as EUR")
    return text.upper()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise ValueError(f"{text[:30]} is no date, such as 2026-03-01") from error
