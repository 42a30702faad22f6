"""JSON in: what the command and the REST interface take, as the dataclasses of the statistics. Raises Invalid."""

import json
from typing import Any

from frontline.kernel.refusal import Invalid
from frontline.reports.statistics.checking import check_counts, check_population, check_positive, check_whole
from frontline.reports.statistics.periods import Period, check_period
from frontline.reports.statistics.stratified import Stratum


def read_json(text: str, *, what: str) -> Any:
    """The value of a JSON text."""
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise Invalid(f"{what} must be JSON: {error}.") from error


def read_counts(value: Any) -> dict[str, int]:
    """{"culprit": how many of those read, ...}"""
    if not isinstance(value, dict):
        raise Invalid('The counts must be an object such as {"docs": 44, "bug": 30}.')
    return check_counts(value)


def read_period(value: Any, *, what: str) -> Period:
    """{"population", "n", "counts"}, and if they are known "excluded", "usage", "customers", "volumes", "strata"."""
    known = {"population", "n", "counts", "excluded", "usage", "customers", "volumes", "strata"}
    fields = _fields(value, known, what)
    for name in ("population", "counts"):
        if name not in fields:
            raise Invalid(f'{what} has no "{name}": it must hold "population", "n" and "counts".')
    counts = read_counts(fields["counts"])
    usage = fields.get("usage")
    period = Period(
        population=check_population(fields["population"]),
        read=check_whole(fields.get("n", sum(counts.values())), what="The number read (n)"),
        counts=counts,
        excluded=check_whole(fields.get("excluded", 0), what="The number of excluded ones"),
        usage=None if usage is None else check_positive(usage, what="The usage"),
        customers=tuple(read_counts(each) for each in _list(fields.get("customers", []), "customers")),
        volumes=tuple(check_whole(n, what="A volume") for n in _list(fields.get("volumes", []), "volumes")),
        strata=tuple(read_strata(fields.get("strata", []))),
    )
    check_period(period)
    return period


def read_strata(value: Any) -> list[Stratum]:
    """[{"name", "population", "counts", "excluded"}, ...]"""
    strata = []
    for number, each in enumerate(_list(value, "strata"), 1):
        fields = _fields(each, {"name", "population", "counts", "excluded"}, f"Stratum {number}")
        strata.append(
            Stratum(
                name=str(fields.get("name", number)),
                population=check_population(fields.get("population")),
                counts=read_counts(fields.get("counts")),
                excluded=check_whole(fields.get("excluded", 0), what="The number of excluded ones"),
            )
        )
    return strata


def _fields(value: Any, known: set[str], what: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Invalid(f"{what} must be an object, not {value!r}.")
    strange = sorted(set(value) - known)
    if strange:
        raise Invalid(f"{what} has {', '.join(map(repr, strange))}; it may hold {', '.join(sorted(known))}.")
    return value


def _list(value: Any, what: str) -> list[Any]:
    if not isinstance(value, list):
        raise Invalid(f"The {what} must be a list, not {value!r}.")
    return value


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number")
