"""Mail flows while pages, worker, mail server and PostgreSQL are killed with -9 and started again at random.

FRONTLINE_CHAOS_MAILS says how many mails (`make chaos`: 2,000); a short form runs with the other tests.
"""

import os
import sys
import time
from collections import Counter
from pathlib import Path
from statistics import median

import pytest

from tests.chaos.feeding import Feed, Replier
from tests.chaos.stage import Stage
from tests.peers.smtp_sink import SmtpSink, running

MAILS = int(os.environ.get("FRONTLINE_CHAOS_MAILS", "200"))
BLOWS = max(5, MAILS // 40)
SEED = int(os.environ.get("FRONTLINE_CHAOS_SEED", "20261121"))

_WAITING = """
    SELECT (SELECT count(*) FROM inbox_intake WHERE state = 'pending'),
           (SELECT count(*) FROM inbox_dispatch WHERE state IN ('queued', 'sending'))
"""


@pytest.fixture
def sink():
    with running() as sink:
        yield sink


@pytest.fixture
def stage(tmp_path: Path, sink: SmtpSink):
    made = Stage(tmp_path, sink.url, SEED)
    try:
        yield made
    finally:
        made.close()


@pytest.mark.chaos
@pytest.mark.timeout(400 + MAILS)
def test_nothing_accepted_is_lost_or_doubled_while_everything_is_killed(
    stage: Stage, sink: SmtpSink, record_property
):
    token = _prepare(stage)
    stage.start_all()
    feed, replier = Feed(stage.smtp, MAILS, SEED), Replier(stage.http, token, most=MAILS // 2)
    feeders, replying = feed.run(), replier.run()
    for blow in range(1, BLOWS + 1):
        feed.released = MAILS * blow // BLOWS
        time.sleep(stage.random.uniform(0.3, 1.5))
        stage.kill_one()
    for thread in feeders:
        thread.join()
    replier.stop.set()
    replying.join()
    stage.start_all()
    settled_in = _settle(stage)

    told = (
        f"{MAILS} mails in {feed.attempts} attempts, {len(replier.confirmed)} replies, killed: {stage.killed}"
    )
    down = ", ".join(
        f"{victim} {median(times):.1f} (most {max(times):.1f})" for victim, times in stage.down_for.items()
    )
    # The figures of this run, shown by `make chaos`.
    sys.stdout.write(f"\n{told}\nseconds down: {down}; at the end all was done after {settled_in:.0f}\n")
    assert replier.confirmed
    _every_accepted_mail_is_one_message_in_its_conversation(stage, feed)
    _every_reply_is_sent_and_none_twice_by_our_doing(stage, sink, replier)


def _prepare(stage: Stage) -> str:
    stage.query(
        "INSERT INTO people_workspace VALUES (1, 'Acme', false, 'soon', false, now()) RETURNING id",
    )
    stage.query(
        "INSERT INTO email_channel_supportaddress (address, name, is_default)"
        " VALUES ('support@acme.example', 'Acme', true) RETURNING id"
    )
    stage.command("teammate", "create", "--email", "mia@acme.example", "--name", "Mia Rask", "--role", "lead")
    return stage.command("token", "create", "--teammate", "mia@acme.example")


def _settle(stage: Stage) -> float:
    """Wait until nothing waits; the seconds. What a dead worker had begun is given back after half a minute."""
    began = time.monotonic()
    while True:
        waiting = stage.query(_WAITING)[0]
        if waiting == (0, 0):
            return time.monotonic() - began
        assert time.monotonic() - began < 240, f"still waiting (intakes, dispatches): {waiting}"
        time.sleep(1)


def _every_accepted_mail_is_one_message_in_its_conversation(stage: Stage, feed: Feed) -> None:
    rows = stage.query("SELECT message_id, conversation_id FROM inbox_message WHERE direction = 'in'")
    assert len(feed.accepted) == MAILS
    assert Counter(message_id for message_id, _ in rows) == Counter(list(feed.accepted))
    conversation = dict(rows)
    for message_id, answered in feed.accepted.items():
        if answered:
            assert conversation[message_id] == conversation[answered]
    openers = [message_id for message_id, answered in feed.accepted.items() if answered is None]
    assert len({conversation[m] for m in openers}) == len(openers)
    assert stage.query("SELECT id, outcome FROM inbox_intake WHERE state <> 'done'") == []


def _every_reply_is_sent_and_none_twice_by_our_doing(stage: Stage, sink: SmtpSink, replier: Replier) -> None:
    rows = stage.query(
        "SELECT m.message_id, m.text, d.state, d.attempts, d.address FROM inbox_message m"
        " JOIN inbox_dispatch d ON d.message_id = m.id WHERE m.direction = 'out'"
    )
    assert Counter(text for _, text, *_ in rows) == Counter(list(replier.confirmed))
    assert {state for _, _, state, *_ in rows} <= {"sent"}
    # What teammates are told goes out by the same server; test_notices_under_kill.py looks after that.
    sent = [mail.message["Message-ID"] for mail in sink.taken]
    arrived = Counter(message_id for message_id in sent if not message_id.startswith("<notice."))
    attempts = {message_id: tries for message_id, _, _, tries, _ in rows}
    assert set(arrived) == set(attempts)
    # Twice only in the window that SMTP leaves open: our process was killed between the other side's 250 and our
    # commit, so that the attempt was taken up again. Each attempt that arrived was one that we counted.
    assert {m: n for m, n in arrived.items() if n > attempts[m]} == {}
