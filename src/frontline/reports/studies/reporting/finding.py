"""The report in a sentence that the sample supports.

Who leads. That the longest bar of a sample is also the longest of all conversations is claimed when a two-tailed
binomial test of the longest against the second, given how many both have together, is below 1 - confidence. For the
one that won no correction for the other bars is needed: Hung and Fithian 2019, "Rank verification for exponential
families", The Annals of Statistics 47:758-782. A sample without replacement varies less than the binomial says, so the
test errs to the side of "can't tell"; if all was read, there is nothing to test.

Who may lead, where that fails: every culprit that is not clearly behind the longest, by the one-tailed test at
(1 - confidence)/(k - 1), or half of 1 - confidence if that is less. The one that truly leads is missing from that list
in at most 5 of 100 studies (Bonferroni over the k - 1 others).

Samples by stratum are tested at the effective number of draws, the smaller of the two, and at most those read. The
unsure are nobody's: where they are more than the leader, that is said instead.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from frontline.reports.studies.reporting.report import Finding, ReportBar
from frontline.reports.studies.reporting.words import either, interval, percent


@dataclass(frozen=True, slots=True)
class Weight:
    """What one bar weighs in the test: its share, and of how many draws with replacement."""

    share: float
    draws: float


def find(
    bars: tuple[ReportBar, ...],
    weights: Mapping[str, Weight],
    *,
    period: str,
    all_read: bool,
    confidence: float = 0.95,
) -> Finding:
    """`bars` in the order of the report; `all_read`: every conversation of the population was read."""
    culprits = [bar for bar in bars if not bar.is_unsure]
    unsure = next((bar for bar in bars if bar.is_unsure), None)
    when = f"the conversations of {period}"
    if not culprits:
        return Finding(f"Whoever read {when} could not tell what was to blame.")
    first = culprits[0]
    if unsure and unsure.share >= first.share:
        return Finding(
            f"What was to blame for {_share(unsure)} of {when} could not be told:"
            f" more than any culprit has. {first.label} has {_share(first)}."
        )
    leads = _may_lead(culprits, weights, confidence) if not all_read else _longest(culprits)
    if len(leads) > 1:
        return Finding(
            f"{either([_name(bar) for bar in leads])} may be to blame most often in {period}:"
            " this sample can't tell which.",
            tuple(bar.key for bar in leads),
        )
    chance = "" if all_read else ", and not by chance"
    than = f", more than to any other culprit{chance}" if len(culprits) > 1 else ""
    return Finding(f"{_share(first)} of {when} are down to {first.label}{than}.", (first.key,), True)


def _may_lead(culprits: list[ReportBar], weights: Mapping[str, Weight], confidence: float) -> list[ReportBar]:
    first, *others = culprits
    chances = [one_tailed(weights[first.key], weights[bar.key]) for bar in others]
    half = (1 - confidence) / 2
    if not others or chances[0] <= half:
        return [first]
    tail = min(half, (1 - confidence) / len(others))
    return [first, *(bar for bar, chance in zip(others, chances, strict=True) if chance > tail)]


def _longest(culprits: list[ReportBar]) -> list[ReportBar]:
    return [bar for bar in culprits if bar.read == culprits[0].read]


def one_tailed(ahead: Weight, behind: Weight) -> float:
    """The chance of so much for the one ahead, if both had the same share."""
    from scipy.special import betainc  # scipy.stats would take a second to import

    draws = min(ahead.draws, behind.draws)
    more, less = math.floor(ahead.share * draws + 1e-9), math.ceil(behind.share * draws - 1e-9)
    # P(X >= more) for X binomial with a half: the incomplete beta function (Abramowitz and Stegun 1964, 26.5.24).
    return float(betainc(more, less + 1, 0.5)) if more else 1.0


def _share(bar: ReportBar) -> str:
    reach = bar.together.share if bar.together else None
    if reach is None or reach[0] == reach[1]:
        return percent(bar.share)
    return f"{percent(bar.share)} ({interval(reach)})"


def _name(bar: ReportBar) -> str:
    return f"{bar.label} ({interval(bar.together.share) if bar.together else percent(bar.share)})"
