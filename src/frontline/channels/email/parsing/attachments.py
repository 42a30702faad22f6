"""The files that came with a mail."""

import re
from urllib.parse import unquote

from frontline.channels.email.parsing import ids, names, structure
from frontline.channels.email.parsing.structure import Part
from frontline.channels.email.parsing.words import decoded
from frontline.inbox.channel import InboundAttachment
from frontline.kernel.folding import storable

_CID = re.compile(r"""cid:([^\s"'<>)]{1,255})""", re.I)
_MAILS = ("message/rfc822", "message/global")


def attached(parts: list[Part], *, html: str) -> tuple[InboundAttachment, ...]:
    """`parts` as attachments; those that `html` shows by their Content-ID (RFC 2392) are inline."""
    shown = {unquote(found) for found in _CID.findall(html)}
    return tuple(_attachment(part, shown) for part in parts)


def complete_mail(mail: Part) -> InboundAttachment:
    """The whole mail as one file, for when there is more in it than is taken apart."""
    return InboundAttachment(name="complete-mail.eml", type="message/rfc822", content=mail.raw)


def _attachment(part: Part, shown: set[str]) -> InboundAttachment:
    content = part.content
    content_id = storable(part.get("content-id").decode("utf-8", "replace")).strip("<> \t")[: ids.MAX_ID]
    return InboundAttachment(
        name=names.clean(names.file_name(part), part.type, otherwise=_otherwise(part, content)),
        type=part.type,
        content=content,
        content_id=content_id,
        is_inline=bool(content_id) and content_id in shown,
    )


def _otherwise(part: Part, content: bytes) -> str:
    """What to call a part that has no name."""
    if part.type in _MAILS:
        subject = decoded(structure.read_header(content).get("subject"), limit=80)
        return re.sub(r"[/\\]", "-", subject).strip(" .") + ".eml" if subject.strip(" .") else "mail.eml"
    if part.type in ("application/ms-tnef", "application/vnd.ms-tnef"):
        return "winmail.dat"
    return "message" if part.type in ("text/plain", "text/html") else "attachment"
