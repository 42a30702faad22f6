"""Reading the records of many conversations, in five queries however many they are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from frontline.events.models import Event
from frontline.inbox.clocks.rules import rank_of
from frontline.inbox.models import Clock, Conversation, Message
from frontline.people.models import Tier
from frontline.reports.numbers.record import Judged, Record, Turned, Written
from frontline.reports.numbers.spells import TURNS
from frontline.tiers.events import CHANGED

T = TypeVar("T")


def records(numbers: Sequence[int]) -> list[Record]:
    """Of those of them that count: spam and what was merged away does not, nor what is gone."""
    rows = list(
        Conversation.objects.filter(pk__in=numbers, is_spam=False, merged_into=None).values_list(
            "pk", "created_at", "closed_at", "product_id", "channel", "customer__company_id",
            "customer__company__tier",
        )
    )  # fmt: skip
    written, turned, clocks = _written(numbers), _turned(numbers), _clocks(numbers)
    before = _tier_changes({company for *_, company, _ in rows if company})
    return [
        Record(
            number,
            created_at,
            closed_at,
            rank_of(_tier_at(created_at, before.get(company, ()), tier)),
            product,
            channel,
            tuple(written.get(number, ())),
            tuple(turned.get(number, ())),
            tuple(clocks.get(number, ())),
        )
        for number, created_at, closed_at, product, channel, company, tier in rows
    ]


def _written(numbers: Sequence[int]) -> dict[int, list[Written]]:
    found = Message.objects.filter(conversation__in=numbers, is_automatic=False)
    rows = found.order_by("conversation_id", "at", "id").values_list(
        "conversation_id", "at", "teammate_id", "direction"
    )
    return _gathered((n, Written(at, by, direction == "out")) for n, at, by, direction in rows)


def _turned(numbers: Sequence[int]) -> dict[int, list[Turned]]:
    found = Event.objects.filter(subject_kind="conversation", subject_id__in=numbers, kind__in=TURNS)
    rows = found.order_by("subject_id", "id").values_list("subject_id", "kind", "at", "data__was_open")
    return _gathered((n, Turned(kind, at, was_open)) for n, kind, at, was_open in rows)


def _clocks(numbers: Sequence[int]) -> dict[int, list[Judged]]:
    found = Clock.objects.filter(conversation__in=numbers).order_by("conversation_id", "id")
    rows = found.values_list(
        "conversation_id", "kind", "started_at", "target_for", "worked_for", "broken_at", "stopped_at", "verdict"
    )  # fmt: skip
    return _gathered((row[0], Judged(*row[1:])) for row in rows)


def _tier_changes(companies: Iterable[int]) -> dict[int, list[tuple[Any, str]]]:
    """By company: when its tier changed, and what it was before."""
    found = Event.objects.filter(subject_kind="company", subject_id__in=list(companies), kind=CHANGED)
    rows = found.order_by("subject_id", "id").values_list("subject_id", "at", "data__from")
    return _gathered((company, (at, was)) for company, at, was in rows)


def _tier_at(instant: Any, changes: Iterable[tuple[Any, str]], now: str | None) -> str:
    """What it was before the first change after that; else what it is."""
    return next((was for at, was in changes if at > instant and was), None) or now or Tier.COMMUNITY.value


def _gathered(pairs: Iterable[tuple[int, T]]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found
