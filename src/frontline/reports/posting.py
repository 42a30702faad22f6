"""A report's mail to one person: tried again until it is clear how it went.

The row is held while the mail server is spoken to, and the mail's Message-ID is the row's own: should we die between
the server's yes and our commit, the second copy is known as one.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Protocol

from django.core.mail import EmailMultiAlternatives

from frontline.inbox.channel import DeliveryRefused
from frontline.kernel import clock
from frontline.kernel.refusal import Refusal
from frontline.notify import switching
from frontline.people.models import Teammate

PAUSES = [timedelta(minutes=m) for m in (5, 15, 60, 180, 360, 720)]


class Row(Protocol):
    """One mail to one person; whoever changes it saves it."""

    teammate: Any  # a Teammate: a protocol can't say so of a foreign key
    attempts: int
    answer: str
    due_at: datetime
    sent_at: datetime | None
    given_up_at: datetime | None


def attempt(
    one: Row,
    *,
    compose: Callable[[], EmailMultiAlternatives],
    unwanted: str,
    lost: str,
    sent: Callable[[], object],
    failed: Callable[[str], object],
) -> None:
    """Try it once more. `sent` and `failed` record what came of it, `failed` only when it is given up.

    `unwanted` is why it is to go to nobody any more, "" if it is; `lost` what they miss, should their e-mail be
    switched off for it.
    """
    teammate: Teammate = one.teammate
    one.attempts += 1
    off = "Their e-mail was switched off, because it failed for good."
    why_not = unwanted or (off if switching.is_off(teammate, "email") else "")
    if why_not:
        _give_up(one, why_not, failed)
        return
    try:
        compose().send()
    except DeliveryRefused as refused:
        if refused.is_permanent:
            _give_up(one, refused.answer, failed)
            switching.switch_off(teammate, "email", why=refused.answer, lost=lost)
        else:
            _later(one, refused.answer, failed)
    except (OSError, Refusal) as problem:
        _later(one, str(problem), failed)
    else:
        one.sent_at, one.answer = clock.now(), "Taken."
        sent()


def _later(one: Row, answer: str, failed: Callable[[str], object]) -> None:
    if one.attempts > len(PAUSES):
        _give_up(one, answer, failed)
        return
    one.answer, one.due_at = answer[:500], clock.now() + PAUSES[one.attempts - 1]


def _give_up(one: Row, answer: str, failed: Callable[[str], object]) -> None:
    one.given_up_at, one.answer = clock.now(), answer[:500]
    failed(answer)
