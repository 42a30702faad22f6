"""Facts that a program tells about a company, over REST."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from frontline.events.recording import record
from frontline.kernel import clock
from frontline.people.models import Company, Teammate
from frontline.tiers import events
from frontline.tiers.allowing import only_leads
from frontline.tiers.keeping import AgreementRead, forget_older, keep_agreements
from frontline.tiers.models import Account, Agreement, Source
from frontline.tiers.settling import settle


@transaction.atomic
def tell(company: Company, found: Sequence[AgreementRead], *, by: Teammate) -> None:
    """From now on this is all that the API says of the company; what others say of it stays. Again: changes nothing.

    The agreements' `account` and `external_id` are given here. Raises ForLeads.
    """
    only_leads(by, "say what a company has subscribed to")
    now, external_id = clock.now(), str(company.pk)
    account, _ = Account.objects.select_for_update().get_or_create(
        source=Source.API, external_id=external_id, defaults={"read_at": now}
    )
    numbered = [replace(each, account=external_id, external_id=f"{n}") for n, each in enumerate(found)]
    if _known(account) == [_said(each) for each in numbered] and account.company_id == company.pk:
        return
    account.name, account.domain, account.read_at = company.name, company.domain, now
    account.company, account.match = company, Account.Match.HAND
    account.save()
    keep_agreements({external_id: account}, numbered, asked_at=now)
    forget_older(Source.API, now, only=[account.pk])
    record(events.TOLD, events.subject(company.pk), by=by, agreements=len(numbered))
    settle([company.pk], by=by)


_SAME = ("kind", "name", "monthly", "currency", "since_on", "is_trial", "stage", "is_open")


def _known(account: Account) -> list[tuple[object, ...]]:
    rows = sorted(Agreement.objects.filter(account=account), key=lambda row: int(row.external_id))
    return [_said(row) for row in rows]


def _said(each: AgreementRead | Agreement) -> tuple[object, ...]:
    return tuple(getattr(each, name) for name in _SAME)
