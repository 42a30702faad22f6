"""What a mail says about the conversation that it belongs to."""

from frontline.channels.email.parsing import ids
from frontline.channels.email.parsing.addresses import without_tag
from frontline.channels.email.parsing.recipients import Ours
from frontline.channels.email.parsing.structure import Part
from frontline.inbox.channel import ThreadHints

_MAX_TOKEN = 100
_MAX_TOKENS = 20


def thread_hints(mail: Part, recipients: list[str], ours: Ours) -> ThreadHints:
    """Signed parts of our addresses, then In-Reply-To, then References (RFC 5322 section 3.6.4)."""
    return ThreadHints(
        reply_tokens=_tokens(recipients, ours),
        in_reply_to=_ids(mail, "in-reply-to"),
        references=_ids(mail, "references"),
    )


def _tokens(recipients: list[str], ours: Ours) -> tuple[str, ...]:
    tagged = (without_tag(one) for one in recipients)
    found = (tag.casefold() for base, tag in tagged if tag[:2].casefold() == "r." and ours(base))
    return tuple(dict.fromkeys(tag for tag in found if len(tag) <= _MAX_TOKEN))[:_MAX_TOKENS]


def _ids(mail: Part, name: str) -> tuple[str, ...]:
    return ids.message_ids(b" ".join(mail.get_all(name)))
