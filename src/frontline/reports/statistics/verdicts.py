"""What a comparison says, in words."""

import math
from typing import Literal

from frontline.reports.statistics.rates import RateRatio

Verdict = Literal["fewer", "more", "unclear"]

_FRACTIONS = (
    (0.10, "a tenth"),
    (0.20, "a fifth"),
    (0.25, "a quarter"),
    (1 / 3, "a third"),
    (0.40, "two fifths"),
    (0.50, "half"),
    (0.60, "three fifths"),
    (2 / 3, "two thirds"),
    (0.75, "three quarters"),
    (0.80, "four fifths"),
    (0.90, "nine tenths"),
)


def judge(change: float, p_holm: float, confidence: float) -> Verdict:
    """What the corrected p says: a change that is not by chance (its direction is the sign of `change`), or nothing."""
    if p_holm > 1 - confidence or change == 0:
        return "unclear"
    return "fewer" if change < 0 else "more"


def in_words(verdict: Verdict, fall: float | None, before: float) -> str:
    """The verdict for a person; `fall` is the smallest that would have shown, as a fraction of the share `before`."""
    if verdict != "unclear":
        return f"{verdict}, and not by chance"
    if before == 0:
        return "can't tell: there was none before"
    if fall is None:
        return "can't tell: with this sample not even a fall to nothing would show"
    return f"can't tell: with this sample only {fall_in_words(fall)} would show"


def fall_in_words(fall: float) -> str:
    """0.5 is "a fall by half": the next fraction that people use, never one that would be too small."""
    for fraction, words in _FRACTIONS:
        if fall <= fraction + 0.005:
            return f"a fall by {words}"
    return "a fall to almost nothing"


def rate_in_words(rate: RateRatio, confidence: float) -> str:
    """ "38 % fewer for the same usage (31 % to 45 % fewer), and not by chance"."""
    low, high = rate.interval
    if math.isnan(rate.ratio) or math.isinf(rate.ratio):
        return "can't tell: there was none before"
    reach = f"{_change(low)} to {_change(high)}" if math.isfinite(high) else f"{_change(low)} or more"
    verdict = judge(rate.ratio - 1, rate.p_holm, confidence)
    said = f"{_change(rate.ratio)} for the same usage ({reach})"
    return f"{said}, and not by chance" if verdict != "unclear" else f"can't tell: {said}"


def _change(ratio: float) -> str:
    percent = round(100 * abs(ratio - 1))
    return f"{percent} % {'fewer' if ratio < 1 else 'more'}" if percent else "the same"
