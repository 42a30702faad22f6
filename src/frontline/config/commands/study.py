"""`frontline study`: the statistics of studies, without a database."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

import click


class _Refused(click.ClickException):
    exit_code = 2


@click.group()
def command() -> None:
    """Sizes, estimates and comparisons of studies: JSON in and out, no database and no settings.

    docs/studies.md explains the numbers. The exit code is 2 if the input can't be used.
    """


@command.command()
@click.option("--population", type=int, help="How many conversations there are. Without it: endlessly many.")
@click.option("--points", type=float, help="Within how many percentage points the bars shall be.")
@click.option("--one-bar", is_flag=True, help="One bar alone, not all bars at once.")
@click.option("--read", type=int, help="Say what so many read are good for, instead of how many to read.")
@click.option("--power", type=float, help="How probably a change shall be found (0.8), for a comparison.")
@click.option("--from", "before", type=float, help="The share before, as a fraction of one.")
@click.option("--to", "after", type=float, help="The share after.")
@click.option(
    "--culprits", type=int, default=1, help="How many are compared at once (Holm).", show_default=True
)
@click.option("--confidence", type=float, default=0.95, show_default=True)
def size(
    population: int | None,
    points: float | None,
    one_bar: bool,
    read: int | None,
    power: float | None,
    before: float | None,
    after: float | None,
    culprits: int,
    confidence: float,
) -> None:
    """How many conversations to read.

    With --points: so that every bar is within so many points, all at once. With --power, --from and --to: in each of
    two periods, so that the change is found. With --read the other way round: the points, or the power, of so many.
    """
    with _refusing():
        if before is not None or after is not None or power is not None:
            if before is None or after is None or points is not None or one_bar:
                raise click.UsageError("A comparison takes --from and --to, and --power or --read.")
            _print(_of_comparison(population, read, power, before, after, culprits, confidence))
        elif (points is None) == (read is None):
            raise click.UsageError("Say --points, or --read, or --power with --from and --to.")
        else:
            _print(_of_bars(population, points, read, one_bar=one_bar, confidence=confidence))


@command.command()
@click.option("--population", type=int, help="How many conversations the sample was drawn from.")
@click.option("--counts", help='How many of those read each culprit has: {"docs": 44, ...}.')
@click.option("--excluded", type=int, default=0, help="How many were drawn and are not part of this.")
@click.option("--strata", help='For a stratified sample: [{"name", "population", "counts"}, ...].')
@click.option("--confidence", type=float, default=0.95, show_default=True)
def estimate(
    population: int | None, counts: str | None, excluded: int, strata: str | None, confidence: float
) -> None:
    """What a sample says of all conversations: shares as fractions of one, and intervals.

    "wilson" holds for a bar alone and "goodman" for all bars at once, both roughly; "alone" and "together" are exact.
    "count" is from how many to how many conversations. - reads the JSON from standard input.
    """
    with _refusing():
        from frontline.reports.estimate import estimate as estimated
        from frontline.reports.estimate import estimate_strata
        from frontline.reports.statistics import reading, writing

        if strata is not None:
            if population is not None or counts is not None or excluded:
                raise click.UsageError("--strata brings its own populations and counts: give it alone.")
            parts = reading.read_strata(_read(strata, "The strata"))
            _print(writing.write_estimate(estimate_strata(parts, confidence=confidence)))
            return
        if population is None or counts is None:
            raise click.UsageError("Say --population and --counts, or --strata.")
        read = reading.read_counts(_read(counts, "The counts"))
        found = estimated(population, read, excluded=excluded, confidence=confidence)
        _print(writing.write_estimate(found))


@command.command()
@click.option("--before", required=True, help='The first period: {"population", "n", "counts"}.')
@click.option("--after", required=True, help="The second period.")
@click.option(
    "--usage-before", type=float, help="Usage in the first period, in any unit (active apps, requests)."
)
@click.option("--usage-after", type=float, help="Usage in the second, in the same unit.")
@click.option(
    "--power", type=float, default=0.8, help='Of "only a fall by half would show".', show_default=True
)
@click.option(
    "--test", type=click.Choice(["barnard", "boschloo", "fisher"]), default="barnard", show_default=True
)
@click.option("--confidence", type=float, default=0.95, show_default=True)
def compare(
    before: str,
    after: str,
    usage_before: float | None,
    usage_after: float | None,
    power: float,
    test: Literal["barnard", "boschloo", "fisher"],
    confidence: float,
) -> None:
    """What changed between two periods, and whether chance explains it.

    A period may also hold "excluded", "usage", "customers" (for each customer among those read, their counts) and
    "volumes" (how many conversations each customer wrote): docs/studies.md.
    """
    with _refusing():
        from dataclasses import replace

        from frontline.reports.estimate import compare as compared
        from frontline.reports.statistics import reading, writing

        periods = []
        for text, usage, what in (
            (before, usage_before, "The period before"),
            (after, usage_after, "The period after"),
        ):
            period = reading.read_period(_read(text, what), what=what)
            periods.append(period if usage is None else replace(period, usage=usage))
        if (periods[0].usage is None) != (periods[1].usage is None):
            raise click.UsageError("Usage is needed of both periods, or of none.")
        _print(writing.write_comparison(compared(*periods, confidence=confidence, power=power, test=test)))


def _of_bars(
    population: int | None, points: float | None, read: int | None, *, one_bar: bool, confidence: float
) -> dict[str, Any]:
    from frontline.reports.statistics import sizes

    if points is not None and one_bar:
        return {"size": sizes.size_one_bar(population, points, confidence=confidence)}
    if points is not None:
        return {"size": sizes.size_all_bars(population, points, confidence=confidence)}
    if one_bar:
        return {"points": sizes.points_one_bar(population, read or 0, confidence=confidence)}
    return {"points": sizes.points_all_bars(population, read or 0, confidence=confidence)}


def _of_comparison(
    population: int | None,
    read: int | None,
    power: float | None,
    before: float,
    after: float,
    culprits: int,
    confidence: float,
) -> dict[str, Any]:
    from frontline.reports.statistics.power import power_to_compare, size_to_compare

    if read is not None:
        return {"power": power_to_compare(before, after, read, read, confidence=confidence, family=culprits)}
    if power is None:
        raise click.UsageError("A comparison takes --from and --to, and --power or --read.")
    size = size_to_compare(
        before, after, power=power, population=population, confidence=confidence, family=culprits
    )
    return {"size": size}


def _read(text: str, what: str) -> Any:
    from frontline.reports.statistics.reading import read_json

    return read_json(sys.stdin.read() if text == "-" else text, what=what)


def _print(value: dict[str, Any]) -> None:
    click.echo(json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False))


@contextmanager
def _refusing() -> Iterator[None]:
    """A refusal is a wrong argument here: its sentence, and exit code 2."""
    from frontline.kernel.refusal import Refusal

    try:
        yield
    except Refusal as error:
        raise _Refused(error.sentence) from error
