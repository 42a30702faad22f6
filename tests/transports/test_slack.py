"""A notice as a direct message in Slack, and what its refusals mean."""

from datetime import timedelta

import pytest
from django.db import transaction

from frontline.config import environment
from frontline.kernel import http
from frontline.notify import delivering, transport
from frontline.notify.models import Delivery, Way
from frontline.notify.telling import tell
from frontline.notify.transport import PermanentFailure, SettingsFault, TemporaryFailure
from tests.peers.slack_api import slack_api

__all__ = ["slack_api"]
pytestmark = pytest.mark.django_db


def tell_mia(cast, **said):
    said = {"subject": "Your shift", "text": "- <!channel> & <b>", "address": "/rotation", **said}
    with transaction.atomic():
        (notice,) = tell([cast.mia], kind="test", key="k", **said)
    return notice


def send(cast, **said):
    return transport.get("slack").send(tell_mia(cast, **said), cast.mia)


def test_it_goes_to_whom_slack_knows_by_their_address_with_a_link(cast, slack_api, settings):
    settings.PUBLIC_URL = "https://support.acme.example"
    assert "Sent to mia" in send(cast)
    (post,) = slack_api.posted
    assert post["channel"] == "U0MIA"
    assert post["text"] == "Your shift"
    link = "<https://support.acme.example/rotation|Look at it in Frontline>"
    assert link in str(post["blocks"])


def test_nothing_in_a_text_calls_a_channel_or_becomes_a_link(cast, slack_api):
    send(cast, subject="<!here> & all")
    (post,) = slack_api.posted
    assert post["text"] == "&lt;!here&gt; &amp; all"
    sections = [block for block in post["blocks"] if block["type"] in {"section", "header"}]
    assert {block["text"]["type"] for block in sections} == {"plain_text"}


def test_a_long_text_is_cut_where_slack_would_refuse_it(cast, slack_api):
    send(cast, subject="s" * 200, text="t" * 5000)
    texts = {
        block["type"]: block["text"]["text"] for block in slack_api.posted[0]["blocks"] if "text" in block
    }
    assert (len(texts["header"]), len(texts["section"])) == (150, 2900)


@pytest.mark.parametrize("code", ["account_inactive", "token_revoked", "missing_scope", "not_authed"])
def test_a_token_that_is_refused_is_the_settings_fault(cast, slack_api, code):
    slack_api.errors["chat.postMessage"] = code
    with pytest.raises(SettingsFault, match=code):
        send(cast)


@pytest.mark.parametrize("code", ["channel_not_found", "user_not_found", "messages_tab_disabled"])
def test_an_address_that_slack_has_not_is_given_up(cast, slack_api, code):
    slack_api.errors["chat.postMessage"] = code
    with pytest.raises(PermanentFailure, match=code):
        send(cast)


@pytest.mark.parametrize("code", ["internal_error", "service_unavailable", "something_new"])
def test_everything_else_is_tried_again(cast, slack_api, code):
    slack_api.errors["users.lookupByEmail"] = code
    with pytest.raises(TemporaryFailure, match=code) as failure:
        send(cast)
    assert not isinstance(failure.value, SettingsFault)


def test_a_rate_limit_is_waited_for_as_long_as_slack_says(cast, slack_api):
    slack_api.limited = 1200
    tell_mia(cast)
    delivery = Delivery.objects.get(transport="slack")
    delivering.deliver(delivery.pk)
    delivery.refresh_from_db()
    assert delivery.state == "queued"
    assert delivery.due_at - delivery.tried_at >= timedelta(seconds=1200)


def test_an_answer_that_is_no_json_is_tried_again(cast, slack_api):
    slack_api.status = 502
    with pytest.raises(TemporaryFailure):
        send(cast)


def test_it_goes_through_our_door_which_lets_nothing_into_a_private_network(cast, slack_api, settings):
    settings.HTTP_ALLOWED_HOSTS = []
    with pytest.raises(SettingsFault, match="inside a network") as failure:
        send(cast)
    assert isinstance(failure.value.__cause__, http.NotAllowed)
    assert slack_api.peer.requests == []


def test_a_revoked_token_switches_nobody_off_and_an_unknown_teammate_is(cast, slack_api):
    tell_mia(cast)
    delivery = Delivery.objects.get(transport="slack")
    slack_api.token = "xoxb-another"
    delivering.deliver(delivery.pk)
    assert not Way.objects.exists()
    slack_api.token, slack_api.users = "xoxb-the-bots-own-token", {}
    Delivery.objects.update(due_at=delivery.due_at)
    delivering.deliver(delivery.pk)
    assert (
        Way.objects.get(teammate=cast.mia).off_why
        == "mia@acme.example: Slack knows nobody by this address (users_not_found)."
    )


def test_without_a_token_it_is_set_up_for_nobody(cast, settings):
    settings.SLACK_TOKEN = ""
    assert transport.get("slack").reaches([cast.mia]) == set()


def test_what_is_no_bot_token_stops_the_start_with_a_sentence(monkeypatch):
    monkeypatch.setenv("FRONTLINE_SLACK_TOKEN", "xoxp-1234567890")
    with pytest.raises(environment.Misconfigured, match="begins with xoxb-"):
        environment.read()
    monkeypatch.setenv("FRONTLINE_SLACK_TOKEN", "xoxb-1234567890-abc")
    assert environment.read().slack_token == "xoxb-1234567890-abc"
