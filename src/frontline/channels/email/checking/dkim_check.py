"""DKIM (RFC 6376), by dkimpy: which domains signed the mail as it is."""

from dataclasses import dataclass

import dkim

from frontline.channels.email.checking.resolver import Questions, Unanswered

MOST_SIGNATURES = 5
"""Each costs a DNS question and a public-key operation, and anybody can write a thousand of them."""


@dataclass(frozen=True, slots=True)
class Signatures:
    """`result` is pass, fail, temperror or none (RFC 8601 section 2.7.1); `domains` are those whose signature holds."""

    result: str
    domains: frozenset[str] = frozenset()


def check(raw: bytes, questions: Questions) -> Signatures:
    """Check the first signatures of `raw`."""
    mail = dkim.DKIM(raw)
    found = sum(name.lower() == b"dkim-signature" for name, _ in mail.headers)
    outcomes = [_check_one(raw, index, questions) for index in range(min(found, MOST_SIGNATURES))]
    domains = frozenset(each.removeprefix("pass ") for each in outcomes if each.startswith("pass "))
    if domains:
        return Signatures("pass", domains)
    if not outcomes:
        return Signatures("none")
    return Signatures("temperror" if "temperror" in outcomes else "fail")


def _check_one(raw: bytes, index: int, questions: Questions) -> str:
    unanswered = False

    def text(name: bytes, timeout: float = 0) -> bytes | None:
        nonlocal unanswered
        try:
            records = questions.texts(name.decode("ascii", "replace"))
        except Unanswered:
            unanswered = True
            return None
        return records[0] if records else None

    mail = dkim.DKIM(raw)
    try:
        holds = mail.verify(index, dnsfunc=text)
    except (
        Exception
    ):  # dkimpy raises many kinds for what senders write wrongly; none of them is a valid signature
        holds = False
    if unanswered:
        return "temperror"
    # With l= only the beginning of the body is signed; anybody may have written the rest (RFC 6376 section 8.2).
    if not holds or b"l" in mail.signature_fields:
        return "fail"
    return f"pass {mail.domain.decode('ascii', 'replace').lower()}"
