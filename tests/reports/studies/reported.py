"""Studies that were read, made in one go: for the tests of reports."""

from datetime import timedelta

from frontline.kernel import clock
from frontline.reports.studies.culprits.naming import found_or_added
from frontline.reports.studies.models import Drawn, Reading
from tests.reports.studies.conftest import conversations, drawn_study


def read_study(cast, counts, *, population=1000, notes=None, **more):
    """A study of so many conversations, in which each culprit of `counts` has so many; "unsure" is one too.

    `notes`: by culprit, what the reader noted of its first ones.
    """
    conversations(cast, population, every=timedelta(minutes=30), **more.pop("conversation", {}))
    study = drawn_study(cast, size=sum(counts.values()), double_share=0, **more)
    read(study, cast, counts, notes or {})
    return study


def read(study, cast, counts, notes):
    said = [(name, (notes.get(name) or [""] * count)) for name, count in counts.items()]
    flat = [
        (name, own[n] if n < len(own) else "")
        for (name, own), count in zip(said, counts.values(), strict=True)
        for n in range(count)
    ]
    culprits = {
        name: None if name == "unsure" else found_or_added(cast.product, name, by=cast.lead)
        for name in counts
    }
    rows = Drawn.objects.filter(study=study, state="sample").order_by("place")
    for drawn, (name, note) in zip(rows, flat, strict=True):
        Reading.objects.filter(drawn=drawn, round=1).update(
            reader=cast.mia,
            culprit=culprits[name],
            is_unsure=name == "unsure",
            note=note,
            done_at=clock.now(),
        )
