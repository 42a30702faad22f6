"""A notice in the browser, by web push."""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from frontline.notify import delivering, transport
from frontline.notify.models import Delivery, Notice, Way
from frontline.notify.telling import tell
from frontline.notify.transport import SettingsFault, TemporaryFailure
from frontline.transports.push import keys
from frontline.transports.push.models import Browser, Vapid
from tests.peers.push_service import PlayedBrowser, push_service
from tests.transports.setting_up import give_browser

__all__ = ["push_service"]
pytestmark = pytest.mark.django_db
PAGE = "/preferences/notices"


def tell_mia(cast):
    with transaction.atomic():
        (notice,) = tell(
            [cast.mia], kind="test", subject="Your shift", text="Ünder", address="/rotation", key="k"
        )
    return notice


def send(cast):
    return transport.get("push").send(tell_mia(cast), cast.mia)


def test_every_browser_opens_what_was_sealed_for_it(cast, push_service):
    first, second = give_browser(push_service, cast.mia), give_browser(push_service, cast.mia)
    assert send(cast) == "Taken for 2 of 2 browsers."
    for browser in (first, second):
        ((topic, said),) = browser.shown
        assert said == {"title": "Your shift", "body": "Ünder", "url": "/rotation", "tag": topic}


def test_a_browser_that_is_gone_is_forgotten_and_the_others_are_told(cast, push_service):
    gone, there = give_browser(push_service, cast.mia), give_browser(push_service, cast.mia)
    gone.status = 410
    assert send(cast) == "Taken for 1 of 2 browsers."
    assert Browser.objects.get().endpoint == there.endpoint


def test_with_the_last_browser_the_way_is_switched_off_and_told_of_by_mail(cast, push_service):
    give_browser(push_service, cast.mia).status = 404
    tell_mia(cast)
    delivering.deliver(Delivery.objects.get(transport="push").pk)
    assert Way.objects.get(teammate=cast.mia).off_at
    said = Notice.objects.get(kind="notify.way")
    assert [d.transport for d in said.deliveries.all()] == ["email"]
    assert not Browser.objects.exists(), "the browser was forgotten, though the telling failed"


def test_a_service_that_refuses_our_key_is_no_fault_of_the_browser(cast, push_service):
    give_browser(push_service, cast.mia)
    push_service.public_key = "another"
    with pytest.raises(SettingsFault, match="403"):
        send(cast)
    assert Browser.objects.count() == 1


def test_a_rate_limit_is_waited_for(cast, push_service):
    browser = give_browser(push_service, cast.mia)
    browser.status, browser.headers = 429, {"Retry-After": "90"}
    with pytest.raises(TemporaryFailure) as failure:
        send(cast)
    assert failure.value.after.total_seconds() == 90


def test_our_key_is_made_once_and_kept_closed(cast, db):
    assert keys.public_key() == keys.public_key()
    row = Vapid.objects.get()
    assert "ENCRYPTED PRIVATE KEY" in row.private_key
    assert (
        keys.signer()
        .sign({"sub": "mailto:a@b.example", "aud": "https://x.example"})["Authorization"]
        .endswith(f"k={row.public_key}")
    )


def test_under_another_secret_key_it_says_so(cast, settings):
    keys.public_key()
    settings.SECRET_KEY = "x" * 50
    with pytest.raises(SettingsFault, match="FRONTLINE_SECRET_KEY"):
        keys.signer()


def test_a_browser_is_added_and_removed_on_the_page(cast, client):
    client.force_login(cast.mia)
    browser = PlayedBrowser("https://push.example/1")
    said = {"endpoint": browser.endpoint, "p256dh": browser.p256dh, "auth": browser.auth}
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    for _ in range(2):
        assert client.post(f"{PAGE}/browsers", said, headers={"user-agent": agent}).status_code == 302
    assert "Firefox on Linux" in client.get(PAGE).content.decode()
    pk = Browser.objects.get().pk
    client.force_login(cast.tom)
    client.post(f"{PAGE}/browsers/{pk}/removal")
    assert Browser.objects.exists(), "it is Mia's"
    client.force_login(cast.mia)
    client.post(f"{PAGE}/browsers/{pk}/removal")
    assert not Browser.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"endpoint": "http://push.example/1"}, {"p256dh": "A" * 87}, {"auth": "AAAA"}, {"endpoint": ""}]
)
def test_what_no_browser_gives_is_refused(cast, client, wrong):
    client.force_login(cast.mia)
    browser = PlayedBrowser("https://push.example/1")
    said = {"endpoint": browser.endpoint, "p256dh": browser.p256dh, "auth": browser.auth, **wrong}
    assert client.post(f"{PAGE}/browsers", said).status_code == 409
    assert not Browser.objects.exists()


def test_the_worker_is_served_at_the_root_to_whoever_asks(client, db):
    answer = client.get("/push-worker.js")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert b"showNotification" in answer.content


def test_in_a_real_browser_the_worker_starts_and_covers_every_page(cast, visit):
    page = visit(PAGE, as_=cast.mia)
    expect(page.get_by_role("button", name="Show notices in this browser")).to_be_enabled()
    scope = page.evaluate(
        "async () => { await navigator.serviceWorker.register('/push-worker.js', {scope: '/'});"
        " return (await navigator.serviceWorker.ready).scope }"
    )
    assert scope == page.evaluate("location.origin") + "/"
