"""The composer: a reply and a note, each a form of its own, so that neither can be sent as the other."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from django.http import HttpRequest

from frontline.inbox.models import Conversation, Message
from frontline.inbox.replying import StaleDraft
from frontline.kernel.refusal import Refusal

Mode = Literal["reply", "note"]
_RETURNED = "returned_drafts"


@dataclass(frozen=True, slots=True)
class Composer:
    """What stands in it. `seen` is the newest message on the page; the keys make one form one message."""

    seen: int
    mode: Mode = "reply"
    reply: str = ""
    note: str = ""
    trouble: str = ""
    """Why the form of `mode` was not taken, in a sentence."""
    new: Sequence[Message] = ()
    """Messages that came while the reply was written."""
    reply_key: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    note_key: str = field(default_factory=lambda: secrets.token_urlsafe(16))


def composer(request: HttpRequest, conversation: Conversation, seen: int) -> Composer:
    """A fresh composer, or one with a reply that was just taken back."""
    mode: Mode = "note" if request.GET.get("mode") == "note" else "reply"
    return Composer(seen=seen, mode=mode, reply=_take_returned(request, conversation))


def refused(mode: Mode, text: str, refusal: Refusal, *, seen: int, key: str) -> Composer:
    """The composer with what was written, and why it was not taken."""
    new = refusal.new if isinstance(refusal, StaleDraft) else ()
    seen = max([seen, *(m.pk for m in new)])
    if mode == "note":
        return Composer(seen, mode, note=text, trouble=refusal.sentence, note_key=key)
    return Composer(seen, mode, reply=text, trouble=refusal.sentence, new=new, reply_key=key)


def return_draft(request: HttpRequest, conversation: Conversation, text: str) -> None:
    """Keep the text of an undone reply for the conversation's next page."""
    request.session[_RETURNED] = {**request.session.get(_RETURNED, {}), str(conversation.number): text}


def _take_returned(request: HttpRequest, conversation: Conversation) -> str:
    kept: dict[str, str] = request.session.get(_RETURNED, {})
    text = kept.get(str(conversation.number), "")
    if text:
        request.session[_RETURNED] = {k: v for k, v in kept.items() if k != str(conversation.number)}
    return text
