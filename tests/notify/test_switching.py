"""A way that fails for good is switched off for that teammate, who hears of it another way, and can switch it on."""

import pytest

from frontline.events.models import Event
from frontline.notify.models import Delivery, Notice, Way
from frontline.notify.transport import PermanentFailure, SettingsFault
from tests.builders.telling import deliver_all, whispers

__all__ = ["whispers"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whispers", "registry", "at_work")]


@pytest.fixture
def broken(cast, whispers, signals, say):
    """Mia's whispers have failed for good."""
    whispers.failures = [PermanentFailure("no such ear")]
    say(cast.mia, "Lost")
    deliver_all()


def test_its_owner_hears_of_it_by_what_is_left_with_what_was_lost(cast, broken, whispers, signals, say):
    deliver_all()
    assert signals.heard == [("Mia", "Lost"), ("Mia", "You are no longer told by Whispers")]
    notice = Notice.objects.get(kind="notify.way")
    assert "no such ear" in notice.text
    assert "- Lost" in notice.text
    say(cast.mia, "Next")
    say(cast.tom, "Tom's")
    deliver_all()
    assert whispers.heard == [("Tom", "Tom's")], "it is off for Mia alone"
    assert Event.objects.get(kind="notices.switched_off").data["transport"] == "whispers"


def test_the_pages_say_so_where_nothing_is_left(cast, whispers, say, client):
    whispers.failures = [PermanentFailure("no such <ear>")]
    say(cast.mia, "Lost")
    deliver_all()
    client.force_login(cast.mia)
    for address in ("/notices", "/preferences/notices"):
        page = client.get(address).content.decode()
        assert "no such &lt;ear&gt;" in page
        assert "witched off" in page
    assert not Delivery.objects.filter(notice__kind="notify.way").exists()


def test_what_waited_for_it_is_shown_as_failed_and_told_of_once(cast, whispers, signals, say):
    whispers.failures = [PermanentFailure("no such ear")]
    say(cast.mia, "One")
    say(cast.mia, "Two")
    deliver_all()
    assert [d.state for d in Delivery.objects.filter(transport="whispers")] == ["failed", "failed"]
    assert Notice.objects.filter(kind="notify.way").count() == 1


def test_a_fault_of_our_settings_switches_nothing_off(cast, whispers, say):
    whispers.failures = [SettingsFault("token revoked")]
    say(cast.mia, "Later")
    deliver_all()
    assert Delivery.objects.get().state == "queued"
    assert not Way.objects.filter(off_at__isnull=False).exists()


def test_it_is_switched_on_again_only_after_a_test_that_went_through(
    cast, broken, whispers, say, client, at_work
):
    client.force_login(cast.mia)
    page = "/preferences/notices"
    assert client.post(f"{page}/ways/whispers/activation").status_code == 409
    at_work.shift(60)
    client.post(f"{page}/ways/whispers/test")
    assert "Switch on again" not in client.get(page).content.decode()
    deliver_all()
    assert ("Mia", "A test from Frontline") in whispers.heard
    assert "Switch on again" in client.get(page).content.decode()
    assert client.post(f"{page}/ways/whispers/activation").status_code == 302
    say(cast.mia, "Heard again")
    deliver_all()
    assert ("Mia", "Heard again") in whispers.heard


def test_a_test_that_fails_leaves_it_off(cast, broken, whispers, client):
    client.force_login(cast.mia)
    whispers.failures = [PermanentFailure("still no ear")]
    client.post("/preferences/notices/ways/whispers/test")
    deliver_all()
    page = client.get("/preferences/notices").content.decode()
    assert "still no ear" in page
    assert "Switch on again" not in page
    assert Notice.objects.filter(kind="notify.way").count() == 1
