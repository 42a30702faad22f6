"""`frontline oncall`"""

import json
import sys
from datetime import UTC, datetime
from typing import Any

import click

from frontline.kernel import clock


@click.command(name="oncall")
@click.argument("rotation", required=False)
@click.option(
    "--at",
    "at",
    metavar="T",
    help="An instant, such as 2026-03-02T09:00+01:00 or 2026-03-02T08:00Z; left out, now.",
)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def command(rotation: str | None, at: str | None, as_json: bool) -> None:
    """Say who is on: in all rotations, or in ROTATION (its name).

    The exit code is 1 if there is no such rotation, and 3 if a rotation was named and nobody is on in it.
    """
    from frontline.config import starting

    instant = _instant(at)
    starting.prepare(needs_migrations=True)
    found = _found(rotation, instant)
    if as_json:
        click.echo(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(map(_line, found)) or "There is no rotation yet: a lead plans one at /rotation.")
    if rotation and not any(each["on"] for each in found):
        sys.exit(3)


def _instant(at: str | None) -> datetime:
    if at is None:
        return clock.now()
    try:
        found = datetime.fromisoformat(at)
    except ValueError as error:
        raise click.UsageError(f"--at {at}: this is no time such as 2026-03-02T09:00Z.") from error
    if found.tzinfo is None:
        raise click.UsageError(f"--at {at}: an instant needs its offset: {at}Z, for one in UTC.")
    return found.astimezone(UTC)


def _found(name: str | None, at: datetime) -> list[dict[str, Any]]:
    from frontline.kernel.refusal import Absent
    from frontline.rotation.plan.current import current
    from frontline.rotation.plan.final import who_is_on

    rotations = current().rotations
    wanted = [pk for pk, each in rotations.items() if name is None or each.name.lower() == name.lower()]
    if name is not None and not wanted:
        known = ", ".join(each.name for each in rotations.values()) or "none yet"
        raise Absent(f"There is no rotation {name!r}. There are: {known}.")
    return [
        {
            "rotation": rotations[pk].name,
            "at": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "on": [
                {
                    "teammate": duty.person.name,
                    "email": duty.person.email,
                    "role": duty.role,
                    "because": duty.because,
                    **({"absent": True} if duty.is_absent else {}),
                }
                for duty in who_is_on(pk, at)
            ],
        }
        for pk in wanted
    ]


def _line(found: dict[str, Any]) -> str:
    people = [
        f"{duty['teammate']} <{duty['email']}> ({_role(duty)}{duty['because']})" for duty in found["on"]
    ]
    return f"{found['rotation']}: {', '.join(people) or 'nobody'}"


def _role(duty: dict[str, Any]) -> str:
    if duty["role"] == "shadow":
        return ""  # its reason says so
    return "away! " if duty.get("absent") else ""
