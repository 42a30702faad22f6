"""What was found, as tables in Markdown; and what was not reached of what was to be."""

from collections.abc import Mapping

import numpy as np

from simulation.changing import Changes
from simulation.covering import Tally
from simulation.populations import Kind

PER_BAR, ALL_BARS, FALSE = 0.94, 0.95, 0.05
SAVED_AT_80 = 0.35


def tables(
    alone: Mapping[Kind, Tally],
    helped: Mapping[tuple[Kind, str], Tally],
    small: Mapping[int, Tally],
    same: Mapping[Kind, Changes],
    halved: Mapping[Kind, Changes],
    *,
    studies: int,
) -> str:
    lines = [
        f"{studies:,} studies of each kind; `make coverage` makes these tables.",
        "",
        "| Population | Read | Each bar alone holds, at least | All bars at once hold"
        " | False “not by chance” | Halving: stated | Found |",
        "|---|---|---|---|---|---|---|",
    ]
    for kind, tally in alone.items():
        fell = halved[kind]
        lines.append(
            f"| {kind.name} | {kind.read} of {kind.size:,} | {_least(tally.bars, tally):.3f}"
            f" | {tally.together / tally.studies:.3f} | {same[kind].false / same[kind].pairs:.3f}"
            f" | {fell.stated:.2f} | {fell.found / fell.pairs:.3f} |"
        )
    lines += [
        "",
        "| Population | The model is right | Bars shown with its help | Each shown bar holds, at least"
        " | All shown bars at once hold | Narrower by | Labels saved at equal width |",
        "|---|---|---|---|---|---|---|",
    ]
    for (kind, model), tally in helped.items():
        name = "shuffled texts, " if model == "useless" else ""
        lines.append(
            f"| {kind.name} | {name}{np.mean(tally.accuracy):.0%} | {np.mean(tally.used):.0%}"
            f" | {_least(tally.shown, tally):.3f} | {tally.shown_together / tally.studies:.3f}"
            f" | {np.mean(tally.narrower):.0%} | {np.mean(tally.saved):.0%} |"
        )
    lines += [
        "",
        "| Read | Plain prediction-powered: a bar holds, on average | at least | Ours: on average | at least |",
        "|---|---|---|---|---|",
    ]
    for read, tally in small.items():
        powered, ours = _shares(tally.prediction_powered, tally), _shares(tally.shown, tally)
        lines.append(
            f"| {read} of 1,000 | {powered.mean():.3f} | {powered.min():.3f} | {ours.mean():.3f} | {ours.min():.3f} |"
        )
    return "\n".join(lines) + "\n"


def fails(
    alone: Mapping[Kind, Tally],
    helped: Mapping[tuple[Kind, str], Tally],
    same: Mapping[Kind, Changes],
    halved: Mapping[Kind, Changes],
) -> list[str]:
    """Sentences; none if all is as it should be."""
    found = []
    for kind, tally in alone.items():
        found += _coverage(kind.name, _least(tally.bars, tally), tally.together / tally.studies)
    for (kind, model), tally in helped.items():
        name = f"{kind.name}, model {model}"
        found += _coverage(name, _least(tally.shown, tally), tally.shown_together / tally.studies)
        if tally.lost:
            found.append(f"{name}: {tally.lost} bars were shown wider than without the model")
    for kind, one in same.items():
        if one.false / one.pairs > FALSE:
            found.append(f"{kind.name}: {one.false / one.pairs:.3f} false verdicts")
    for kind, one in halved.items():
        if one.found / one.pairs < one.stated - _by_chance(one.stated, one.pairs):
            found.append(
                f"{kind.name}: a halving found in {one.found / one.pairs:.3f}, stated {one.stated:.3f}"
            )
    return found


def _coverage(name: str, least: float, together: float) -> list[str]:
    found = []
    if least < PER_BAR:
        found.append(f"{name}: a bar holds in {least:.3f} only")
    if together < ALL_BARS:
        found.append(f"{name}: all bars at once hold in {together:.3f} only")
    return found


def _by_chance(share: float, number: int) -> float:
    """What a frequency over so many may lie under its probability by chance: two standard errors."""
    return 2 * float(np.sqrt(share * (1 - share) / number))


def _shares(held: np.ndarray | None, tally: Tally) -> np.ndarray:
    assert held is not None
    return held / tally.studies


def _least(held: np.ndarray | None, tally: Tally) -> float:
    return float(_shares(held, tally).min())
