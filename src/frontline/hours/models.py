"""Working calendars as people keep them. `loading.py` makes of them what `working_time.py` reckons with."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from frontline.people.models import Team

_NO_DAYS = Q(first_on__isnull=True, last_on__isnull=True)
_NO_INSTANTS = Q(from_at__isnull=True, until_at__isnull=True)
# That neither is null is said too: a comparison with null is unknown, and a constraint lets that pass.
_DAYS = _NO_INSTANTS & Q(first_on__isnull=False, last_on__isnull=False, last_on__gte=models.F("first_on"))
_INSTANTS = _NO_DAYS & Q(from_at__isnull=False, until_at__isnull=False, until_at__gt=models.F("from_at"))
_ONCE = _DAYS | _INSTANTS


class WorkingCalendar(models.Model):
    name = models.CharField(max_length=80, unique=True)
    timezone = models.CharField(
        max_length=64, default="UTC", help_text="An IANA name, such as Europe/Dublin."
    )
    hours = models.JSONField(help_text='[{"days": ["mon"], "from": "09:00", "to": "17:00"}]')
    place = models.CharField(
        max_length=16,
        blank=True,
        help_text="Whose public holidays are taken off, such as DE-BY; empty: none.",
    )
    worked_on = models.JSONField(default=list, help_text="Public holidays on which is worked all the same.")
    is_default = models.BooleanField(default=False, help_text="For every team that has no other.")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-is_default", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["is_default"], condition=Q(is_default=True), name="one_default_calendar"
            )
        ]

    def __str__(self) -> str:
        return self.name


class CalendarOfTeam(models.Model):
    """The calendar that a team works by. It stands here, because people know nothing of hours."""

    team = models.OneToOneField(Team, models.CASCADE, primary_key=True, related_name="+")
    calendar = models.ForeignKey(WorkingCalendar, models.CASCADE, related_name="teams")


class Span(models.Model):
    """Whole days in the calendar's zone, both of them included; or from one instant to before another."""

    first_on = models.DateField(null=True, blank=True)
    last_on = models.DateField(null=True, blank=True)
    from_at = models.DateTimeField(null=True, blank=True)
    until_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=160, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ["id"]


class Closure(Span):
    """Nobody works: a company day, a move, the afternoon of a funeral."""

    calendar = models.ForeignKey(WorkingCalendar, models.CASCADE, related_name="closures")

    class Meta(Span.Meta):
        constraints: ClassVar = [models.CheckConstraint(condition=_ONCE, name="closure_is_days_or_instants")]


class Freeze(Span):
    """No release goes out: once, or in the hours of each week that `hours` says. Work goes on."""

    calendar = models.ForeignKey(WorkingCalendar, models.CASCADE, related_name="freezes")
    hours = models.JSONField(null=True, blank=True)

    class Meta(Span.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(hours__isnull=True) & _ONCE)
                | (Q(hours__isnull=False) & _NO_DAYS & _NO_INSTANTS),
                name="freeze_is_once_or_weekly",
            )
        ]


class HoursVersion(models.Model):
    """One row whose number changes with every calendar, so that each process knows when to read them again."""

    number = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(id=1), name="one_hours_version")]
