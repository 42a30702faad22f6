"""Settling: two readers saw different culprits, and one verdict counts."""

from frontline.events.recording import record
from frontline.kernel import clock
from frontline.kernel.refusal import Refusal
from frontline.people.models import Teammate
from frontline.reports.studies import events, verdicts
from frontline.reports.studies.allowing import NotForYou, may_plan
from frontline.reports.studies.excluding import exclude, include
from frontline.reports.studies.labelling import NOTE_LENGTH, IsFinished
from frontline.reports.studies.locking import locked
from frontline.reports.studies.models import Drawn, Reading, Settlement
from frontline.reports.studies.verdicts import Said, words_of


class NothingToSettle(Refusal):
    """It was not read by two."""

    code = "nothing_to_settle"


def settle(drawn: Drawn, said: Said, *, note: str = "", by: Teammate) -> Settlement:
    """The verdict that counts from now on; again, to change it. For its two readers, leads and product managers.

    Raises Invalid, NotForYou, NothingToSettle, IsFinished.
    """
    verdicts.check(said, drawn.study)
    with locked(drawn.study) as study:
        if study.is_finished:
            raise IsFinished(
                "This study is finished: what counts doesn't change any more. A lead can reopen it."
            )
        drawn = Drawn.objects.select_related("study", "stratum__study").get(pk=drawn.pk)
        both = list(read_twice(drawn))
        if len(both) < 2:
            raise NothingToSettle(f"#{drawn.number} was not read by two, so there is nothing to settle.")
        if not may_plan(by) and by.pk not in {each.reader_id for each in both}:
            raise NotForYou("Its two readers settle it, or a lead or product manager.")
        row = Settlement.objects.filter(drawn=drawn).select_related("culprit").first() or Settlement(
            drawn=drawn
        )
        before = words_of(row)
        said.write(row)
        row.note, row.by, row.at = note.strip()[:NOTE_LENGTH], by, clock.now()
        row.save()
        record(
            events.SETTLED,
            study.as_subject,
            by=by,
            number=drawn.number,
            verdict=said.words,
            first=words_of(both[0]),
            second=words_of(both[1]),
            **({"before": before} if before else {}),
        )
        if said.why_not and drawn.state == Drawn.State.SAMPLE:
            exclude(drawn, said.why_not, by=by)
        elif not said.why_not and drawn.state == Drawn.State.EXCLUDED:
            include(drawn, by=by)
    return row


def read_twice(drawn: Drawn) -> list[Reading]:
    """Its two readings, if both are done."""
    found = drawn.readings.filter(round__gt=0, done_at__isnull=False).select_related("culprit", "reader")
    return list(found.order_by("round"))
