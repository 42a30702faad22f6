"""A full pass over a source: page by page, each committed with the cursor of the next.

Whoever dies, the next one goes on from there; a page that is read twice is written once. When all is read, what the
source no longer names is removed, accounts are matched to companies, and every company is decided anew.
"""

import time
from datetime import datetime, timedelta

from django.db import transaction

from frontline.events.recording import record
from frontline.kernel import clock
from frontline.kernel.http import Trouble
from frontline.tiers import events, matching, settling
from frontline.tiers.keeping import forget_older, keep_accounts, keep_agreements
from frontline.tiers.models import Account, Source, Sync
from frontline.tiers.sources.known import READ_BY_US, is_set, reader
from frontline.tiers.sources.reading import CursorGone, KeyRefused, PageRead, Reader, SourceTrouble, TooMany

EVERY = timedelta(days=1)
AFTER_TROUBLE = timedelta(minutes=5)
AT_A_TIME = 20.0  # seconds of a job
_MATCHING, _DECIDING = "matching", "deciding"


def begin(source: str) -> None:
    """Begin a pass from the first page; one that runs goes on instead, and one that waits is waited for no more."""
    _sync(source)
    with transaction.atomic():
        sync = Sync.objects.select_for_update().get(pk=source)
        sync.is_refused, sync.again_at = False, None
        if not sync.runs:
            sync.started_at, sync.phase, sync.cursor, sync.pages = clock.now(), _first(source), "", 0
        sync.save()


def due() -> list[str]:
    """The sources that have work now: a pass to go on with, or to begin because the last began a day ago."""
    found = []
    for source in READ_BY_US:
        if not is_set(source):
            continue
        sync = _sync(source)
        is_old = sync.started_at is None or clock.now() - sync.started_at >= EVERY
        if is_old and (sync.is_refused or not sync.runs):
            Sync.objects.filter(pk=source).update(phase="")  # a refused key is tried again once a day
            begin(source)
            found.append(str(source))
        elif sync.runs and not sync.is_refused and (sync.again_at is None or sync.again_at <= clock.now()):
            found.append(str(source))
    return found


def go_on(source: str, *, within: float = AT_A_TIME) -> datetime | None:
    """Go on with the pass for so many seconds. When to go on again: now if time ran out, later after trouble, None if
    it is done, or waits for a person."""
    until, asked = time.monotonic() + within, None
    while True:
        sync = _sync(source)
        if not sync.runs or sync.is_refused or not is_set(source):
            return None
        if sync.again_at and sync.again_at > clock.now():
            return sync.again_at
        try:
            if sync.phase not in (_MATCHING, _DECIDING):
                asked = asked or reader(source)
            _step(sync, asked)
        except KeyRefused as refusal:
            failed(source, refusal.sentence, is_refused=True)
            return None
        except CursorGone:
            _from_the_first_page(sync)
        except TooMany as refusal:
            Sync.objects.filter(pk=source).update(again_at=refusal.again_at)
            return refusal.again_at
        except (SourceTrouble, Trouble) as refusal:
            failed(source, refusal.sentence)
            return clock.now() + AFTER_TROUBLE
        if time.monotonic() >= until:
            return clock.now()


def _sync(source: str) -> Sync:
    return Sync.objects.get_or_create(source=source)[0]


def _first(source: str) -> str:
    return {Source.STRIPE: "customers", Source.HUBSPOT: "companies"}[Source(source)]


def _from_the_first_page(sync: Sync) -> None:
    again = {"started_at": clock.now(), "phase": _first(sync.source), "cursor": ""}
    Sync.objects.filter(pk=sync.pk, phase=sync.phase, cursor=sync.cursor).update(**again)


def _step(sync: Sync, asked: Reader | None) -> None:
    """Do one page, or one batch, of the phase."""
    if sync.phase == _MATCHING:
        assert sync.started_at is not None
        with transaction.atomic():
            if _advance(sync, _DECIDING, ""):
                forget_older(sync.source, sync.started_at)
                matching.match()
    elif sync.phase == _DECIDING:
        last = settling.settle_some(int(sync.cursor or 0), by=sync.get_source_display())
        if last is None:
            _done(sync)
        else:
            _advance(sync, _DECIDING, str(last))
    else:
        assert asked is not None
        asked_at = clock.now()
        _keep(sync, asked, asked.page(sync.phase, sync.cursor), asked_at)


def _keep(sync: Sync, asked: Reader, page: PageRead, asked_at: datetime) -> None:
    phase = sync.phase
    if not page.next_cursor:
        phases = [*asked.phases, _MATCHING]
        phase = phases[phases.index(sync.phase) + 1]
    with transaction.atomic():
        if not _advance(sync, phase, page.next_cursor):
            return  # somebody else has read this page: theirs counts
        accounts = keep_accounts(sync.source, page.accounts, asked_at=asked_at)
        named = {each.account for each in page.agreements} - set(accounts)
        others = Account.objects.filter(source=sync.source, external_id__in=named)
        accounts |= {row.external_id: row for row in others}
        keep_agreements(accounts, page.agreements, asked_at=asked_at)


def _advance(sync: Sync, phase: str, cursor: str) -> bool:
    """Move on, unless somebody else did: two that read the same page don't both write it."""
    here = {"pk": sync.pk, "started_at": sync.started_at, "phase": sync.phase, "cursor": sync.cursor}
    moved = Sync.objects.filter(**here).update(
        phase=phase, cursor=cursor, pages=sync.pages + 1, again_at=None
    )
    return bool(moved)


def _done(sync: Sync) -> None:
    with transaction.atomic():
        row = Sync.objects.select_for_update().get(pk=sync.pk)
        if (row.phase, row.started_at) != (_DECIDING, sync.started_at):
            return
        if row.failing_since_at:
            record(events.SYNC_WORKS, events.WORKSPACE, by=row.get_source_display())
        row.phase, row.cursor, row.again_at = "", "", None
        row.succeeded_at, row.failing_since_at, row.error, row.is_refused = clock.now(), None, "", False
        row.save()


def failed(source: str, sentence: str, *, is_refused: bool = False) -> None:
    """Write down that the source can't be read, and since when."""
    _sync(source)
    with transaction.atomic():
        row = Sync.objects.select_for_update().get(pk=source)
        if row.failing_since_at is None:
            record(events.SYNC_FAILED, events.WORKSPACE, by=row.get_source_display(), why=sentence)
        row.failing_since_at = row.failing_since_at or clock.now()
        row.error, row.is_refused = sentence[:400], is_refused
        row.again_at = None if is_refused else clock.now() + AFTER_TROUBLE
        row.save()
