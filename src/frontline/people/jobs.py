"""The jobs of people: each calls one verb, and can run any number of times."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from frontline.people.models import Teammate


@app.task(
    name="people.erase", queue="inbox", retry=RetryStrategy(max_attempts=12, exponential_wait=2), priority=-1
)
def erase(*, erasure_id: int) -> None:
    from frontline.people import erasing

    erasing.go_on(erasure_id)


@app.task(
    name="people.mail_invitation", queue="mail", retry=RetryStrategy(max_attempts=8, exponential_wait=4)
)
def mail_invitation(*, teammate_id: int, by: str) -> None:
    from frontline.people import inviting

    inviting.mail_invitation(Teammate.objects.get(pk=teammate_id), by=by)
