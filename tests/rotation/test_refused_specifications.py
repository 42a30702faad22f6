"""A specification that has no meaning is refused with a sentence that says where."""

import pytest

from frontline.rotation.evaluate import evaluate
from frontline.rotation.fields import SpecRefused
from frontline.rotation.reading import parse, read
from tests.rotation.specs import amendment, rotation, spec


def _hero(**more):
    return spec(rotation(**more))


def _derived(*pairs, **more):
    return spec(derived=[{"name": name, "expr": expr} for name, expr in pairs], **more)


DEEP = "hero"
for _ in range(50):
    DEEP = {"fallback": [DEEP]}

TOWER = [("d0", "hero"), *((f"d{number + 1}", f"d{number}") for number in range(2000))]


def test_derivations_may_be_as_deep_as_they_are_allowed_to():
    deep = "hero"
    for _ in range(12):
        deep = {"fallback": [deep]}
    tower = [("d0", deep), *((f"d{number + 1}", _around(deep, f"d{number}")) for number in range(11))]

    assert evaluate(read(_derived(*tower)))["d11"][0].on[0].teammate == "ann"


def _around(expr, name):
    return {"fallback": [_around(expr["fallback"][0], name)]} if isinstance(expr, dict) else name


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ([], "spec: an object"),
        (_hero(evry=2), "spec.rotations[0]: there is no key 'evry'"),
        (_hero(every=0), "spec.rotations[0].every: a whole number from 1 to"),
        (_hero(every=True), "spec.rotations[0].every: a whole number"),
        (_hero(unit="fortnight"), "one of hour, day, week, month"),
        (_hero(timezone="Mars/Phobos"), "no time zone"),
        (_hero(timezone="../etc/passwd"), "no time zone"),
        (_hero(anchor=None), "spec.rotations[0].anchor: this is needed"),
        (_hero(anchor="soon"), "'soon' is no time"),
        (_hero(anchor="2026-03-02T09:00Z"), "leave the offset out"),
        (_hero(anchor="0001-01-01T00:00"), "the years from 1970 to 2199"),
        (_hero(members=[7]), "lineups[0].members[0]: a name is needed"),
        (_hero(layers=[{"hours": [{"days": ["monday"]}]}]), "'monday' is none of mon"),
        (_hero(layers=[{"hours": [{"from": "9:00"}]}]), "hours[0].from: a time of day"),
        (_hero(layers=[{"hours": [{"from": "٠٩:00"}]}]), "hours[0].from: a time of day"),
        (_hero(layers=[{"hours": [{"to": "24:30"}]}]), "a day ends at 24:00"),
        (spec(until="2026-03-02T00:00:00Z"), "spec.until: this must be after 'from'"),
        (spec(until="2026-03-09T00:00:00"), "an instant needs its offset"),
        (spec(until="2026-03-09T00:00:00.5Z"), "whole seconds"),
        (spec(rotation(), rotation()), "two rotations 'hero'"),
        (spec(amendments=[amendment("replace", "ann", rotation="x")]), "no rotation 'x'"),
        (spec(amendments=[amendment("swap", "ann")]), "say with whom"),
        (spec(amendments=[amendment("swap", "ann", "ann")]), "must be different"),
        (spec(amendments=[amendment("add", "ann", "bob")]), "no meaning with 'add'"),
        (_derived(("d", "x")), "no rotation 'x'"),
        (_derived(("d", {"team": "x"})), "no team 'x'"),
        (_derived(("d", {})), "spec.derived[0].expr: the name of a rotation is needed, or one of"),
        (_derived(("d", {"team": "x", "next": "hero"})), "there is no key 'next'"),
        (_derived(("d", {"fallback": []})), "at least one"),
        (_derived(("d", "hero"), ("e", {"next": "d"})), "no rotation with a line-up of its own"),
        (_derived(("hero", "hero")), "two rotations 'hero'"),
        (_derived(("d", DEEP)), "nested too deep"),
        (_derived(*TOWER), "more than 12 derivations stand one on another"),
        (_derived(*reversed(TOWER)), "more than 12 derivations stand one on another"),
        (_derived(("d", "d")), "leads back to itself: d → d."),
        (
            _derived(("a", "b"), ("b", {"fallback": ["hero", {"except": ["c", "hero"]}]}), ("c", "a")),
            "leads back to itself: a → b → c → a.",
        ),
    ],
)
def test_it_is_refused_with_a_sentence_that_says_where(value, sentence):
    with pytest.raises(SpecRefused) as refused:
        read(value)

    assert sentence in refused.value.sentence


@pytest.mark.parametrize("text", ["{", "", b"\xff\xfe", "[" * 100_000])
def test_what_is_not_json_is_refused(text):
    with pytest.raises(SpecRefused, match="not JSON"):
        parse(text)
