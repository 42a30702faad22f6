"""What the timer does for series. Each part may run at any time, any number of times, and in two processes at once."""

from frontline.reports.studies.series import drawing_due, ending, jobs, sending, telling


def keep() -> None:
    """Draw what is due, finish what was read, remind of what was not, and send what waits."""
    for series_id in drawing_due.due():
        jobs.draw_soon(series_id)
    ending.finish_read()
    telling.remind()
    for mail_id in sending.waiting():
        jobs.send_soon(mail_id)
