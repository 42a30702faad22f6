"""The append-only record."""

from django.conf import settings
from django.db import models


class TransactionId(models.Func):
    """PostgreSQL's 64-bit id of the current transaction, as a plain number."""

    template = "pg_current_xact_id()::text::bigint"
    output_field = models.BigIntegerField()


class Event(models.Model):
    """A fact in the past tense, such as `conversation.closed`: who, what, when, why. Never edited, never deleted."""

    kind = models.CharField(max_length=60)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor_label = models.CharField(max_length=160, help_text="Who it was, in words that outlive the account.")
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    why = models.CharField(max_length=400, blank=True)
    data = models.JSONField(default=dict)
    # Ids are handed out before commit, so a later id may become visible first. The transaction's own number is what
    # lets a reader who lost its connection ask for everything since, with nothing missed (events/stream.py).
    transaction = models.BigIntegerField(db_default=TransactionId(), editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "id"], name="event_by_subject"),
            models.Index(fields=["transaction"], name="event_by_transaction"),
        ]
