"""The jobs of reports; each calls a verb that may run any number of times."""

from contextlib import suppress

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued


@app.task(name="studies.learn", queue="studies")
def learn(study_id: int) -> None:
    """A model learns from what was read. scikit-learn is loaded by this job alone."""
    from frontline.reports.studies.models import Study
    from frontline.reports.studies.reporting.helping import help_study

    study = Study.objects.filter(pk=study_id).first()
    if study:
        help_study(study)


def help_soon(study_id: int) -> None:
    """Once, however often it is asked for."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        learn.configure(queueing_lock=f"studies.learn.{study_id}").defer(study_id=study_id)
