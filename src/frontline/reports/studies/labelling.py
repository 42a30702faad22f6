"""Saying what was to blame. Whatever somebody wrote is kept, and they are told where it went."""

from dataclasses import dataclass
from datetime import timedelta

from frontline.events.recording import record
from frontline.kernel import clock
from frontline.kernel.refusal import Refusal
from frontline.people.models import Teammate
from frontline.reports.studies import events, verdicts
from frontline.reports.studies.excluding import exclude, include
from frontline.reports.studies.locking import locked
from frontline.reports.studies.models import Drawn, Reading, Study
from frontline.reports.studies.verdicts import Said

LONGEST = timedelta(minutes=30)
"""Whoever takes longer went away meanwhile: it counts as this long."""
NOTE_LENGTH = 4000


class IsFinished(Refusal):
    """The study's report is out: what it says doesn't change."""

    code = "study_finished"


@dataclass(frozen=True, slots=True)
class Labelled:
    """Where a label went. `word` says so to its author if it is not where they expect it; else "".

    `instead` is the number of the conversation that came in place of one that is not part of the study.
    """

    reading: Reading
    word: str = ""
    instead: int | None = None


def label(drawn: Drawn, said: Said, *, note: str = "", by: Teammate) -> Labelled:
    """Record what `by` says of this conversation; again, to change it.

    Who has no place to read it any more (their lease ran out, and another wrote first) becomes its second reader, if it
    has none; else the label is kept beside the count (round 0), as it is in a finished study. Raises Invalid, and
    IsFinished when a label that counts in a finished study is to be changed.
    """
    verdicts.check(said, drawn.study)
    with locked(drawn.study) as study:
        drawn = Drawn.objects.select_related("study", "stratum__study").get(pk=drawn.pk)
        place, word = _place(study, drawn, by)
        before = verdicts.words_of(place) if place.done_at else ""
        said.write(place)
        place.note = note.strip()[:NOTE_LENGTH]
        _stamp(place, by)
        place.save()
        record(
            events.LABELLED,
            study.as_subject,
            by=by,
            number=drawn.number,
            round=place.round,
            verdict=said.words,
            **({"before": before} if before and before != said.words else {}),
        )
        instead = _settle_membership(drawn, place, by) if place.round else None
    if not word and before and before != said.words:
        word = f"#{drawn.number}: {before} before, {said.words} now."
    return Labelled(place, word, instead)


def _place(study: Study, drawn: Drawn, by: Teammate) -> tuple[Reading, str]:
    """Where this reader's label goes, and a word if that is not where they expect it."""
    rows = list(drawn.readings.select_for_update().order_by("round", "id"))
    counted = [row for row in rows if row.round]
    mine = next((row for row in counted if row.reader_id == by.pk), None)
    aside = next((row for row in rows if not row.round and row.reader_id == by.pk), None)
    if study.is_finished:
        if mine and mine.done_at:
            raise IsFinished(
                "This study is finished: its labels don't change any more. A lead can reopen it."
            )
        return _beside(drawn, mine or aside, by), _kept(drawn, "the study was finished meanwhile")
    if mine:
        return mine, ""
    if drawn.state != Drawn.State.SAMPLE:
        return _beside(drawn, aside, by), _kept(drawn, "it was marked as not part of this meanwhile")
    return _free(drawn, counted, aside, by)


def _free(drawn: Drawn, counted: list[Reading], aside: Reading | None, by: Teammate) -> tuple[Reading, str]:
    """For who lost their lease: the first place that nobody has written in, or a second one, or beside the count."""
    free = next((row for row in counted if row.done_at is None), None)
    if free is None and len(counted) < 2:
        free = Reading(drawn=drawn, round=2)
        Drawn.objects.filter(pk=drawn.pk).update(is_double=True)
    if free is None:
        return _beside(drawn, aside, by), _kept(drawn, "two others had read it already")
    if aside and aside.done_at is None:
        aside.delete()
    free.taken_at = None
    if any(row.done_at for row in counted):
        return free, f"#{drawn.number} had gone to another reader. Yours counts as the second reading."
    return (
        free,
        f"#{drawn.number} had been left for a while. Your label counts: you were the first to write one.",
    )


def _beside(drawn: Drawn, mine: Reading | None, by: Teammate) -> Reading:
    place = mine or Reading(drawn=drawn, reader=by)
    place.round = 0
    return place


def _kept(drawn: Drawn, because: str) -> str:
    return f"Your label of #{drawn.number} is kept, but does not count: {because}."


def _stamp(place: Reading, by: Teammate) -> None:
    now = clock.now()
    place.reader, place.lease_until = by, None
    if place.done_at is None:
        place.spent_for = min(now - place.taken_at, LONGEST) if place.taken_at else None
        place.done_at = now


def _settle_membership(drawn: Drawn, place: Reading, by: Teammate) -> int | None:
    """Out of the sample, or in again, when the only one who has read it says so; two decide by settling."""
    others = drawn.readings.filter(round__gt=0, done_at__isnull=False).exclude(pk=place.pk)
    is_out = drawn.state == Drawn.State.EXCLUDED
    if place.why_not and is_out:
        Drawn.objects.filter(pk=drawn.pk).update(why_not=place.why_not)
    elif place.why_not and not others.exists():
        instead = exclude(drawn, place.why_not, by=by)
        return instead.number if instead else None
    elif is_out and not place.why_not and not others.exists():
        include(drawn, by=by)
    return None
