"""Customers' mail servers and a teammate, who try again until they are told that it was taken, as real ones do."""

import random
import smtplib
import threading
import time
from dataclasses import dataclass, field
from email.message import EmailMessage

import httpx

GIVE_UP = 120  # seconds for one mail or one reply


@dataclass
class Feed:
    """`accepted` maps the Message-ID of each mail that got its 250 to that of the mail it answers (or None)."""

    smtp_port: int
    count: int
    seed: int
    accepted: dict[str, str | None] = field(default_factory=dict)
    attempts: int = 0
    released: int = 0
    """Mails with a number below this may be sent: so the feed is spread over all that is killed meanwhile."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self, feeders: int = 4) -> list[threading.Thread]:
        """Start feeding with several mail servers at once; the threads, to be joined."""
        threads = [
            threading.Thread(
                target=self._feed, args=(range(k, self.count, feeders), random.Random(self.seed + k))
            )
            for k in range(feeders)
        ]
        for thread in threads:
            thread.start()
        return threads

    def _feed(self, numbers: range, chance: random.Random) -> None:
        mine: list[tuple[str, str]] = []
        for number in numbers:
            while number >= self.released:
                time.sleep(0.02)
            message_id = f"<chaos-{number}@customer.example>"
            answered: str | None = None
            if mine and chance.random() < 0.3:
                answered, sender = chance.choice(mine)
            else:
                sender = f"c{number}@customer.example"
            mail = _mail(message_id, sender, answered, chance)
            self._deliver(sender, mail)
            mine.append((message_id, sender))
            with self._lock:
                self.accepted[message_id] = answered

    def _deliver(self, sender: str, mail: EmailMessage) -> None:
        deadline = time.monotonic() + GIVE_UP
        while True:
            self.attempts += 1
            try:
                with smtplib.SMTP("127.0.0.1", self.smtp_port, timeout=20) as server:
                    server.send_message(mail, sender, ["support@acme.example"])
                return
            except (smtplib.SMTPException, OSError) as error:
                is_final = isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= 500
                if is_final or time.monotonic() > deadline:
                    raise
                time.sleep(0.3)


def _mail(message_id: str, sender: str, answered: str | None, chance: random.Random) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Message-ID"] = sender, "support@acme.example", message_id
    mail["Subject"] = f"Trouble {message_id}"
    if answered:
        mail["In-Reply-To"] = mail["References"] = answered
    mail.set_content(f"Something broke, see {message_id}.\n" + "x" * chance.randrange(2000) + "\n")
    return mail


class Replier:
    """A teammate who answers by the REST interface, with a key for each reply, until it is confirmed."""

    def __init__(self, port: int, token: str, most: int) -> None:
        self.most = most
        self.base = f"http://127.0.0.1:{port}/api/v1/conversations"
        self.headers = {"Authorization": f"Bearer {token}"}
        self.confirmed: dict[str, int] = {}
        """Text of the reply -> conversation."""
        self.stop = threading.Event()

    def run(self) -> threading.Thread:
        thread = threading.Thread(target=self._reply)
        thread.start()
        return thread

    def _reply(self) -> None:
        while not self.stop.is_set():
            for item in self._list():
                text = f"An answer to number {item}, {len(self.confirmed)}."
                if self._post(item, text):
                    self.confirmed[text] = item
                if self.stop.is_set() or len(self.confirmed) >= self.most:
                    return
                time.sleep(0.1)

    def _list(self) -> list[int]:
        try:
            answer = httpx.get(f"{self.base}?status=open&limit=20", headers=self.headers, timeout=20)
            return [c["number"] for c in answer.json()["items"]] if answer.status_code == 200 else []
        except (httpx.HTTPError, ValueError):
            time.sleep(0.3)
            return []

    def _post(self, number: int, text: str) -> bool:
        deadline = time.monotonic() + GIVE_UP
        while time.monotonic() < deadline:
            try:
                answer = httpx.post(
                    f"{self.base}/{number}/messages",
                    headers={**self.headers, "Idempotency-Key": text},
                    json={"text": text},
                    timeout=20,
                )
                if answer.status_code == 201:
                    return True
                assert answer.status_code >= 500, answer.text
            except httpx.HTTPError:
                pass
            time.sleep(0.3)
        raise AssertionError(f"the reply to #{number} was never confirmed")
