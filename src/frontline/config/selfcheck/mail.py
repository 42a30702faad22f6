"""Does mail come in, and go out?"""

from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Min, QuerySet

from frontline.channels.email.models import Mailbox
from frontline.config.selfcheck.amounts import counted, in_words, seconds_since
from frontline.config.selfcheck.finding import Finding, State
from frontline.inbox.models import Dispatch, Intake

MOST = 1000  # counted up to here: more says the same
SLOW, STUCK = 30.0, 300.0  # seconds that an intake may wait to be read
LATE = 600.0  # seconds that a dispatch may be overdue
POLLED_WITHIN = 900.0  # seconds


def arrivals() -> Finding:
    """How long the oldest intake has waited to be read."""
    pending = Intake.objects.filter(state=Intake.State.PENDING)
    count, oldest = up_to(pending), pending.order_by("id").values_list("received_at", flat=True).first()
    lag = seconds_since(oldest)
    figures = {'intakes{state="pending"}': float(count), "intake_lag_seconds": lag}
    if not count:
        return Finding("Mail to read", State.OK, "Everything that arrived has been read.", "", figures)
    sentence = (
        f"{counted(count, 'arrival', most=MOST).capitalize()} not yet read, the oldest for {in_words(lag)}."
    )
    state = State.BAD if lag >= STUCK else State.WARN if lag >= SLOW else State.OK
    return Finding("Mail to read", state, sentence, "Look at the workers above." if state else "", figures)


def failed_arrivals() -> Finding:
    """What arrived and could not be read."""
    count = up_to(Intake.objects.filter(state=Intake.State.FAILED))
    figures = {'intakes{state="failed"}': float(count)}
    if not count:
        return Finding("Unreadable mail", State.OK, "Nothing that arrived was unreadable.", "", figures)
    return Finding(
        "Unreadable mail",
        State.WARN,
        f"{counted(count, 'arrival', most=MOST).capitalize()} could not be read; nobody has been answered.",
        "See why below. Answer by hand what can't wait; replay it when the cause is mended.",
        figures,
    )


def departures() -> Finding:
    """What should have gone out by now, and has not; and what failed."""
    states = Dispatch.State
    failed = up_to(Dispatch.objects.filter(state=states.FAILED))
    queued = Dispatch.objects.filter(state=states.QUEUED)
    count, late = up_to(queued), seconds_since(queued.aggregate(due=Min("due_at"))["due"])
    sending = up_to(Dispatch.objects.filter(state=states.SENDING))
    figures = {
        'dispatches{state="failed"}': float(failed),
        'dispatches{state="queued"}': float(count),
        'dispatches{state="sending"}': float(sending),
        "dispatch_lag_seconds": late,
    }
    if late >= LATE:
        waiting = counted(count, "mail", most=MOST)
        sentence = f"Waiting to be sent: {waiting}; the oldest should have gone {in_words(late)} ago."
        return Finding("Mail to send", State.BAD, sentence, "Look at the workers above.", figures)
    if failed:
        sentence = f"{counted(failed, 'mail', most=MOST).capitalize()} could not be delivered."
        remedy = "See what the other side said below; mend the address or the mail server, then try again."
        return Finding("Mail to send", State.WARN, sentence, remedy, figures)
    sentence = (
        f"{counted(count, 'mail', most=MOST).capitalize()} on the way." if count else "All mail is sent."
    )
    return Finding("Mail to send", State.OK, sentence, "", figures)


def mail_out() -> Finding:
    """Whether mail leaves at all."""
    if settings.EMAIL_URL:
        where = urlsplit(settings.EMAIL_URL)
        return Finding("Outgoing server", State.OK, f"Mail goes out by {where.hostname or where.scheme}.")
    return Finding(
        "Outgoing server",
        State.WARN,
        "No outgoing server is set: mail goes to the outbox page, and never out.",
        "Set FRONTLINE_EMAIL_URL, such as smtp+tls://user:password@smtp.example.com:587, and restart.",
    )


def mailboxes() -> Finding:
    """The mailboxes that are polled by IMAP."""
    active = list(Mailbox.objects.filter(is_active=True).order_by("id"))
    failing = [m for m in active if m.failing_since]
    silent = [m for m in active if m.polled_at and seconds_since(m.polled_at) > POLLED_WITHIN]
    figures = {"mailboxes": float(len(active)), "mailboxes_failing": float(len(failing))}
    if failing:
        one = failing[0]
        since = in_words(seconds_since(one.failing_since))
        sentence = f"{one.username} at {one.host} has failed for {since}: {one.last_error}"
        if len(failing) > 1:
            sentence += f" (and {counted(len(failing) - 1, 'other')})"
        return Finding(
            "Mailboxes",
            State.BAD,
            sentence,
            "Check its host, user name and password. Nothing is lost: it goes on from where it was.",
            figures,
        )
    if silent:
        one, ago = silent[0], in_words(seconds_since(silent[0].polled_at))
        sentence = f"{one.username} at {one.host} was last asked {ago} ago."
        return Finding("Mailboxes", State.WARN, sentence, "Look at the workers above.", figures)
    polled = counted(len(active), "mailbox", "mailboxes")
    sentence = f"{polled} polled." if active else "No mailbox is polled."
    return Finding("Mailboxes", State.OK, sentence, "", figures)


def up_to(rows: "QuerySet[Intake] | QuerySet[Dispatch]") -> int:
    """How many, counted to one more than MOST."""
    return len(rows.order_by("id").values_list("id")[: MOST + 1])
