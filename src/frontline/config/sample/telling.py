"""Telling the story: each step of each conversation through the verb of real life, at its instant, in order of time."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from zlib import crc32

from frontline.channels.email import addresses
from frontline.channels.email.identity import identity
from frontline.config.sample import cast, machines
from frontline.config.sample.cast import Person
from frontline.config.sample.instants import Calendar, Untellable
from frontline.config.sample.letters import Answered, Letter
from frontline.config.sample.moving_in import DOMAIN, HOUSE
from frontline.config.sample.reading import Step, Talk
from frontline.inbox import (
    accepting,
    acknowledging,
    assigning,
    closing,
    dispatching,
    noting,
    receiving,
    reopening,
    replying,
    snoozing,
)
from frontline.inbox.clocks.ringing import ring
from frontline.inbox.models import Conversation, Message
from frontline.kernel import clock
from frontline.people.models import Teammate

_AT_ONCE = timedelta(seconds=2)
_RINGS_EVERY = timedelta(hours=1)
_TOKEN = re.compile(r"\{(?:#([\w-]+)|((?:last |next )?\w{3})(?: (\d\d:\d\d(?::\d\d)?)(Z?))?)\}")


@dataclass(slots=True)
class _Telling:
    """A conversation while it is told: the row, and the newest mail of ours that its customer can answer."""

    talk: Talk
    conversation: Conversation | None = None
    answerable: Message | None = None
    replied: Message | None = None


class Teller:
    """Tells conversations to an empty workspace, in the caller's transaction."""

    def __init__(self, talks: list[Talk], teammates: dict[str, Teammate], calendar: Calendar) -> None:
        self._tellings = {talk.key: _Telling(talk) for talk in talks}
        self._teammates = teammates
        self._customers = {one.key: one for one in cast.CUSTOMERS}
        self._calendar = calendar
        self._verbs: dict[str, Callable[[_Telling, Step], None]] = {
            "writes": self._write,
            "replies": self._reply,
            "notes": self._note,
            "assigns": self._assign,
            "closes": self._close,
            "reopens": self._reopen,
            "snoozes": self._snooze,
            "bounces": self._bounce,
        }

    def tell(self, progress: Callable[[int, int], None]) -> None:
        """All of it; `progress` hears how many steps of how many are told."""
        steps = sorted(
            (
                (self._when(telling.talk, step), order, telling, step)
                for telling in self._tellings.values()
                for order, step in enumerate(telling.talk.steps)
            ),
            key=lambda one: (one[0], one[2].talk.key, one[1]),
        )
        rung = steps[0][0]
        for done, (at, _, telling, step) in enumerate(steps, start=1):
            with clock.standing_at(at):
                if at - rung > _RINGS_EVERY:
                    ring(at)
                    rung = at
                self._verbs[step.verb](telling, step)
            progress(done, len(steps))

    def _when(self, talk: Talk, step: Step) -> datetime:
        """Nobody writes on the full minute: each conversation has seconds of its own."""
        return self._calendar.instant(step.at) + timedelta(seconds=crc32(talk.key.encode()) % 60)

    def _write(self, telling: _Telling, step: Step) -> None:
        if "nameless" in step.options:
            _take(machines.nameless(clock.now()), sender="", to=f"support@{DOMAIN}")
            return
        letter = self._letter(telling, step)
        message = _take(letter.raw(), sender=letter.sender.address, to=letter.to)
        if message is None:
            raise Untellable(f"A mail of {telling.talk.key} at {step.at} was not taken in.")
        if telling.conversation is None:
            telling.conversation = message.conversation
            self._acknowledge(telling)

    def _letter(self, telling: _Telling, step: Step) -> Letter:
        talk = telling.talk
        to = f"{talk.to}@{DOMAIN}"
        if telling.conversation is not None:
            to = addresses.reply_address(telling.conversation.number, to)
        return Letter(
            seed=f"{talk.key} {step.at} {step.who}",
            sender=self._person(step.who, step.options),
            to=to,
            subject=self.told(step.options.get("subject", talk.subject)),
            text=self.told(step.text),
            at=clock.now(),
            answers=self._answered(telling, step),
            options=step.options,
            told=self.told,
        )

    def _person(self, who: str, options: dict[str, str]) -> Person:
        """A customer of the cast, a teammate (who forwards something), or somebody who is only passing: `| from`."""
        if "from" in options:
            name, address = parseaddr(options["from"])
            return Person(who, name, address)
        if who in self._teammates:
            return Person("", self._teammates[who].name, self._teammates[who].email)
        return self._customers[who]

    def _answered(self, telling: _Telling, step: Step) -> Answered | None:
        """What this mail answers: the newest of ours in its own conversation, or in another that the story names."""
        other = step.options.get("answers")
        known = (self._tellings[other] if other else telling).answerable
        if known is None or "fresh" in step.options:
            return None
        return Answered(
            message_id=known.message_id,
            references=known.references,
            text=known.text,
            who=f"{known.author_name} · {HOUSE}" if known.teammate_id else HOUSE,
            address=known.author_address,
            at=known.at,
        )

    def _acknowledge(self, telling: _Telling) -> None:
        with clock.standing_at(clock.now() + _AT_ONCE):
            message = acknowledging.acknowledge(_of(telling))
            if message is not None:
                _send(message)
                telling.answerable = message

    def _reply(self, telling: _Telling, step: Step) -> None:
        by = self._teammates[step.who]
        message = replying.reply(_of(telling), self.told(step.text), hold_for=timedelta(0), by=by)
        _send(message)
        telling.answerable = telling.replied = message

    def _note(self, telling: _Telling, step: Step) -> None:
        noting.note(_of(telling), self.told(step.text), by=self._teammates[step.who])

    def _assign(self, telling: _Telling, step: Step) -> None:
        to = self._teammates[step.to] if step.to else None
        assigning.assign(_of(telling), to, why=self.told(step.why), by=self._teammates[step.who])

    def _close(self, telling: _Telling, step: Step) -> None:
        closing.close(_of(telling), why=self.told(step.why), by=self._teammates[step.who])

    def _reopen(self, telling: _Telling, step: Step) -> None:
        reopening.reopen(_of(telling), why=self.told(step.why), by=self._teammates[step.who])

    def _snooze(self, telling: _Telling, step: Step) -> None:
        snoozing.snooze(
            _of(telling),
            self._calendar.instant(step.options["until"]),
            why=self.told(step.why),
            is_theirs="theirs" in step.options,
            by=self._teammates[step.who],
        )

    def _bounce(self, telling: _Telling, step: Step) -> None:
        if telling.replied is None:
            raise Untellable(f"Nothing of ours in {telling.talk.key} can come back at {step.at}.")
        address = self._person(step.who, step.options).address
        ours = telling.replied.author_address
        raw = machines.report(
            seed=f"{crc32(telling.talk.key.encode()):08x}",
            address=address,
            to=ours,
            message_id=telling.replied.message_id,
            why=step.text,
            at=clock.now(),
        )
        _take(raw, sender="", to=ours)

    @property
    def opened(self) -> int:
        """How many conversations there are by now."""
        return sum(telling.conversation is not None for telling in self._tellings.values())

    def told(self, text: str) -> str:
        """`text` with its times and numbers as they came out: {Fri}, {Mon 08:58}, {Sun 23:04:11Z}, {#key}."""
        return _TOKEN.sub(self._token, text)

    def _token(self, found: re.Match[str]) -> str:
        key, day, hour, is_exact = found.groups()
        if key:
            return f"#{_of(self._tellings[key]).number}"
        if not hour:
            return self._calendar.weekday(day)
        at = self._calendar.instant(f"{day} {hour}")
        return f"{at:%Y-%m-%dT%H:%M:%SZ}" if is_exact else f"{at:%H:%M}"


def _of(telling: _Telling) -> Conversation:
    if telling.conversation is None:
        raise Untellable(f"{telling.talk.key} has not begun yet.")
    return telling.conversation


def _take(raw: bytes, *, sender: str, to: str) -> Message | None:
    """Accept and read one mail."""
    external_id, digest = identity(raw)
    envelope = {"via": "sample", "mail_from": sender, "rcpt_tos": [to]}
    intake = accepting.accept("email", external_id=external_id, digest=digest, raw=raw, envelope=envelope)
    return receiving.receive(intake.pk)


def _send(message: Message) -> None:
    for pk in message.dispatches.values_list("pk", flat=True):
        dispatching.send(pk)
