"""The kinds of notices that people choose ways for: a registry that rooms fill in `AppConfig.ready`.

What is told to whom is decided by those who tell, in their rooms. Here is only what a person needs to say how they
want to hear of it: `register(Kind("rotation.begins", "Your shift begins or ends", is_urgent=True))`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One line of the page. `name` is a notice's kind, or what several begin with: "rotation" has "rotation.moved"."""

    name: str
    label: str
    help: str = ""
    is_urgent: bool = False
    """Goes out at once, whatever the hour."""
    is_digestible: bool = True
    """Several that wait may become one message. What is urgent never waits."""
    is_gathered: bool = False
    """Even the first waits a little for others: they come as one message from the start."""
    order: int = 500

    @property
    def may_wait_for_others(self) -> bool:
        return self.is_digestible and not self.is_urgent


OTHERS = Kind("", "Everything else", is_digestible=False, order=999)
"""Kinds that nobody registered: told by all ways, each by itself."""

ABOUT_WAYS = "notify.way"
"""A way was switched off. It goes by every way that is left, and nobody can choose not to hear of it."""
TEST = "notify.test"
DIGEST = "notify.digest"
_OURS = {name: Kind(name, "About being told", is_urgent=True) for name in (ABOUT_WAYS, TEST)}
_OURS[DIGEST] = Kind(DIGEST, "Several at once", is_digestible=False)

_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Make kinds known. Called from a room's AppConfig.ready."""
    _kinds.update({kind.name: kind for kind in kinds})


def registered() -> list[Kind]:
    """All kinds in the order of the page; last those that nobody registered."""
    return [*sorted(_kinds.values(), key=lambda kind: (kind.order, kind.label)), OTHERS]


def find(name: str) -> Kind:
    """The registered kind of that name, or the longest that it begins with ("a.b" for "a.b.c"), or OTHERS."""
    while name:
        found = _kinds.get(name) or _OURS.get(name)
        if found:
            return found
        name = name.rpartition(".")[0]
    return OTHERS
