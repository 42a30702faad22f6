"""The numbers' jobs. Each calls a verb that may run at any time and any number of times."""

from procrastinate.contrib.django import app

from frontline.reports.numbers import following, sending


def count(timestamp: int) -> None:
    """Count what is new; half a minute of it at most."""
    following.catch_up(within=30.0)


@app.task(name="numbers.send_digest", queue="numbers")
def send_digest(digest_id: int) -> None:
    sending.send(digest_id)


def send_digests(timestamp: int) -> None:
    """A job for each mail that is due. One that is there already is not waited for."""
    sending.prepare()
    for digest_id in sending.waiting():
        send_digest.defer(digest_id=digest_id)
