"""Do teammates hear of what they are told?"""

from datetime import timedelta

from django.db.models import Min

from frontline.config.selfcheck.amounts import counted, in_words, seconds_since
from frontline.config.selfcheck.finding import Finding, State
from frontline.config.selfcheck.mail import LATE, MOST
from frontline.kernel import clock
from frontline.notify.models import Delivery

LATELY = timedelta(days=7)


def notices() -> Finding:
    """What should have reached teammates by now, and has not; and what failed lately."""
    states = Delivery.State
    lately = Delivery.objects.filter(state=states.FAILED, due_at__gte=clock.now() - LATELY)
    failed = len(lately.order_by("id").values_list("id")[: MOST + 1])
    late = seconds_since(Delivery.objects.filter(state=states.QUEUED).aggregate(due=Min("due_at"))["due"])
    figures = {"notices_failed": float(failed), "notice_lag_seconds": late}
    if late >= LATE:
        sentence = f"The oldest notice to a teammate should have gone {in_words(late)} ago."
        return Finding("Notices", State.BAD, sentence, "Look at the workers above.", figures)
    if failed:
        sentence = f"{counted(failed, 'notice', most=MOST).capitalize()} did not reach a teammate."
        remedy = (
            "Mend the teammate's address. They see what they were told, and why it failed, under Notices."
        )
        return Finding("Notices", State.WARN, sentence, remedy, figures)
    return Finding("Notices", State.OK, "Teammates get what they are told.", "", figures)
