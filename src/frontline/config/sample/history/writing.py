"""Writing what was asked, a few rows for each conversation, all of a kind in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from random import Random

from django.db import connection

from frontline.config.sample.history.matters import APPS, FIRST, LAST, Matter
from frontline.config.sample.history.periods import Period
from frontline.config.sample.moving_in import DOMAIN
from frontline.events.models import Event
from frontline.inbox import events
from frontline.inbox.models import Categorisation, Category, Conversation, Message, Participant
from frontline.inbox.models.conversation import NOT_DUE
from frontline.people.models import Company, Customer, CustomerAddress, Product, Teammate, Tier

PEOPLE = 420
_RANKS = {tier: rank for rank, tier in enumerate(Tier.values)}
_INDEX = """
    INSERT INTO inbox_searchdocument (conversation_id, words)
    SELECT m.conversation_id, strip(to_tsvector('english', string_agg(m.subject || ' ' || m.author_name || ' ' || m.text, ' ')))
    FROM inbox_message AS m WHERE m.conversation_id = ANY(%s) GROUP BY m.conversation_id
"""  # noqa: E501
_CATEGORIES = {
    "feature": "Bug",
    "ux": "User experience",
    "guidance": "Docs confusion",
    "their_code": "Performance",
}


@dataclass
class History:
    """What was written: of each conversation's number, its matter."""

    matters: dict[int, Matter] = field(default_factory=dict)


class Writer:
    """Writes conversations of the past, in the caller's transaction; the same each time, but for the days."""

    def __init__(self, teammates: Sequence[Teammate], now: datetime, *, first_number: int) -> None:
        self._chance = Random(2026)  # noqa: S311  (nothing secret)
        self._teammates = teammates
        self._now = now
        self._number = first_number
        self._customers = self._people()
        self._history = History()

    def write(self, product: Product, matters: Sequence[tuple[Matter, int]], period: Period) -> History:
        """So many conversations of each matter, all closed, in the working days of `period`."""
        told = [matter for matter, count in matters for _ in range(count)]
        opened = sorted((self._instant(period), n) for n in range(len(told)))
        self._chance.shuffle(told)
        made = Conversation.objects.bulk_create(
            [self._conversation(product, told[n], at) for at, n in opened], batch_size=500
        )
        whose = [told[n] for _, n in opened]
        self._rest(made, whose)
        self._history.matters |= {one.number: matter for one, matter in zip(made, whose, strict=True)}
        return self._history

    def _people(self) -> list[tuple[Customer, str]]:
        firms = list(Company.objects.order_by("id"))
        names = [f"{first} {last}" for first in FIRST for last in LAST]
        self._chance.shuffle(names)
        made = []
        for name in names[:PEOPLE]:
            firm = self._chance.choice(firms) if self._chance.random() < 0.6 else None
            made.append(Customer(name=name, company=firm))
        Customer.objects.bulk_create(made)
        places = [one.company.domain if one.company else "postbox.example" for one in made]
        addresses = [
            f"{one.name.lower().replace(' ', '.')}@{place}" for one, place in zip(made, places, strict=True)
        ]
        CustomerAddress.objects.bulk_create(
            CustomerAddress(customer=one, value=address) for one, address in zip(made, addresses, strict=True)
        )
        return list(zip(made, addresses, strict=True))

    def _instant(self, period: Period) -> datetime:
        """Mostly on working days, mostly by day (UTC)."""
        days = (period.until_on - period.from_on).days + 1
        while True:
            day = period.from_on + timedelta(days=self._chance.randrange(days))
            if day.weekday() < 5 or self._chance.random() < 0.15:
                break
        at = datetime.combine(day, time(), UTC) + timedelta(hours=self._chance.triangular(6, 21, 13))
        return at.replace(microsecond=0)

    def _conversation(self, product: Product, matter: Matter, at: datetime) -> Conversation:
        customer, _ = self._chance.choice(self._customers)
        answered_at = at + timedelta(minutes=self._chance.lognormvariate(3.6, 1.1))
        closed_at = answered_at + timedelta(hours=self._chance.lognormvariate(1.2, 1.2))
        subject = self._filled(self._chance.choice(matter.subjects))
        number, self._number = self._number, self._number + 1
        return Conversation(
            id=number,
            subject=subject,
            customer=customer,
            product=product,
            channel="email",
            our_address=f"support@{DOMAIN}",
            status="closed",
            assignee=self._chance.choice(self._teammates),
            waits_for_customer=True,
            rank=_RANKS[customer.tier],
            waiting_since=answered_at,
            queue_at=answered_at + NOT_DUE,
            snippet=subject,
            last_message_at=answered_at,
            created_at=at,
            closed_at=min(closed_at, self._now),
        )

    def _filled(self, text: str) -> str:
        return text.format(
            app=self._chance.choice(APPS), n=self._chance.randrange(10, 60), k=self._chance.randrange(2, 10)
        )

    def _rest(self, made: list[Conversation], matters: list[Matter]) -> None:
        addresses = {customer.pk: address for customer, address in self._customers}
        letters = [self._letter(c, m, addresses[c.customer_id]) for c, m in zip(made, matters, strict=True)]
        answers = [self._answer(c) for c in made]
        Message.objects.bulk_create([m for pair in zip(letters, answers, strict=True) for m in pair], 500)
        Participant.objects.bulk_create(
            [
                Participant(conversation=c, address=addresses[c.customer_id], name=c.customer.name, customer=c.customer)
                for c in made
            ],
            500,
        )  # fmt: skip
        self._categorise(made, matters)
        Event.objects.bulk_create(
            sorted(
                (e for row in zip(made, letters, answers, strict=True) for e in self._events(*row)),
                key=lambda e: e.at,
            ),
            500,
        )
        with connection.cursor() as cursor:
            cursor.execute(_INDEX, [[c.pk for c in made]])

    def _letter(self, one: Conversation, matter: Matter, address: str) -> Message:
        text = self._filled(self._chance.choice(matter.said))
        return Message(
            conversation=one,
            direction=Message.Direction.IN,
            channel="email",
            customer=one.customer,
            author_name=one.customer.name,
            author_address=address,
            subject=one.subject,
            text=f"Hello,\n\n{text}\n\n{one.customer.name}",
            message_id=f"<{one.pk}.asked@{address.rpartition('@')[2]}>",
            placed_because="A new matter: it answers nothing",
            at=one.created_at,
        )

    def _answer(self, one: Conversation) -> Message:
        assert one.assignee is not None
        first = one.customer.name.split()[0]
        return Message(
            conversation=one,
            direction=Message.Direction.OUT,
            channel="email",
            teammate=one.assignee,
            author_name=one.assignee.name,
            author_address=one.our_address,
            subject=one.subject,
            text=f"Hello {first},\n\nthank you: we have looked at #{one.pk}, and it is solved on our side.",
            message_id=f"<{one.pk}.answered@{DOMAIN}>",
            in_reply_to=f"<{one.pk}.asked@>",
            at=one.last_message_at,
        )

    def _categorise(self, made: list[Conversation], matters: list[Matter]) -> None:
        known = {category.name: category for category in Category.objects.all()}
        Categorisation.objects.bulk_create(
            [
                Categorisation(conversation=c, category=known[_CATEGORIES[m.kind]], at=c.last_message_at)
                for c, m in zip(made, matters, strict=True)
                if _CATEGORIES.get(m.kind) in known
            ],
            500,
        )

    def _events(self, one: Conversation, letter: Message, answer: Message) -> list[Event]:
        assert one.assignee is not None
        assert one.closed_at is not None
        about = {"subject_kind": "conversation", "subject_id": one.pk}
        asked = {"at": letter.at, "actor_label": one.customer.name, **about}
        ours = {"actor": one.assignee, "actor_label": one.assignee.name, **about}
        return [
            Event(kind=events.OPENED, data={"message": letter.pk}, **asked),
            Event(kind=events.RECEIVED, data={"message": letter.pk, "noise": ""}, **asked),
            Event(kind=events.REPLIED, data={"message": answer.pk}, at=answer.at, **ours),
            Event(kind=events.CLOSED, at=one.closed_at, **ours),
        ]
