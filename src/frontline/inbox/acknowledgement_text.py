"""What the automatic acknowledgement says."""

import re

from frontline.inbox.models import Conversation
from frontline.people.models import Workspace

# Only what is plainly a name: whoever forges a sender must not have us post a link or an insult for them.
_NAME = re.compile(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*")


def render_acknowledgement(conversation: Conversation, workspace: Workspace, *, link: str = "") -> str:
    """The text, in Markdown. `link` is where this customer can follow the conversation; left out if empty.

    It quotes nothing of what was written (RFC 3834 section 4).
    """
    name = _first_name(conversation.customer.name)
    paragraphs = [
        f"Hello {name}," if name else "Hello,",
        f"thank you for writing to us. Your message has arrived, and its number is **#{conversation.number}**.",
        f"We expect to answer {workspace.reply_promise.strip().rstrip('.')}."
        if workspace.reply_promise.strip()
        else "",
        "If there is anything to add, answer this mail: it goes to the same conversation.",
        f"You can also follow it here: <{link}>" if link else "",
        workspace.name,
    ]
    return "\n\n".join(filter(None, paragraphs))


def _first_name(name: str) -> str:
    first = name.strip().split(" ", 1)[0].strip(",")
    return first if len(first) <= 40 and _NAME.fullmatch(first) else ""
