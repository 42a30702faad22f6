"""How quickly a study is counted, drawn, lent out, estimated and charted: python -m bench.studies

All conversations of a workspace are of one product and within the study's period, so every one is looked at: the worst
case. Measured in seconds, each the median of five.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bench.stage import Stage

COUNT, ROUNDS = 1_000_000, 5
WAYS = (("simple random", ""), ("by tier", "tier"), ("by week, 105 of them", "week"))
CHARTING = "charting, the drawing process started"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder), 1000)
        try:
            for name, value in measure(stage, COUNT).items():
                print(f"{name}: {value}")
        finally:
            stage.cluster.stop()


def measure(stage: Stage, count: int) -> dict[str, str]:
    """Each figure in words, by what was measured. Adds `count` bare conversations to the stage."""
    ran = subprocess.run(
        [sys.executable, "-m", "bench.studies", str(count)],
        env=stage.environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    found: dict[str, str] = json.loads(ran.stdout.splitlines()[-1])
    return found


def inside(count: int) -> None:
    """In a process of its own, which stands in the database that the environment names."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "frontline.config.settings"
    import django

    django.setup()
    from frontline.people.models import Product, Role, Teammate
    from frontline.reports.studies.drawing import draw, order
    from frontline.reports.studies.leasing import take
    from frontline.reports.studies.outcome import counts_of
    from frontline.reports.studies.planning import Terms, plan
    from frontline.reports.studies.population import Scope, sizes

    lead = Teammate.objects.create(email="lead@bench.example", name="Lead", role=Role.LEAD)
    product = Product.objects.create(name="All of it")
    _fill(product.pk, count)
    begins, ends = datetime(2020, 1, 1, tzinfo=UTC), datetime(2022, 1, 1, tzinfo=UTC)
    took: dict[str, float] = {}
    for words, how in WAYS:
        scope = Scope([product.pk], begins, ends, "Europe/Berlin", stratify_by=how)
        took[f"counting {count:,}, {words}"] = _median(lambda scope=scope: sizes(scope))
        took[f"drawing 400 of {count:,}, {words}"] = _median(lambda scope=scope: order(scope, 7, 400))
    terms = Terms("What?", [product.pk], date(2020, 1, 1), date(2021, 12, 31), "Europe/Berlin", 400)
    study = plan(terms, by=lead)
    began = time.perf_counter()
    draw(study, by=lead)
    took["drawing it and writing it down"] = time.perf_counter() - began
    took["taking a conversation to read"] = _median(lambda: take(study, by=lead))
    took["counting what was read"] = _median(lambda: counts_of(study))
    took |= _reported(study, product, lead)
    for words, how in WAYS[1:]:
        other = draw(plan(replace(terms, stratify_by=how), by=lead), by=lead)
        _read(other, product, lead)
        took[f"estimating, {words}"] = _median(lambda other=other: _anew(other))
    found = {name: f"{seconds:.3f} s" for name, seconds in took.items()} | _helped(study)
    print(json.dumps(found | {f"all four, {words}": f"{_all_four(took, words):.2f} s" for words, _ in WAYS}))


def _all_four(took: dict[str, float], words: str) -> float:
    """Counting, drawing, estimating and charting."""
    names = (name for name in took if name.endswith((f", {words}", CHARTING)))
    return sum(took[name] for name in names)


def _reported(study: Any, product: Any, lead: Any) -> dict[str, float]:
    """The report of 400 that were read, eleven bars. Each picture is of another scale or theme, so none is kept yet."""
    from frontline.reports.charts.models import Rendered
    from frontline.reports.charts.process import drawer
    from frontline.reports.charts.rendering import svg
    from frontline.reports.studies.models import Study
    from frontline.reports.studies.reporting.documents.pdf import pdf
    from frontline.reports.studies.reporting.making import report_of
    from frontline.reports.studies.reporting.picture import picture_of

    study = Study.objects.get(pk=study.pk)
    _read(study, product, lead)
    began = time.perf_counter()
    report = report_of(study)
    found = {"estimating, the first time in a process": time.perf_counter() - began}

    def drawn() -> None:
        Rendered.objects.all().delete()
        svg(picture_of(report))

    found[f"estimating, {WAYS[0][0]}"] = _median(lambda: _anew(study))
    drawn()
    found[CHARTING] = _median(drawn)
    drawer.end()
    found["the page in PDF"] = _median(lambda: pdf(report, []))
    return found


def _anew(study: Any) -> None:
    from frontline.reports.statistics.hypergeometric import count_interval
    from frontline.reports.studies.reporting.making import report_of

    count_interval.cache_clear()
    report_of(study)


def _helped(study: Any) -> dict[str, str]:
    from frontline.reports.studies.reporting.helping import help_study

    began = time.perf_counter()
    made = help_study(study)
    name = f"the model's help, {made.texts if made else 0:,} texts, in a job"
    return {name: f"{time.perf_counter() - began:.1f} s"}


def _read(study: Any, product: Any, lead: Any) -> None:
    from frontline.kernel import clock
    from frontline.reports.studies.culprits.naming import found_or_added
    from frontline.reports.studies.models import Reading

    culprits = [found_or_added(product, f"Culprit {n}", by=lead) for n in range(10)]
    rows = list(Reading.objects.filter(drawn__study=study, drawn__state="sample", round=1).order_by("pk"))
    for place, row in enumerate(rows):
        row.reader, row.done_at, row.lease_until = lead, clock.now(), None
        # The first are the most, the last are unsure.
        row.culprit = None if place % 50 == 49 else culprits[min(place % 13, 9) * (place % 5) // 4]
        row.is_unsure = row.culprit is None
    Reading.objects.bulk_update(rows, ["reader", "done_at", "lease_until", "culprit", "is_unsure"])


def _fill(product: int, count: int) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(
            "INSERT INTO inbox_conversation (subject, customer_id, product_id, channel, our_address, status, rank,"
            " waits_for_customer, waiting_since, queue_at, last_message_at, created_at, closed_at, snippet,"
            " snoozed_why, snooze_is_theirs, is_spam) SELECT 'A question ' || n, (SELECT min(id) FROM people_customer),"
            " %s, 'email', 'support@acme.example', 'closed', n %% 3, false, at, at, at, at, at, repeat('words ', 20),"
            " '', false, n %% 50 = 0 FROM (SELECT n, timestamptz '2020-01-01 UTC' + n * interval '1 minute' AS at"
            " FROM generate_series(1, %s) AS n) AS rows",
            [product, count],
        )
        cursor.execute("ANALYZE inbox_conversation")


def _median(call: Callable[[], Any]) -> float:
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        call()
        took.append(time.perf_counter() - began)
    return statistics.median(took)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        inside(int(sys.argv[1]))
    else:
        main()
