"""A tier by hand ends by itself."""

import time_machine

from frontline.events.models import Event
from frontline.people.models import Company
from frontline.tiers import jobs, pinning
from frontline.tiers.models import Pin
from frontline.tiers.settling import settle_all


def test_the_day_after_the_rules_decide_again(cast, elsewhere):
    with time_machine.travel("2026-11-20T10:00:00Z", tick=False) as clock:
        today = pinning.clock.now().date()
        pinning.set_by_hand(elsewhere, "priority", today, why="launch", by=cast.lead)
        clock.move_to("2026-11-20T23:59:59Z")
        jobs.keep_up()
        settle_all()
        assert Company.objects.get(pk=elsewhere.pk).tier == "priority"
        clock.move_to("2026-11-21T00:00:00Z")
        jobs.keep_up()
        jobs.keep_up()
    assert Company.objects.get(pk=elsewhere.pk).tier == "community"
    assert not Pin.objects.exists()
    kinds = list(
        Event.objects.filter(subject_kind="company", subject_id=elsewhere.pk)
        .order_by("id")
        .values_list("kind", flat=True)
    )
    assert kinds == [
        "company.tier_set_by_hand",
        "company.tier_changed",
        "company.tier_let_go",
        "company.tier_changed",
    ]


def test_setting_it_again_replaces_what_was_set(cast, elsewhere):
    with time_machine.travel("2026-11-20T10:00:00Z", tick=False):
        today = pinning.clock.now().date()
        pinning.set_by_hand(elsewhere, "priority", today, by=cast.lead)
        pinning.set_by_hand(elsewhere, "subscriber", today, by=cast.lead)
        pinning.let_go(elsewhere, by=cast.lead)
        pinning.let_go(elsewhere, by=cast.lead)
    tiers = Event.objects.filter(kind="company.tier_changed", subject_id=elsewhere.pk).order_by("id")
    assert [event.data["to"] for event in tiers] == ["priority", "subscriber", "community"]
