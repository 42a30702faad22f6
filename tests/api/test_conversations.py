"""The REST interface, through HTTP, with a real token."""

import base64
from typing import Any

import pytest
from django.test import Client

from frontline.api import shapes
from frontline.events.models import Event
from frontline.inbox import dispatching
from frontline.inbox.categorising import add_defaults, categorise, named
from frontline.inbox.models import Conversation, Dispatch, Message
from frontline.inbox.replying import reply
from frontline.people.models import ApiToken, CustomerAddress, Teammate
from frontline.people.tokens import create_token, revoke
from tests.builders.letters import Letters, letter, received
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("letters")
PATH = "/api/v1/conversations"


class Caller:
    """A program that holds a teammate's token."""

    def __init__(self, teammate: Teammate) -> None:
        self.token = create_token(teammate, by="test")
        self.client = Client(headers={"authorization": f"Bearer {self.token}"})

    def __call__(self, method: str, path: str, body: Any = None, *, status: int = 200, **headers: str) -> Any:
        response = self.client.generic(
            method, path, *([_json(body), "application/json"] if body is not None else []), headers=headers
        )
        assert response.status_code == status, response.content
        return response.json()


def _json(body: Any) -> str:
    import json

    return json.dumps(body)


@pytest.fixture
def mia(cast: Cast) -> Caller:
    return Caller(cast.mia)


@pytest.mark.parametrize("header", [None, "Bearer nonsense", "Basic bWlhOm1pYQ=="])
def test_without_a_valid_token_nothing_is_told(cast: Cast, header: str | None):
    response = Client(headers={"authorization": header} if header else {}).get(PATH)

    assert response.status_code == 401
    assert response.json()["error"]["code"] == "unauthorized"


def test_a_revoked_token_and_a_departed_teammates_open_nothing(cast: Cast, mia: Caller):
    tom = Caller(cast.tom)
    revoke(ApiToken.objects.get(teammate=cast.mia), by="test")
    Teammate.objects.filter(pk=cast.tom.pk).update(is_active=False)

    mia("GET", PATH, status=401)
    tom("GET", PATH, status=401)


def test_a_list_is_paged_in_an_order_that_new_arrivals_do_not_change(cast: Cast, mia: Caller):
    numbers = [received().conversation_id for _ in range(5)]

    first = mia("GET", f"{PATH}?limit=2")
    received()
    second = mia("GET", f"{PATH}?limit=2&cursor={first['next_cursor']}")
    third = mia("GET", f"{PATH}?limit=2&cursor={second['next_cursor']}")

    listed = [c["number"] for page in (first, second, third) for c in page["items"]]
    assert listed == sorted(numbers, reverse=True)
    assert third["next_cursor"] is None


def test_a_list_can_be_narrowed(cast: Cast, mia: Caller):
    backups = received(subject="Backups fail").conversation
    invoice = received(subject="Invoice", text="The VAT number is wrong").conversation
    mia("PUT", f"{PATH}/{backups.number}/assignee", {"email": "tom@acme.example"})
    mia("POST", f"{PATH}/{invoice.number}/closure", {"why": "done"})

    def numbers(query: str) -> list[int]:
        return [c["number"] for c in mia("GET", f"{PATH}?{query}")["items"]]

    assert numbers("status=open") == [backups.number]
    assert numbers("status=closed") == [invoice.number]
    assert numbers("assignee=tom@acme.example") == [backups.number]
    assert numbers("assignee=none") == [invoice.number]
    assert numbers("assignee=me") == []
    assert numbers("search=vat+wrong") == [invoice.number]
    assert numbers("search=vat+backups") == []


@pytest.mark.parametrize(
    "query", ["status=lost", "cursor=%21", "cursor=YQ", "limit=0", "assignee=who@x.example"]
)
def test_a_wrong_question_is_told_what_is_wrong(cast: Cast, mia: Caller, query: str):
    error = mia("GET", f"{PATH}?{query}", status=422)["error"]

    assert error["code"] == "invalid"
    assert error["message"]


def test_one_conversation_comes_with_its_entries_in_order(cast: Cast, mia: Caller, letters: Letters):
    first = received(message_id="<one@customer.example>", files={"log.txt": "boom"})
    number = first.conversation_id
    mia("POST", f"{PATH}/{number}/notes", {"text": "Look at *this*"}, status=201)
    sent = mia("POST", f"{PATH}/{number}/messages", {"text": "Hey **Ada**"}, status=201)
    assert (sent["direction"], sent["dispatch"]["state"]) == ("out", "queued")

    whole = mia("GET", f"{PATH}/{number}")

    assert [(e["kind"], e["direction"]) for e in whole["entries"]] == [
        ("message", "in"),
        ("note", None),
        ("message", "out"),
        ("event", None),
    ]
    inbound, note, reply, event = whole["entries"]
    assert inbound["placed_because"] == "A new matter: it answers nothing"
    assert inbound["attachments"][0] | {"id": 0} == {
        "id": 0,
        "name": "log.txt",
        "type": "text/plain",
        "size": 4,
    }
    assert (note["author"], note["dispatch"], note["message_id"]) == ("Mia Rask", None, None)
    assert "<strong>Ada</strong>" in reply["html"]
    assert reply["dispatch"]["recipients"][0]["address"] == "ada@northwind.example"
    assert (event["author"], event["text"]) == ("Mia Rask", "took it, being the first to reply")
    assert whole["assignee"] == "mia@acme.example"
    assert whole["waiting_since"] is None
    assert (whole["tier"], whole["due_at"]) == ("priority", None)
    assert [(c["kind"], c["state"], c["promised_seconds"]) for c in whole["clocks"]] == [
        ("first_reply", "kept", 28_800),
        ("resolution", "pauses", 144_000),
    ]


def test_an_empty_parameter_is_one_left_out(cast: Cast, mia: Caller):
    number = received().conversation_id

    listed = mia("GET", f"{PATH}?status=&assignee=&search=&cursor=")["items"]

    assert [c["number"] for c in listed] == [number]
    assert len(mia("GET", "/api/v1/intakes?state=&cursor=")["items"]) == 1


def test_a_failed_recipient_shows(cast: Cast, mia: Caller, letters: Letters):
    from frontline.inbox.channel import DeliveryRefused

    letters.refusals["ada@northwind.example"] = [DeliveryRefused("550 no", is_permanent=True)]
    number = received().conversation_id
    mia("POST", f"{PATH}/{number}/messages", {"text": "Hello"}, status=201)
    from frontline.kernel import clock

    Dispatch.objects.update(due_at=clock.now())
    dispatching.send(Dispatch.objects.get().pk)

    sending = mia("GET", f"{PATH}/{number}")["entries"][1]["dispatch"]
    assert sending["state"] == "failed"
    assert sending["recipients"][0]["answer"] == "550 no"


def test_a_stale_reply_is_refused(cast: Cast, mia: Caller):
    first = received(message_id="<one@customer.example>")
    received(in_reply_to="<one@customer.example>")

    error = mia(
        "POST", f"{PATH}/{first.conversation_id}/messages", {"text": "Hi", "seen": first.pk}, status=409
    )

    assert error["error"]["code"] == "stale_draft"
    assert not Dispatch.objects.exists()


def test_a_reply_sent_again_with_its_key_is_one_reply(cast: Cast, mia: Caller):
    number = received().conversation_id
    for path, body in (("messages", {"text": "Hello"}), ("notes", {"text": "Hm"})):
        first = mia("POST", f"{PATH}/{number}/{path}", body, status=201, **{"Idempotency-Key": "k1"})
        again = mia("POST", f"{PATH}/{number}/{path}", body, status=201, **{"Idempotency-Key": "k1"})
        assert first["id"] == again["id"]
    assert Dispatch.objects.count() == 1


def test_closing_and_reopening(cast: Cast, mia: Caller):
    number = received().conversation_id

    assert mia("POST", f"{PATH}/{number}/closure")["status"] == "closed"
    assert mia("DELETE", f"{PATH}/{number}/closure")["status"] == "open"


def test_a_conversation_opened_by_a_program_is_the_customers(cast: Cast, mia: Caller):
    body = {
        "customer": {"email": "Nora@New.example", "name": "Nora"},
        "subject": "From the app",
        "text": "It crashed",
        "product": "Postgres",
        "attachments": [
            {"name": "../../etc/trace.log", "type": "text/plain", "content": base64.b64encode(b"x").decode()}
        ],
    }
    made = mia("POST", PATH, body, status=201, **{"Idempotency-Key": "abc"})
    again = mia("POST", PATH, body, status=201, **{"Idempotency-Key": "abc"})

    assert made["number"] == again["number"]
    assert made["customer"] == {"name": "Nora", "email": "nora@new.example"}
    assert made["product"] == "Postgres"
    message = Message.objects.get()
    assert (message.direction, message.text, message.channel) == ("in", "It crashed", "api")
    assert "/" not in message.attachments.get().name
    assert Event.objects.filter(kind="conversation.opened").count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"customer": {"email": "not an address"}},
        {"text": ""},
        {"attachments": [{"name": "a", "content": "not base64!"}]},
    ],
)
def test_a_conversation_that_makes_no_sense_is_refused_and_leaves_nothing(
    cast: Cast, mia: Caller, change: Any
):
    body = {"customer": {"email": "a@b.example"}, "subject": "s", "text": "t"} | change

    assert mia("POST", PATH, body, status=422)["error"]["code"] == "invalid"
    assert not Conversation.objects.exists()


def test_what_is_not_there_is_not_found(cast: Cast, mia: Caller):
    assert mia("GET", f"{PATH}/999999", status=404)["error"]["code"] == "not_found"
    mia("POST", "/api/v1/intakes/999999/replay", status=404)


def test_a_failed_intake_is_listed_and_replayed(cast: Cast, mia: Caller):
    from frontline.inbox import receiving

    failed = letter(unreadable="It has no sender.")
    receiving.receive(failed.pk)
    received()

    listed = mia("GET", "/api/v1/intakes?state=failed")["items"]
    assert [(i["id"], i["outcome"]) for i in listed] == [(failed.pk, "It has no sender.")]
    assert mia("POST", f"/api/v1/intakes/{failed.pk}/replay")["state"] == "pending"
    mia("POST", f"/api/v1/intakes/{failed.pk}/replay", status=409)
    assert len(mia("GET", "/api/v1/intakes?limit=1")["items"]) == 1


def test_the_openapi_document_says_what_there_is(client: Client, db: None):
    paths = client.get("/api/v1/openapi.json").json()["paths"]

    assert "/api/v1/conversations/{number}/messages" in paths


def test_a_list_costs_the_same_number_of_queries_however_long(
    cast: Cast, mia: Caller, django_assert_max_num_queries
):
    for _ in range(12):
        received()
    mia("GET", PATH)
    with django_assert_max_num_queries(4):
        mia("GET", PATH)


@pytest.mark.parametrize("order", ["number", "queue"])
def test_a_list_tells_of_each_what_its_own_page_does_in_two_statements(
    mia: Caller, cast: Cast, order: str, django_assert_num_queries
):
    add_defaults()
    first = received("ada@northwind.example").conversation
    second = received("bo@brightline.example").conversation
    categorise(first, add=[named("Billing"), named("Performance")], by=cast.tom)
    reply(first, "Hello Ada", by=cast.tom)
    CustomerAddress.objects.create(customer=second.customer, value="later@brightline.example")
    mia("GET", PATH)  # the token's use was noted

    with django_assert_num_queries(2):
        listed = mia("GET", f"{PATH}?order={order}")

    assert {each["number"] for each in listed["items"]} == {first.pk, second.pk}
    for each in listed["items"]:
        whole = mia("GET", f"{PATH}/{each['number']}")
        assert each == {key: whole[key] for key in each}
        assert set(each) == set(shapes.Conversation.model_fields)
