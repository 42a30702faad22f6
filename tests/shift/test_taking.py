"""Jumping in: outside the hero's hours others may take what nobody has; who comes second is told who has it."""

import pytest

from frontline.events.models import Event
from frontline.inbox.closing import close
from frontline.shift.taking import Taken, take
from tests.builders.rotations import utc, weekly
from tests.shift.conftest import browser, opened, section

pytestmark = pytest.mark.django_db
ELSEWHERE = "eve@elsewhere.example"


@pytest.fixture
def zones(hero, cast, clock):
    """Mia, the hero, is in Berlin; Tom in New York, where it is a quarter past one on Thursday: hers has ended."""
    for who, zone in ((cast.mia, "Europe/Berlin"), (cast.tom, "America/New_York")):
        who.timezone = zone
        who.save()
    from frontline.rotation.plan import current

    current.forget()
    clock.move_to(utc(2026, 3, 12, 17, 15))


def outside(who) -> str:
    return section(browser(who).get("/shift").content.decode(), "outside")


def test_a_teammate_at_work_sees_what_comes_outside_the_heros_hours(zones, cast):
    free = opened("Late one", sender=ELSEWHERE)
    assert f'action="/conversations/{free.pk}/taking"' in outside(cast.tom)
    assert outside(cast.mia) == "", "the hero has it among their own"


def test_nobody_is_asked_while_the_hero_is_at_work(zones, cast, clock):
    opened("Early one", sender=ELSEWHERE)
    clock.move_to(utc(2026, 3, 12, 15))  # four in Berlin, eleven in New York
    assert outside(cast.tom) == ""


def test_nor_who_is_not_at_work_themselves(zones, cast, clock):
    opened("Night", sender=ELSEWHERE)
    clock.move_to(utc(2026, 3, 12, 23))
    assert outside(cast.tom) == ""


def test_taking_it_makes_it_theirs_and_opens_it(zones, cast):
    free = opened("Late one", sender=ELSEWHERE)
    answer = browser(cast.tom).post(f"/conversations/{free.pk}/taking")
    assert answer.headers["Location"] == f"/conversations/{free.pk}?view=shift"
    free.refresh_from_db()
    assert free.assignee == cast.tom
    event = Event.objects.get(kind="conversation.assigned", subject_id=free.pk)
    assert event.why == "jumped in outside the hero's hours"
    page = browser(cast.tom).get("/shift").content.decode()
    assert section(page, "outside").count("data-row") == 0
    assert page.count(f'id="row-{free.pk}"') == 1


def test_who_comes_second_is_told_who_has_it(zones, cast):
    free = opened("Late one", sender=ELSEWHERE)
    take(free, by=cast.lead)
    tom = browser(cast.tom)
    answer = tom.post(f"/conversations/{free.pk}/taking", follow=True)
    assert f"Lena Berg has #{free.pk} already" in answer.content.decode()
    free.refresh_from_db()
    assert free.assignee == cast.lead


def test_taking_what_one_has_changes_nothing(zones, cast):
    free = opened("Late one")
    take(free, by=cast.tom)
    take(free, by=cast.tom)
    assert Event.objects.filter(kind="conversation.assigned", subject_id=free.pk).count() == 1


def test_what_is_closed_is_not_taken(zones, cast):
    free = opened("Late one")
    close(free, by=cast.mia)
    with pytest.raises(Taken, match="is closed already"):
        take(free, by=cast.tom)


def test_with_nobody_on_whoever_is_at_work_may_take_it(cast, clock):
    clock.move_to(utc(2026, 3, 12, 12))
    weekly([cast.mia, None], by=cast.lead)  # nobody's week on purpose
    free = opened("Nobody's week", sender=ELSEWHERE)
    assert f"/conversations/{free.pk}/taking" in outside(cast.tom)
