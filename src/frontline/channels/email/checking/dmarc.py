"""DMARC (RFC 7489): whether SPF or DKIM speak for the domain that the reader sees in From."""

import importlib.resources
from functools import cache

from publicsuffix2 import PublicSuffixList

from frontline.channels.email.checking.resolver import Questions, Unanswered


def check(author: str, spf_domain: str | None, dkim_domains: frozenset[str], questions: Questions) -> str:
    """pass, fail, none (nothing published) or temperror, for the domain `author`.

    `spf_domain` is the domain for which SPF passed, or None; `dkim_domains` are those whose signature holds.
    """
    try:
        policy = _policy(author, questions)
    except Unanswered:
        return "temperror"
    if policy is None:
        return "none"
    by_spf = spf_domain is not None and _aligned(spf_domain, author, policy.get("aspf", "r"))
    by_dkim = any(_aligned(domain, author, policy.get("adkim", "r")) for domain in dkim_domains)
    return "pass" if by_spf or by_dkim else "fail"


def organisation(domain: str) -> str:
    """The registered domain: the public suffix and one label more (RFC 7489 section 3.2)."""
    domain = domain.lower().strip(".")
    # Not get_sld: under a top level that the list doesn't know, it takes that alone for the organisation of all.
    suffix = _public_suffixes().get_tld(domain) or ""
    labels = domain.split(".")
    return ".".join(labels[-(suffix.count(".") + 2) :])


@cache
def _public_suffixes() -> PublicSuffixList:
    # authheaders carries a newer list than publicsuffix2 does.
    listed = importlib.resources.files("authheaders") / "public_suffix_list.txt"
    return PublicSuffixList(listed.read_text("utf-8").splitlines())


def _aligned(domain: str, author: str, mode: str) -> bool:
    if mode == "s":
        return domain == author
    return organisation(domain) == organisation(author)


def _policy(author: str, questions: Questions) -> dict[str, str] | None:
    """The record of the domain, or else that of its organisation (RFC 7489 section 6.6.3). Raises Unanswered."""
    for domain in dict.fromkeys([author, organisation(author)]):
        records = [text for text in questions.texts(f"_dmarc.{domain}") if text.startswith(b"v=DMARC1")]
        if len(records) == 1:
            tags = _tags(records[0].decode("ascii", "replace"))
            return tags if "p" in tags else None
    return None


def _tags(record: str) -> dict[str, str]:
    pairs = (piece.partition("=") for piece in record.split(";"))
    return {name.strip().lower(): value.strip().lower() for name, _, value in pairs if name.strip()}
