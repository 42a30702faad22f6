"""Drawing a study's sample: seeded, recorded, and the same again from the same seed and conversations."""

import itertools
import math
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Max

from frontline.events.recording import record
from frontline.inbox.models import Conversation
from frontline.kernel import clock
from frontline.kernel.refusal import Invalid, Refusal
from frontline.people.models import Teammate
from frontline.reports.studies import events
from frontline.reports.studies.allocating import allocate
from frontline.reports.studies.asking import ask_named
from frontline.reports.studies.models import Drawn, Reading, Stratum, Study
from frontline.reports.studies.population import HIGHEST, LOWEST, Pool, Scope, beyond, bound, pools, scope_of

RESERVE = 20
"""So many more than twice the sample are kept of each stratum, to replace what turns out not to be part of it."""


class NothingToDraw(Invalid):
    """No conversation is in the study's scope."""

    code = "nothing_to_draw"


class AlreadyDrawn(Refusal):
    code = "already_drawn"


def draw(study: Study, *, by: Teammate | str) -> Study:
    """Draw the sample, once, open it for reading, and tell those who are asked to read.

    Raises NothingToDraw, AlreadyDrawn, and Invalid if so few don't reach for all strata.
    """
    with transaction.atomic():
        study = Study.objects.select_for_update().get(pk=study.pk)
        if study.state != Study.State.DRAFT:
            raise AlreadyDrawn("The sample of this study is drawn already.")
        found = order(scope_of(study), study.seed, study.size)
        population = sum(pool.population for pool in found.values())
        if not population:
            raise NothingToDraw(
                "No conversation is in this period with these filters, so there is nothing to draw."
            )
        shares = shares_of(
            study.stratify_by, {key: pool.population for key, pool in found.items()}, study.size
        )
        study.size = sum(shares.values())
        study.population = population
        study.population_digest = digest(found)
        study.drawn_at = clock.now()
        study.state = Study.State.READING
        study.save()
        _keep(study, found, shares)
        record(
            events.DRAWN,
            study.as_subject,
            by=by,
            population=population,
            digest=study.population_digest,
            strata=[[key, pool.population, shares[key]] for key, pool in found.items()],
        )
        if study.series_id is None:  # a series tells its readers itself
            ask_named(study, by=by)
    return study


def order(scope: Scope, seed: int, size: int) -> dict[str, Pool]:
    """Each stratum with the first conversations of its order: twice its share and RESERVE more, or all that it has."""
    upto: dict[str, int] = {}
    found = pools(scope, seed, upto)
    while found:
        wanted = shares_of(scope.stratify_by, {key: pool.population for key, pool in found.items()}, size)
        lacking = {
            key: _kept(wanted[key])
            for key, pool in found.items()
            if len(pool.first) < min(pool.population, _kept(wanted[key]))
        }
        if not lacking:
            break
        upto |= {key: _bound(needed, found[key], upto.get(key)) for key, needed in lacking.items()}
        found = pools(scope, seed, upto)
    return {
        key: Pool(pool.population, pool.digest, pool.first[: _kept(wanted[key])])
        for key, pool in found.items()
    }


def shares_of(stratify_by: str, populations: Mapping[str, int], size: int) -> dict[str, int]:
    """How many are read of each stratum."""
    if not stratify_by:
        return {key: min(size, population) for key, population in populations.items()}
    return allocate(populations, size)


def digest(found: Mapping[str, Pool]) -> str:
    """Of which conversations were drawn from: the xor of their keys, whatever their order, in hexadecimal."""
    together = 0
    for pool in found.values():
        together ^= pool.digest
    return f"{together & (2**64 - 1):016x}"


def draw_further(stratum: Stratum) -> None:
    """Continue the drawn order of a stratum whose reserve is used up, over the conversations that there are now."""
    study = stratum.study
    last = stratum.drawn.aggregate(last=Max("key"))["last"]
    rows = beyond(scope_of(study), study.seed, stratum.key, last, RESERVE)
    if not rows:
        return
    known = set(
        study.drawn.filter(number__in=[number for _, number in rows]).values_list("number", flat=True)
    )
    place = study.drawn.aggregate(last=Max("place"))["last"]
    products = _products(number for _, number in rows)
    fresh = [row for row in rows if row[1] not in known]
    Drawn.objects.bulk_create(
        _drawn(study, stratum, key, number, products, place + i) for i, (key, number) in enumerate(fresh, 1)
    )
    record(
        events.DRAWN_FURTHER,
        study.as_subject,
        by="the draw",
        stratum=stratum.key,
        numbers=[number for _, number in fresh],
    )


def _kept(share: int) -> int:
    return 2 * share + RESERVE


def _bound(needed: int, pool: Pool, before: int | None) -> int:
    """A key up to which there are so many of a stratum, very likely; beyond the one before, which was too low."""
    likely = bound((needed + 4 * math.sqrt(needed)) / pool.population)
    return likely if before is None else max(likely, min(HIGHEST, LOWEST + (before - LOWEST) * 4))


def _keep(study: Study, found: Mapping[str, Pool], shares: Mapping[str, int]) -> None:
    """Strata, drawn rows in the order of their keys over all strata, and the places to read them."""
    strata = Stratum.objects.bulk_create(
        Stratum(study=study, key=key, population=pool.population, size=shares[key])
        for key, pool in found.items()
    )
    products = _products(number for pool in found.values() for _, number in pool.first)
    rows: list[Drawn] = []
    for stratum in strata:
        for i, (key, number) in enumerate(found[stratum.key].first):
            row = _drawn(study, stratum, key, number, products, 0)
            row.state = Drawn.State.SAMPLE if i < stratum.size else Drawn.State.RESERVE
            rows.append(row)
    rows.sort(key=lambda row: (row.state != Drawn.State.SAMPLE, row.key, row.number))
    for place, row in enumerate(rows, 1):
        row.place = place
    sample = [row for row in rows if row.state == Drawn.State.SAMPLE]
    for row in sample:
        # Evenly over the order, which is random itself: 1 of 5 is the fifth, the tenth...
        row.is_double = math.floor(row.place * study.double_share + 1e-9) > math.floor(
            (row.place - 1) * study.double_share + 1e-9
        )
    Drawn.objects.bulk_create(rows)
    Reading.objects.bulk_create(itertools.chain.from_iterable(places_to_read(row) for row in sample))


def places_to_read(row: Drawn) -> list[Reading]:
    """One, or two for a conversation that two people read."""
    return [Reading(drawn=row, round=round_) for round_ in ((1, 2) if row.is_double else (1,))]


def _drawn(
    study: Study, stratum: Stratum, key: int, number: int, products: Mapping[int, int | None], place: int
) -> Drawn:
    return Drawn(
        study=study,
        stratum=stratum,
        conversation_id=number,
        number=number,
        product_id=products.get(number),
        key=key,
        place=place,
    )


def _products(numbers: Iterable[int]) -> dict[int, int | None]:
    return dict(Conversation.objects.filter(pk__in=list(numbers)).values_list("pk", "product_id"))
