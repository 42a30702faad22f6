"""`/preferences/notices`: which kinds by which ways, and when."""

import pytest

from frontline.events.models import Event
from frontline.notify import kinds
from frontline.notify.models import Choice, Manner
from tests.builders.telling import deliver_all, whispers

__all__ = ["whispers"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whispers", "signals", "registry", "at_work")]
PAGE = "/preferences/notices"


def test_all_is_on_until_somebody_says_otherwise(cast, whispers, signals, say, client):
    client.force_login(cast.mia)
    assert client.get(PAGE).content.decode().count(" checked> ") >= 6
    assert "How you are told" in client.get("/preferences").content.decode()
    client.post(PAGE, {"on:whispers:news": "on", "on:signals:alarm": "on", "on:signals:": "on"})
    for kind in ("news.of_today", "alarm", "unheard.of"):
        say(cast.mia, kind, kind=kind)
        say(cast.tom, kind, kind=kind)
    deliver_all()
    assert [s for who, s in whispers.heard if who == "Mia"] == ["news.of_today"]
    assert [s for who, s in signals.heard if who == "Mia"] == ["alarm", "unheard.of"]
    assert len([1 for who, _ in whispers.heard + signals.heard if who == "Tom"]) == 6


def test_saving_it_again_changes_nothing_and_writes_nothing(cast, client):
    client.force_login(cast.mia)
    for _ in range(2):
        client.post(PAGE, {"on:whispers:news": "on"})
    assert Choice.objects.filter(teammate=cast.mia).count() == 5
    assert Event.objects.filter(kind="notices.chosen").count() == 1


def test_a_kind_is_found_by_the_longest_beginning_that_is_registered(registry):
    registry.register(kinds.Kind("news.of_today", "Today"))
    assert kinds.find("news.of_today").label == "Today"
    assert kinds.find("news.of_old").label == "News"
    assert kinds.find("newsletter") is kinds.OTHERS


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"quiet_since": "20:00"}, "Give both"),
        ({"quiet_since": "20:00", "quiet_until": "20:00", "quiet_days": "0123456"}, "never end"),
        ({"digest_above": "-1"}, "greater than or equal to 0"),
    ],
)
def test_wrong_hours_are_refused_with_what_was_typed(cast, client, said, words):
    client.force_login(cast.mia)
    form = {"digest_above": "3", "digest_for": "15", **said}
    answer = client.post(f"{PAGE}/pace", {**form, "quiet_days": list(form.get("quiet_days", ""))})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Manner.objects.exists()


def test_hours_are_kept_and_shown(cast, client):
    client.force_login(cast.mia)
    said = {
        "quiet_since": "20:00",
        "quiet_until": "07:30",
        "quiet_days": ["4", "5"],
        "digest_above": "5",
        "digest_for": "30",
    }
    assert client.post(f"{PAGE}/pace", said).status_code == 302
    manner = Manner.objects.get(teammate=cast.mia)
    assert (manner.quiet_days, manner.digest_above, manner.digest_for) == ("45", 5, 30)
    page = client.get(PAGE).content.decode()
    assert 'value="20:00"' in page
    assert 'value="07:30"' in page


def test_a_way_that_does_not_exist_is_not_found(cast, client):
    client.force_login(cast.mia)
    assert client.post(f"{PAGE}/ways/pigeon/test").status_code == 404
