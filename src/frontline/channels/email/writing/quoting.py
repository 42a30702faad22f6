"""The message that a reply answers, quoted below it as people's mail programs do."""

from dataclasses import dataclass
from html import escape

from frontline.inbox.models import Message

MOST_LINES = 80
MOST_CHARACTERS = 6_000
_CUT = "[...]"


@dataclass(frozen=True, slots=True)
class Quote:
    """What is quoted, in both bodies."""

    plain: str
    html: str


def quote_below(message: Message) -> Quote | None:
    """What to quote under `message`: the customer's message it answers, bounded.

    Nothing under an automatic answer: whoever forges a sender must not be able to have us post their words (RFC 3834
    section 4), nor if there is nothing to quote.
    """
    answered = None if message.is_automatic else _answered(message)
    if answered is None or not answered.text.strip():
        return None
    who = answered.author_name or answered.author_address or "The customer"
    intro = f"On {answered.at:%a, %d %b %Y at %H:%M} UTC, {who} wrote:"
    lines = _bounded(answered.text)
    quoted = "\n".join(f"> {line}".rstrip() for line in lines)
    inner = "<br>\n".join(escape(line) for line in lines)
    return Quote(
        plain=f"{intro}\n{quoted}",
        html=(
            f'<p style="margin:16px 0 8px">{escape(intro)}</p>\n<blockquote type="cite" '
            f'style="margin:0;padding-left:12px;border-left:2px solid #999">{inner}</blockquote>\n'
        ),
    )


def _answered(message: Message) -> Message | None:
    received = Message.objects.filter(
        conversation_id=message.conversation_id, direction=Message.Direction.IN, at__lte=message.at
    )
    if message.in_reply_to:
        direct = received.filter(message_id=message.in_reply_to).order_by("-id").first()
        if direct is not None:
            return direct
    return received.order_by("-at", "-id").first()


def _bounded(text: str) -> list[str]:
    lines = text.strip()[:MOST_CHARACTERS].splitlines()
    was_cut = len(text.strip()) > MOST_CHARACTERS or len(lines) > MOST_LINES
    return [*lines[:MOST_LINES], _CUT] if was_cut else lines
