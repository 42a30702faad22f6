"""Our own e-mail addresses: which are ours, and the signed form that replies come back to.

Each mail asks about many addresses, and ours are few and hardly ever change: all of them are read at once, and read
again when they are older than FRESH_FOR, or were changed in this process.
"""

import time
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from frontline.channels.email.models import SupportAddress
from frontline.channels.email.parsing.addresses import normal
from frontline.inbox import reply_tokens
from frontline.kernel.folding import storable

Standing = Literal["ours", "unknown", "elsewhere"]
FRESH_FOR = 0.9  # seconds: a change made by another process counts within a second


@dataclass(frozen=True, slots=True)
class _Ours:
    """All our addresses, oldest first, as they were at `read_at` (monotonic seconds)."""

    read_at: float
    by_address: dict[str, SupportAddress]


_last: _Ours | None = None


def is_ours(address: str) -> bool:
    """Whether mail to `address` is for us, in any case, with or without a `+part`."""
    return support_address(address) is not None


def standing(address: str) -> Standing:
    """What a recipient is to us: ours, an unknown name at a domain of ours, or somewhere else."""
    if is_ours(address):
        return "ours"
    forget()  # no mail is refused for good because of what was true a moment ago
    if is_ours(address):
        return "ours"
    _, at, domain = _forms(address)[0].rpartition("@")
    is_our_domain = bool(at and domain) and any(each.endswith(f"@{domain}") for each in _ours())
    return "unknown" if is_our_domain else "elsewhere"


def support_address(address: str) -> SupportAddress | None:
    """The address of ours that `address` is a form of; the exact one before the one without its `+part`."""
    ours = _ours()
    return next((ours[form] for form in _forms(address) if form in ours), None)


def default_address() -> SupportAddress | None:
    """The address that mail goes out from when nothing says otherwise: the marked one, or else the oldest."""
    every = list(_ours().values())
    return next((each for each in every if each.is_default), every[0] if every else None)


def forget(**_: Any) -> None:
    """Read our addresses anew when one is next asked about."""
    global _last  # noqa: PLW0603
    _last = None


receiver((post_save, post_delete), sender=SupportAddress, weak=False)(forget)


def reply_address(conversation_number: int, our_address: str) -> str:
    """Where answers go: support@acme.example becomes support+r.1042-k3j4h5g6abcdefgh@acme.example."""
    local, at, domain = our_address.rpartition("@")
    if not at or not local:
        raise ValueError(f"not an e-mail address: {our_address!r}")
    return f"{local}+{reply_tokens.token_for(conversation_number)}@{domain}"


def reply_token(address: str) -> str:
    """The `r.1042-...` part of a reply address, unchecked and in lower case; empty if it has none."""
    _, plus, part = address.rpartition("@")[0].lower().rpartition("+")
    return part if plus and part.startswith("r.") else ""


def conversation_of(token: str) -> int | None:
    """The number of the conversation that we signed `token` for, or None. Compared in constant time."""
    return reply_tokens.conversation_of(token)


def _forms(address: str) -> list[str]:
    """`address` as it is stored, then without its last `+part` (the detail of RFC 5233), then without all of them."""
    whole = normal(address) or storable(address.strip().lower())
    local, at, domain = whole.rpartition("@")
    bases = [local.rpartition("+")[0], local.partition("+")[0]] if "+" in local else []
    return list(dict.fromkeys([whole, *(f"{base}{at}{domain}" for base in bases if base)]))


def _ours() -> dict[str, SupportAddress]:
    global _last  # noqa: PLW0603
    last = _last
    if last is None or time.monotonic() - last.read_at > FRESH_FOR:
        read_at = time.monotonic()
        every = SupportAddress.objects.select_related("product").order_by("id")
        _last = last = _Ours(read_at, {each.address: each for each in every})
    return last.by_address
