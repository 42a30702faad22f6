"""The jobs of mail: each calls one verb, and can run any number of times."""

from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from frontline.channels.email.models import Mailbox
from frontline.kernel import clock


@app.task(name="email.poll_mailboxes", queue="mail", queueing_lock="email.poll_mailboxes")
def poll_mailboxes(timestamp: int = 0) -> None:
    """Each minute: have every mailbox polled that is due, each in a job of its own. `timestamp` is the timer's."""
    from frontline.channels.email import polling

    for mailbox in Mailbox.objects.filter(is_active=True):
        if polling.is_due(mailbox, clock.now()):
            _poll_soon(mailbox.pk)


@app.task(name="email.poll_mailbox", queue="mail")
def poll_mailbox(*, mailbox_id: int) -> None:
    from frontline.channels.email import polling

    polled = polling.poll(mailbox_id)
    if polled and polled.has_more:
        _poll_soon(mailbox_id)


def _poll_soon(mailbox_id: int) -> None:
    try:
        poll_mailbox.configure(queueing_lock=f"email.poll_mailbox.{mailbox_id}").defer(mailbox_id=mailbox_id)
    except AlreadyEnqueued:
        return
