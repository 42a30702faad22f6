"""Files that curl wrote, in any order."""

import json

import pytest

from frontline.rotation.importing.comparing import compare
from frontline.rotation.importing.files import LARGEST, read
from frontline.rotation.importing.schedule import NotUnderstood
from tests.rotation.importing.test_grafana_oncall import answer, shift
from tests.rotation.importing.test_pagerduty import weekly


def written(*values):
    return [json.dumps(each).encode() for each in values]


def results(*values):
    return {"count": len(values), "next": None, "previous": None, "results": list(values)}


USERS = {
    "users": [{"id": "PANN", "name": "Ann", "email": "ann@x.example"}],
    "limit": 100,
    "offset": 0,
    "more": False,
}


@pytest.mark.parametrize("order", [1, -1])
def test_pagerdutys_schedule_and_users(order):
    found = read(written({"schedule": weekly()}, USERS)[::order])
    assert (found.source, found.people[0].email) == ("PagerDuty", "ann@x.example")
    assert compare(found).is_equal


@pytest.mark.parametrize("order", [1, -1])
def test_grafanas_schedule_shifts_users_and_final_shifts(order):
    value = answer(
        shift(("U1",)),
        finals=[("U1", "2026-03-02T09:00:00Z", "2026-03-16T09:00:00Z")],
        users=[{"id": "U1", "username": "ann", "email": "ann@x.example"}],
    )
    files = written(
        value["schedule"],
        results(*value["on_call_shifts"]),
        results(*value["users"]),
        results(*value["final_shifts"]),
    )
    found = read(files[::order])
    assert (found.source, found.people[0].name) == ("Grafana OnCall", "ann")
    assert compare(found).is_equal


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([b"\xff\xfe"], "not JSON"),
        ([b"12"], "holds no object"),
        ([b"[" * 100_000], "not JSON"),
        ([b" " * (LARGEST + 1)], "larger than"),
        (written(USERS), "None of these files is a schedule"),
        (written({"schedule": weekly()}, {**USERS, "more": True}), "cut off"),
        (written(results(answer()["schedule"], answer()["schedule"])), "several schedules"),
    ],
)
def test_what_is_no_schedule_is_refused_with_a_sentence(files, said):
    with pytest.raises(NotUnderstood, match=said):
        read(files)
