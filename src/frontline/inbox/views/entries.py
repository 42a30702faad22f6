"""The timeline as it is read: by days, with what each entry shows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import dedent

from django.urls import reverse
from django.utils import timezone
from markupsafe import Markup, escape

from frontline.inbox.models import Attachment, Dispatch, Message
from frontline.inbox.timeline import Entry
from frontline.kernel import clock
from frontline.kernel.sanitising import sanitise

_LINK = re.compile(r"https?://[^\s<>\"'`]+[^\s<>\"'`.,;:!?)\]}]")
# Two lines or more that begin with a tab or four spaces, and the empty lines among them. Nothing here is tried twice.
_INDENTED = re.compile(r"^(?: {4}|\t)[ \t]*\S.*(?:\n(?:[ \t]*\n){0,2}(?: {4}|\t)[ \t]*\S.*)++", re.MULTILINE)
_CODE = Markup('<pre tabindex="0" role="group" aria-label="Code">{}</pre>')
_A_SIGNATURE = 400  # characters; what is folded in the text and longer than these is history
_NOT_IN_ADDRESSES = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029/\\]")
_HIGH_HEADING = re.compile(r"<(/?)h[1-3]\b")
_SHOWN_IN_PAGE = {"image/png", "image/jpeg", "image/gif", "image/webp"}


@dataclass(frozen=True, slots=True)
class Day:
    """The entries of one day."""

    on: date
    label: str
    entries: Sequence[Entry]


def days(entries: Sequence[Entry]) -> list[Day]:
    """The entries by day, in the zone of whoever reads."""
    found: dict[date, list[Entry]] = {}
    for entry in entries:
        found.setdefault(timezone.localdate(entry.at), []).append(entry)
    today = timezone.localdate(clock.now())
    return [Day(on, day_label(on, today), its) for on, its in found.items()]


def day_label(on: date, today: date) -> str:
    """ "Today", "Yesterday", "Monday 3 November", "Monday 3 November 2025"."""
    if on == today:
        return "Today"
    if on == today - timedelta(days=1):
        return "Yesterday"
    return f"{on:%A} {on.day} {on:%B}" + ("" if on.year == today.year else f" {on.year}")


def letter(entry: Entry) -> Markup:
    """The HTML of an inbound message, made safe, with the images that came with it in their places.

    Its headings stand below those of our page.
    """
    assert entry.message is not None
    pictures = {a.content_id: attachment_address(a) for a in entry.attachments if a.content_id}
    safe = sanitise(entry.message.html, cid_urls=pictures)
    return Markup(_HIGH_HEADING.sub(r"<\1h4", safe))  # noqa: S704  (made safe there)


def hides_history(entry: Entry, letter: str) -> bool:
    """Whether the HTML has its quoted history folded away, or none. Not every mail program marks it in HTML; in the
    plain text it was found, and then that is the better thing to read, unless there are pictures to see.
    """
    assert entry.message is not None
    return len(entry.message.quoted) < _A_SIGNATURE or "<details" in letter or "<img" in letter


def linked(text: str) -> Markup:
    """Plain text with its web addresses as links, and with its indented blocks (logs, code) set as code."""
    if "    " not in text and "\t" not in text:
        return _links(text)
    parts, at = [], 0
    for block in _INDENTED.finditer(text):
        # The empty lines around a block are its margins.
        parts += [_links(text[at : block.start()].strip("\n")), _CODE.format(_links(dedent(block[0])))]
        at = block.end()
    return Markup().join([*parts, _links(text[at:].strip("\n") if parts else text)])


def _links(text: str) -> Markup:
    parts, at = [], 0
    for link in _LINK.finditer(text):
        address = escape(link[0])
        parts.append(escape(text[at : link.start()]))
        link_html = f'<a href="{address}" target="_blank" rel="noopener noreferrer nofollow">{address}</a>'
        parts.append(Markup(link_html))  # noqa: S704  (the address is escaped)
        at = link.end()
    parts.append(escape(text[at:]))
    return Markup().join(parts)


def attachment_address(attachment: Attachment) -> str:
    """Its name stands in its address, without what no address can hold."""
    return reverse("attachment", args=[attachment.pk, _NOT_IN_ADDRESSES.sub("_", attachment.name) or "file"])


def is_picture(attachment: Attachment) -> bool:
    """Whether browsers show it as a picture, and it can't do anything else."""
    return attachment.type.lower() in _SHOWN_IN_PAGE


def listed_files(entry: Entry) -> list[Attachment]:
    """The files to list: not the pictures that the message shows itself."""
    shown = entry.message.html if entry.message else ""
    return [a for a in entry.attachments if not (a.content_id and f"cid:{a.content_id}" in shown)]


def can_be_undone(message: Message, dispatches: Sequence[Dispatch]) -> bool:
    """Whether all of it is still held back."""
    return bool(
        dispatches
        and not message.is_automatic
        and all(
            d.state == Dispatch.State.QUEUED and not d.attempts and d.due_at > clock.now() for d in dispatches
        )
    )
