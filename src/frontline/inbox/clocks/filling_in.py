"""The table of promises as people fill it in: words in each cell, and what is wrong with them in sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from frontline.inbox.clocks.durations import in_words, typed
from frontline.inbox.clocks.rules import CALENDARS, DEFAULT_CALENDAR, KINDS, RANKS, Promise, checked
from frontline.kernel.refusal import Invalid
from frontline.people.models import Tier

LENGTHS = ("target", "warn", "promised")


@dataclass
class Row:
    """One line of the table; `key` begins the names of its fields."""

    key: str
    tier: str
    channel: str
    kind: str
    said: dict[str, str] = field(default_factory=dict)
    calendar: str = DEFAULT_CALENDAR
    wrong: str = ""

    @property
    def tier_label(self) -> str:
        return Tier(self.tier).label

    @property
    def kind_label(self) -> str:
        return KINDS[self.kind]


def rows_of(promises: Sequence[Promise]) -> list[Row]:
    """The table that shows these: a line for each tier and kind in any channel, and then those for one channel."""
    known = {(p.tier, p.channel, p.kind): p for p in promises}
    places = [(tier, "", kind) for tier in RANKS for kind in KINDS]
    places += [place for place in known if place not in places]
    return [_row(f"p{n}", place, known.get(place)) for n, place in enumerate(places)]


def filled_in(post: Mapping[str, str], channels: Mapping[str, str]) -> list[Row]:
    """The table as it was sent: no more lines than there can be, none for what we don't know."""
    rows = []
    for n in range(len(RANKS) * len(KINDS) * (len(channels) + 1)):
        row = _sent(post, f"p{n}", channels)
        if row is not None:
            rows.append(row)
    new = _sent(post, "new", channels)
    if new is not None and new.channel:
        rows.append(new)
    for n, row in enumerate(rows):
        row.key = f"p{n}"
    return rows


def promises_of(rows: Sequence[Row]) -> tuple[Promise, ...]:
    """What the table says. Raises Invalid, and marks the lines that are wrong."""
    found, wrong = [], None
    for row in rows:
        try:
            found.append(_promise(row))
            checked(found[-1:])
        except Invalid as refusal:
            row.wrong, wrong = refusal.sentence, wrong or refusal
    if wrong is not None:
        raise wrong
    return checked([each for each in found if each.promised is not None or each.channel])


def _row(key: str, place: tuple[str, str, str], promise: Promise | None) -> Row:
    tier, channel, kind = place
    row = Row(key, tier, channel, kind)
    if promise is not None:
        row.said = {name: in_words(getattr(promise, name)) for name in LENGTHS}
        row.calendar = promise.calendar
    return row


def _sent(post: Mapping[str, str], key: str, channels: Mapping[str, str]) -> Row | None:
    tier, channel, kind = (post.get(f"{key}-{name}", "") for name in ("tier", "channel", "kind"))
    is_known = tier in RANKS and kind in KINDS and (not channel or channel in channels)
    if not is_known or post.get(f"{key}-remove"):
        return None
    row = Row(key, tier, channel, kind)
    row.said = {name: post.get(f"{key}-{name}", "").strip()[:40] for name in LENGTHS}
    calendar = post.get(f"{key}-calendar", "")
    row.calendar = calendar if calendar in CALENDARS else DEFAULT_CALENDAR
    return row


def _promise(row: Row) -> Promise:
    lengths = {name: typed(row.said.get(name, "")) for name in LENGTHS}
    return Promise(row.tier, row.channel, row.kind, **lengths, calendar=row.calendar)
