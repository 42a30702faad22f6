"""Answers with something wrong anywhere in them are read, or refused with a sentence; nothing else ever happens."""

import copy
import json
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from frontline.kernel.refusal import Refusal
from frontline.rotation.importing import files, grafana_oncall, pagerduty
from frontline.rotation.importing.comparing import compare
from tests.rotation.importing.test_grafana_oncall import answer, shift
from tests.rotation.importing.test_pagerduty import entry, layer, schedule

PAGERDUTY = {
    "schedule": schedule(
        layer(
            "PANN",
            "PBOB",
            end="2026-05-04T09:00:00+02:00",
            restrictions=[
                {
                    "type": "weekly_restriction",
                    "start_day_of_week": 2,
                    "start_time_of_day": "09:00:00",
                    "duration_seconds": 28800,
                }
            ],
        ),
        overrides=[entry("2026-03-17T08:00:00Z", "2026-03-18T08:00:00Z", "PBOB")],
        final=[entry("2026-03-16T08:00:00Z", "2026-03-23T08:00:00Z", "PANN")],
    ),
    "users": [{"id": "PANN", "name": "Ann", "email": "ann@x.example"}],
}
GRAFANA = answer(
    shift(("U1",), ("U2", "U3"), by_day=["MO", "TU"], duration=3600, until="2026-05-01T00:00:00"),
    shift(("U1",), frequency="daily", rotation_start="2026-03-04T00:00:00", duration=86400),
    shift(type="recurrent_event", users=["U3"], frequency="monthly", by_day=["MO"], duration=3600),
    shift(type="override", users=["U2"], start="2026-03-05T10:00:00", duration=3600),
    finals=[("U1", "2026-03-02T09:00:00Z", "2026-03-16T09:00:00Z")],
    users=[{"id": "U1", "username": "u1", "email": "u1@x.example"}],
)
junk = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from((-1, 0, 1, 59, 10**6, 10**12, 10**30, -(10**30), 1.5)),
    st.sampled_from(
        ("", "x", "-1", "2026-03-02", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "UTC", "Nowhere/At_all")
    ),
    st.just([]),
    st.just({}),
    st.just([[]]),
    st.just([None]),
    st.just({"id": {}}),
)


def places(value, path=()):
    yield path
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from places(value[key], (*path, key))


@st.composite
def spoilt(draw, valid):
    """`valid` with one to three of its values replaced by something else, or left out."""
    value = copy.deepcopy(valid)
    for _ in range(draw(st.integers(1, 3))):
        found = [path for path in places(value) if path]
        if not found:
            break
        path = draw(st.sampled_from(found))
        inside = value
        for key in path[:-1]:
            inside = inside[key]
        if isinstance(inside, dict) and draw(st.booleans()):
            del inside[path[-1]]
        else:
            inside[path[-1]] = copy.deepcopy(draw(junk))
    return value


def tried(read, value):
    with suppress(Refusal):
        found = read(value)
        compare(found)
        found.renamed({each.id: None for each in found.people})


@settings(max_examples=600, deadline=None)
@given(spoilt(PAGERDUTY))
def test_pagerduty(value):
    tried(pagerduty.read, value)


@settings(max_examples=600, deadline=None)
@given(spoilt(GRAFANA))
def test_grafana(value):
    tried(grafana_oncall.read, value)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.one_of(
            spoilt(PAGERDUTY), spoilt(GRAFANA["schedule"]), spoilt({"results": GRAFANA["on_call_shifts"]})
        )
    )
)
def test_files(values):
    tried(files.read, [json.dumps(value).encode() for value in values])
