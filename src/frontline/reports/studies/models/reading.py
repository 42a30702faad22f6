"""What was drawn, who read it, and what they said was to blame."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from frontline.inbox.models import Conversation
from frontline.people.models import Product
from frontline.reports.studies.models.culprit import Culprit
from frontline.reports.studies.models.study import Stratum, Study

TEAMMATE = settings.AUTH_USER_MODEL


class WhyNot(models.TextChoices):
    """Why a conversation that was drawn is not part of the study."""

    SPAM = "spam", "Spam or marketing"
    OTHER_PRODUCT = "other_product", "Another product"
    MERGED = "merged", "Merged into another"
    INTERNAL = "internal", "Our own, or a test"
    OTHER = "other", "Something else"


class Drawn(models.Model):
    """One conversation of the drawn order. The first of each stratum are the sample, the rest its reserve."""

    class State(models.TextChoices):
        SAMPLE = "sample", "In the sample"
        RESERVE = "reserve", "In reserve"
        EXCLUDED = "excluded", "Not part of this"

    study = models.ForeignKey(Study, models.CASCADE, related_name="drawn")
    stratum = models.ForeignKey(Stratum, models.CASCADE, related_name="drawn")
    conversation = models.ForeignKey(
        Conversation, models.SET_NULL, null=True, related_name="+", help_text="Empty once it is deleted."
    )
    number = models.BigIntegerField(help_text="Of the conversation.")
    product = models.ForeignKey(
        Product, models.SET_NULL, null=True, related_name="+", help_text="When it was drawn."
    )
    key = models.BigIntegerField(help_text="Its place in the whole order: the hash of seed and number.")
    place = models.PositiveIntegerField(help_text="Among those drawn, from 1; the order of reading.")
    state = models.CharField(max_length=8, choices=State, default=State.RESERVE)
    is_double = models.BooleanField(default=False, help_text="To be read by two.")
    why_not = models.CharField(max_length=16, choices=WhyNot, blank=True)
    replaces = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaced_by"
    )

    class Meta:
        ordering: ClassVar = ["study", "place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["study", "number"], name="drawn_once"),
            models.UniqueConstraint(fields=["study", "place"], name="one_drawn_per_place"),
            models.CheckConstraint(
                condition=(Q(state="excluded") & ~Q(why_not="")) | (~Q(state="excluded") & Q(why_not="")),
                name="excluded_says_why",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["study", "state", "place"], name="drawn_by_state")]


class Verdict(models.Model):
    """What somebody says of a conversation: a culprit, unsure, or not part of this. All empty: nothing yet."""

    culprit = models.ForeignKey(Culprit, models.PROTECT, null=True, blank=True, related_name="+")
    is_unsure = models.BooleanField(default=False)
    why_not = models.CharField(max_length=16, choices=WhyNot, blank=True)

    class Meta:
        abstract = True

    @property
    def has_verdict(self) -> bool:
        return bool(self.culprit_id or self.is_unsure or self.why_not)


_ONE_VERDICT = (
    Q(culprit__isnull=False, is_unsure=False, why_not="")
    | Q(culprit=None, is_unsure=True, why_not="")
    | (Q(culprit=None, is_unsure=False) & ~Q(why_not=""))
)


class Reading(Verdict):
    """A place for one person to read one conversation: round 1, and round 2 for those that are read twice.

    It is free, or lent to `reader` until `lease_until`, or done. Round 0 is beside the count: a label that came when
    somebody else's had taken its place, or the study was finished, kept so that nothing written is lost.
    """

    drawn = models.ForeignKey(Drawn, models.CASCADE, related_name="readings")
    round = models.PositiveSmallIntegerField(default=1)
    reader = models.ForeignKey(TEAMMATE, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    spent_for = models.DurationField(null=True, blank=True, help_text="How long it was read.")

    class Meta:
        ordering: ClassVar = ["drawn", "round", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["drawn", "round"], condition=Q(round__gt=0), name="one_reading_per_round"
            ),
            models.UniqueConstraint(
                fields=["drawn", "reader"], condition=Q(round__gt=0), name="read_by_two_different"
            ),
            models.CheckConstraint(
                condition=(Q(done_at=None, culprit=None, is_unsure=False, why_not=""))
                | (Q(done_at__isnull=False, reader__isnull=False) & _ONE_VERDICT),
                name="done_with_one_verdict",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["drawn", "round"], condition=Q(done_at=None), name="reading_to_do"),
            models.Index(fields=["reader", "-done_at"], name="reading_by_reader"),
            models.Index(fields=["culprit"], name="reading_by_culprit"),
        ]


class Skip(models.Model):
    """Somebody would rather read this one later: it comes to them again behind all others."""

    drawn = models.ForeignKey(Drawn, models.CASCADE, related_name="skips")
    reader = models.ForeignKey(TEAMMATE, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["drawn", "reader"], name="skipped_once")]


class Settlement(Verdict):
    """The verdict that counts where two readers disagreed."""

    drawn = models.OneToOneField(Drawn, models.CASCADE, related_name="settlement")
    note = models.TextField(blank=True)
    by = models.ForeignKey(TEAMMATE, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=_ONE_VERDICT, name="settled_with_one_verdict")
        ]
