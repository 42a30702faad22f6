"""Polling a mailbox: every message in it becomes one Intake, however long nobody looked.

How far it was read is kept as a UID, and goes up only after the Intake is committed. No flag in the mailbox is read or
set, so people may work in it too. Reading something again does no harm: an Intake is recognised by what it contains.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from frontline.channels.email import addresses
from frontline.channels.email.imap import Folder, Listed, Unreachable, Withheld
from frontline.channels.email.models import Mailbox
from frontline.channels.email.sealing import Unsealable
from frontline.channels.email.smtp.storing import identify
from frontline.inbox import accepting
from frontline.inbox.models import Intake
from frontline.kernel import clock

BATCH = 200
SOONEST_AGAIN = timedelta(minutes=1)
LATEST_AGAIN = timedelta(minutes=30)
GIVE_UP_AFTER = timedelta(days=1)
"""For how long one message that the server won't give out may hold up those behind it."""

_LOCK = 0x4D41494C  # "MAIL": the class of the advisory locks, one a mailbox


@dataclass(frozen=True, slots=True)
class Polled:
    """What came of it: how many messages were taken and skipped, whether more are waiting, what went wrong."""

    taken: int = 0
    skipped: int = 0
    has_more: bool = False
    error: str = ""


def is_due(mailbox: Mailbox, now: datetime) -> bool:
    """Whether it is time: each minute; after a failure as long again as it has been failing, at most half an hour."""
    if mailbox.failing_since is None or mailbox.polled_at is None:
        return True
    pause = min(LATEST_AGAIN, max(SOONEST_AGAIN, mailbox.polled_at - mailbox.failing_since))
    return now >= mailbox.polled_at + pause - timedelta(seconds=5)


def poll(mailbox_id: int) -> Polled | None:
    """Take in what is new in a mailbox, BATCH messages at most; None if another worker is at it, or it is off.

    What is wrong with the mailbox is kept on its row and returned; what is wrong with our database is raised.
    """
    if not _try_lock(mailbox_id):
        return None
    try:
        mailbox = Mailbox.objects.filter(pk=mailbox_id, is_active=True).first()
        return _poll(mailbox) if mailbox else None
    finally:
        _unlock(mailbox_id)


def _poll(mailbox: Mailbox) -> Polled:
    try:
        with Folder(mailbox) as folder:
            _notice_renumbering(mailbox, folder)
            polled = _take_batch(mailbox, folder)
    except (Unreachable, Withheld, Unsealable) as error:
        mailbox.failing_since = mailbox.failing_since or clock.now()
        polled = Polled(error=str(error))
    else:
        mailbox.failing_since = None
    mailbox.polled_at, mailbox.last_error = clock.now(), polled.error[:400]
    mailbox.save(update_fields=["polled_at", "failing_since", "last_error"])
    return polled


def _notice_renumbering(mailbox: Mailbox, folder: Folder) -> None:
    """With another UIDVALIDITY all UIDs mean something else (RFC 3501 section 2.3.1.1): everything is read again."""
    if mailbox.uid_validity != folder.uid_validity:
        mailbox.uid_validity, mailbox.last_uid = folder.uid_validity, 0
        mailbox.save(update_fields=["uid_validity", "last_uid"])


def _take_batch(mailbox: Mailbox, folder: Folder) -> Polled:
    listed = folder.after(mailbox.last_uid, BATCH)
    taken = skipped = 0
    for message in listed:
        if mailbox.starts_on is None or message.arrived_on >= mailbox.starts_on:
            was_taken = _take(mailbox, folder, message)
            taken, skipped = taken + was_taken, skipped + (not was_taken)
        mailbox.last_uid = message.uid
        mailbox.save(update_fields=["last_uid"])
    return Polled(taken, skipped, has_more=len(listed) == BATCH)


def _take(mailbox: Mailbox, folder: Folder, message: Listed) -> bool:
    """Take one message in; False if only the fact that it is there could be kept, or it is gone. Raises Withheld."""
    if message.size > settings.MAIL_SIZE_LIMIT:
        header = folder.header(message.uid) or b""
        _skip(mailbox, message, header, f"it has {message.size} bytes, more than {settings.MAIL_SIZE_LIMIT}")
        return False
    try:
        raw = folder.message(message.uid)
    except Withheld as error:
        if not _has_failed_so_for_long(mailbox, error):
            raise
        _skip(mailbox, message, b"", str(error))
        return False
    if raw is None:
        return False
    external_id, digest = identify(raw)
    accepting.accept(
        "email", external_id=external_id, digest=digest, raw=raw, envelope=_envelope(mailbox, message)
    )
    return True


def _has_failed_so_for_long(mailbox: Mailbox, error: Withheld) -> bool:
    since = mailbox.failing_since
    return (
        since is not None and clock.now() - since >= GIVE_UP_AFTER and mailbox.last_error == str(error)[:400]
    )


def _skip(mailbox: Mailbox, message: Listed, header: bytes, reason: str) -> None:
    """Keep, as a failed Intake, that there is a message which was not taken in, and where to find it."""
    _, digest = identify(header)
    Intake.objects.get_or_create(
        channel="email",
        external_id=f"imap:{mailbox.pk}:{mailbox.uid_validity}:{message.uid}",
        digest=digest,
        defaults={
            "raw": header,
            "size": len(header),
            "envelope": _envelope(mailbox, message),
            "state": Intake.State.FAILED,
            "outcome": f"Not taken in: {reason}. It stays in {mailbox.username}, folder {mailbox.folder}."[
                :400
            ],
            "received_at": clock.now(),
            "processed_at": clock.now(),
        },
    )


def _envelope(mailbox: Mailbox, message: Listed) -> dict[str, object]:
    """A mailbox has no envelope any more; if its own name is an address of ours, the mail was for that."""
    return {
        "via": "imap",
        "mail_from": "",
        "rcpt_tos": [mailbox.username] if addresses.is_ours(mailbox.username) else [],
        "mailbox": f"{mailbox.username}@{mailbox.host}/{mailbox.folder}",
        "uid": message.uid,
        "uid_validity": mailbox.uid_validity,
    }


def _try_lock(mailbox_id: int) -> bool:
    # A lock of the database session: it ends with the worker, however that ends.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_LOCK, mailbox_id])
        return bool(cursor.fetchone()[0])


def _unlock(mailbox_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_LOCK, mailbox_id])
