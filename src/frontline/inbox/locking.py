"""Changing a conversation: one at a time, and from what it is now, not from what a page showed."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from frontline.inbox.models import Conversation


@contextmanager
def locked(conversation: Conversation) -> Iterator[Conversation]:
    """The conversation as it is in the database, locked until the block's transaction ends."""
    with transaction.atomic():
        fresh = Conversation.objects.select_for_update().get(pk=conversation.pk)
        yield fresh
