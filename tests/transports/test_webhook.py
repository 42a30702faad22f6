"""A notice as a signed POST."""

import json

import pytest
from django.db import transaction

from frontline.kernel import clock
from frontline.notify import transport
from frontline.notify.models import Way
from frontline.notify.telling import tell
from frontline.notify.transport import PermanentFailure, SettingsFault, TemporaryFailure
from frontline.transports.webhook.addressing import LeadsOnly, address
from frontline.transports.webhook.models import Webhook
from frontline.transports.webhook.signing import secret_of, signature
from tests.peers.webhook_receiver import webhook_receiver
from tests.transports.setting_up import give_webhook

__all__ = ["webhook_receiver"]
pytestmark = pytest.mark.django_db
PAGE = "/preferences/notices"


def send(teammate):
    with transaction.atomic():
        (notice,) = tell(
            [teammate], kind="test", subject="Your shift", text="Ünder", address="/rotation", key="k"
        )
    return transport.get("webhook").send(notice, teammate)


def test_the_signature_is_that_of_the_standards_own_example():
    secret, identity = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek"
    signed = signature(secret, identity, 1614265330, b'{"test": 2432232314}')
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_the_receiver_knows_it_for_ours_and_reads_what_was_told(cast, webhook_receiver, settings):
    settings.PUBLIC_URL = "https://support.acme.example"
    give_webhook(webhook_receiver, cast.mia)
    assert send(cast.mia) == "Taken: HTTP 204."
    said = json.loads(webhook_receiver.taken[0].body)
    assert said["type"] == "notice.told"
    assert said["data"]["subject"] == "Your shift"
    assert said["data"]["url"] == "https://support.acme.example/rotation"
    assert said["data"]["teammate"]["email"] == "mia@acme.example"


def test_what_is_changed_on_the_way_is_not_believed(cast, webhook_receiver):
    give_webhook(webhook_receiver, cast.mia)
    webhook_receiver.secret = secret_of("another")
    with pytest.raises(TemporaryFailure, match="401"):
        send(cast.mia)


def test_each_has_their_own_secret_and_another_address_has_another(cast, webhook_receiver, client):
    client.force_login(cast.mia)
    client.post(f"{PAGE}/webhook", {"whose": "mine", "url": webhook_receiver.url})
    first = secret_of(Webhook.objects.get().salt)
    assert first in client.get(PAGE).content.decode().replace("&#43;", "+")
    client.post(f"{PAGE}/webhook", {"whose": "mine", "url": webhook_receiver.url + "2"})
    assert secret_of(Webhook.objects.get().salt) != first
    client.post(f"{PAGE}/webhook", {"whose": "mine", "url": ""})
    assert not Webhook.objects.exists()


def test_the_workspaces_address_is_for_who_has_none_and_for_leads_to_give(cast, webhook_receiver, client):
    adapter = transport.get("webhook")
    with pytest.raises(LeadsOnly):
        address(None, webhook_receiver.url, by=cast.mia)
    client.force_login(cast.mia)
    assert client.post(f"{PAGE}/webhook", {"whose": "all", "url": webhook_receiver.url}).status_code == 403
    address(None, webhook_receiver.url, by=cast.lead)
    webhook_receiver.secret = secret_of(Webhook.objects.get().salt)
    assert adapter.reaches([cast.mia, cast.tom]) == {cast.mia.pk, cast.tom.pk}
    send(cast.tom)
    assert len(webhook_receiver.taken) == 1
    page = client.get(PAGE).content.decode()
    assert webhook_receiver.secret.replace("+", "&#43;") not in page
    assert webhook_receiver.secret not in page


def test_a_workspace_address_that_is_gone_is_no_fault_of_a_teammates(cast, webhook_receiver):
    address(None, webhook_receiver.url, by=cast.lead)
    webhook_receiver.secret, webhook_receiver.status = secret_of(Webhook.objects.get().salt), 410
    with pytest.raises(SettingsFault):
        send(cast.mia)


def test_an_address_in_a_private_network_is_refused_for_good(cast, webhook_receiver, settings):
    give_webhook(webhook_receiver, cast.mia)
    settings.HTTP_ALLOWED_HOSTS = []
    with pytest.raises(PermanentFailure, match="inside a network"):
        send(cast.mia)
    assert webhook_receiver.peer.requests == []


@pytest.mark.parametrize(("status", "after"), [(301, None), (404, None), (500, None), (429, 77)])
def test_everything_but_success_and_gone_is_tried_again(cast, webhook_receiver, status, after):
    give_webhook(webhook_receiver, cast.mia)
    webhook_receiver.status = status
    webhook_receiver.headers = {"Retry-After": str(after)} if after else {"Location": "http://192.0.2.1/"}
    with pytest.raises(TemporaryFailure, match=str(status)) as failure:
        send(cast.mia)
    assert (failure.value.after.total_seconds() if failure.value.after else None) == after


@pytest.mark.parametrize("url", ["ftp://x.example", "javascript:alert(1)", "nonsense", "https://"])
def test_what_is_no_address_is_refused(cast, client, url):
    client.force_login(cast.mia)
    assert client.post(f"{PAGE}/webhook", {"whose": "mine", "url": url}).status_code == 409
    assert not Webhook.objects.exists()


def test_another_address_is_used_at_once_although_the_one_before_had_failed(cast, webhook_receiver):
    give_webhook(webhook_receiver, cast.mia)
    Way.objects.create(teammate=cast.mia, transport="webhook", off_at=clock.now(), off_why="410")
    give_webhook(webhook_receiver, cast.mia, webhook_receiver.url + "2")
    assert not Way.objects.filter(off_at__isnull=False).exists()
