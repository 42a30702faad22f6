"""Attaching files. Stored under the digest of their content: storing one twice, or again after a crash, is harmless."""

import hashlib
from collections.abc import Sequence

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from frontline.inbox.channel import InboundAttachment
from frontline.inbox.emptying import hold
from frontline.inbox.models import Attachment, Message, Note


def attach(files: Sequence[InboundAttachment], *, to: Message | Note) -> list[Attachment]:
    """Store `files` and attach them, in order. The files are written before the rows that name them are committed."""
    rows = []
    digests = [hashlib.sha256(file.content).hexdigest() for file in files]
    hold(digests, alone=False)
    for file, digest in zip(files, digests, strict=True):
        row = Attachment(
            message=to if isinstance(to, Message) else None,
            note=to if isinstance(to, Note) else None,
            name=file.name[:255],
            type=file.type[:127],
            size=len(file.content),
            digest=digest,
            content_id=file.content_id[:255],
            is_inline=file.is_inline,
        )
        _store(row.path, file.content)
        rows.append(row)
    return Attachment.objects.bulk_create(rows)


def _store(path: str, content: bytes) -> None:
    if default_storage.exists(path) and default_storage.size(path) == len(content):
        return
    if default_storage.exists(path):  # half written when something died
        default_storage.delete(path)
    default_storage.save(path, ContentFile(content))
