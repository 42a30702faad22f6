"""The jobs of series; each calls a verb that may run any number of times."""

from contextlib import suppress

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued


@app.task(name="studies.draw_series", queue="studies")
def draw_series(series_id: int) -> None:
    from frontline.reports.studies.series.drawing_due import draw_all

    draw_all(series_id)


@app.task(name="studies.mail_report", queue="studies")
def mail_report(study_id: int) -> None:
    from frontline.reports.studies.series import sending

    for mail_id in sending.prepare(study_id):
        send_soon(mail_id)


@app.task(name="studies.send_report", queue="studies")
def send_report(mail_id: int) -> None:
    from frontline.reports.studies.series import sending

    sending.send(mail_id)


def draw_soon(series_id: int) -> None:
    with suppress(AlreadyEnqueued), transaction.atomic():
        draw_series.configure(queueing_lock=f"studies.draw_series.{series_id}").defer(series_id=series_id)


def mail_soon(study_id: int) -> None:
    """Its report to those whom its series names; nothing if it is of none."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        mail_report.configure(queueing_lock=f"studies.mail_report.{study_id}").defer(study_id=study_id)


def send_soon(mail_id: int) -> None:
    with suppress(AlreadyEnqueued), transaction.atomic():
        send_report.configure(queueing_lock=f"studies.send_report.{mail_id}").defer(mail_id=mail_id)
