"""Notices go out by mail and webhook while the worker is killed with -9 at random: none is lost, none is heard twice.

FRONTLINE_CHAOS_MAILS (`make chaos`: 2,000) makes it longer, up to a point.
"""

import os
import re
import smtplib
import sys
import time
from collections import Counter
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.chaos.stage import Stage
from tests.peers import http_peer, smtp_sink
from tests.peers.http_peer import Answer, HttpPeer, Request
from tests.peers.smtp_sink import SmtpSink

LEADS = 30
BETWEEN = 15  # so many come out between two blows
BLOWS = max(5, min(int(os.environ.get("FRONTLINE_CHAOS_MAILS", "200")) // 40, 25))
SEED = int(os.environ.get("FRONTLINE_CHAOS_SEED", "20261121"))
WAITS = 240  # seconds, for a machine that has much else to do

_LEFT = """
    SELECT (SELECT count(*) FROM inbox_intake WHERE state = 'pending'),
           (SELECT count(*) FROM telling_untold),
           (SELECT count(*) FROM notify_delivery WHERE state IN ('queued', 'sending'))
"""
_TOLD = """
    SELECT n.about, n.kind, t.email FROM notify_notice n JOIN people_teammate t ON t.id = n.teammate_id
    WHERE n.kind LIKE 'conversation.new%%'
"""
_WENT = """
    SELECT notice_id, transport, state, attempts FROM notify_delivery
"""


class Slow:
    """The other side takes its time, so that blows fall while it is spoken to; `heard` are ids of what it took."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def answer(self, request: Request) -> Answer:
        self.heard.append(request.headers["webhook-id"])
        time.sleep(0.05)
        return Answer(204)


@pytest.fixture
def sink() -> Iterator[SmtpSink]:
    with smtp_sink.running() as sink:
        yield sink


@pytest.fixture
def hook() -> Iterator[tuple[HttpPeer, Slow]]:
    with http_peer.running() as peer:
        slow = Slow()
        peer.answering = slow.answer
        yield peer, slow


@pytest.fixture
def stage(tmp_path: Path, sink: SmtpSink, hook: tuple[HttpPeer, Slow]) -> Iterator[Stage]:
    made = Stage(tmp_path, sink.url, SEED)
    made.environment["FRONTLINE_HTTP_ALLOWED_HOSTS"] = f"127.0.0.1:{hook[0].port}"
    try:
        _people(made, hook[0].url)
        yield made
    finally:
        made.close()


@pytest.mark.chaos
@pytest.mark.timeout(600)
def test_no_notice_is_lost_or_heard_twice_while_the_worker_is_killed(
    stage: Stage, sink: SmtpSink, hook: tuple[HttpPeer, Slow]
) -> None:
    stage.start("mail")
    stage.start("worker")
    for blow in range(BLOWS):
        _write(stage, f"Question {blow}", count=3)
        _wait_until_it_goes(sink, hook[1])
        time.sleep(stage.random.uniform(0.0, 0.4))
        stage.kill("worker")
        _age_the_dead(stage)
        stage.start("worker")
    settled_in = _settle(stage)
    told = _every_conversation_was_told_once_to_each_lead(stage, BLOWS * 3)
    again = _each_went_and_is_known_if_it_came_twice(stage, sink, hook[1])
    sys.stdout.write(
        f"\n{told} notices by two ways, the worker killed {BLOWS} times; {again} copies came again, each known by its"
        f" id; all was done {settled_in:.0f} s after the last blow\n"
    )


def _people(stage: Stage, url: str) -> None:
    """Leads, who all hear of what is new as nobody has the turn, each thing by itself, by mail and webhook."""
    stage.query("INSERT INTO people_workspace VALUES (1, 'Acme', false, 'soon', false, now()) RETURNING id")
    stage.query(
        "INSERT INTO email_channel_supportaddress (address, name, is_default)"
        " VALUES ('support@acme.example', 'Acme', true) RETURNING id"
    )
    stage.query(
        "INSERT INTO people_teammate (password, is_superuser, email, name, role, timezone, country, signature,"
        " is_active, created_at) SELECT '', false, 'lead' || n || '@acme.example', 'Lead ' || n, 'lead', 'UTC', '',"
        " '', true, now() FROM generate_series(1, %s) AS n RETURNING id",
        LEADS,
    )
    stage.query(
        "INSERT INTO notify_manner (teammate_id, quiet_days, digest_above, digest_for)"
        " SELECT id, '', 0, 15 FROM people_teammate RETURNING id"
    )
    stage.query(
        "INSERT INTO webhook_transport_webhook (url, salt) VALUES (%s, 'a salt of this test') RETURNING id",
        f"{url}/hook",
    )


def _write(stage: Stage, subject: str, count: int) -> None:
    """Mails of new customers, each until it is taken."""
    for number in range(count):
        mail = EmailMessage()
        sender = f"{subject.replace(' ', '')}-{number}@customer.example".lower()
        mail["From"], mail["To"], mail["Subject"] = sender, "support@acme.example", f"{subject}.{number}"
        mail["Message-ID"] = f"<{sender}>"
        mail.set_content("It broke.\n")
        deadline = time.monotonic() + WAITS
        while True:
            try:
                with smtplib.SMTP("127.0.0.1", stage.smtp, timeout=20) as server:
                    server.send_message(mail, sender, ["support@acme.example"])
                break
            except (smtplib.SMTPException, OSError):
                assert time.monotonic() < deadline
                time.sleep(0.2)


def _wait_until_it_goes(sink: SmtpSink, slow: Slow) -> None:
    """Until more has come out: a blow at a worker that still starts would prove nothing."""
    before, deadline = len(sink.taken) + len(slow.heard), time.monotonic() + WAITS
    while len(sink.taken) + len(slow.heard) < before + BETWEEN:
        assert time.monotonic() < deadline, "nothing goes out any more"
        time.sleep(0.05)


def _age_the_dead(stage: Stage) -> None:
    """As if the half minute were over after which a worker without a heartbeat counts as dead."""
    stage.query("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '5 minutes' RETURNING id")


def _settle(stage: Stage) -> float:
    began = time.monotonic()
    while (left := stage.query(_LEFT)[0]) != (0, 0, 0):
        assert time.monotonic() - began < WAITS, f"still waiting (intakes, untold, deliveries): {left}"
        time.sleep(0.5)
    return time.monotonic() - began


def _every_conversation_was_told_once_to_each_lead(stage: Stage, written: int) -> int:
    conversations = {number for (number,) in stage.query("SELECT id FROM inbox_conversation")}
    assert len(conversations) == written
    rows = stage.query(_TOLD)
    told = Counter((email, number) for about, _, email in rows for number in about)
    leads = [f"lead{n}@acme.example" for n in range(1, LEADS + 1)]
    assert told == Counter((email, number) for email in leads for number in conversations)
    return len(rows)


def _each_went_and_is_known_if_it_came_twice(stage: Stage, sink: SmtpSink, slow: Slow) -> int:
    """Exactly once in the eyes of who receives: by the Message-ID of mails, and the id of Standard Webhooks."""
    went = stage.query(_WENT)
    assert {state for _, _, state, _ in went} == {"sent"}
    mails = Counter(mail.message["Message-ID"] for mail in sink.taken)
    for transport, heard in (("email", mails), ("webhook", Counter(slow.heard))):
        tries = {pk: attempts for pk, way, _, attempts in went if way == transport}
        notices = [_notice(identity) for identity in heard]
        assert sorted(notices) == sorted(tries)  # all of them, and each by one id alone
        # Twice only if the process was killed between the other side's "taken" and our commit.
        assert {i: times for i, times in heard.items() if times > tries[_notice(i)]} == {}
    return sum(mails.values()) + len(slow.heard) - len(went)


def _notice(identity: str) -> int:
    """The number of the notice in a Message-ID, or in the id of a webhook."""
    found = re.fullmatch(r"<?notice[._](\d+)[._][0-9a-f]+(@.*>)?", identity)
    assert found, identity
    return int(found[1])
