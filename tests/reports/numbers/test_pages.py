"""The pages of the numbers: every number leads to exactly its conversations."""

import csv
import html
import io
import re
from datetime import timedelta

import pytest

from frontline.inbox.closing import close
from frontline.inbox.models import Conversation
from frontline.inbox.replying import reply
from frontline.kernel import clock
from frontline.reports.numbers.recounting import recount
from tests.builders.letters import received

pytestmark = pytest.mark.django_db


@pytest.fixture
def busy(cast, letters):
    """Five conversations: three replied to, by two people, and one of those solved."""
    made = [
        received(sender, subject=f"Matter {n}").conversation
        for n, sender in enumerate(["ada@northwind.example"] * 3 + ["eve@elsewhere.example"] * 2)
    ]
    for conversation, by in zip(made, (cast.mia, cast.mia, cast.tom), strict=False):
        reply(conversation, "We are on it.", by=by)
    close(made[0], by=cast.mia)
    recount([c.pk for c in made])
    return made


def numbers_behind(page: str) -> list[tuple[str, str]]:
    """(text, address) of each number that leads to conversations."""
    found = re.findall(r'class="behind" href="(/numbers/conversations\?[^"]*)">([^<]*)<', page)
    return [(text, html.unescape(address)) for address, text in found]


def counted(page: str) -> int:
    return int(re.search(r'id="count">([\d,]+)<', page)[1].replace(",", ""))


def listed(client, address: str) -> int:
    """How many conversations are on all pages of a list."""
    found = 0
    while address:
        page = client.get(address).content.decode()
        found += len(re.findall(r'href="/conversations/\d+"', page))
        more = re.search(r'rel="next" href="([^"]*)"', page)
        address = "/numbers/conversations" + html.unescape(more[1]) if more else ""
    return found


def test_each_number_leads_to_as_many_conversations_as_it_says(client, cast, busy):
    client.force_login(cast.lead)
    page = client.get("/numbers?period=4-weeks").content.decode()
    links = numbers_behind(page)
    assert len(links) > 20
    for text, address in links:
        shown = client.get(address).content.decode()
        if text.replace(",", "").isdigit():
            assert counted(shown) == int(text.replace(",", "")), (text, address)
        assert listed(client, address) == counted(shown) > 0, address


def test_the_page_says_what_there_is(client, cast, busy):
    client.force_login(cast.lead)
    page = client.get("/numbers").content.decode()
    tiles = dict(re.findall(r'<dt>([^<]+)</dt>\s*<dd class="tile-number">(?:<a[^>]*>)?([^<]*)', page))
    assert (tiles["Opened"], tiles["Open now"]) == ("5", "4")
    assert tiles["First reply as promised"] == "100 %"
    assert "Mia Rask" in page


def test_a_long_list_goes_on_until_its_end(client, cast, letters, monkeypatch):
    monkeypatch.setattr("frontline.reports.numbers.listing.ON_A_PAGE", 2)
    made = [received(f"n{n}@elsewhere.example").conversation.pk for n in range(5)]
    recount(made)
    client.force_login(cast.mia)
    assert listed(client, "/numbers/conversations?of=opened") == 5


def test_filters_narrow_all_of_it(client, cast, busy):
    client.force_login(cast.lead)
    for query, count in (
        ("tier=priority", 3),
        ("tier=community", 2),
        ("product=none", 5),
        ("channel=letters", 5),
    ):
        page = client.get(f"/numbers/conversations?of=opened&{query}").content.decode()
        assert counted(page) == count, query


def test_without_anything_the_page_says_what_to_do(client, cast):
    client.force_login(cast.mia)
    page = client.get("/numbers")
    assert page.status_code == 200
    assert "Nothing to count yet" in page.content.decode()


def test_a_period_without_anything_is_no_error(client, cast, busy):
    client.force_login(cast.mia)
    page = client.get("/numbers?period=dates&first=2020-01-01&last=2020-12-31").content.decode()
    assert "Nothing in this period" in page


@pytest.mark.parametrize(
    "query",
    [
        "period=dates&first=x&last=2026-01-01",
        "period=dates&first=2026-02-01&last=2026-01-01",
        "period=dates&first=0001-01-01&last=0001-01-02",
        "tier=gold",
        "product=x",
        "of=nothing",
        "of=opened&day=never",
        "of=opened&bar=x",
        "of=opened&after=x",
    ],
)
def test_nonsense_is_refused_with_a_sentence(client, cast, query):
    client.force_login(cast.mia)
    assert client.get(f"/numbers/conversations?of=opened&{query}").status_code in {404, 422}


def test_figures_of_a_teammate_are_for_them_and_for_leads(client, cast, busy):
    def people(page: str) -> set[str]:
        table = page[page.index('id="table-by-teammate"') :]
        return {name for name in ("Mia Rask", "Tom Lindqvist") if name in table}

    client.force_login(cast.lead)
    assert people(client.get("/numbers").content.decode()) == {"Mia Rask", "Tom Lindqvist"}
    assert client.get(f"/numbers?teammate={cast.mia.pk}").status_code == 200
    client.force_login(cast.mia)
    assert people(client.get("/numbers").content.decode()) == {"Mia Rask"}
    assert client.get(f"/numbers?teammate={cast.mia.pk}").status_code == 200
    for address in ("/numbers", "/numbers/conversations", "/numbers/charts/volume.csv"):
        assert client.get(f"{address}?of=replies&teammate={cast.tom.pk}").status_code == 403
    names = client.get("/numbers/charts/by-teammate.csv").content.decode()
    assert "Mia Rask" in names
    assert "Tom" not in names


def test_tables_can_be_taken_along_as_csv(client, cast, busy):
    client.force_login(cast.lead)
    answer = client.get("/numbers/charts/by-tier.csv")
    assert "attachment" in answer["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert rows[0][:3] == ["Tier", "Opened", "First replies"]
    assert [row[:2] for row in rows[1:]] == [["Priority", "3"], ["Community", "2"]]


def test_a_name_that_begins_like_a_formula_stays_a_name_in_csv(client, cast, busy):
    type(cast.product).objects.filter(pk=cast.product.pk).update(name='=HYPERLINK("x")')
    Conversation.objects.filter(pk=busy[0].pk).update(product=cast.product)
    recount([busy[0].pk])
    client.force_login(cast.lead)
    assert "'=HYPERLINK" in client.get("/numbers/charts/by-product.csv").content.decode()


@pytest.mark.parametrize("name", ["volume", "reply-times", "distribution", "backlog", "ages", "by-tier"])
def test_each_chart_is_a_picture_with_words(client, cast, busy, name):
    client.force_login(cast.lead)
    answer = client.get(f"/numbers/charts/{name}.svg?theme=dark")
    assert answer["Content-Type"] == "image/svg+xml"
    assert b"<desc id=" in answer.content
    assert client.get(f"/numbers/charts/{name}.png?download").content.startswith(b"\x89PNG")


def test_pictures_on_the_page_have_words_for_those_who_dont_see_them(client, cast, busy):
    client.force_login(cast.lead)
    page = client.get("/numbers").content.decode()
    alts = re.findall(r'<img class="light"[^>]*alt="([^"]*)"', page)
    assert "5 opened and 1 solved" in alts[0]
    assert len(alts) == page.count("<details") == 5


def test_the_page_costs_the_same_queries_however_much_there_is(
    client, cast, busy, django_assert_max_num_queries
):
    client.force_login(cast.lead)
    client.get("/numbers")
    with django_assert_max_num_queries(40):
        client.get("/numbers")


def test_days_are_those_of_the_reader(client, cast, busy):
    """In Auckland a conversation of noon UTC and later belongs to the next day."""
    at = clock.now().replace(hour=13, minute=0, second=0, microsecond=0) - timedelta(days=2)
    Conversation.objects.filter(pk=busy[4].pk).update(created_at=at)
    recount([busy[4].pk])
    for zone, day in (("UTC", at.date()), ("Pacific/Auckland", at.date() + timedelta(days=1))):
        type(cast.mia).objects.filter(pk=cast.mia.pk).update(timezone=zone)
        client.force_login(cast.mia)
        page = client.get(f"/numbers/conversations?of=opened&day={day}").content.decode()
        assert counted(page) == 1, zone
