"""What machines ask: alive, ready, and how much there is to do."""

import json

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from frontline.config.selfcheck import examining
from frontline.config.selfcheck.finding import Finding, State
from tests.cast import Cast
from tests.config.test_selfcheck_page import fail_dispatch, fail_intake, heartbeat, job


def test_alive_touches_neither_database_nor_session(client: Client) -> None:
    client.cookies["sessionid"] = "whatever"
    answer = client.get("/healthz", headers={"host": "10.1.2.3"})  # no `db` fixture: a query would raise
    assert (answer.status_code, answer.content) == (200, b"alive\n")
    assert "no-store" in answer["Cache-Control"]


def test_ready_needs_a_worker(client: Client, db: None) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 503
    told = json.loads(answer.content)
    assert (told["ready"], told["checks"]["workers"]["state"]) == (False, "bad")
    heartbeat()
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert set(json.loads(answer.content)["checks"]) == {"database", "migrations", "workers"}


@pytest.mark.parametrize("change", ["missing", "foreign"])
def test_ready_needs_the_migrations_of_this_version(client: Client, db: None, change: str) -> None:
    heartbeat()
    recorder = MigrationRecorder(connection)
    if change == "missing":
        recorder.record_unapplied("inbox", "0001_initial")
    else:
        recorder.record_applied("inbox", "9999_of_tomorrow")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    said = json.loads(answer.content)["checks"]["migrations"]["sentence"]
    assert ("older" if change == "missing" else "newer") in said


def test_ready_says_so_when_the_database_is_away(client: Client, db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE procrastinate_workers RENAME TO away")
    assert client.get("/readyz").status_code == 503


@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/metrics"])
def test_probes_are_only_asked(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405


def test_metrics_count_what_is_not_done(client: Client, cast: Cast) -> None:
    fail_intake()
    fail_dispatch(cast)
    job("failed")
    client.get("/accounts/login/")
    answer = client.get("/metrics")
    assert answer["Content-Type"].startswith("text/plain")
    told = {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.content.decode())
        for sample in family.samples
    }
    assert told["frontline_intakes", (("state", "failed"),)] == 1
    assert told["frontline_dispatches", (("state", "failed"),)] == 1
    assert told["frontline_jobs_failed", ()] == 1
    assert told["frontline_conversations_open", ()] == 1
    assert told["frontline_live_streams", ()] == 0
    assert told["frontline_check_state", (("check", "workers"),)] == 2
    assert told["process_resident_memory_bytes", ()] > 0
    login = (("method", "GET"), ("route", "accounts/login/"), ("status", "200"))
    assert told["frontline_request_seconds_count", login] >= 1


def test_metrics_are_for_this_machine_unless_a_token_is_set(client: Client, db: None) -> None:
    assert client.get("/metrics", REMOTE_ADDR="127.0.0.1").status_code == 200
    assert client.get("/metrics", REMOTE_ADDR="::1").status_code == 200
    assert client.get("/metrics", REMOTE_ADDR="10.0.0.5").status_code == 403
    assert client.get("/metrics", REMOTE_ADDR="").status_code == 403


def test_a_proxy_on_this_machine_does_not_open_the_metrics_to_the_world(client: Client, db: None) -> None:
    assert client.get("/metrics", headers={"x-forwarded-for": "203.0.113.9"}).status_code == 403


def test_metrics_open_to_whoever_presents_the_token(client: Client, db: None, settings: object) -> None:
    settings.METRICS_TOKEN = "a token of some length"  # type: ignore[attr-defined]
    for headers in ({}, {"authorization": "Bearer wrong"}, {"authorization": "Basic a token of some length"}):
        answer = client.get("/metrics", headers=headers)
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    right = {"authorization": "Bearer a token of some length"}
    assert client.get("/metrics", headers=right, REMOTE_ADDR="10.0.0.5").status_code == 200


def test_ready_says_in_one_line_why_the_database_cannot_be_reached(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setattr(examining.transaction, "atomic", refuse)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    said = json.loads(answer.content)["checks"]["database"]["sentence"]
    assert said == "The database can't tell: connection refused"


def test_a_check_with_a_mistake_is_a_finding_and_holds_up_no_other(db: None) -> None:
    def mistaken() -> Finding:
        raise ZeroDivisionError("of all things")

    first, second = examining.examine([mistaken, examining.database.database])
    assert (first.name, first.state) == ("Mistaken", State.BAD)
    assert "of all things" in first.sentence
    assert second.state is State.OK
