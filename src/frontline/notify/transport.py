"""The contract between telling and the ways that it goes: the protocol, its failures, the registry.

Adapters live above (`transports/*`), implement `Transport`, and register themselves in `AppConfig.ready`.
"""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from frontline.notify.models import Notice
    from frontline.people.models import Teammate

KEPT_BACK = "Kept"
"""How the answer of `Transport.send` begins if nothing may go out."""


class Undelivered(Exception):
    """The transport could not deliver. `reason` is a sentence, or what the other side said."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TemporaryFailure(Undelivered):
    """Trying again later may help; not before `after`, if the other side said so."""

    def __init__(self, reason: str, after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.after = after


class SettingsFault(TemporaryFailure):
    """Our own settings are at fault (a token was revoked), not the address: nobody's address is switched off for it,
    and once somebody has mended the settings, trying again helps."""


class PermanentFailure(Undelivered):
    """Trying again won't: the address is wrong, or they refuse it. The address is switched off for that teammate."""


class Transport(Protocol):
    """A way in which teammates are told."""

    name: str
    """Stable, 16 characters at most: deliveries remember it."""
    label: str
    """For people."""
    panel: str
    """The template of its part of a teammate's page of preferences, or empty."""

    def reaches(self, teammates: Collection["Teammate"]) -> set[int]:
        """The ids of those of them for whom it is set up. Asked each time something is told: at most one query."""
        ...

    def shown(self, teammate: "Teammate") -> Mapping[str, object]:
        """What `panel` is rendered with."""
        ...

    def send(self, notice: "Notice", teammate: "Teammate") -> str:
        """Deliver one notice to one teammate; what the other side answered.

        Called again for the same notice, it must be recognisable as the same. Raises TemporaryFailure (of which
        SettingsFault is one) and PermanentFailure.
        """
        ...


_transports: dict[str, Transport] = {}


def register(transport: Transport) -> None:
    """Make a transport known. Called from its AppConfig.ready."""
    _transports[transport.name] = transport


def get(name: str) -> Transport:
    """The transport of that name. Raises PermanentFailure if there is none (any more)."""
    try:
        return _transports[name]
    except KeyError:
        raise PermanentFailure(f"There is no way called {name} to tell people any more.") from None


def registered() -> list[Transport]:
    """All transports, by name."""
    return [_transports[name] for name in sorted(_transports)]
