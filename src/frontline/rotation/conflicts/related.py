"""Which rotations stand on which: what must be looked at again when one changes."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace

from frontline.rotation.conflicts.conflict import Conflict
from frontline.rotation.spec import Expression, Next, Of, Spec


def sources(spec: Spec, name: str) -> set[str]:
    """The rotations that a derived one is made of, and those that these are made of; a plain one has none."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        expression = spec.derived.get(waiting.pop())
        for each in _named(expression) if expression else ():
            if each not in found:
                found.add(each)
                waiting.append(each)
    return found


def around(spec: Spec, name: str, also: Iterable[str] = ()) -> Spec:
    """The specification without what has nothing to do with one rotation: it, those derived from it, and `also`."""
    affected = {name, *also, *(each for each in spec.derived if name in sources(spec, each))}
    kept = affected.union(*(sources(spec, each) for each in affected))
    return replace(
        spec,
        rotations={each: rotation for each, rotation in spec.rotations.items() if each in kept},
        derived={each: expression for each, expression in spec.derived.items() if each in kept},
        amendments=tuple(amendment for amendment in spec.amendments if amendment.rotation in kept),
    )


def follows_from(conflict: Conflict, conflicts: Iterable[Conflict], spec: Spec) -> Conflict | None:
    """The conflict of a rotation that this one's is derived from, of the same person at the same time.

    When that one is solved, this one is gone too.
    """
    above = sources(spec, conflict.rotation)
    for each in conflicts:
        same = each.rotation in above and (each.kind, each.teammate) == (conflict.kind, conflict.teammate)
        if same and each.during.start < conflict.during.end and conflict.during.start < each.during.end:
            return each
    return None


def _named(expression: Expression | object) -> Iterator[str]:
    if isinstance(expression, Of | Next):
        yield expression.name
    elif isinstance(expression, tuple):
        for each in expression:
            yield from _named(each)
    elif is_dataclass(expression):
        for field in fields(expression):
            yield from _named(getattr(expression, field.name))
