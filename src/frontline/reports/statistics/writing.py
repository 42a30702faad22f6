"""JSON out: the dataclasses of the statistics as the command and the REST interface give them.

Shares are fractions of one; what is endless or unknown is null.
"""

import math
from typing import Any

from frontline.reports.statistics.bars import Bar, Estimate
from frontline.reports.statistics.comparing import Comparison, Difference
from frontline.reports.statistics.rates import RateRatio


def write_estimate(estimate: Estimate) -> dict[str, Any]:
    """{"culprits": [...], "population", "n", ...}; "too_few" is null, or says that the intervals are of no use."""
    part = estimate.part
    return {
        "culprits": [_bar(bar) for bar in estimate.bars],
        "population": part.population,
        "n": part.read,
        "excluded": part.excluded,
        "belonging": {"count": part.size, "interval": list(part.interval)},
        "within_points": estimate.within,
        "unseen": estimate.unseen,
        "confidence": estimate.confidence,
        "too_few": estimate.too_few.sentence if estimate.too_few else None,
    }


def write_comparison(comparison: Comparison) -> dict[str, Any]:
    """{"culprits": [...], "volume", ...}"""
    return {
        "culprits": [_difference(each) for each in comparison.differences],
        "volume": _rate(comparison.volume, comparison.volume_words),
        "confidence": comparison.confidence,
        "power": comparison.power,
    }


def _bar(bar: Bar) -> dict[str, Any]:
    return {
        "culprit": bar.culprit,
        "n": bar.read,
        "share": bar.share,
        "wilson": list(bar.wilson),
        "goodman": list(bar.goodman),
        "alone": list(bar.alone),
        "together": list(bar.together),
        "expected": bar.expected,
        "count": list(bar.count),
    }


def _difference(each: Difference) -> dict[str, Any]:
    return {
        "culprit": each.culprit,
        "before": each.before,
        "after": each.after,
        "difference": each.difference,
        "interval": list(each.interval),
        "interval_of_these": list(each.interval_finite),
        "p": each.p,
        "p_holm": each.p_holm,
        "design_effect": each.design_effect,
        "verdict": each.words,
        "changed": each.verdict,
        "detectable_fall": each.detectable,
        "rate_ratio": _rate(each.rate, each.rate_words),
    }


def _rate(rate: RateRatio | None, words: str) -> dict[str, Any] | None:
    if rate is None:
        return None
    return {
        "ratio": _finite(rate.ratio),
        "interval": [_finite(rate.interval[0]), _finite(rate.interval[1])],
        "p": rate.p,
        "p_holm": rate.p_holm,
        "verdict": words,
    }


def _finite(number: float) -> float | None:
    return number if math.isfinite(number) else None
