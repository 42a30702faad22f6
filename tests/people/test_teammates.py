"""Leads look after who belongs to the workspace."""

import re
import threading

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from frontline.events.models import Event
from frontline.people import jobs
from frontline.people.adding import AddressTaken, add_teammate
from frontline.people.deactivating import LastLead, Yourself, deactivate
from frontline.people.models import ApiToken, Role, Teammate

NEW = {"name": "Otto Vale", "email": "Otto@Acme.example", "role": "engineer", "team": ""}


@pytest.fixture
def lena(client, cast):
    """The lead's browser."""
    client.force_login(cast.lead)
    return client


def _link(page):
    return re.search(r'value="[^"]*(/accounts/password/reset/key/[^"]+)"', page)[1]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/teammates", "/teammates/new"])
def test_only_leads_look_after_teammates(client, cast, address):
    client.force_login(cast.mia)

    assert client.get(address).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["invitation", "deactivation", "activation"])
def test_only_leads_change_who_belongs(client, cast, what):
    client.force_login(cast.mia)

    assert client.post(f"/teammates/{cast.tom.pk}/{what}").status_code == 403
    cast.tom.refresh_from_db()
    assert cast.tom.is_active
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_the_list_costs_the_same_however_many_there_are(lena, cast, django_assert_max_num_queries):
    for number in range(30):
        add_teammate(f"t{number}@acme.example", f"Teammate {number}", team=cast.mia.team, by=cast.lead)

    with django_assert_max_num_queries(12):
        page = lena.get("/teammates").content.decode()

    assert page.count("<tr>") == 34


@pytest.mark.django_db
def test_an_added_teammate_gets_in_by_a_link_and_a_password_of_their_own(lena, cast):
    page = lena.post("/teammates/new", NEW | {"team": cast.tom.team.pk}).content.decode()
    otto = Teammate.objects.get(email="otto@acme.example")
    assert (otto.name, otto.role, otto.team) == ("Otto Vale", "engineer", cast.tom.team)
    assert not otto.has_usable_password()

    visitor = Client()
    form = visitor.get(_link(page), follow=True)
    words = {"password1": "a password of my own", "password2": "a password of my own"}
    visitor.post(form.request["PATH_INFO"], words)
    visitor.post("/accounts/login/", {"login": "otto@acme.example", "password": "a password of my own"})

    assert visitor.get("/preferences").status_code == 200
    assert "This link has been used" in Client().get(_link(page), follow=True).content.decode()
    added = Event.objects.get(kind="teammate.added")
    assert (added.actor, added.subject_id) == (cast.lead, otto.pk)


@pytest.mark.django_db
def test_the_page_with_the_link_is_stored_nowhere(lena):
    assert "no-store" in lena.post("/teammates/new", NEW)["Cache-Control"]


@pytest.mark.django_db
def test_without_mail_the_link_is_for_the_lead_alone(lena):
    page = lena.post("/teammates/new", NEW).content.decode()

    assert "set up to send mail" in page
    assert not ProcrastinateJob.objects.filter(task_name="people.mail_invitation").exists()


@pytest.mark.django_db
def test_with_mail_the_link_is_mailed_too(lena, cast, settings):
    settings.EMAIL_URL = "smtp://relay.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    page = lena.post("/teammates/new", NEW).content.decode()

    assert "is on its way to otto@acme.example" in page
    job = ProcrastinateJob.objects.get(task_name="people.mail_invitation")
    assert "key" not in str(job.args), "the link itself stands in no table"
    jobs.mail_invitation(**job.args)
    [letter] = mail.outbox
    assert letter.to == ["otto@acme.example"]
    assert letter.subject == "Your place at Acme Cloud"
    assert "Lena Berg has added you to Acme Cloud" in letter.body
    link = re.search(r"(/accounts/password/reset/key/\S+)", letter.body)[1]
    assert "Choose a password" in Client().get(link, follow=True).content.decode()


@pytest.mark.django_db
def test_whoever_was_deactivated_meanwhile_gets_no_invitation(cast, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Teammate.objects.filter(pk=cast.tom.pk).update(is_active=False)

    jobs.mail_invitation(teammate_id=cast.tom.pk, by="Lena Berg")

    assert mail.outbox == []


@pytest.mark.django_db
def test_an_address_belongs_to_one_teammate(lena, cast):
    answer = lena.post("/teammates/new", NEW | {"email": "MIA@acme.example"})

    assert answer.status_code == 422
    assert "mia@acme.example belongs to a teammate already." in answer.content.decode()
    with pytest.raises(AddressTaken):
        add_teammate("Mia@Acme.example", "Another Mia", by="the command line")
    assert Teammate.objects.filter(email="mia@acme.example").count() == 1


@pytest.mark.django_db
def test_a_deactivated_teammate_is_out_with_their_next_click(lena, cast):
    tom = Client()
    tom.force_login(cast.tom)
    token = ApiToken.objects.create(teammate=cast.tom, digest="d")
    assert tom.get("/preferences").status_code == 200

    lena.post(f"/teammates/{cast.tom.pk}/deactivation")

    assert tom.get("/preferences").status_code == 302
    token.refresh_from_db()
    assert token.revoked_at is not None
    assert (
        Event.objects.filter(kind="teammate.deactivated", actor=cast.lead, subject_id=cast.tom.pk).count()
        == 1
    )
    assert "deactivated" in lena.get("/teammates").content.decode()


@pytest.mark.django_db
def test_deactivating_twice_is_recorded_once(lena, cast):
    for _ in range(2):
        lena.post(f"/teammates/{cast.tom.pk}/deactivation")

    assert Event.objects.filter(kind="teammate.deactivated").count() == 1


@pytest.mark.django_db
def test_an_activated_teammate_can_sign_in_again(lena, cast):
    lena.post(f"/teammates/{cast.tom.pk}/deactivation")

    lena.post(f"/teammates/{cast.tom.pk}/activation")

    cast.tom.refresh_from_db()
    assert cast.tom.is_active
    assert Event.objects.filter(kind="teammate.reactivated").count() == 1


@pytest.mark.django_db
def test_nobody_deactivates_themselves(lena, cast):
    answer = lena.post(f"/teammates/{cast.lead.pk}/deactivation")

    assert answer.status_code == 409
    assert "ask another lead" in answer.content.decode()
    with pytest.raises(Yourself):
        deactivate(cast.lead, by=cast.lead)


@pytest.mark.django_db
def test_a_deactivated_teammate_gets_no_link(lena, cast):
    lena.post(f"/teammates/{cast.tom.pk}/deactivation")

    assert lena.post(f"/teammates/{cast.tom.pk}/invitation").status_code == 404
    assert lena.post("/teammates/999999/invitation").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_leads_who_deactivate_each_other_at_once_leave_one(cast):
    Teammate.objects.filter(pk=cast.mia.pk).update(role=Role.LEAD)
    ready = threading.Barrier(2, timeout=10)
    refused = []

    def go(teammate, by):
        try:
            ready.wait()
            deactivate(Teammate.objects.get(pk=teammate), by=Teammate.objects.get(pk=by))
        except LastLead as refusal:
            refused.append(refusal.sentence)
        finally:
            connection.close()

    pair = (cast.lead.pk, cast.mia.pk)
    both = [threading.Thread(target=go, args=args) for args in (pair, pair[::-1])]
    for each in both:
        each.start()
    for each in both:
        each.join()

    assert Teammate.objects.filter(role=Role.LEAD, is_active=True).count() == 1
    assert len(refused) == 1
