"""The known answers of other products: their published test cases, retyped as data, each with its source.

`theirs` and `decided` stand where we decided otherwise, with the number of the decision.
"""

import json
from datetime import datetime
from pathlib import Path

import pytest

from frontline.rotation.evaluate import evaluate
from frontline.rotation.reading import read

FOLDER = Path(__file__).parent / "published"
CASES = [case for file in sorted(FOLDER.glob("*.json")) for case in json.loads(file.read_text())]
at = datetime.fromisoformat


def _named(case):
    return f"{case['source'].split()[0]} {case['source'].split()[-1]}: {case['name']}"


@pytest.mark.parametrize("case", CASES, ids=_named)
def test_the_answer_is_the_published_one(case):
    expected = case["expect"]
    shifts = evaluate(read(case["spec"]))[expected["rotation"]]

    if "handoffs" in expected:
        assert [shift.from_at for shift in shifts[1:]] == [at(each) for each in expected["handoffs"]]
    if "on" in expected:
        for moment, people in expected["on"].items():
            on = next(shift.on for shift in shifts if shift.from_at <= at(moment) < shift.until_at)
            assert sorted(duty.teammate for duty in on) == sorted(people), moment
    if "people" in expected:
        found = _by_person(shifts)
        if expected.get("first_only"):
            # Which of the members has it depends on where the line-up began: only the times were published.
            found = [("first", *found[0][1:])]
        assert found == sorted(
            ((who, at(start), at(end)) for who, start, end in expected["people"]), key=_place
        )


def test_every_difference_is_decided_and_says_where():
    decisions = Path(__file__).parents[2] / "docs" / "decisions"
    differing = [case for case in CASES if "theirs" in case]

    assert differing
    for case in differing:
        assert list(decisions.glob(f"{case['decided']}-*.md")), case["name"]
        ends = [at(end) for _, _, end in case["expect"]["people"]]
        assert at(case["theirs"]) not in ends


def test_there_are_cases_of_all_three_products():
    assert len(CASES) >= 60
    assert {case["source"].split()[0] for case in CASES} == {
        "target/goalert",
        "grafana/oncall",
        "linkedin/oncall",
    }


def _by_person(shifts):
    """(who, from, until), each person's own, however others come and go beside them."""
    found = []
    for shift in shifts:
        for duty in shift.on:
            before = next(
                (each for each in found if each[0] == duty.teammate and each[2] == shift.from_at), None
            )
            if before:
                found.remove(before)
            found.append((duty.teammate, before[1] if before else shift.from_at, shift.until_at))
    return sorted(found, key=_place)


def _place(each):
    return each[1], each[0]
