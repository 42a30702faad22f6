"""Whose business it is what an absence is called."""

from django.db.models import Case, CharField, Q, Value, When


def title_for(reader: int) -> Case:
    """Of an `Absence` in a query, what this teammate (by id) may know of it: what somebody's calendar calls it is
    theirs alone, what was said here by hand is for all."""
    return Case(
        When(Q(calendar=None) | Q(teammate=reader), then="summary"),
        default=Value(""),
        output_field=CharField(),
    )
