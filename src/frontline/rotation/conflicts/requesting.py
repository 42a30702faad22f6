"""Asking for what was proposed: the same requests that people write by hand, all of one proposal at once."""

from collections.abc import Sequence

from django.db import transaction

from frontline.kernel.refusal import Invalid
from frontline.people.models import Teammate
from frontline.rotation.asking import Stretch, ask_cover, ask_swap
from frontline.rotation.models import Amendment, Rotation
from frontline.rotation.overriding import override

WHY = "proposed for a conflict"


def request_proposal(
    rotation: Rotation,
    teammate: Teammate | None,
    parts: Sequence[tuple[Teammate, Stretch]],
    back: Stretch | None = None,
    *,
    by: Teammate,
) -> None:
    """Ask each of `parts` for their stretch of `teammate`'s shift, or (with `back`) the only one to swap.

    Without `teammate` nobody is on then, so nobody's agreement to lose a shift is needed: a lead puts them on, others
    themselves. Raises what `asking` and `overriding` do; nothing is asked if any of it is refused.
    """
    if not parts or (back is not None and len(parts) != 1):
        raise Invalid("A proposal names who takes which part; a swap is between two.")
    with transaction.atomic():
        for to, stretch in parts:
            if teammate is None:
                override(rotation, Amendment.Kind.COVER, to, *stretch, why=WHY, by=by)
            elif back is not None:
                ask_swap(rotation, teammate, stretch, to, back, why=WHY, by=by)
            else:
                ask_cover(rotation, teammate, stretch, to=to, why=WHY, by=by)
