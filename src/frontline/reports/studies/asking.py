"""Asking people to read: those whom a study names are told once that it was drawn. Everybody may read."""

from collections.abc import Iterable

from frontline.notify import kinds
from frontline.notify.telling import tell
from frontline.people.models import Teammate
from frontline.reports.studies.models import Study
from frontline.reports.studies.reporting.periods import in_words

TO_READ = "study.to_read"
KIND = kinds.Kind(TO_READ, "A study is there for you to read", "Of those that name you.", order=300)


def ask_named(study: Study, *, by: Teammate | str) -> None:
    """In the transaction of the draw, those whom it names but who drew it; if it names nobody, nobody is told."""
    readers = study.readers.filter(is_active=True)
    if isinstance(by, Teammate):
        ask(study, readers.exclude(pk=by.pk), by=by.name)
    else:
        ask(study, readers, by=by)


def ask(study: Study, readers: Iterable[Teammate], *, by: str) -> None:
    """Once, whoever asks again."""
    tell(
        readers,
        kind=TO_READ,
        subject=f"{study.question}: {in_words(study.from_on, study.until_on)} is there to be read",
        text=f"{study.size:,} of {study.population:,} conversations were drawn. Several read at once; each says what"
        " was to blame for a few of them.",
        address=f"/studies/{study.pk}",
        key=f"study:{study.pk}:drawn",
        by=by,
    )
