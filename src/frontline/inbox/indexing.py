"""Keeping each conversation's words searchable, as they are written."""

from django.db.models import Q

from frontline.inbox.inserting import Together
from frontline.inbox.models import Attachment, Conversation, Message, Note
from frontline.kernel import prepared
from frontline.kernel.folding import searchable

# Positions are stripped: results are ordered by time, not by rank, and without them a conversation of any length
# stays far below PostgreSQL's limit of 1 MB for a tsvector. The guard is for the one that would not.
_ADD = """
    INSERT INTO inbox_searchdocument AS known (conversation_id, words)
    VALUES ({}, strip(to_tsvector('english', {})))
    ON CONFLICT (conversation_id) DO UPDATE SET words = known.words || EXCLUDED.words
    WHERE pg_column_size(known.words) < 700000
"""
_AT_ONCE = 100
_OF_A_MESSAGE = ("conversation", "direction", "text", "author_name", "author_address")


def index(number: int, *texts: str) -> None:
    """Add the words of `texts` to conversation `number`, within the caller's transaction."""
    together = Together()
    index_with(together, number, *texts)
    together.run()


def index_with(together: Together, conversation: Conversation | int, *texts: str) -> None:
    """`index` for a conversation that may only be made in the same statement."""
    words = "\n".join(searchable(text) for text in texts if text)
    if words:
        together.also(_ADD, conversation, words)


def rebuild(number: int) -> None:
    """Make the document of conversation `number` anew from what is written in it, in the caller's transaction.

    None is left for one in which nothing is written: it was merged into another, or erased.
    """
    prepared.run(
        "DELETE FROM inbox_searchdocument WHERE conversation_id = %s RETURNING conversation_id", [number]
    )
    messages = Message.objects.filter(conversation_id=number).order_by("id")
    is_first = True
    for one in messages.only(*_OF_A_MESSAGE).iterator(chunk_size=_AT_ONCE):
        if is_first:
            index(number, *_who_and_what(one.conversation_id))
        index(number, one.text, one.author_name, one.author_address if one.direction == "in" else "")
        is_first = False
    for text in Note.objects.filter(conversation_id=number).order_by("id").values_list("text", flat=True):
        index(number, text)
    files = Attachment.objects.filter(Q(message__conversation_id=number) | Q(note__conversation_id=number))
    index(number, *files.values_list("name", flat=True))


def _who_and_what(number: int) -> list[str]:
    found = Conversation.objects.select_related("customer__company").get(pk=number)
    company = found.customer.company
    addresses = found.customer.addresses.values_list("value", flat=True)
    return [found.subject, found.customer.name, *addresses, company.name if company else ""]
