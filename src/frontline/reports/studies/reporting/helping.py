"""The model's help for one study: worked out in a job, because it reads thousands of texts, and kept.

Which bars are made shorter, and when that may be shown, is decided in `reports/assisted/helping.py`; see
docs/decisions/0027-with-the-models-help.md.
"""

from typing import Any

from django.db import connection, transaction

from frontline.events.recording import record
from frontline.kernel import clock
from frontline.reports.studies import events
from frontline.reports.studies.models import ModelHelp, Study
from frontline.reports.studies.outcome import Label, labels_of
from frontline.reports.studies.population import bound, pools, scope_of
from frontline.reports.studies.reporting.helped import digest_of
from frontline.reports.studies.reporting.making import report_of
from frontline.reports.studies.reporting.report import Report

MOST_TEXTS = 20_000
_LONGEST = 4_000
"""Characters that are read of one conversation: its beginning says what it is about."""
_BY = "the model"

Row = tuple[int, int]
"""A conversation's number, and the place of its stratum."""


def help_study(study: Study) -> ModelHelp | None:
    """Learn from what was read, and keep which bars that makes shorter. None where there is nothing to be helped.

    Again with the same labels: nothing is done. Takes seconds, and some hundred MB for 20,000 texts.
    """
    report = report_of(study)
    labels = labels_of(study)
    digest = digest_of(labels)
    kept = ModelHelp.objects.filter(study=study).first()
    if kept and kept.labels_digest == digest:
        return kept
    read = [label for label in labels if label.counts or label.is_excluded]
    if not report.has_intervals or len(read) >= report.population or len(report.bars) < 2:
        return None
    rows = _rows(study, report, read)
    bars = _helped(report, read, rows)
    with transaction.atomic():
        made, _ = ModelHelp.objects.update_or_create(
            study=study,
            defaults={"labels_digest": digest, "bars": bars, "texts": len(rows), "made_at": clock.now()},
        )
        record(events.HELPED, study.as_subject, by=_BY, texts=len(rows), bars=len(bars))
    return made


def _helped(report: Report, read: list[Label], rows: list[Row]) -> dict[str, Any]:
    import numpy as np

    from frontline.reports.assisted.helping import Plain, help_of_model
    from frontline.reports.assisted.predicting import predict, vectors
    from frontline.reports.assisted.sampling import Sample

    place = {bar.key: index for index, bar in enumerate(report.bars)}
    outside = len(place) if report.counts.excluded else None
    classes = len(place) + (outside is not None)
    known = np.arange(len(read), dtype=np.int64)
    said = np.array([place[label.counts.key] if label.counts else outside for label in read], dtype=np.int64)
    seed = abs(report.seed)
    texts = _texts([number for number, _ in rows])
    sample = Sample(
        predicted=predict(vectors(texts), known, said, classes, seed=seed),
        read=known,
        labels=said,
        strata=np.array([stratum for _, stratum in rows], dtype=np.int64),
        sizes=tuple(stratum.population for stratum in report.counts.strata),
        outside=outside,
    )
    plain = [Plain(bar.alone.share, bar.together.share) for bar in report.bars if bar.alone and bar.together]
    found = help_of_model(sample, plain, seed=seed, confidence=report.confidence)
    return {
        bar.key: {
            "share": each.share,
            "together": each.together if each.use_together else None,
            "alone": each.alone if each.use_alone else None,
        }
        for bar, each in zip(report.bars, found, strict=True)
        if each.use_together or each.use_alone
    }


def _rows(study: Study, report: Report, read: list[Label]) -> list[Row]:
    """Those read first, in their order; then of each stratum the next in the order of the draw, which is random."""
    strata = {stratum.id: place for place, stratum in enumerate(report.counts.strata)}
    rows = [(label.number, strata[label.stratum_id]) for label in read]
    seen = {number for number, _ in rows}
    share = min(1.0, MOST_TEXTS / max(1, report.population))
    # A little more than that share of all keys, so that each stratum has enough of them.
    upto = bound(1.1 * share + 0.01)
    found = pools(scope_of(study), study.seed, {each.key: upto for each in report.counts.strata})
    for place, stratum in enumerate(report.counts.strata):
        pool = found.get(stratum.key)
        most = round(stratum.population * share) - sum(its == place for _, its in rows)
        unread = [number for _, number in pool.first if number not in seen] if pool else []
        rows += [(number, place) for number in unread[: max(0, most)]]
    return rows


def _texts(numbers: list[int]) -> list[str]:
    """What the customer wrote, with the subject; "" of those that are gone. Nothing that we wrote."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.id, left(concat_ws(' ', c.subject, (SELECT string_agg(left(m.text, %s), ' ' ORDER BY m.at)"
            " FROM inbox_message AS m WHERE m.conversation_id = c.id AND m.direction = 'in')), %s)"
            " FROM inbox_conversation AS c WHERE c.id = ANY(%s)",
            [_LONGEST, _LONGEST, numbers],
        )
        found = dict(cursor.fetchall())
    return [found.get(number, "") for number in numbers]
