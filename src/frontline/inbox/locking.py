"""Changing a conversation: one at a time, and from what it is now, not from what a page showed."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from frontline.inbox.models import Conversation
from frontline.kernel import prepared
from frontline.kernel.reading import columns, made
from frontline.kernel.refusal import Refusal

_LOCK = f"SELECT {columns(Conversation)} FROM inbox_conversation WHERE id = %s FOR UPDATE"  # noqa: S608


class MergedAway(Refusal):
    """Its matter goes on in another conversation, whose number is `into`."""

    code = "merged_away"

    def __init__(self, number: int, into: int) -> None:
        super().__init__(f"#{number} was merged into #{into}, where it goes on. Do it there.")
        self.into = into


@contextmanager
def locked(conversation: Conversation, *, follows: bool = False) -> Iterator[Conversation]:
    """The conversation as it is in the database, locked until the block's transaction ends.

    One that was merged into another is changed no more: raises MergedAway, or, if it `follows`, gives that other.
    """
    with transaction.atomic():
        fresh = lock(conversation.pk)
        if fresh.merged_into_id and not follows:
            raise MergedAway(fresh.number, standing(fresh.merged_into_id))
        while fresh.merged_into_id:
            fresh = lock(fresh.merged_into_id)
        yield fresh


def lock(number: int) -> Conversation:
    """That conversation, merged or not, locked in the caller's transaction."""
    found = prepared.run(_LOCK, [number])
    if not found:
        raise Conversation.DoesNotExist
    return made(Conversation, found[0])


def standing(number: int) -> int:
    """The number at which the matter of conversation `number` goes on: its own, or that of the last of its mergers."""
    while into := Conversation.objects.filter(pk=number).values_list("merged_into", flat=True).first():
        number = into
    return number
