"""What the address of a report asks for, and back: every report, picture and list is an address of its own."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.utils import timezone

from frontline.inbox.models import Category
from frontline.kernel import clock
from frontline.kernel.refusal import Absent, Refusal
from frontline.people.models import Product, Teammate, Tier
from frontline.reports.numbers import periods
from frontline.reports.numbers.scope import NONE, TOOK, WORKED, Scope

LENGTHS = {WORKED: "Working time", TOOK: "By the calendar"}
_NONE = "none"


class OnlyTheirOwn(Refusal):
    """Figures of a teammate are for them and for leads."""

    code = "only_their_own"
    status = 403


def scope_of(given: Mapping[str, str], by: Teammate) -> Scope:
    """Of the values of an address. Raises Invalid, Absent and OnlyTheirOwn."""
    zone = timezone.get_current_timezone()
    assert isinstance(zone, ZoneInfo)
    first, last = given.get("first", ""), given.get("last", "")
    # Who types other dates than the page showed means them, whichever period is still ticked.
    is_typed = given.get("shown", "") not in {"", f"{first},{last}"}
    name = "dates" if is_typed else given.get("period", periods.DEFAULT)
    return Scope(
        periods.named(name, clock.now(), zone, first, last),
        tier=_tier(given.get("tier", "")),
        product=_id(given.get("product", "")),
        channel=given.get("channel", "")[:16] or None,
        category=_id(given.get("category", "")),
        teammate=_teammate(given.get("teammate", ""), by),
        lengths=TOOK if given.get("lengths") == TOOK else WORKED,
    )


def query(scope: Scope, **more: Any) -> str:
    """The address's part behind "?", that gives this scope again; what `more` says as None is left out."""
    period = scope.period
    said: dict[str, Any] = {"period": period.name}
    if period.name == "dates":
        said |= {"first": period.first_on.isoformat(), "last": period.last_on.isoformat()}
    said |= {
        "tier": None if scope.tier is None else Tier.values[scope.tier],
        "product": _said(scope.product),
        "channel": scope.channel,
        "category": _said(scope.category),
        "teammate": scope.teammate,
        "lengths": None if scope.lengths == WORKED else scope.lengths,
        **more,
    }
    return urlencode({name: value for name, value in said.items() if value not in {None, ""}})


def choices(by: Teammate, channels: list[str]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The filters of the page: name, label, and (value, words) of each choice."""
    people = Teammate.objects.filter(is_active=True) if by.is_lead else Teammate.objects.filter(pk=by.pk)
    categories = Category.objects.filter(is_proposed=False)
    return [
        ("tier", "Tier", [("", "Every tier"), *Tier.choices]),
        ("product", "Product", [("", "Every product"), *_rows(Product.objects.order_by("name")), (_NONE, "None")]),
        ("category", "Category", [("", "Every category"), *_rows(categories.order_by("name")), (_NONE, "None")]),
        ("channel", "Channel", [("", "Every channel"), *((each, each.capitalize()) for each in channels)]),
        ("teammate", "Replies of", [("", "Everybody"), *_rows(people.order_by("name"))]),
    ]  # fmt: skip


def _rows(found: Any) -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in found.values_list("pk", "name")]


def _tier(said: str) -> int | None:
    if not said:
        return None
    if said not in Tier.values:
        raise Absent(f"There is no tier “{said[:30]}”.")
    return Tier.values.index(said)


def _id(said: str) -> int | None:
    if not said:
        return None
    if said == _NONE:
        return NONE
    if not (said.isascii() and said.isdigit() and len(said) < 19):
        raise Absent("There is no such product or category.")
    return int(said)


def _teammate(said: str, by: Teammate) -> int | None:
    found = _id(said)
    if found is None:
        return None
    if found != by.pk and not by.is_lead:
        raise OnlyTheirOwn("Figures of a teammate are for them and for leads.")
    return found


def _said(value: int | None) -> str | int | None:
    return _NONE if value == NONE and value is not None else value
