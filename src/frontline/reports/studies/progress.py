"""How far the reading of a study is, and who reads how fast."""

from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from frontline.kernel import clock
from frontline.people.models import Teammate
from frontline.reports.studies.models import Drawn, Reading, Study


@dataclass(frozen=True, slots=True)
class Reader:
    name: str
    done: int
    typical: str
    """ "1 min 20 s" for one conversation (the median)."""
    is_reading: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` and `total` are readings, so a conversation that two people read counts twice."""

    done: int
    total: int
    mine: int
    typical: str
    left_for: str
    readers: list[Reader]


def progress_of(study: Study, teammate: Teammate) -> Progress:
    """In one query."""
    rows = list(
        Reading.objects.filter(drawn__study=study, round__gt=0, drawn__state=Drawn.State.SAMPLE).values_list(
            "reader_id", "reader__name", "done_at", "spent_for", "lease_until"
        )
    )
    now = clock.now()
    done = [row for row in rows if row[2]]
    readers = {row[0]: row[1] for row in rows if row[0] and (row[2] or (row[4] and row[4] > now))}
    spent = [row[3] for row in done if row[3]]
    usual = _median(spent)
    return Progress(
        done=len(done),
        total=len(rows),
        mine=sum(row[0] == teammate.pk for row in done),
        typical=in_words(usual),
        left_for=in_words(usual * (len(rows) - len(done)) if usual else None),
        readers=sorted(
            (
                Reader(
                    name,
                    sum(row[0] == pk for row in done),
                    in_words(_median([row[3] for row in done if row[0] == pk and row[3]])),
                    any(row[0] == pk and not row[2] and row[4] and row[4] > now for row in rows),
                )
                for pk, name in readers.items()
            ),
            key=lambda each: (-each.done, each.name),
        ),
    )


def in_words(time: timedelta | None) -> str:
    """ "40 s", "2 min", "1 h 10 min"; "" for none."""
    if time is None:
        return ""
    seconds = int(time.total_seconds())
    if seconds < 60:
        return f"{seconds} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def _median(times: list[timedelta]) -> timedelta | None:
    return timedelta(seconds=median(each.total_seconds() for each in times)) if times else None
