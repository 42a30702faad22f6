"""What teammates were told, how that reached them, and how they want to be told."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models

from frontline.kernel import clock
from frontline.notify.transport import KEPT_BACK


class Notice(models.Model):
    """One thing that one teammate was told. `key` says what it was, so that telling it twice is once."""

    teammate = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=60, help_text="Such as rotation.reminder.")
    subject = models.CharField(max_length=200)
    text = models.TextField(help_text="Plain; lines that begin with a dash are a list.")
    address = models.CharField(max_length=300, blank=True, help_text="A path of ours where to look.")
    about = models.JSONField(
        default=list, db_default=[], help_text="Ids by which notify/lapsing.py asks whether it still holds."
    )
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["teammate", "key"], name="told_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["teammate", "-id"], name="notice_by_teammate"),
            models.Index(fields=["teammate", "at"], name="notice_lately"),
        ]


class Delivery(models.Model):
    """One notice on its way by one transport."""

    class State(models.TextChoices):
        QUEUED = "queued", "On its way"
        SENDING = "sending", "On its way"
        SENT = "sent", "Sent"
        FAILED = "failed", "Not delivered"
        DROPPED = "dropped", "Not sent"
        DIGESTED = "digested", "Among others"

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="deliveries")
    transport = models.CharField(max_length=16)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    attempts = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField(help_text="Not tried before this.")
    is_held = models.BooleanField(
        default=False, help_text="Waits for quiet hours to end, or for others to go with."
    )
    carrier = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="carried",
        help_text="The delivery of the digest that it went in.",
    )
    answer = models.CharField(
        max_length=500, blank=True, help_text="What the other side said last, or why not."
    )
    is_permanent = models.BooleanField(
        default=False, help_text="Failed in a way that trying again won't mend."
    )
    tried_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["notice", "transport"], name="one_delivery_per_transport")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["state", "due_at"],
                condition=models.Q(state__in=["queued", "sending", "failed"]),
                name="delivery_not_sent",
            )
        ]

    @property
    def is_kept_back(self) -> bool:
        """Whether it is done with, and yet nobody got anything."""
        return self.state == self.State.SENT and self.answer.startswith(KEPT_BACK)

    @property
    def fate(self) -> "Delivery":
        """The delivery by which it went, or didn't: the digest's, if it went among others."""
        return self.carrier or self

    @property
    def waits_until(self) -> datetime | None:
        """When it will go out, if it is kept for later on purpose."""
        is_waiting = self.is_held and self.state == self.State.QUEUED and self.due_at > clock.now()
        return self.due_at if is_waiting else None


class Way(models.Model):
    """What is known of one transport for one teammate: whether it was switched off because it failed for good."""

    teammate = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="ways")
    transport = models.CharField(max_length=16)
    off_at = models.DateTimeField(null=True, blank=True)
    off_why = models.CharField(max_length=500, blank=True, help_text="What the other side said.")
    tested_at = models.DateTimeField(null=True, blank=True, help_text="When a test last went through.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["teammate", "transport"], name="one_way_per_transport")
        ]

    @property
    def may_be_switched_on(self) -> bool:
        """After a test that went through."""
        return bool(self.off_at and self.tested_at and self.tested_at > self.off_at)


class Choice(models.Model):
    """Whether one teammate wants one kind of notice by one transport. Without a row: yes."""

    teammate = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_choices")
    kind = models.CharField(max_length=60, blank=True, help_text="As registered; empty for all others.")
    transport = models.CharField(max_length=16)
    is_on = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["teammate", "kind", "transport"], name="one_choice_each")
        ]


class Manner(models.Model):
    """When one teammate wants to be told, and how much at once. Without a row: as the defaults here say."""

    teammate = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_manner")
    quiet_since = models.TimeField(null=True, blank=True, help_text="In the teammate's zone.")
    quiet_until = models.TimeField(null=True, blank=True)
    quiet_days = models.CharField(
        max_length=7, blank=True, help_text="The days it begins on; Monday is 0: 01234 is weekdays."
    )
    digest_above = models.PositiveSmallIntegerField(
        default=3, help_text="So many come by themselves within `digest_for`; 0: each comes by itself."
    )
    digest_for = models.PositiveSmallIntegerField(default=15, help_text="Minutes.")
