from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from frontline.people.models import Customer, Product

OPEN = models.Q(status="open")
IN_QUEUE = OPEN & models.Q(snoozed_until=None)
NOT_DUE = timedelta(days=36_525)
"""So much later than since when it waits stands in the queue what has no due instant: behind all that has one."""


class Conversation(models.Model):
    """One customer's matter, from first message to close. Its primary key is its number."""

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    subject = models.CharField(max_length=255, blank=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="conversations")
    product = models.ForeignKey(Product, models.SET_NULL, null=True, blank=True, related_name="conversations")
    channel = models.CharField(max_length=16)
    our_address = models.CharField(
        max_length=320, blank=True, help_text="The address of ours that was written to."
    )
    status = models.CharField(max_length=8, choices=Status, default=Status.OPEN)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="conversations"
    )
    # The order of the queue: those who wait for us first; among them by tier, then by what is due; all columns
    # ascending, so that one index serves the list and the keyset paging through it.
    waits_for_customer = models.BooleanField(default=False)
    rank = models.PositiveSmallIntegerField(
        default=2, db_default=2, help_text="Of the customer's tier: 0 is answered first."
    )
    queue_at = models.DateTimeField(
        help_text="Its place among its rank: `due_at`, or far behind those that have one."
    )
    due_at = models.DateTimeField(
        null=True, blank=True, help_text="When the next promise of those that run now is broken."
    )
    waiting_since = models.DateTimeField(
        help_text="Since when the one who must act next is being waited for."
    )
    snoozed_until = models.DateTimeField(null=True, blank=True, help_text="Out of the queue until then.")
    snoozed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    snoozed_why = models.CharField(max_length=200, blank=True, default="", db_default="")
    snooze_is_theirs = models.BooleanField(
        default=False, db_default=False, help_text="The customer asked for it: promises pause."
    )
    woken_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When its last snooze was over: it is due since then, until we write.",
    )
    is_spam = models.BooleanField(default=False, db_default=False, help_text="Counts in no report.")
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        help_text="Where its matter goes on.",
    )
    snippet = models.CharField(max_length=160, blank=True)
    last_message_at = models.DateTimeField()
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["waits_for_customer", "rank", "queue_at", "id"],
                condition=IN_QUEUE,
                name="conversation_in_queue",
            ),
            models.Index(
                fields=["waits_for_customer", "rank", "queue_at", "id"],
                condition=IN_QUEUE & models.Q(assignee=None),
                name="conversation_in_unassigned",
            ),
            models.Index(
                fields=["assignee", "waits_for_customer", "rank", "queue_at", "id"],
                condition=IN_QUEUE,
                name="conversation_in_mine",
            ),
            models.Index(
                fields=["snoozed_until", "id"],
                condition=OPEN & ~models.Q(snoozed_until=None),
                name="conversation_snoozed",
            ),
            models.Index(
                fields=["assignee", "snoozed_until", "id"],
                condition=OPEN & ~models.Q(snoozed_until=None),
                name="conversation_snoozed_mine",
            ),
            models.Index(
                fields=["-closed_at", "-id"], condition=models.Q(status="closed"), name="conversation_closed"
            ),
            models.Index(fields=["-id"], condition=models.Q(is_spam=True), name="conversation_spam"),
            models.Index(fields=["customer", "-id"], name="conversation_by_customer"),
            models.Index(fields=["assignee", "-id"], name="conversation_by_assignee"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="open", closed_at=None)
                | models.Q(status="closed", closed_at__isnull=False),
                name="closed_at_iff_closed",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.subject}"

    @property
    def number(self) -> int:
        return int(self.pk)

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    @property
    def as_subject(self) -> tuple[str, int]:
        """How events name this conversation."""
        return ("conversation", self.number)


class Participant(models.Model):
    """An address that takes part in a conversation: may write into it, and is answered."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="participants")
    address = models.CharField(max_length=320, help_text="Lower case.")
    name = models.CharField(max_length=160, blank=True)
    customer = models.ForeignKey(Customer, models.SET_NULL, null=True, blank=True, related_name="+")
    is_copied = models.BooleanField(default=False, help_text="Joined by being in Cc, and is answered in Cc.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "address"], name="one_participant_per_address")
        ]
        ordering = ["id"]


class SearchDocument(models.Model):
    """All words of one conversation. A table of its own: its rows are wide, and lists never need them."""

    conversation = models.OneToOneField(Conversation, models.CASCADE, primary_key=True, related_name="+")
    words = SearchVectorField()

    class Meta:
        indexes = [GinIndex(fields=["words"], name="search_document_words")]
