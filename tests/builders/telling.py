"""A transport for tests: it remembers whom it told what, and can fail."""

import pytest

from frontline.notify import transport
from frontline.notify.models import Delivery, Notice
from frontline.people.models import Teammate


class Whispers:
    """`failures` are what the next sends meet, in order."""

    name = "whispers"
    label = "Whispers"
    panel = ""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] = []
        self.failures: list[Exception] = []

    def reaches(self, teammates) -> set[int]:
        return {teammate.pk for teammate in teammates}

    def shown(self, teammate: Teammate) -> dict[str, object]:
        return {}

    def send(self, notice: Notice, teammate: Teammate) -> str:
        if self.failures:
            raise self.failures.pop(0)
        self.heard.append((teammate.first_name, notice.subject))
        return "heard"


@pytest.fixture
def whispers():
    """The only transport of this test."""
    made, before = Whispers(), dict(transport._transports)
    transport._transports.clear()
    transport.register(made)
    yield made
    transport._transports.clear()
    transport._transports.update(before)


def deliver_all() -> None:
    """What the workers would do with what is due now."""
    from frontline.notify.delivering import deliver

    for pk in Delivery.objects.filter(state="queued").order_by("id").values_list("pk", flat=True):
        deliver(pk)


def told(kind: str = "") -> list[tuple[str, str]]:
    """(first name, kind) of all that was told, in order; of one kind, its subjects."""
    found = Notice.objects.select_related("teammate").order_by("id")
    if kind:
        return [(n.teammate.first_name, n.subject) for n in found.filter(kind=kind)]
    return [(n.teammate.first_name, n.kind) for n in found]
