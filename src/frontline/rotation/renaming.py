"""What is said about a rotation beside its turns: its name, and how many weeks ahead it is announced."""

from typing import Any

from django.db import IntegrityError, transaction

from frontline.events.recording import record
from frontline.kernel.refusal import Invalid
from frontline.people.models import Teammate
from frontline.rotation import events
from frontline.rotation.allowing import only_leads
from frontline.rotation.models import Rotation
from frontline.rotation.plan.changing import changing
from frontline.rotation.planning import NameTaken

MOST_WEEKS = 26


def rename_rotation(rotation: Rotation, name: str, *, by: Teammate) -> None:
    """Another name; what is derived from it is written anew with it. Again: changes nothing.

    Raises NameTaken, Invalid, ForLeads.
    """
    only_leads(by, "rename a rotation")
    if not (name := name.strip()):
        raise Invalid("A rotation needs a name.")
    if len(name) > (longest := Rotation._meta.get_field("name").max_length or 80):
        raise Invalid(f"A name has {longest} letters at most.")
    with changing():
        rotation.refresh_from_db()
        before = rotation.name
        if before == name:
            return
        try:
            with transaction.atomic():
                Rotation.objects.filter(pk=rotation.pk).update(name=name)
        except IntegrityError as error:
            raise NameTaken(f"There is, or was, a rotation {name} already: choose another name.") from error
        for derived in Rotation.objects.filter(expression__isnull=False):
            said = renamed(derived.expression, before, name)
            if said != derived.expression:
                Rotation.objects.filter(pk=derived.pk).update(expression=said)
        record(events.RENAMED, events.subject(rotation.pk), by=by, before=before, name=name)
    rotation.refresh_from_db()


def announce_for(rotation: Rotation, weeks: int, *, by: Teammate) -> None:
    """Shifts are announced that many weeks ahead; 0 announces none. Again: changes nothing.

    Raises Invalid, ForLeads.
    """
    only_leads(by, "change how early shifts are announced")
    if not 0 <= weeks <= MOST_WEEKS:
        raise Invalid(f"Shifts are announced 0 to {MOST_WEEKS} weeks ahead.")
    with changing():
        if Rotation.objects.filter(pk=rotation.pk).exclude(announced_for=weeks).update(announced_for=weeks):
            record(events.ANNOUNCING_CHANGED, events.subject(rotation.pk), by=by, weeks=weeks)
    rotation.refresh_from_db()


def renamed(expression: Any, before: str, name: str) -> Any:
    """An expression of docs/rotation.md with one rotation's name changed wherever it means that rotation.

    Names of teams stay, also where one is called like the rotation.
    """
    if isinstance(expression, str):
        return name if expression == before else expression
    if isinstance(expression, list):
        return [renamed(each, before, name) for each in expression]
    if isinstance(expression, dict):
        return {
            key: value if key in {"team", "member_of", "hours", "timezone"} else renamed(value, before, name)
            for key, value in expression.items()
        }
    return expression


def names_in(expression: Any) -> set[str]:
    """The rotations that an expression of docs/rotation.md names."""
    if isinstance(expression, str):
        return {expression}
    if isinstance(expression, dict):
        inner = [v for k, v in expression.items() if k not in {"team", "member_of", "hours", "timezone"}]
        return names_in(inner)
    if isinstance(expression, list):
        return {found for each in expression for found in names_in(each)}
    return set()
