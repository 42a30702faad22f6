"""A report for people without a sign-in: by a link that can be revoked, and with nothing of customers on it."""

import re

import pytest
from django.test import Client

from frontline.events.models import Event
from frontline.inbox.models import Conversation
from frontline.people.models import Customer
from frontline.reports.studies.allowing import NotForYou
from frontline.reports.studies.models import Share
from frontline.reports.studies.reporting.sharing import revoke, share
from tests.reports.studies.conftest import browser
from tests.reports.studies.reported import read_study

pytestmark = pytest.mark.django_db

COUNTS = {"Backups": 24, "Network": 8, "unsure": 4}
NOTE = "Ada Okafor of Northwind says that it stops at 02:00"


@pytest.fixture
def study(cast, clock):
    made = read_study(cast, COUNTS, population=200, notes={"Backups": [NOTE]})
    Conversation.objects.update(subject="Zebra crossing of Northwind")
    return made


def path_of(made):
    return "/" + made.address.split("/", 3)[3]


def open_link(path):
    return Client().get(path)


def numbers_of(study):
    return [drawn.number for drawn in study.drawn.filter(state="sample")]


def test_whoever_has_the_link_sees_the_report_without_a_sign_in_or_a_cookie(study, cast):
    answer = open_link(path_of(share(study, by=cast.lead)))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "down to Backups" in page
    assert "67 %" in page
    assert "all bars at once" in page.lower()
    assert not answer.cookies


def test_the_secret_goes_to_no_search_engine_no_other_site_and_no_cache(study, cast):
    answer = open_link(path_of(share(study, by=cast.lead)))
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert '<meta name="robots" content="noindex, nofollow">' in answer.content.decode()


@pytest.mark.parametrize("rest", ["", "?bars=alone", "/chart.svg", "/chart.svg?bars=alone&theme=dark"])
def test_nothing_of_customers_is_on_it_unless_that_was_chosen(study, cast, rest):
    said = open_link(path_of(share(study, by=cast.lead)) + rest).content.decode()
    assert "Backups" in said
    secrets = [NOTE, "02:00", "Zebra", "Northwind", "example"]
    for customer in Customer.objects.all():
        secrets += [customer.name or "Ada", *customer.addresses.values_list("value", flat=True)]
    secrets += [person.name for person in (cast.mia, cast.lead, cast.tom)]
    assert [secret for secret in secrets if secret in said] == []
    assert not re.search(r"#\d", re.sub(r"#[0-9a-f]{6}\b|[#]main|&#\d+;", "", said))


def test_notes_and_numbers_are_on_it_where_that_was_chosen(study, cast):
    page = open_link(path_of(share(study, shows_customers=True, by=cast.lead))).content.decode()
    assert NOTE in page
    assert f"#{numbers_of(study)[0]}" in page
    assert "Zebra" not in page


def test_a_revoked_link_says_so_and_nothing_else(study, cast):
    made = share(study, by=cast.lead)
    revoke(made.share, by=cast.lead)
    for rest in ("", "/chart.svg", "/chart.png", "/report.pdf"):
        answer = open_link(path_of(made) + rest)
        assert answer.status_code == 410
        assert "This link was revoked" in answer.content.decode()
        assert "Backups" not in answer.content.decode()


@pytest.mark.parametrize(
    "token", ["x", "study_", "study_" + "a" * 43, "study_" + "a" * 5000, "study_%00" + "a" * 42, "..", "1"]
)
def test_any_other_address_is_answered_alike(study, cast, token):
    share(study, by=cast.lead)
    answer = open_link(f"/shared/studies/{token}")
    assert answer.status_code == 404
    assert "Backups" not in answer.content.decode()


def test_what_cannot_be_a_secret_is_not_looked_up(study, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert open_link("/shared/studies/study_short").status_code == 404
    with django_assert_num_queries(1):
        assert open_link("/shared/studies/study_" + "a" * 43).status_code == 404


def test_the_link_opens_nothing_but_its_own_report(study, cast):
    path = path_of(share(study, by=cast.lead))
    client = Client()
    assert client.get(path).status_code == 200
    for other in (
        f"/studies/{study.pk}/report",
        f"/studies/{study.pk}/report.pdf",
        "/studies",
        f"{path}/labels.csv",
    ):
        assert client.get(other).status_code in {302, 404}
    assert client.post(path).status_code == 405
    assert client.get(f"{path}/chart.csv").status_code == 404


def test_only_a_digest_of_the_secret_is_kept(study, cast):
    made = share(study, by=cast.lead)
    secret = made.address.rpartition("/")[2]
    assert len(secret) == 49
    kept = Share.objects.get()
    assert secret not in kept.token_digest
    assert not Event.objects.filter(data__icontains=secret).exists()


def test_leads_make_and_revoke_links_on_the_page_and_others_see_them(study, cast):
    client = browser(cast.lead)
    page = client.post(f"/studies/{study.pk}/shares", {"shows_customers": "on"}).content.decode()
    address = re.search(r'id="made">([^<]+)<', page).group(1)
    assert open_link("/" + address.split("/", 3)[3]).status_code == 200
    seen = browser(cast.tom).get(f"/studies/{study.pk}/report").content.decode()
    assert "Made by Lena Berg" in seen
    assert address not in seen

    made = Share.objects.get()
    assert made.shows_customers
    client.post(f"/studies/{study.pk}/shares/{made.pk}/revocation")
    assert open_link("/" + address.split("/", 3)[3]).status_code == 410
    kinds = list(Event.objects.filter(kind__startswith="study.share").values_list("kind", flat=True))
    assert kinds == ["study.shared", "study.share_revoked"]


def test_others_make_and_revoke_none(study, cast):
    made = share(study, by=cast.lead)
    with pytest.raises(NotForYou):
        share(study, by=cast.tom)
    with pytest.raises(NotForYou):
        revoke(made.share, by=cast.mia)
    client = browser(cast.tom)
    assert client.post(f"/studies/{study.pk}/shares").status_code == 403
    assert client.post(f"/studies/{study.pk}/shares/{made.share.pk}/revocation").status_code == 403
    assert open_link(path_of(made)).status_code == 200


def test_a_link_of_another_study_is_not_revoked_through_this_one(study, cast):
    made = share(study, by=cast.lead)
    assert (
        browser(cast.lead).post(f"/studies/{study.pk + 1}/shares/{made.share.pk}/revocation").status_code
        == 404
    )
    assert open_link(path_of(made)).status_code == 200
