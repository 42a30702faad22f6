"""What Stripe says by webhook: kept first, asked about afterwards, in whatever order it comes."""

import json
import time

import pytest
import time_machine
from procrastinate.contrib.django.models import ProcrastinateJob

from frontline.events.models import Event
from frontline.people.models import Company
from frontline.tiers import jobs, noticing, syncing
from frontline.tiers.models import Account, Agreement, Notice, Sync
from tests.peers.stripe_api import event, signed, too_many


@pytest.fixture
def post(client):
    def send(body, header=None, status=200):
        said = client.post(
            "/hooks/stripe", body, "application/json", headers={"stripe-signature": header or signed(body)}
        )
        assert said.status_code == status, said.content
        return said.json() if said.headers["Content-Type"] == "application/json" else None

    return send


def subscribed(customer="cus_eve", **more):
    return event("customer.subscription.updated", {"id": "sub_1", "customer": customer}, **more)


def tier(company):
    return Company.objects.get(pk=company.pk).tier


def test_what_changed_is_kept_and_a_job_asks_what_it_is_now(post, stripe_api, elsewhere):
    stripe_api.customer("cus_eve", email="billing@elsewhere.example")
    stripe_api.subscription("sub_1", "cus_eve", plan="scale")

    assert post(subscribed(pk="evt_7")) == {"kept": True}

    assert stripe_api.paths == []
    assert Notice.objects.get().about == "cus_eve"
    job = ProcrastinateJob.objects.get(task_name="tiers.look_at_customer")
    assert job.args == {"customer": "cus_eve"}

    noticing.look_at("cus_eve")
    assert tier(elsewhere) == "priority"
    assert Notice.objects.get().done_at is not None


def test_the_same_event_again_is_kept_once(post, stripe_api, cast):
    body = subscribed(pk="evt_7")
    for _ in range(3):
        post(body)
    assert Notice.objects.count() == 1
    assert ProcrastinateJob.objects.filter(task_name="tiers.look_at_customer").count() == 1


def test_a_flood_about_one_customer_is_one_job(post, stripe_api, cast):
    for _ in range(20):
        post(subscribed())
    assert Notice.objects.count() == 20
    assert ProcrastinateJob.objects.filter(task_name="tiers.look_at_customer").count() == 1


def test_what_is_not_about_customers_is_let_be(post, stripe_api, cast):
    assert post(event("invoice.paid", {"id": "in_1", "customer": "cus_eve"})) == {"kept": False}
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    "header",
    [
        "",
        "nonsense",
        "t=abc,v1=00",
        lambda body: signed(body, secret="whsec_another0000000"),
        lambda body: signed(body + b" "),
        lambda body: signed(body, at=time.time() - 301),
    ],
)
def test_without_stripes_signature_nothing_is_kept(post, stripe_api, cast, header):
    body = subscribed()
    post(body, (header(body) if callable(header) else header) or "none", status=400)
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    "body", [b"[]", b"{}", b'{"id": 7, "type": "customer.updated", "data": [1]}', b"\xff", b"{"]
)
def test_odd_bodies_break_nothing(client, stripe_api, cast, body):
    header = signed(body)
    said = client.post("/hooks/stripe", body, "application/json", headers={"stripe-signature": header})
    assert said.status_code in {200, 400}
    assert not Notice.objects.exists()


def test_without_a_secret_there_is_no_such_address(post, stripe_api, cast, settings):
    settings.STRIPE_WEBHOOK_SECRET = ""
    post(subscribed(), status=404)


def test_notices_in_the_wrong_order_end_with_what_stripe_has_now(post, stripe_api, elsewhere):
    stripe_api.customer("cus_eve", email="billing@elsewhere.example")
    stripe_api.subscription("sub_1", "cus_eve", plan="scale")
    noticing.look_at("cus_eve")
    stripe_api.objects["subscriptions"]["sub_1"]["status"] = "canceled"
    post(event("customer.subscription.deleted", {"id": "sub_1", "customer": "cus_eve"}))
    post(event("customer.subscription.created", {"id": "sub_1", "customer": "cus_eve"}))

    noticing.look_at("cus_eve")

    assert tier(elsewhere) == "community"
    whys = Event.objects.filter(kind="company.tier_changed", subject_id=elsewhere.pk).count()
    assert whys == 2


def test_a_customer_who_is_gone_is_gone_here_too(post, stripe_api, elsewhere):
    stripe_api.customer("cus_eve", email="billing@elsewhere.example")
    stripe_api.subscription("sub_1", "cus_eve", plan="scale")
    noticing.look_at("cus_eve")
    stripe_api.objects["customers"]["cus_eve"] = {"id": "cus_eve", "object": "customer", "deleted": True}

    noticing.look_at("cus_eve")

    assert not Account.objects.exists()
    assert tier(elsewhere) == "community"


def test_a_page_that_was_asked_for_before_does_not_undo_a_notice(stripe_api, elsewhere):
    """The full pass asks; then somebody cancels, and the notice is worked on; then the page is written."""
    stripe_api.customer("cus_eve", email="billing@elsewhere.example")
    stripe_api.subscription("sub_1", "cus_eve", plan="scale")
    with time_machine.travel("2026-11-21T10:00:00Z", tick=False) as clock:
        noticing.look_at("cus_eve")
        clock.shift(60)
        syncing.begin("stripe")
        syncing.go_on("stripe", within=0)
        page = syncing.reader("stripe").page("subscriptions", "")
        asked_at = syncing.clock.now()
        clock.shift(1)
        stripe_api.subscription("sub_1", "cus_eve", plan="starter")
        noticing.look_at("cus_eve")
        syncing._keep(Sync.objects.get(), syncing.reader("stripe"), page, asked_at)
    assert Agreement.objects.get().name == "starter"


def test_a_rate_limit_puts_the_job_off_and_a_refused_key_is_said(post, stripe_api, cast, settings):
    stripe_api.before_answering = lambda path: too_many("30")
    jobs.look_at_customer.func(None, customer="cus_eve")
    assert ProcrastinateJob.objects.get(task_name="tiers.look_at_customer").scheduled_at is not None

    stripe_api.before_answering = lambda path: None
    settings.STRIPE_KEY = "rk_test_revoked0000"
    jobs.look_at_customer.func(None, customer="cus_eve")
    assert Sync.objects.get().is_refused


def test_the_body_is_not_kept(post, stripe_api, cast):
    body = json.loads(subscribed())
    body["data"]["object"]["email"] = "ada@northwind.example"
    post(json.dumps(body).encode())
    assert "northwind" not in str(Notice.objects.values().get())
