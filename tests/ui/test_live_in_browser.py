"""Open pages that show what happens."""

import json

import pytest
from playwright.sync_api import expect

from tests.builders.browsing import STREAM

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAID = json.dumps({"id": 7, "kind": "message.received", "subject": "conversation", "subject_id": 1042})
ENDLESS = "retry: 600000\n\n"


def _happened(cursor):
    return f"id: c-{cursor}\ndata: {SAID}\n\n"


def _with(page, live, answer="<b>new</b>"):
    """Puts something live on the page, and counts how often it is fetched."""
    expect(page.locator("html")).to_have_attribute("data-live", "off")  # the page's own stream has ended
    fetched = []

    def fulfil(route):
        fetched.append(route.request.url)
        route.fulfill(content_type="text/html", body=answer)

    page.route("**/fragment", fulfil)
    page.evaluate(
        """(live) => {
          const box = document.createElement("div");
          box.id = "box";
          box.dataset.live = live;
          box.setAttribute("hx-get", "/fragment");
          box.setAttribute("hx-trigger", "live");
          document.querySelector("#main").prepend(box);
          htmx.process(box);
          document.body.addEventListener("frontline:event", (e) => (document.body.dataset.heard = e.detail.subject_id));
        }""",
        live,
    )
    return fetched


def _stream_begins(page, body):
    """From now on the stream says this; the page is made to connect again."""
    page.unroute(STREAM)
    asked = []

    def fulfil(route):
        asked.append(route.request.url)
        route.fulfill(content_type="text/event-stream", body=body if len(asked) == 1 else ENDLESS)

    page.route(STREAM, fulfil)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")


@pytest.mark.parametrize("live", ["inbox", "conversation:1042", "conversation", "intake conversation:1042"])
def test_what_shows_a_thing_that_changed_is_fetched_again(visit, cast, live):
    page = visit("/preferences", as_=cast.mia, stream="retry: 600000\nid: c-1\n\n" + _happened(1))
    _with(page, live)

    _stream_begins(page, ENDLESS + _happened(2))

    expect(page.locator("#box b")).to_have_text("new")
    expect(page.locator("body")).to_have_attribute("data-heard", "1042")


def test_what_shows_something_else_is_left_alone(visit, cast):
    page = visit("/preferences", as_=cast.mia, stream=ENDLESS + _happened(1))
    fetched = _with(page, "conversation:7")

    _stream_begins(page, ENDLESS + _happened(2))

    expect(page.locator("body")).to_have_attribute("data-heard", "1042")
    assert fetched == []


def test_many_events_at_once_are_one_fetch(visit, cast):
    page = visit("/preferences", as_=cast.mia, stream=ENDLESS + _happened(1))
    fetched = _with(page, "inbox")

    _stream_begins(page, ENDLESS + "".join(_happened(n) for n in range(2, 40)))

    expect(page.locator("#box b")).to_have_text("new")
    assert len(fetched) <= 2


def test_reload_fetches_everything_live_again(visit, cast):
    page = visit("/preferences", as_=cast.mia, stream=ENDLESS + _happened(1))
    _with(page, "conversation:7")

    _stream_begins(page, ENDLESS + "event: reload\nid: c-9\ndata: {}\n\n")

    expect(page.locator("#box b")).to_have_text("new")


def test_a_page_that_connects_again_says_how_far_it_came(visit, cast):
    page = visit("/preferences", as_=cast.mia, stream=ENDLESS + _happened(5))
    expect(page.locator("html")).to_have_attribute("data-live", "off")

    with page.expect_request(STREAM) as asked:
        _stream_begins(page, ENDLESS)

    assert asked.value.url.endswith("/live?since=c-5")


def test_a_lost_connection_is_said_quietly(visit, cast):
    page = visit("/preferences", as_=cast.mia)

    expect(page.get_by_text("Reconnecting…")).to_be_visible()
    assert page.get_by_text("Reconnecting…").get_attribute("role") == "status"


def test_a_toast_counts_down_and_goes(visit, cast):
    page = visit("/preferences", as_=cast.mia)
    page.evaluate(
        """document.getElementById("toasts").insertAdjacentHTML("beforeend",
          '<div class="toast" data-seconds="2"><span>Sent.</span><output class="countdown">2</output></div>')"""
    )

    expect(page.locator(".toast .countdown")).to_have_text("1")
    expect(page.locator(".toast")).to_have_count(0)


def test_a_refusal_to_htmx_becomes_a_toast_and_what_was_written_stays(visit, cast):
    page = visit("/preferences", as_=cast.lead)
    page.evaluate(
        """(pk) => {
          const form = document.querySelector("form.stack");
          form.setAttribute("hx-post", `/teammates/${pk}/deactivation`);
          htmx.process(form);
        }""",
        cast.lead.pk,
    )
    page.get_by_label("Name").fill("Something I wrote")

    with page.expect_response("**/deactivation"):
        page.get_by_role("button", name="Save").click()

    expect(page.locator(".toast")).to_contain_text("ask another lead to do it")
    assert page.get_by_label("Name").input_value() == "Something I wrote"
