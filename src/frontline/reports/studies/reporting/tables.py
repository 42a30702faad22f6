"""CSV to take along: the bars, and the labels that they are counted from. RFC 4180; shares as fractions of one."""

from frontline.reports.cells import Cell
from frontline.reports.files import written
from frontline.reports.studies.models import Culprit, Stratum, Study
from frontline.reports.studies.outcome import Label, Said, labels_of
from frontline.reports.studies.reporting.report import Reach, Report
from frontline.reports.studies.verdicts import NOT_PART, UNSURE

_ENDS = ("low", "high")
BARS = (
    "culprit",
    "kind",
    "read",
    "share",
    *(f"{what}_{end}" for what in ("all_at_once", "alone") for end in _ENDS),
    "conversations",
    *(f"conversations_{what}_{end}" for what in ("all_at_once", "alone") for end in _ENDS),
    *(f"with_help_{what}_{end}" for what in ("all_at_once", "alone") for end in _ENDS),
)
LABELS = ("conversation", "place", "stratum", "label", "settled", "first", "second", "notes")


def bars_csv(report: Report) -> str:
    """A line for each bar; the columns of intervals are empty where there is none."""
    return written(
        BARS,
        (
            (
                bar.label,
                bar.kind,
                bar.read,
                round(bar.share, 6),
                *_shares(bar.together),
                *_shares(bar.alone),
                bar.expected,
                *(bar.together.count if bar.together else (None, None)),
                *(bar.alone.count if bar.alone else (None, None)),
                *((bar.helped and bar.helped.together) or (None, None)),
                *((bar.helped and bar.helped.alone) or (None, None)),
            )
            for bar in report.bars
        ),
    )


def labels_csv(study: Study) -> str:
    """A line for each conversation that was drawn, in that order. For teammates: it has numbers and notes."""
    labels = labels_of(study)
    strata = dict(Stratum.objects.filter(study=study).values_list("pk", "key"))
    said = [each for label in labels for each in (*label.readings, *filter(None, [label.settlement]))]
    names = dict(Culprit.objects.filter(pk__in={e.culprit_id for e in said}).values_list("pk", "name"))
    return written(LABELS, (_label(each, strata, names) for each in labels))


def _label(label: Label, strata: dict[int, str], names: dict[int, str]) -> tuple[Cell, ...]:
    first, second = (*label.readings, None, None)[:2]
    return (
        label.number,
        label.place,
        strata.get(label.stratum_id, ""),
        NOT_PART if label.is_excluded else _words(label.counts, names),
        "yes" if label.settlement else "",
        _words(first, names),
        _words(second, names),
        " | ".join(note.note for note in label.notes),
    )


def _words(said: Said | None, names: dict[int, str]) -> str:
    if said is None:
        return ""
    if said.culprit_id:
        return names[said.culprit_id]
    return UNSURE if said.is_unsure else NOT_PART


def _shares(reach: Reach | None) -> tuple[Cell, Cell]:
    return (round(reach.share[0], 6), round(reach.share[1], 6)) if reach else (None, None)
