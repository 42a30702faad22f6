"""A notice as a message in Slack: blocks, and the plain text for notifications and screen readers."""

from typing import Any

from django.conf import settings

from frontline.notify.models import Notice

LONGEST_BLOCK = 2_900  # Slack's limit for a section's text is 3,000 characters


def escaped(text: str) -> str:
    """As Slack wants it: only these three are special, and so no mention, link or channel can be made of a text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def message(notice: Notice) -> dict[str, Any]:
    """The arguments of chat.postMessage. The blocks are made, and checked, by slack-sdk's models."""
    from slack_sdk.models.blocks import Block, ContextBlock, HeaderBlock, SectionBlock
    from slack_sdk.models.blocks.basic_components import MarkdownTextObject, PlainTextObject

    blocks: list[Block] = [HeaderBlock(text=PlainTextObject(text=_cut(notice.subject, 150), emoji=False))]
    if notice.text:
        blocks.append(SectionBlock(text=PlainTextObject(text=_cut(notice.text, LONGEST_BLOCK), emoji=False)))
    if notice.address:
        link = f"<{settings.PUBLIC_URL}{escaped(notice.address)}|Look at it in Frontline>"
        blocks.append(ContextBlock(elements=[MarkdownTextObject(text=link)]))
    return {
        "text": escaped(notice.subject),
        "blocks": blocks,
        "unfurl_links": False,
        "metadata": {"event_type": "frontline_notice", "event_payload": {"id": identity(notice)}},
    }


def identity(notice: Notice) -> str:
    """Always the same for a notice; with its time, so that a restored database gives it to no other."""
    return f"{notice.pk}.{int(notice.at.timestamp() * 1000):x}"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
