"""Time passes for one conversation of the house: what was promised moves back, instead of anybody waiting for it."""

import subprocess

from tests.journeys.conftest import FRONTLINE, House

_MOVE = """
from datetime import timedelta
from django.db.models import F
from frontline.inbox.models import Clock, ClockInterval, Conversation
found = Conversation.objects.filter(subject={subject!r}).latest("pk")
by = timedelta(minutes={minutes})
def back(rows, *names):
    rows.update(**{{name: F(name) - by for name in names}})
back(Clock.objects.filter(conversation=found), "started_at", "since_at", "target_at", "warn_at", "due_at")
back(ClockInterval.objects.filter(clock__conversation=found), "from_at", "until_at")
back(Conversation.objects.filter(pk=found.pk), "waiting_since", "due_at", "queue_at", "snoozed_until", "created_at")
found.messages.update(at=F("at") - by)
"""
_PRIORITY = """
from frontline.people.models import Company
Company.objects.update_or_create(
    domain={domain!r}, defaults=dict(name={name!r}, domain_is_verified=True, tier="priority")
)
"""


def do(house: House, code: str) -> str:
    """Run `code` in the house's Django; what it prints."""
    done = subprocess.run(
        [FRONTLINE, "manage", "shell", "--verbosity", "0", "-c", code],
        env=house.environment,
        check=True,
        capture_output=True,
        text=True,
        timeout=90,
    )
    return done.stdout.strip()


def pass_minutes(house: House, subject: str, minutes: int) -> None:
    """Let so much time pass for the conversation with that subject, and for what was promised in it."""
    do(house, _MOVE.format(subject=subject, minutes=minutes))


def make_priority(house: House, name: str, domain: str) -> None:
    """A company of the first tier, whose people write from `domain`."""
    do(house, _PRIORITY.format(name=name, domain=domain))
