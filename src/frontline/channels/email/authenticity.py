"""Whether the sender of a mail is who From says: as a trusted server states it, or as we find it ourselves.

"Verified" is said only when DMARC passes (RFC 7489): SPF or DKIM speak for the very domain that the reader sees. When
it can't be found out, the answer is "unknown"; never an error, and never a wait of more than some seconds.
"""

import ipaddress
from typing import Any

import structlog
from django.conf import settings

from frontline.channels.email.checking import dkim_check, dmarc, resolver, spf_check, stated
from frontline.channels.email.parsing.addresses import addresses
from frontline.channels.email.parsing.structure import Part, read_header
from frontline.inbox.channel import Authenticity

log = structlog.get_logger(__name__)


def assess(raw: bytes, envelope: dict[str, Any]) -> Authenticity:
    """Whether the sender of `raw` is who From says. `envelope` is the Intake's: via, mail_from, peer, helo."""
    try:
        header = read_header(raw)
        author = _author_domain(header)
        if settings.TRUSTED_AUTHSERV_ID:
            return _as_stated(header, author, settings.TRUSTED_AUTHSERV_ID)
        if _may_check(envelope):
            return _as_found(raw, author, envelope)
    except Exception:
        log.exception("mail.sender_not_checked", size=len(raw))
    return Authenticity()


def _author_domain(header: Part) -> str:
    """The domain of the one address in the one From field; empty if there is not exactly one, for any could lie."""
    fields = header.get_all("from")
    named = addresses(fields[0]) if len(fields) == 1 else []
    return named[0].address.rpartition("@")[2] if len(named) == 1 else ""


def _as_stated(header: Part, author: str, authserv_id: str) -> Authenticity:
    found = stated.findings(header.get_all("authentication-results"), authserv_id)
    spf, dkim, policy = (found.get(method, stated.Finding("")) for method in ("spf", "dkim", "dmarc"))
    # The server names the domain it looked at; if that is not the one we show, its finding is about something else.
    is_about_author = bool(author) and policy.properties.get("header.from", author) == author
    return Authenticity(
        verdict=_verdict(policy.result) if is_about_author else "unknown",
        dmarc=policy.result,
        spf=spf.result,
        dkim=dkim.result,
        by=authserv_id if found else "",
    )


def _may_check(envelope: dict[str, Any]) -> bool:
    """By default only what a public machine brought to our own SMTP: nothing else was sent to us by its author."""
    if settings.CHECK_SENDERS != "auto":
        return bool(settings.CHECK_SENDERS == "on")
    return envelope.get("via") == "smtp" and _is_public(envelope.get("peer"))


def _is_public(peer: object) -> bool:
    try:
        return ipaddress.ip_address(str(peer)).is_global
    except ValueError:
        return False


def _as_found(raw: bytes, author: str, envelope: dict[str, Any]) -> Authenticity:
    questions = resolver.Questions(resolver.current)
    signatures = dkim_check.check(raw, questions)
    spf, spf_domain = "", None
    came_directly = envelope.get("via") == "smtp" and _is_public(envelope.get("peer"))
    if came_directly:
        peer, mail_from, helo = (str(envelope.get(key) or "") for key in ("peer", "mail_from", "helo"))
        spf, spf_domain = spf_check.check(peer, mail_from, helo, questions)
    policy = "none"
    if author:
        aligned_by_spf = spf_domain if spf == "pass" else None
        policy = dmarc.check(author, aligned_by_spf, signatures.domains, questions)
    if policy == "fail" and ("temperror" in (spf, signatures.result) or not came_directly):
        # What could not be asked might have passed. Through a relay, SPF can't be asked at all.
        policy = "temperror" if came_directly else ""
    return Authenticity(
        verdict=_verdict(policy), dmarc=policy, spf=spf, dkim=signatures.result, by="Frontline"
    )


def _verdict(dmarc_result: str) -> Any:
    return {"pass": "verified", "fail": "failed"}.get(dmarc_result, "unknown")
