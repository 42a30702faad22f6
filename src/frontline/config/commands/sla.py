"""`frontline sla`"""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

if TYPE_CHECKING:
    from frontline.inbox.clocks.explaining import Explained

_HEADS = ("From", "Until", "", "Working time", "Sum", "Calendar", "Why")


@click.group()
def command() -> None:
    """Look at what was promised, and whether it was kept."""


@command.command()
@click.argument("number", type=int)
@click.option("--timezone", default="UTC", show_default=True, help="An IANA name, such as Europe/Dublin.")
def explain(number: int, timezone: str) -> None:
    """Print how the clocks of conversation NUMBER came to be, stretch by stretch."""
    from frontline.config import starting

    zone = _zone(timezone)
    starting.prepare(needs_migrations=True)

    from frontline.inbox.clocks.explaining import explain as explained
    from frontline.inbox.models import Conversation
    from frontline.kernel import clock
    from frontline.kernel.refusal import Absent

    conversation = Conversation.objects.filter(pk=number).first()
    if conversation is None:
        raise Absent(f"There is no conversation #{number}.")
    now = clock.now()
    click.echo(f"#{number} {conversation.subject}".strip())
    click.echo(f"Times are {timezone}; now is {_at(now, zone)}. Working time is hours:minutes:seconds.")
    found = explained(conversation, now)
    if not found:
        click.echo("\nIt has no clocks: nothing is promised here.")
    for each in found:
        click.echo("\n" + "\n".join(_told(each, zone)))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise click.UsageError(f"--timezone {name}: no such zone; an IANA name is needed.") from error


def _told(each: "Explained", zone: ZoneInfo) -> Iterator[str]:
    from frontline.inbox.clocks.durations import exactly

    yield f"{each.kind} ({each.tier}): {each.terms}"
    rows = [
        (
            _at(line.from_at, zone),
            _at(line.until_at, zone) if line.until_at else "now",
            "runs" if line.is_running else "pauses",
            exactly(line.worked_for),
            exactly(line.sum_for),
            line.calendar,
            line.why,
        )
        for line in each.lines
    ]
    widths = [max(map(len, column)) for column in zip(_HEADS, *rows, strict=True)]
    for row in (_HEADS, *rows):
        yield "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
    instants = {
        "target": each.clock.target_at,
        "warning": each.clock.warn_at,
        "due": each.clock.due_at,
        "warned": each.clock.warned_at,
        "broken": each.clock.broken_at,
        "stopped": each.clock.stopped_at,
    }
    said = ", ".join(f"{name} {_at(at, zone)}" for name, at in instants.items() if at)
    yield f"  Instants: {said}" if said else "  It pauses: no instant is set."
    yield f"  {each.verdict}"


def _at(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S}"
