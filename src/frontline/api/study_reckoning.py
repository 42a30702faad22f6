"""The statistics of studies over REST: numbers in, numbers out, as `frontline study` has them. Nothing is kept."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from ninja import Router

from frontline.api import study_shapes as shapes
from frontline.api.signing_in import caller
from frontline.kernel.refusal import Invalid

router = Router(tags=["studies"])
MOST_READ = 5000
"""In one period, as in a study; MOST_BARS likewise. What takes longer is for the command line."""
MOST_BARS = 200
LEAST_CHANGE = 0.01


@router.post("/size", summary="How many to read")
def size(request: HttpRequest, ask: shapes.AskSize) -> dict[str, Any]:
    """With `points`: so that every bar is within so many points, all at once. With `power`, `from` and `to`: in each of
    two periods, so that the change is found. With `read` the other way round: the points, or the power."""
    caller(request)
    if ask.from_ is not None or ask.to is not None or ask.power is not None:
        return _size_to_compare(ask)
    if (ask.points is None) == (ask.read is None):
        raise Invalid("Say points, or read, or power with from and to.")
    return _size_of_bars(ask)


@router.post("/estimate", summary="What counts of a sample say of all")
def estimate(request: HttpRequest, ask: shapes.AskEstimate) -> dict[str, Any]:
    """Shares as fractions of one. `strata` bring their own populations and counts."""
    from frontline.reports import estimate as statistics
    from frontline.reports.statistics import reading, writing

    caller(request)
    if ask.strata is not None:
        if ask.population is not None or ask.counts is not None or ask.excluded:
            raise Invalid("Strata bring their own populations and counts: give them alone.")
        strata = reading.read_strata(ask.strata)
        _not_too_many(sum(each.read for each in strata), sum(len(each.counts) for each in strata))
        return writing.write_estimate(statistics.estimate_strata(strata, confidence=ask.confidence))
    if ask.population is None or ask.counts is None:
        raise Invalid("Say population and counts, or strata.")
    counts = reading.read_counts(ask.counts)
    _not_too_many(sum(counts.values()), len(counts))
    found = statistics.estimate(ask.population, counts, excluded=ask.excluded, confidence=ask.confidence)
    return writing.write_estimate(found)


@router.post("/compare", summary="What changed between two periods, and whether chance explains it")
def compare(request: HttpRequest, ask: shapes.AskCompare) -> dict[str, Any]:
    """Usage of both periods, or of none."""
    from frontline.reports import estimate as statistics
    from frontline.reports.statistics import reading, writing

    caller(request)
    periods = []
    for said, used, what in (
        (ask.before, ask.usage_before, "The period before"),
        (ask.after, ask.usage_after, "The period after"),
    ):
        period = reading.read_period(said, what=what)
        _not_too_many(period.read, len(period.counts))
        periods.append(period if used is None else replace(period, usage=used))
    if (periods[0].usage is None) != (periods[1].usage is None):
        raise Invalid("Usage is needed of both periods, or of none.")
    found = statistics.compare(*periods, confidence=ask.confidence, power=ask.power, test=ask.test)
    return writing.write_comparison(found)


def _size_of_bars(ask: shapes.AskSize) -> dict[str, Any]:
    from frontline.reports.statistics import sizes

    if ask.points is not None:
        size_of = sizes.size_one_bar if ask.one_bar else sizes.size_all_bars
        return {"size": size_of(ask.population, ask.points, confidence=ask.confidence)}
    points_of = sizes.points_one_bar if ask.one_bar else sizes.points_all_bars
    return {"points": points_of(ask.population, ask.read or 0, confidence=ask.confidence)}


def _size_to_compare(ask: shapes.AskSize) -> dict[str, Any]:
    from frontline.reports.statistics.power import power_to_compare, size_to_compare

    if ask.from_ is None or ask.to is None or ask.points is not None or ask.one_bar:
        raise Invalid("A comparison takes from and to, and power or read.")
    if ask.read is not None:
        _not_too_many(ask.read, ask.culprits)
        power = power_to_compare(
            ask.from_, ask.to, ask.read, ask.read, confidence=ask.confidence, family=ask.culprits
        )
        return {"power": power}
    if ask.power is None:
        raise Invalid("A comparison takes from and to, and power or read.")
    if 0 < abs(ask.from_ - ask.to) < LEAST_CHANGE:
        raise Invalid("A change of less than a point takes more reading than a study can have.")
    size = size_to_compare(
        ask.from_,
        ask.to,
        power=ask.power,
        population=ask.population,
        confidence=ask.confidence,
        family=ask.culprits,
    )
    return {"size": size}


def _not_too_many(read: int, bars: int) -> None:
    """Raises Invalid."""
    if read > MOST_READ or bars > MOST_BARS:
        raise Invalid(
            f"Here {MOST_READ:,} conversations read and {MOST_BARS} culprits are the most: the command"
            " `frontline study` takes more."
        )
