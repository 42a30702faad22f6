"""The studies of the past: two that were read, before and after the fix, and one that is waiting to be read."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from random import Random
from zlib import crc32

from frontline.config.sample.history.matters import BUILDS, POSTGRES, Matter
from frontline.config.sample.history.periods import Period, Periods
from frontline.config.sample.history.writing import History
from frontline.kernel import clock
from frontline.people.models import Product, Teammate
from frontline.reports.studies.drawing import draw
from frontline.reports.studies.finishing import finish
from frontline.reports.studies.labelling import label
from frontline.reports.studies.leasing import take
from frontline.reports.studies.models import Culprit, CulpritAction, Drawn, Study, UsagePoint
from frontline.reports.studies.outcome import labels_of
from frontline.reports.studies.planning import Terms, plan
from frontline.reports.studies.settling import settle
from frontline.reports.studies.verdicts import Said

READ, TO_READ = 110, 60
MEASURE = "Active databases"
USED = Decimal(41_800), Decimal(46_900)
_READS_FOR = timedelta(seconds=50)


class Scholar:
    """Plans, draws, reads and settles through the verbs, at the instants when that would have been."""

    def __init__(self, people: Mapping[str, Teammate], history: History) -> None:
        self._people, self._history = people, history
        self._chance = Random(7)  # noqa: S311  (nothing secret)
        self._culprits: dict[str, Culprit] = {}

    def tell(self, postgres: Product, builds: Product, when: Periods) -> None:
        """All three studies, what was done about the culprits, and how much the product was used."""
        self._make_culprits(postgres, POSTGRES, when.before)
        self._make_culprits(builds, BUILDS, when.before)
        before = self._study("What are people asking about Postgres?", postgres, when.before, READ, None)
        self._act(when)
        self._study("Did the backup fix work?", postgres, when.after, READ, before)
        self._use(postgres, when)
        with clock.standing_at(_morning_after(when.lately)):
            waiting = self._plan("Where do Builds hurt?", builds, when.lately, TO_READ, None)
            draw(waiting, by=self._people["ravi"])

    def _make_culprits(self, product: Product, matters: Sequence[Matter], period: Period) -> None:
        made = Culprit.objects.bulk_create(
            Culprit(
                product=product,
                name=matter.name,
                kind=matter.kind,
                created_at=_morning_after(period),
                created_by=self._people["ravi"],
            )
            for matter in matters
        )
        self._culprits |= {one.name: one for one in made}

    def _plan(
        self, question: str, product: Product, period: Period, size: int, previous: Study | None
    ) -> Study:
        terms = Terms(
            question=question,
            products=[product.pk],
            from_on=period.from_on,
            until_on=period.until_on,
            timezone="UTC",
            size=size,
            double_share=0.2,
            readers=[self._people[key].pk for key in ("mia", "ngozi")],
        )
        return plan(terms, seed=crc32(question.encode()), previous=previous, by=self._people["ravi"])

    def _study(
        self, question: str, product: Product, period: Period, size: int, previous: Study | None
    ) -> Study:
        at = _morning_after(period)
        with clock.standing_at(at):
            study = self._plan(question, product, period, size, previous)
            study = draw(study, by=self._people["ravi"])
        for key in ("mia", "ngozi"):
            at = self._read(study, self._people[key], at, at_most=size * 3 // 5)
        at = self._read(study, self._people["mia"], at, at_most=size)
        with clock.standing_at(at):
            for each in labels_of(study):
                if each.is_disputed:
                    settle(
                        Drawn.objects.get(pk=each.drawn_id), self._said(each.number), by=self._people["ravi"]
                    )
            return finish(study, by=self._people["ravi"])

    def _read(self, study: Study, reader: Teammate, at: datetime, *, at_most: int) -> datetime:
        for _ in range(at_most):
            with clock.standing_at(at):
                reading = take(study, by=reader)
            if reading is None:
                return at
            at += _READS_FOR * self._chance.uniform(0.4, 2)
            with clock.standing_at(at):
                number = reading.drawn.number
                label(reading.drawn, self._heard(number, reading.round), note=self._note(number), by=reader)
        return at

    def _said(self, number: int) -> Said:
        return Said(culprit=self._culprits[self._history.matters[number].name])

    def _heard(self, number: int, round_: int) -> Said:
        """What a reader takes it for: mostly what it is; the second reader sees some things otherwise."""
        if self._chance.random() < 0.03:
            return Said(is_unsure=True)
        if round_ == 2 and self._chance.random() < 0.12:
            mine = self._history.matters[number].name
            others = [m.name for m in POSTGRES if m.name != mine]
            return Said(culprit=self._culprits[self._chance.choice(others)])
        return self._said(number)

    def _note(self, number: int) -> str:
        return self._chance.choice(self._history.matters[number].notes) if self._chance.random() < 0.6 else ""

    def _act(self, when: Periods) -> None:
        now = datetime.combine(when.between.from_on, time(9), UTC)
        done = (
            ("Manual backups", CulpritAction.Kind.PULL_REQUEST, "Retry captures, upload otherwise", "tom"),
            ("Manual backups", CulpritAction.Kind.PULL_REQUEST, "Say why a capture failed", "ngozi"),
            ("Question: backups or continuous protection", CulpritAction.Kind.DOCS, "When to use which", "mia"),
        )  # fmt: skip
        CulpritAction.objects.bulk_create(
            CulpritAction(
                culprit=self._culprits[name],
                kind=kind,
                title=title,
                on=when.between.from_on + timedelta(days=1 + days),
                owner=self._people[owner],
                created_at=now,
                created_by=self._people["ravi"],
            )
            for days, (name, kind, title, owner) in enumerate(done)
        )

    def _use(self, product: Product, when: Periods) -> None:
        for period, amount in zip((when.before, when.after), USED, strict=True):
            UsagePoint.objects.create(
                product=product,
                measure=MEASURE,
                from_on=period.from_on,
                until_on=period.until_on,
                amount=amount,
                source="csv",
                set_at=_morning_after(period),
                set_by=self._people["ravi"],
            )


def _morning_after(period: Period) -> datetime:
    return datetime.combine(period.until_on + timedelta(days=2), time(9), UTC)
