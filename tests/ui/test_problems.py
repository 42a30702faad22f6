"""When something goes wrong: what people are told."""

import re

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import OperationalError, connections
from django.http import Http404, HttpResponse
from django.test import Client
from django.urls import include, path

from frontline.kernel.refusal import Absent, Refusal


def _raising(error):
    def view(request):
        raise error

    view.login_required = False
    return view


def _fine(request):
    return HttpResponse("fine")


_fine.login_required = False

urlpatterns = [
    path("bad", _raising(BadRequest("no"))),
    path("forbidden", _raising(PermissionDenied())),
    path("absent", _raising(Http404())),
    path("broken", _raising(RuntimeError("a secret of ours"))),
    path("away", _raising(OperationalError("server closed the connection"))),
    path("refused", _raising(Refusal("It is closed <already>."))),
    path("unseen", _raising(Absent("There is no conversation #7 here."))),
    path("api/refused", _raising(Refusal("It is closed."))),
    path("fine", _fine),
    path("", include("frontline.config.urls")),
]
handler400 = "frontline.ui.problems.bad_request"
handler403 = "frontline.ui.problems.not_allowed"
handler404 = "frontline.ui.problems.not_found"
handler500 = "frontline.ui.problems.broken"

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/bad", 400, "be read"),
        ("/forbidden", 403, "open to you"),
        ("/absent", 404, "nothing here"),
        ("/nowhere-at-all", 404, "nothing here"),
        ("/broken", 500, "broke on our side"),
        ("/away", 503, "database doesn"),
        ("/refused", 409, "It is closed &lt;already&gt;."),
        ("/unseen", 404, "There is no conversation #7 here."),
    ],
)
def test_each_problem_has_a_page_of_its_own(visitor, address, status, words):
    answer = visitor.get(address)

    page = answer.content.decode()
    assert answer.status_code == status
    assert words in page
    assert "<h1>" in page
    assert answer["X-Reference"] in page
    assert re.fullmatch(r"[0-9a-f]{8}", answer["X-Reference"])
    assert "secret of ours" not in page


def test_a_page_of_a_problem_is_never_stored(visitor):
    assert visitor.get("/broken")["Cache-Control"] == "no-store"


def test_an_absent_database_is_said_to_come_back(visitor):
    answer = visitor.get("/away")

    assert answer["Retry-After"] == "10"
    assert 'href="/away"' in answer.content.decode()


def test_trying_again_is_not_offered_for_what_would_be_sent_twice(visitor):
    assert 'href="/broken"' not in visitor.post("/broken").content.decode()


def test_the_page_needs_no_database_even_to_know_who_asks(visitor, cast, monkeypatch):
    visitor.force_login(cast.mia)

    def away(*args, **kwargs):
        raise OperationalError("connection refused")

    for name in ("cursor", "ensure_connection", "connect"):
        monkeypatch.setattr(connections["default"], name, away)
    answer = visitor.get("/preferences")

    assert answer.status_code == 503
    assert "database doesn" in answer.content.decode()
    assert "sessionid" not in answer.cookies, "nobody is signed out by an outage"


@pytest.mark.parametrize(
    ("address", "words"),
    [("/refused", "It is closed &lt;already&gt;."), ("/away", "be reached"), ("/broken", "Reference: ")],
)
def test_htmx_gets_a_toast(visitor, address, words):
    answer = visitor.post(address, headers={"HX-Request": "true"})

    toast = answer.content.decode()
    assert answer.status_code >= 400
    assert answer["HX-Retarget"] == "#toasts"
    assert answer["HX-Reswap"] == "beforeend"
    assert words in toast or "can&#39;t reach" in toast
    assert "<html" not in toast


def test_the_rest_interface_gets_json(visitor):
    answer = visitor.get("/api/refused")

    assert answer.status_code == 409
    assert answer.json() == {
        "error": {"code": "refused", "message": "It is closed.", "reference": answer["X-Reference"]}
    }


def test_a_form_from_an_old_page_says_that_nothing_was_changed(cast):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.mia)

    answer = strict.post("/preferences", {"name": "Somebody else"})

    assert answer.status_code == 403
    assert "too long" in answer.content.decode()
    cast.mia.refresh_from_db()
    assert cast.mia.name == "Mia Rask"


def test_what_is_fine_passes(visitor):
    assert visitor.get("/fine").content == b"fine"
