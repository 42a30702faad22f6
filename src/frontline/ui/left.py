"""How much of a promised time is left, in words that one reads at a glance.

Only working time counts, but nobody reads "40 min left" at eight in the evening and thinks of tomorrow. So as long as
no closed hours lie in between, it says how long; else by when. ui/js/left.js keeps it true while the page is open.
"""

from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from typing import Literal, NamedTuple

from django.utils import timezone
from markupsafe import Markup, escape

from frontline.ui.times import exactly, in_words

Tone = Literal["", "late", "soon", "breach"]
_STAGES: dict[Tone, str] = {
    "": "target",
    "late": "warning",
    "soon": "promised by",
    "breach": "was promised by",
}


class Mark(NamedTuple):
    """An instant, and since when working time runs up to it without a break. Whole seconds since 1970 in UTC."""

    at: int
    open_since: int


class Left(NamedTuple):
    """A promise that runs: as good as it gets until `target`, then fine until `warn`, broken at `due`.

    `open_until` is until when working time runs on from `due`, which counts how long it is over.
    """

    what: str
    due: Mark
    open_until: int
    warn: Mark | None = None
    target: Mark | None = None

    def tone(self, now: float) -> Tone:
        """Nothing yet; "late" for the target; "soon" broken; broken."""
        if now >= self.due.at:
            return "breach"
        if self.warn and now >= self.warn.at:
            return "soon"
        return "late" if self.target and now >= self.target.at else ""

    def aim(self, now: float) -> Mark:
        """What comes next; what is over, if nothing does."""
        coming = (mark for mark in (self.target, self.warn, self.due) if mark and now < mark.at)
        return next(coming, self.due)

    def text(self, now: float) -> str:
        """ "12 min left", "by Mon 09:40", "2 h over", "over since Fri 16:50"; in the active time zone."""
        aim = self.aim(now)
        if now < aim.at:
            is_open = now >= aim.open_since
            return f"{_length(aim.at - now)} left" if is_open else f"by {_instant(aim.at, now)}"
        if now > self.open_until:
            return f"over since {_instant(aim.at, now)}"
        return f"{_length(now - aim.at, rounds_up=False)} over" if now - aim.at >= 60 else "just over"

    def element(self, now: float) -> Markup:
        """The words as HTML, which the page's script goes on with."""
        return _element(
            self, self.tone(now), self.aim(now).at, self.text(now), timezone.get_current_timezone()
        )


@lru_cache(maxsize=4096)
def _element(left: Left, tone: Tone, at: int, text: str, zone: tzinfo) -> Markup:
    """Of what it is given alone: a list is looked at again and again, with few changes."""
    exact = exactly(datetime.fromtimestamp(at, zone))
    marks = ",".join(f"{m.at} {m.open_since}" if m else "" for m in (left.target, left.warn, left.due))
    what, kind = escape(left.what), f"clock {tone}" if tone else "clock"
    return Markup(  # noqa: S704  (what is no number stands escaped)
        f'<time class="{kind}" data-left="{marks},{left.open_until}" data-what="{what}"'
        f' title="{what}, {_STAGES[tone]} {exact}">{text}</time>'
    )


def _length(seconds: float, *, rounds_up: bool = True) -> str:
    """To its largest unit. What is left rounds its minutes up, so that the last one says 1; what is over doesn't."""
    minutes = int(-(-seconds // 60) if rounds_up else seconds // 60)
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // (24 * 60)} d"


def _instant(at: int, now: float) -> str:
    return in_words(datetime.fromtimestamp(at, UTC), datetime.fromtimestamp(now, UTC))
