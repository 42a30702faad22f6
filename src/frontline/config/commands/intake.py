"""`frontline intake`"""

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from frontline.inbox.models import Intake

_BY = "frontline intake replay"


@click.group()
def command() -> None:
    """Look at what arrived, and replay what failed."""
    from frontline.config import starting

    starting.prepare(needs_migrations=True)


@command.command("list")
@click.option("--state", type=click.Choice(["pending", "failed", "done"]), help="Only those in this state.")
@click.option("--limit", default=100, show_default=True, type=click.IntRange(min=1), help="At most so many.")
def list_(state: str | None, limit: int) -> None:
    """The newest arrivals first: those that are not done, or those of one state."""
    from frontline.inbox.models import Intake

    rows = Intake.objects.defer("raw").order_by("-id")
    rows = rows.filter(state=state) if state else rows.exclude(state=Intake.State.DONE)
    found = list(rows[:limit])
    for intake in found:
        click.echo(
            f"{intake.pk:>8}  {intake.state:<7}  {intake.received_at:%Y-%m-%d %H:%M:%S}Z  {intake.channel:<8}  "
            f"{intake.size:>10,} B  {_sender(intake)}  {intake.outcome}".rstrip()
        )
    if not found:
        click.echo("None.", err=True)


@command.command()
@click.argument("number", metavar="ID", type=int)
@click.option("--raw", is_flag=True, help="Write what arrived, byte for byte, and nothing else.")
def show(number: int, raw: bool) -> None:
    """Everything that is known about one arrival."""
    intake = _intake(number)
    if raw:
        sys.stdout.buffer.write(bytes(intake.raw))
        sys.stdout.buffer.flush()
        return
    facts = {
        "Intake": intake.pk,
        "State": intake.get_state_display(),
        "Outcome": intake.outcome,
        "Channel": intake.channel,
        "External id": intake.external_id,
        "Received": intake.received_at.isoformat(timespec="seconds"),
        "Processed": intake.processed_at.isoformat(timespec="seconds") if intake.processed_at else "",
        "Size": f"{intake.size:,} B",
        "Arrived": f"{intake.copies} times" if intake.copies > 1 else "once",
        "Attempts": intake.attempts,
        "SHA-256": intake.digest,
        **{f"Envelope {key}": value for key, value in intake.envelope.items()},
    }
    for name, value in facts.items():
        click.echo(f"{name + ':':<20} {value}".rstrip())


@command.command()
@click.argument("numbers", metavar="[ID]...", type=int, nargs=-1)
@click.option("--all-failed", is_flag=True, help="Every arrival that failed.")
def replay(numbers: tuple[int, ...], all_failed: bool) -> int:
    """Read failed arrivals again, after what they failed on was mended."""
    from frontline.config.selfcheck import mending
    from frontline.inbox import replaying
    from frontline.kernel.refusal import Refusal

    if all_failed == bool(numbers):
        raise click.UsageError("Give the numbers of intakes, or --all-failed.")
    if all_failed:
        click.echo(f"Replayed: {mending.replay_all(by=_BY)}.")
        return 0
    refused = 0
    for number in numbers:
        try:
            replaying.replay(_intake(number), by=_BY)
            click.echo(f"Intake {number} is being read again.")
        except Refusal as refusal:
            click.echo(refusal.sentence, err=True)
            refused = 1
    return refused


def _intake(number: int) -> "Intake":
    from frontline.inbox.models import Intake
    from frontline.kernel.refusal import Absent

    intake = Intake.objects.filter(pk=number).first()
    if intake is None:
        raise Absent(f"There is no intake {number}: `frontline intake list` shows what there is.")
    return intake


def _sender(intake: "Intake") -> str:
    """Who sent it, with nothing in it that could steer a terminal."""
    sender = str(intake.envelope.get("mail_from") or "(no sender)")
    return "".join(c if c.isprintable() else "?" for c in sender)
