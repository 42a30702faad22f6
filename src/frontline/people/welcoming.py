"""The first visit: an empty Frontline becomes somebody's."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from frontline.events.recording import record
from frontline.kernel.refusal import Refusal
from frontline.people.adding import add_teammate
from frontline.people.models import Role, Teammate, Workspace


@dataclass(frozen=True, slots=True)
class Welcome:
    """What the first visitor said. `support_address` is an e-mail address in lower case."""

    workspace: str
    name: str
    email: str
    password: str
    support_address: str
    timezone: str = "UTC"


class AlreadyWelcomed(Refusal):
    """There is a teammate: the first visit is over."""

    code = "already_welcomed"


Callback = Callable[[Welcome, Teammate], None]
_callbacks: list[Callback] = []


def on_welcome(callback: Callback) -> None:
    """Call `callback(welcome, lead)` in the transaction of the first visit.

    For rooms above, such as the one that keeps the support address. A Refusal it raises is shown to the visitor, and
    nothing of the visit is kept.
    """
    if callback not in _callbacks:
        _callbacks.append(callback)


def is_first_visit() -> bool:
    """Whether nobody has come yet."""
    return not Teammate.objects.exists()


@transaction.atomic
def welcome(said: Welcome) -> Teammate:
    """Make the workspace and its first lead. Raises AlreadyWelcomed, also to the slower of two at the same time."""
    # Both make or find the one row; the second waits at its lock until the first is done, and then sees the teammate.
    Workspace.objects.get_or_create(id=1, defaults={"name": said.workspace})
    workspace = Workspace.objects.select_for_update().get(id=1)
    if not is_first_visit():
        raise AlreadyWelcomed("Somebody was here before you: ask them to add you as a teammate.")
    workspace.name = said.workspace
    workspace.save(update_fields=["name"])
    lead = add_teammate(said.email, said.name, role=Role.LEAD, password=said.password, by="the first visit")
    if said.timezone != lead.timezone:
        lead.timezone = said.timezone
        lead.save(update_fields=["timezone"])
    record("workspace.made", ("workspace", workspace.pk), by=lead, name=workspace.name)
    for callback in _callbacks:
        callback(said, lead)
    return lead
