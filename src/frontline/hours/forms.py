"""What leads fill in about working hours."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms

from frontline.hours.making import Terms
from frontline.hours.marking import When
from frontline.hours.models import CalendarOfTeam, WorkingCalendar
from frontline.hours.reading import DAY_NAMES, DAYS, Hours, HoursRefused, Stretch, from_json, in_words, typed
from frontline.hours.spans import local_midnight
from frontline.hours.wall import wall
from frontline.people import countries, timezones
from frontline.people.models import Team

_WHOLE_DAY = Stretch(0, 1440)


class HoursField(forms.CharField):
    """The hours of one day: "9:00-12:30, 13:00-17:00"; empty is closed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=120, **kwargs)
        self.widget.attrs |= {"placeholder": "closed", "autocomplete": "off"}

    def clean(self, value: Any) -> Any:
        try:
            return typed(super().clean(value) or "")
        except HoursRefused as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal


class CalendarForm(forms.Form):
    name = forms.CharField(label="Name", max_length=80)
    timezone = forms.ChoiceField(label="Time zone", help_text="The hours are meant on its clocks.")
    place = forms.ChoiceField(label="Public holidays", required=False, help_text="They are taken off.")
    teams = forms.ModelMultipleChoiceField(
        Team.objects.order_by("name"), label="Teams", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = [(name, name.replace("_", " ")) for name in timezones.names()]
        self.fields["timezone"].choices = zones  # type: ignore[attr-defined]
        self.fields["place"].choices = [("", "None"), *countries.names().items()]  # type: ignore[attr-defined]
        for key, name in zip(DAYS, DAY_NAMES, strict=True):
            self.fields[key] = HoursField(label=name)

    def days(self) -> list[forms.BoundField]:
        return [self[key] for key in DAYS]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not any(said.get(key) or key in self.errors for key in DAYS):
            self.add_error(None, "Give at least one day its hours: without any, nothing would ever be due.")
        return said

    def terms(self) -> Terms:
        said = self.cleaned_data
        hours: Hours = tuple(said[key] for key in DAYS)
        return Terms(said["name"], said["timezone"], hours, said["place"])


def initial_of(row: WorkingCalendar) -> dict[str, Any]:
    """The form's values for a calendar that there is."""
    hours = from_json(row.hours)
    return {
        "name": row.name,
        "timezone": row.timezone,
        "place": row.place,
        "teams": list(CalendarOfTeam.objects.filter(calendar=row).values_list("team_id", flat=True)),
        **{key: in_words(stretches) for key, stretches in zip(DAYS, hours, strict=True)},
    }


class SpanForm(forms.Form):
    """Some days, or with times, a part of them."""

    first_on = forms.DateField(label="First day", widget=forms.DateInput({"type": "date"}))
    last_on = forms.DateField(label="Last day", required=False, widget=forms.DateInput({"type": "date"}))
    begins = forms.TimeField(label="From", required=False, widget=forms.TimeInput({"type": "time"}))
    ends = forms.TimeField(label="Until", required=False, widget=forms.TimeInput({"type": "time"}))
    why = forms.CharField(label="What for", required=False, max_length=160)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("first_on"), said.get("last_on")
        for each in filter(None, (first, last)):
            if not 1971 <= each.year <= 2198:
                self.add_error(None, "That year is too far away.")
        if first and last and last < first:
            self.add_error("last_on", "The last day is before the first.")
        return said

    def when(self, zone: str) -> When:
        """In the calendar's zone: a time that comes twice is the first, one that is skipped the instant of the jump."""
        said = self.cleaned_data
        first, last = said["first_on"], said["last_on"] or said["first_on"]
        if said["begins"] is None and said["ends"] is None:
            return When(first, last)
        start = instant(zone, first, said["begins"] or time(0))
        end = (
            instant(zone, last, said["ends"])
            if said["ends"]
            else instant(zone, last + timedelta(days=1), time(0))
        )
        return When(from_at=start, until_at=end)


class WeeklyFreezeForm(forms.Form):
    """The days of each week on which no release goes out, or some hours of them."""

    days = forms.MultipleChoiceField(
        label="Days",
        choices=list(zip(DAYS, (name[:3] for name in DAY_NAMES), strict=True)),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose the days on which no release goes out."},
    )
    hours = HoursField(label="Hours", help_text="Empty: the whole day.")
    why = forms.CharField(label="What for", required=False, max_length=160)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hours"].widget.attrs["placeholder"] = "whole day"

    def week(self) -> Hours:
        stretches = self.cleaned_data["hours"] or (_WHOLE_DAY,)
        return tuple(stretches if day in self.cleaned_data["days"] else () for day in DAYS)


def instant(zone: str, day: date, at: time) -> datetime:
    """The instant of a local time, by the rule of wall.py."""
    local = local_midnight(day) + at.hour * 3600 + at.minute * 60 + at.second
    found = wall(zone, local, local).first_at(local)
    return datetime.fromtimestamp(found, tz=UTC)
