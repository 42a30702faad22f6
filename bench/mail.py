"""Mail in: accepted by SMTP over several connections, until every mail is a recorded message."""

import smtplib
import threading
import time
from dataclasses import dataclass

from bench import gen
from bench.stage import Stage

CONNECTIONS = 10


@dataclass(frozen=True)
class Intake:
    """Mails a second: accepted alone, and accepted to recorded."""

    mails: int
    accepted: float
    recorded: float


def measure(stage: Stage, count: int = 2000) -> Intake:
    """Send `count` generated mails; half new, a quarter replies, a quarter with only a number in the subject."""
    batch = int(time.time()) % 100_000
    mails = [raw for _, _, raw in gen.mails(stage.count, lambda i: f"[#{i + 1}]", count=count, batch=batch)]
    before = stage.query("SELECT coalesce(max(id), 0) FROM inbox_intake")
    began = time.monotonic()
    threads = [
        threading.Thread(target=_send, args=(stage.smtp, mails[k::CONNECTIONS])) for k in range(CONNECTIONS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    accepted = time.monotonic() - began
    while stage.query("SELECT count(*) FROM inbox_intake WHERE id > %s AND state = 'done'", before) < count:
        if time.monotonic() - began > 600:
            raise SystemExit("The mails were not all recorded within ten minutes.")
        time.sleep(0.1)
    recorded = time.monotonic() - began
    return Intake(count, count / accepted, count / recorded)


def _send(port: int, mails: list[bytes]) -> None:
    with smtplib.SMTP("127.0.0.1", port, timeout=60) as server:
        for raw in mails:
            server.sendmail("sender@customer.example", ["support@desk.example"], raw)
