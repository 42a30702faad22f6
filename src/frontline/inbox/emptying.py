"""Emptying: what was written in conversations goes for good, with its files; that it was written, and when, stays."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.core.files.storage import default_storage
from django.db import connection
from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from frontline.inbox.models import Attachment, Dispatch, Intake, Message, Note

ERASED = "Erased"
_OF_ALL: dict[str, Any] = {
    "subject": "",
    "text": ERASED,
    "quoted": "",
    "html": "",
    "to": [],
    "cc": [],
    "in_reply_to": "",
    "references": "",
    "placed_because": "",
    "authenticity": {},
    "claimed_at": None,
    "intake": None,
}
_OF_THEIRS = {"author_name": ERASED, "author_address": "", "message_id": ""}


def empty(messages: QuerySet[Message], notes: QuerySet[Note] | None = None) -> None:
    """Take the contents out of these, with their files and the raw mails they came as, in the caller's transaction."""
    ids = list(messages.values_list("pk", flat=True))
    of_notes = list(notes.values_list("pk", flat=True)) if notes is not None else []
    forget(Intake.objects.filter(messages__in=ids))
    remove_files(Attachment.objects.filter(Q(message__in=ids) | Q(note__in=of_notes)))
    Dispatch.objects.filter(message__in=ids).delete()
    Message.objects.filter(pk__in=ids).update(**_OF_ALL)
    Message.objects.filter(pk__in=ids, direction=Message.Direction.IN).update(**_OF_THEIRS)
    Note.objects.filter(pk__in=of_notes).update(text=ERASED)


def forget(intakes: QuerySet[Intake]) -> None:
    """Keep of what arrived that it did, and nothing of what it was."""
    Intake.objects.filter(pk__in=list(intakes.values_list("pk", flat=True))).update(
        raw=b"",
        envelope={},
        outcome=ERASED,
        digest="",
        external_id=Concat(Value("erased:"), Cast(F("pk"), CharField())),
    )


def remove_files(attachments: QuerySet[Attachment]) -> None:
    """Remove these, and from the store what no other attachment is."""
    digests = sorted(set(attachments.values_list("digest", flat=True)))
    # Whoever attaches the same file right now either has committed that they did, or stores it again after us.
    hold(digests, alone=True)
    attachments.delete()
    still = set(Attachment.objects.filter(digest__in=digests).values_list("digest", flat=True))
    for digest in digests:
        if digest not in still:
            default_storage.delete(Attachment(digest=digest).path)


def hold(digests: Iterable[str], *, alone: bool) -> None:
    """Hold these files until the transaction ends: together with others who attach them, or `alone` to remove them."""
    how = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
    keys = sorted(
        int.from_bytes(hashlib.sha256(f"file {d}".encode()).digest()[:8], signed=True) for d in set(digests)
    )
    if keys:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {how}(key) FROM unnest(%s::bigint[]) AS keys (key)", [keys])  # noqa: S608
