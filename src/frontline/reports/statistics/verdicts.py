"""What a comparison says, in words."""

from typing import Literal

Verdict = Literal["fewer", "more", "unclear"]

_FALLS = (
    (0.10, "a fall by a tenth"),
    (0.20, "a fall by a fifth"),
    (0.25, "a fall by a quarter"),
    (1 / 3, "a fall by a third"),
    (0.40, "a fall by two fifths"),
    (0.50, "a fall by half"),
    (0.60, "a fall by three fifths"),
    (2 / 3, "a fall by two thirds"),
    (0.75, "a fall by three quarters"),
    (0.80, "a fall by four fifths"),
    (0.90, "a fall by nine tenths"),
)


def judge(difference: float, p_holm: float, confidence: float) -> Verdict:
    """What the corrected p says: a change that is not by chance, or nothing."""
    if p_holm > 1 - confidence or difference == 0:
        return "unclear"
    return "fewer" if difference < 0 else "more"


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
    """0.5 is "a fall by half": the next fraction that people use, never one that is too small."""
    for fraction, words in _FALLS:
        if fall <= fraction + 0.005:
            return words
    return "a fall to almost nothing"
