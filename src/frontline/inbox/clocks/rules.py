"""What is promised, by tier, channel and kind: pure values, and their form as JSON.

A list of promises; of two that fit, the one that names the channel counts. Working time, where a day has eight hours.
The defaults for Priority: a first reply within 15 minutes is great, within an hour fine, over a working day too late.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Any

from frontline.inbox.clocks.durations import DAY, in_words
from frontline.kernel.refusal import Invalid
from frontline.people.models import Tier

FIRST_REPLY, NEXT_REPLY, RESOLUTION = "first_reply", "next_reply", "resolution"
KINDS = {FIRST_REPLY: "First reply", NEXT_REPLY: "Next reply", RESOLUTION: "Resolution"}
RANKS = {Tier.PRIORITY.value: 0, Tier.SUBSCRIBER.value: 1, Tier.COMMUNITY.value: 2}
DEFAULT_CALENDAR, TEAMS_CALENDAR, ALWAYS, ON_SHIFT = "default", "team", "always", "on_shift"
CALENDARS = {
    DEFAULT_CALENDAR: "Default calendar",
    TEAMS_CALENDAR: "The product's team",
    ALWAYS: "Around the clock",
    ON_SHIFT: "Whoever is on shift",
}


@dataclass(frozen=True, slots=True)
class Promise:
    """Working time until it is as good as it gets (`target`), somebody is warned (`warn`), and it is broken.

    `channel` "" is any; `promised` None is no promise; `calendar` is one of CALENDARS.
    """

    tier: str
    channel: str
    kind: str
    target: timedelta | None
    warn: timedelta | None
    promised: timedelta | None
    calendar: str = DEFAULT_CALENDAR


_M, _H = timedelta(minutes=1), timedelta(hours=1)
_P, _S, _C = Tier.PRIORITY.value, Tier.SUBSCRIBER.value, Tier.COMMUNITY.value
DEFAULTS: tuple[Promise, ...] = (
    Promise(_P, "", FIRST_REPLY, 15 * _M, _H, DAY),
    Promise(_P, "", NEXT_REPLY, _H, 4 * _H, DAY),
    Promise(_P, "", RESOLUTION, DAY, 4 * DAY, 5 * DAY),
    Promise(_S, "", FIRST_REPLY, _H, 6 * _H, DAY),
    Promise(_S, "", NEXT_REPLY, 4 * _H, DAY, 2 * DAY),
    Promise(_C, "", FIRST_REPLY, DAY, 2 * DAY, 3 * DAY),
)


def promise_for(rules: Iterable[Promise], tier: str, channel: str, kind: str) -> Promise | None:
    """The promise that counts; None if nothing is promised."""
    fits = [
        each for each in rules if (each.tier, each.kind) == (tier, kind) and each.channel in {"", channel}
    ]
    best = max(fits, key=lambda each: each.channel != "", default=None)
    return best if best is not None and best.promised is not None else None


def rank_of(tier: str) -> int:
    """Its place in the queue: 0 is answered first."""
    return RANKS.get(tier, RANKS[_C])


def checked(rules: Sequence[Promise]) -> tuple[Promise, ...]:
    """The same, if they make sense. Raises Invalid."""
    places = [(each.tier, each.channel, each.kind) for each in rules]
    for each, place in zip(rules, places, strict=True):
        if each.tier not in RANKS or each.kind not in KINDS or each.calendar not in CALENDARS:
            raise Invalid("There is no such tier, kind of promise or calendar.")
        if places.count(place) > 1:
            raise Invalid(f"{named(each)} is promised twice: keep one of the lines.")
        _check_order(each)
    return tuple(rules)


def named(each: Promise) -> str:
    """Which promise it is: "Priority, first reply"."""
    channel = f", {each.channel}" if each.channel else ""
    return f"{Tier(each.tier).label}{channel}, {KINDS[each.kind].lower()}"


def in_a_sentence(each: Promise) -> str:
    """What is promised, for the record."""
    if each.promised is None:
        return f"{named(each)}: no promise"
    said = [f"target {in_words(each.target)}"] if each.target else []
    said += [f"warned after {in_words(each.warn)}"] if each.warn else []
    said += [f"broken after {in_words(each.promised)}", CALENDARS[each.calendar].lower()]
    return f"{named(each)}: {', '.join(said)}"


def to_json(rules: Iterable[Promise]) -> list[dict[str, Any]]:
    """As ClockRules keeps them: lengths in seconds of working time."""
    return [
        {
            "tier": each.tier,
            "channel": each.channel,
            "kind": each.kind,
            "target": _seconds(each.target),
            "warn": _seconds(each.warn),
            "promised": _seconds(each.promised),
            "calendar": each.calendar,
        }
        for each in rules
    ]


def from_json(value: Iterable[Mapping[str, Any]]) -> tuple[Promise, ...]:
    """Of what `to_json` wrote."""
    return tuple(
        Promise(
            each["tier"],
            each["channel"],
            each["kind"],
            _length(each["target"]),
            _length(each["warn"]),
            _length(each["promised"]),
            each["calendar"],
        )
        for each in value
    )


def _check_order(each: Promise) -> None:
    given = [
        (name, length)
        for name, length in (("target", each.target), ("warning", each.warn), ("end", each.promised))
        if length is not None
    ]
    if each.promised is None:
        if given:
            raise Invalid(
                f"{named(each)}: say when it is broken, or leave the whole line empty for no promise."
            )
        return
    for (one, shorter), (other, longer) in pairwise(given):
        if shorter > longer:
            raise Invalid(
                f"{named(each)}: the {one} ({in_words(shorter)}) comes after the {other} ({in_words(longer)})."
            )


def _seconds(length: timedelta | None) -> int | None:
    return None if length is None else int(length.total_seconds())


def _length(seconds: int | None) -> timedelta | None:
    return None if seconds is None else timedelta(seconds=seconds)
