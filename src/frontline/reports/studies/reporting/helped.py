"""The model's help as it is kept: read where it is still of the labels that count now."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any, Literal

from frontline.reports.studies.models import ModelHelp, Study
from frontline.reports.studies.outcome import Label, labels_of
from frontline.reports.studies.reporting.report import Helped


@dataclass(frozen=True, slots=True)
class State:
    """`kept`: it is of the labels that count now; `old`: of others; `none`: no model has learnt from them yet."""

    of: Literal["none", "old", "kept"]
    texts: int = 0
    shorter: int = 0


def state_of_help(study: Study) -> State:
    kept = ModelHelp.objects.filter(study=study).first()
    if kept is None:
        return State("none")
    if kept.labels_digest != digest_of(labels_of(study)):
        return State("old")
    return State("kept", kept.texts, len(kept.bars))


def helped_bars(study: Study) -> dict[str, Helped]:
    """By the key of the bar; empty if none was made shorter, or labels have changed since. One query, or five."""
    kept = ModelHelp.objects.filter(study=study).first()
    if kept is None or not kept.bars or kept.labels_digest != digest_of(labels_of(study)):
        return {}
    return {key: _read(said) for key, said in kept.bars.items()}


def digest_of(labels: list[Label]) -> str:
    """64 hex digits of which conversation has which label."""
    said = [
        [label.number, label.counts.key if label.counts else "", label.is_excluded]
        for label in sorted(labels, key=lambda label: label.number)
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _read(said: dict[str, Any]) -> Helped:
    together, alone = (tuple(each) if each else None for each in (said["together"], said["alone"]))
    return Helped(said["share"], together, alone)
