"""Figures for Prometheus: what the checks measure, how long requests take, and the process itself."""

import re
from collections.abc import Iterable, Iterator

from django.db import DatabaseError, InterfaceError, connection
from prometheus_client import CollectorRegistry, GCCollector, Histogram, PlatformCollector, ProcessCollector
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from frontline.config.selfcheck.examining import examine
from frontline.config.selfcheck.finding import Finding
from frontline.events.listening import open_streams

MOST_OPEN = 10_000

_HELP = {
    "database_bytes": "Size of the database.",
    "migrations_missing": "Migrations that the code has and the database has not.",
    "workers": "Workers with a fresh heartbeat.",
    "job_lag_seconds": "How long the oldest due job has waited.",
    "jobs_failed": "Jobs that gave up, counted up to 1,001.",
    "intakes": "Arrivals that are not done, by state, each counted up to 1,001.",
    "intake_lag_seconds": "How long the oldest unread arrival has waited.",
    "dispatches": "Mails that are not sent, by state, each counted up to 1,001.",
    "dispatch_lag_seconds": "How long the oldest due mail has waited.",
    "notices_failed": "Notices that did not reach a teammate in the last week, counted up to 1,001.",
    "notice_lag_seconds": "How long the oldest due notice has waited.",
    "mailboxes": "Mailboxes that are polled.",
    "mailboxes_failing": "Mailboxes that can't be polled.",
    "tier_sources": "Systems that tiers are computed from and that we read.",
    "tier_sources_failing": "Those of them that can't be read.",
    "disk_free_bytes": "Free space where the data is kept.",
    "disk_bytes": "Size of the disk where the data is kept.",
    "attachments_bytes": "Size of all attachments, estimated when they are many.",
}
_FIGURE = re.compile(r'(?P<name>\w+)(?:\{(?P<label>\w+)="(?P<value>\w+)"\})?')

registry = CollectorRegistry(auto_describe=False)
request_seconds = Histogram(
    "frontline_request_seconds",
    "Time to answer a request, by route.",
    ["method", "route", "status"],
    buckets=(0.005, 0.01, 0.02, 0.04, 0.08, 0.15, 0.3, 0.6, 1.2, 2.5, 5, 10),
    registry=registry,
)


class _Checks(Collector):
    """Makes the checks whenever it is asked, so that every figure is of now."""

    def collect(self) -> Iterator[Metric]:
        findings = examine()
        states = GaugeMetricFamily(
            "frontline_check_state", "0 fine, 1 look at it, 2 broken.", labels=["check"]
        )
        for finding in findings:
            states.add_metric([finding.name.lower().replace(" ", "_")], finding.state)
        yield states
        yield from _figures(findings)
        yield GaugeMetricFamily(
            "frontline_live_streams", "Open live streams of this process.", open_streams()
        )
        yield from _open_conversations()


def _figures(findings: Iterable[Finding]) -> Iterator[Metric]:
    families: dict[str, GaugeMetricFamily] = {}
    for finding in findings:
        for figure, value in finding.figures.items():
            match = _FIGURE.fullmatch(figure)
            assert match is not None, figure
            name, label = match["name"], match["label"]
            if name not in families:
                families[name] = GaugeMetricFamily(
                    f"frontline_{name}", _HELP[name], labels=[label] if label else []
                )
            families[name].add_metric([match["value"]] if label else [], value)
    yield from families.values()


def _open_conversations() -> Iterator[Metric]:
    counted = (
        "SELECT count(*) FROM (SELECT 1 FROM inbox_conversation WHERE status = 'open' LIMIT %s) AS counted"
    )
    try:
        with connection.cursor() as cursor:
            cursor.execute(counted, [MOST_OPEN])
            number = cursor.fetchone()[0]
    except (DatabaseError, InterfaceError):
        return  # said by frontline_check_state
    yield GaugeMetricFamily(
        "frontline_conversations_open", f"Open conversations, counted up to {MOST_OPEN:,}.", number
    )


registry.register(_Checks())
ProcessCollector(registry=registry)
PlatformCollector(registry=registry)
GCCollector(registry=registry)
