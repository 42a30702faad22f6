"""The inbox's places in the left column, with how many conversations stand in each."""

from collections.abc import Mapping

from django.http import HttpRequest

from frontline.inbox import queries
from frontline.inbox.queries import Counts
from frontline.inbox.views.me import me
from frontline.kernel.asking import Asking, alone
from frontline.ui.places import Count, Place, count, register


def register_places() -> None:
    """Called from AppConfig.ready."""
    register(
        Place("Inbox", "inbox", "inbox", count_key="open", order=10, key="g i", url_kwargs={"view": "open"})
    )
    for order, (label, view, icon, key) in enumerate(
        [
            ("Unassigned", "unassigned", "inbox-arrow-down", "g u"),
            ("Mine", "mine", "user", "g m"),
            ("Snoozed", "snoozed", "moon", "g z"),
            ("Closed", "closed", "check-circle", "g c"),
        ]
    ):
        register(
            Place(
                label,
                "inbox",
                icon,
                section="Views",
                count_key="" if view == "closed" else view,
                order=20 + order,
                key=key,
                url_kwargs={"view": view},
            )
        )
    register(Place("Categories", "categories", "tag", "Workspace", order=805, only_for_leads=True))
    register(
        Place("Promises", "promises", "shield-check", "Workspace", order=812, key="g l", only_for_leads=True)
    )
    count(_numbers)


def counted(request: HttpRequest) -> Counts:
    """The sizes of the open lists, asked for once a request: the places and the list's heading both show them."""
    return alone(counting(request))


def counting(request: HttpRequest) -> Asking[Counts]:
    """The same, to be asked together with other things."""
    found: Counts | None = getattr(request, "_inbox_counts", None)
    if found is None:
        found = yield from queries.counting(me(request))
        request._inbox_counts = found  # type: ignore[attr-defined]
    return found


def _numbers(request: HttpRequest) -> Mapping[str, int | Count]:
    found = counted(request)
    return {
        "unassigned": found.unassigned,
        "mine": found.mine,
        "open": found.open,
        "snoozed": found.snoozed,
    }
