"""Keeping what a source said. What was asked for earlier never replaces what was asked for later."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from frontline.tiers.models import Account, Agreement

SUBSCRIPTION, DEAL = Agreement.Kind.SUBSCRIPTION, Agreement.Kind.DEAL


@dataclass(frozen=True, slots=True)
class AccountRead:
    """A company as its source described it."""

    external_id: str
    name: str = ""
    domain: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class AgreementRead:
    """A subscription or deal of `account` (the source's id) as its source described it."""

    account: str
    kind: str
    external_id: str
    name: str = ""
    monthly: Decimal | None = None
    currency: str = ""
    since_on: date | None = None
    is_trial: bool = False
    stage: str = ""
    is_open: bool = False
    is_over: bool = False


_OF_AGREEMENT = ("name", "monthly", "currency", "since_on", "is_trial", "stage", "is_open")


@transaction.atomic
def keep_accounts(source: str, found: Iterable[AccountRead], *, asked_at: datetime) -> dict[str, Account]:
    """Write them down; by their ids at the source."""
    wanted = {each.external_id: each for each in found}
    Account.objects.bulk_create(
        [Account(source=source, external_id=pk, read_at=asked_at) for pk in sorted(wanted)],
        ignore_conflicts=True,
    )
    rows = Account.objects.select_for_update().filter(source=source, external_id__in=wanted).order_by("id")
    kept = {row.external_id: row for row in rows}
    changed = [row for row in kept.values() if row.read_at <= asked_at]
    for row in changed:
        _describe(row, wanted[row.external_id], asked_at)
    Account.objects.bulk_update(changed, ["name", "domain", "email", "company", "match", "read_at"])
    return kept


@transaction.atomic
def keep_agreements(
    accounts: Mapping[str, Account], found: Sequence[AgreementRead], *, asked_at: datetime
) -> None:
    """Write down those whose account is in `accounts`; those that are over are removed."""
    here = [(accounts[each.account], each) for each in found if each.account in accounts]
    known = {
        (row.account_id, row.kind, row.external_id): row
        for row in Agreement.objects.select_for_update()
        .filter(account__in=[account.pk for account, _ in here])
        .order_by("id")
    }
    new, changed, over = [], [], []
    for account, each in here:
        row = known.get((account.pk, each.kind, each.external_id))
        if row is not None and row.read_at > asked_at:
            continue
        if each.is_over:
            over += [row.pk] if row else []
        elif row is None:
            new.append(
                _written(Agreement(account=account, kind=each.kind, external_id=each.external_id), each)
            )
        else:
            changed.append(_written(row, each))
    for row in (*new, *changed):
        row.read_at = asked_at
    Agreement.objects.filter(pk__in=over).delete()
    Agreement.objects.bulk_create(
        new,
        update_conflicts=True,
        unique_fields=["account", "kind", "external_id"],
        update_fields=[*_OF_AGREEMENT, "read_at"],
    )
    Agreement.objects.bulk_update(changed, [*_OF_AGREEMENT, "read_at"])


@transaction.atomic
def forget_older(source: str, asked_at: datetime, *, only: Sequence[int] | None = None) -> None:
    """Remove agreements that were last told before `asked_at`; of these accounts only, or of all, with the accounts."""
    older = Agreement.objects.filter(account__source=source, read_at__lt=asked_at)
    if only is not None:
        older.filter(account__in=only).delete()
        return
    older.delete()
    Account.objects.filter(source=source, read_at__lt=asked_at).delete()


def _describe(row: Account, each: AccountRead, asked_at: datetime) -> None:
    described = (each.name[:160], each.domain[:253], each.email.lower()[:320])
    if (row.domain, row.email) != described[1:] and row.match != Account.Match.HAND:
        row.company, row.match = None, ""  # it may be another's now
    row.name, row.domain, row.email = described
    row.read_at = asked_at


def _written(row: Agreement, each: AgreementRead) -> Agreement:
    row.name, row.stage = each.name[:255], each.stage[:160]
    row.monthly, row.currency, row.since_on = each.monthly, each.currency[:3], each.since_on
    row.is_trial, row.is_open = each.is_trial, each.is_open
    return row
