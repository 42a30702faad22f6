"""What is counted, how far, what happened beside it, and who gets it by mail."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from frontline.inbox.models import Conversation
from frontline.people.models import Product


class Kind(models.IntegerChoices):
    """What one fact says."""

    OPENED = 1, "Opened"
    REOPENED = 2, "Reopened"
    FIRST_REPLY = 3, "First replies"
    NEXT_REPLY = 4, "Next replies"
    SOLVED = 5, "Solved"
    FIRST_PROMISE = 6, "First reply promised"
    NEXT_PROMISE = 7, "Next reply promised"
    SOLVING_PROMISE = 8, "Solving promised"


BEGINS = (Kind.OPENED, Kind.REOPENED)
PROMISES = (Kind.FIRST_PROMISE, Kind.NEXT_PROMISE, Kind.SOLVING_PROMISE)
_SPELL = models.Q(kind__in=[int(kind) for kind in BEGINS])


class Fact(models.Model):
    """One countable thing about one conversation. Made from its record alone (`recounting.py`), and made again whenever
    that changes; tier, product and channel stand here too, so that a report reads one table."""

    # Without constraints in the database: checking them would lock the rows of conversations, which replies wait for.
    conversation = models.ForeignKey(
        Conversation, models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    kind = models.PositiveSmallIntegerField(choices=Kind)
    at = models.DateTimeField(help_text="The instant at which it counts.")
    until_at = models.DateTimeField(null=True, help_text="Of a time that it was open: when that ended.")
    took = models.IntegerField(null=True, help_text="Seconds by the calendar.")
    worked = models.IntegerField(null=True, help_text="Seconds of working time.")
    is_good = models.BooleanField(null=True, help_text="A promise: kept. A reply: within its target.")
    teammate = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    tier = models.PositiveSmallIntegerField(help_text="The rank of the tier when it was opened.")
    product = models.ForeignKey(
        Product, models.SET_NULL, null=True, related_name="+", db_index=False, db_constraint=False
    )
    channel = models.CharField(max_length=16)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["kind", "at", "conversation"], name="fact_by_kind"),
            models.Index(fields=["conversation"], name="fact_by_conversation"),
            models.Index(fields=["at"], condition=_SPELL & models.Q(until_at=None), name="fact_still_open"),
            models.Index(fields=["until_at"], condition=_SPELL & ~models.Q(until_at=None), name="fact_until"),
        ]


class Progress(models.Model):
    """How far the record was counted; one row. While `next_number` is set, all is counted anew from there on."""

    cluster = models.CharField(max_length=40, blank=True)
    snapshot = models.TextField(blank=True, help_text="What was visible of the record then (PostgreSQL's).")
    next_number = models.BigIntegerField(null=True)
    counted_at = models.DateTimeField(null=True, help_text="All that happened before it is counted.")

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="one_progress")]


class Mark(models.Model):
    """Something that happened, and that explains a curve: drawn over the days."""

    class MarkKind(models.TextChoices):
        RELEASE = "release", "Release"
        INCIDENT = "incident", "Incident"
        OTHER = "other", "Other"

    kind = models.CharField(max_length=8, choices=MarkKind)
    label = models.CharField(max_length=80)
    at = models.DateTimeField()
    address = models.URLField(max_length=300, blank=True, help_text="Where to read more.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [models.Index(fields=["at"], name="mark_by_time")]


class Subscription(models.Model):
    """Whether one teammate wants the week by mail. Without a row: leads do."""

    teammate = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+"
    )
    is_on = models.BooleanField()


class Digest(models.Model):
    """One week's mail to one person, once."""

    teammate = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    week_on = models.DateField(help_text="The Monday it begins on.")
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(help_text="Not tried before.")
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["teammate", "week_on"], name="one_digest_a_week")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"], condition=models.Q(sent_at=None, given_up_at=None), name="digest_to_send"
            )
        ]
