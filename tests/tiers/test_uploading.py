"""Facts from a CSV file."""

import pytest

from frontline.events.models import Event
from frontline.kernel.refusal import Invalid
from frontline.people.models import Company
from frontline.tiers.allowing import ForLeads
from frontline.tiers.models import Agreement
from frontline.tiers.uploading import upload

HEAD = "domain,name,plan,monthly_amount,currency,since,deal,deal_stage\n"


def tiers():
    return dict(Company.objects.order_by("name").values_list("domain", "tier"))


def test_a_file_makes_tiers_and_the_companies_that_are_missing(cast):
    told = upload(
        HEAD.encode()
        + b"Elsewhere.example,,scale,420,EUR,2026-03-01,,\n"
        + b"new.example,New Ltd,starter,19.90,usd,,,\n"
        + b"other.example,Other,,,,,Enterprise rollout,Contract sent\n"
        + b"lost.example,Lost,,,,,Enterprise rollout,Closed lost\n",
        by=cast.lead,
    )
    assert (told.companies, told.changed) == (4, 3)
    assert tiers() == {
        "elsewhere.example": "priority",
        "lost.example": "community",
        "new.example": "subscriber",
        "northwind.example": "priority",
        "other.example": "priority",
    }
    change = Event.objects.get(kind="company.tier_changed", data__to="subscriber")
    assert change.why == "CSV: plan starter, 19.90 USD a month"


def test_the_same_file_again_changes_nothing(cast):
    content = HEAD.encode() + b"elsewhere.example,,scale,420,EUR,2026-03-01,,\n"
    upload(content, by=cast.lead)
    assert upload(content, by=cast.lead).changed == 0
    assert Agreement.objects.count() == 1


def test_a_later_file_replaces_what_was_said_of_its_companies_and_of_all_if_it_is_whole(cast):
    upload(HEAD.encode() + b"elsewhere.example,,scale,,,,,\nnew.example,,scale,,,,,\n", by=cast.lead)
    upload(HEAD.encode() + b"elsewhere.example,,starter,9,EUR,,,\n", by=cast.lead)
    assert (tiers()["elsewhere.example"], tiers()["new.example"]) == ("subscriber", "priority")
    upload(HEAD.encode() + b"elsewhere.example,,starter,9,EUR,,,\n", is_whole=True, by=cast.lead)
    assert tiers()["new.example"] == "community"


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffDomain;Plan;Monthly amount\r\nelsewhere.example;scale;420\r\n",
        "plan\tdomain\nscale\telsewhere.example\n\n",
        'domain,plan\n"elsewhere.example","scale"',
    ],
)
def test_files_of_several_programs_are_read(cast, content):
    upload(content.encode(), by=cast.lead)
    assert tiers()["elsewhere.example"] == "priority"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "has no column domain"),
        (b"plan\nscale\n", "has no column domain"),
        (b"domain,colour\nx.example,red\n", "does not know colour"),
        (b"domain,plan\n", "no lines"),
        (b"domain,plan\ngmail.com,scale\n", "line 2: gmail.com is not a company's own domain"),
        (b"domain,plan\neve@elsewhere.example,scale\n", "line 2"),
        (b"domain,monthly_amount\nx.example,many\n", "line 2: many is no amount"),
        (b"domain,monthly_amount\nx.example,NaN\n", "line 2"),
        (b"domain,monthly_amount\nx.example,-1\n", "line 2"),
        (b"domain,plan,currency\nx.example,a,EURO\n", "line 2: EURO is no currency"),
        (b"domain,plan,since\nx.example,a,1 March\n", "line 2: 1 March is no date"),
        (b"domain,plan\n\xff\xfe\n", "not in UTF-8"),
        (b'domain,plan\nx.example,"a\n', "can't be read"),
        (b"domain,plan\n" + b"gmail.com,a\n" * 9, "and 4 more"),
        (b"x" * 5_000_001, "larger than 5 MB"),
    ],
)
def test_a_file_with_mistakes_changes_nothing_and_is_told_them(cast, content, said):
    with pytest.raises(Invalid, match=said):
        upload(content, by=cast.lead)
    assert Company.objects.count() == 2
    assert not Event.objects.exists()


def test_only_leads_upload(cast):
    with pytest.raises(ForLeads):
        upload(HEAD.encode(), by=cast.mia)
