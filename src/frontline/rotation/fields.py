"""Reading one JSON object, field by field: whatever is wrong is said with the place where it stands."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

from frontline.kernel.refusal import Invalid
from frontline.rotation.spec import Interval

YEARS = range(1970, 2200)
_EPOCH = datetime(1970, 1, 1)  # naive on purpose: what a wall clock shows


class SpecRefused(Invalid):
    """A specification says something that has no meaning; the sentence begins with where."""

    code = "rotation_spec"


class Fields:
    """The object at `where`; an unknown key is refused, because a mistyped one must not be a silent default."""

    def __init__(self, value: object, where: str, known: Iterable[str]) -> None:
        self.where = where
        if not isinstance(value, dict):
            raise SpecRefused(f"{where}: an object is needed here.")
        self.value: dict[str, Any] = value
        names = list(known)
        for key in value:
            if key not in names:
                raise SpecRefused(f"{where}: there is no key {key!r}; known are {', '.join(names)}.")

    def refuse(self, name: str, sentence: str) -> NoReturn:
        raise SpecRefused(f"{self.where}.{name}: {sentence}")

    def has(self, name: str) -> bool:
        return self.value.get(name) is not None

    def text(self, name: str, default: str | None = None) -> str:
        found = self.value.get(name, default)
        if found is None:
            self.refuse(name, "this is needed.")
        if not isinstance(found, str) or not found.strip():
            self.refuse(name, "a text that is not empty is needed.")
        return found

    def choice(self, name: str, choices: Iterable[str], default: str | None = None) -> str:
        found = self.text(name, default)
        if found not in (allowed := list(choices)):
            self.refuse(name, f"one of {', '.join(allowed)} is needed, not {found!r}.")
        return found

    def whole(self, name: str, default: int, low: int, high: int) -> int:
        found = self.value.get(name, default)
        if not isinstance(found, int) or isinstance(found, bool) or not low <= found <= high:
            self.refuse(name, f"a whole number from {low} to {high} is needed, not {found!r}.")
        return found

    def each(self, name: str) -> Iterator[tuple[str, object]]:
        """(where, value) of a list's elements; a list that is left out is empty."""
        found = self.value.get(name, [])
        if not isinstance(found, list):
            self.refuse(name, "a list is needed.")
        for number, value in enumerate(found):
            yield f"{self.where}.{name}[{number}]", value

    def zone(self, name: str, default: str) -> str:
        found = self.text(name, default)
        try:
            ZoneInfo(found)
        except (KeyError, ValueError, OSError):
            self.refuse(name, f"{found!r} is no time zone of the IANA list, such as Europe/Berlin.")
        return found

    def local(self, name: str) -> int:
        """A local time, in seconds since 1970-01-01T00:00 on the wall clock."""
        found = self._moment(name)
        if found.tzinfo is not None:
            self.refuse(name, "this is local time in the rotation's zone: leave the offset out.")
        return int((found - _EPOCH).total_seconds())

    def instant(self, name: str) -> int:
        """An instant, in seconds since 1970 in UTC."""
        found = self._moment(name)
        if found.tzinfo is None:
            self.refuse(name, f"an instant needs its offset: {found.isoformat()}Z, for one in UTC.")
        return int(found.astimezone(UTC).timestamp())

    def interval(self, start: str = "from", end: str = "to") -> Interval:
        found = Interval(self.instant(start), self.instant(end))
        if found.start >= found.end:
            self.refuse(end, f"this must be after {start!r}.")
        return found

    def _moment(self, name: str) -> datetime:
        text = self.text(name)
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            self.refuse(name, f"{text!r} is no time such as 2026-03-02T09:00.")
        if found.microsecond:
            self.refuse(name, "whole seconds are the finest there is.")
        if found.year not in YEARS or (found.utcoffset() and found.year == YEARS[0]):
            self.refuse(name, f"the years from {YEARS[0]} to {YEARS[-1]} are known.")
        return found
