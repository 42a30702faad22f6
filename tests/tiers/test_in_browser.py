"""Tiers in a real browser: narrow, and by keyboard."""

import pytest
from playwright.sync_api import expect

from frontline.people.models import Company
from frontline.tiers.knowing import current_rules
from frontline.tiers.uploading import upload
from tests.cast import make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FILE = (
    b"domain,plan,monthly_amount,currency\nnorthwind.example,scale,420,EUR\nelsewhere.example,starter,9,EUR\n"
)


@pytest.fixture
def lead(transactional_db):
    lead = make_cast().lead
    upload(FILE, by=lead)
    return lead


@pytest.mark.parametrize("dark", [False, True])
def test_nothing_is_wider_than_a_phone(visit, lead, dark):
    company = Company.objects.get(domain="elsewhere.example")
    page = visit("/tiers", as_=lead, dark=dark, width=360)
    for address in (
        "/tiers",
        "/tiers/facts",
        "/tiers/unmatched",
        "/tiers/companies",
        f"/tiers/companies/{company.pk}",
        "/tiers/rules/new",
        "/tiers/rules/0/removal",
    ):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address


def test_a_rule_is_previewed_and_saved_without_a_pointer(visit, lead):
    page = visit("/tiers", as_=lead)
    page.keyboard.press("c")
    page.get_by_label("Plan is one of").fill("starter")
    page.get_by_role("button", name="Preview who would move").press("Enter")
    expect(page.get_by_text("1 of 2 companies: 1 from Subscriber to Priority")).to_be_visible()
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_text("Plan is starter")).to_be_visible()
    assert current_rules()[3].plans == ("starter",)
