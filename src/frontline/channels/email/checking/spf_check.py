"""SPF (RFC 7208), by pyspf: whether the connecting machine may send for the envelope's domain."""

from contextvars import ContextVar
from typing import Any

import spf

from frontline.channels.email.checking.resolver import Questions, Unanswered

_questions: ContextVar[Questions] = ContextVar("spf_questions")


def _look_up(name: str, kind: str, *_: object) -> list[tuple[tuple[str, str], Any]]:
    """pyspf's own form of a DNS answer."""
    try:
        records = _questions.get().ask(name, kind)
    except Unanswered as error:
        raise spf.TempError(str(error)) from error
    return [((name, kind), (record,) if kind == "TXT" else record) for record in records]


# The library's one place for another resolver; its own tests use it in this way.
spf.DNSLookup = _look_up


def check(peer: str, mail_from: str, helo: str, questions: Questions) -> tuple[str, str]:
    """(result, domain): the result as in RFC 8601 section 2.7.2, and the domain that it is about.

    A bounce has no sender; then the machine's own name is checked (RFC 7208 section 2.4).
    """
    domain = (mail_from.rpartition("@")[2] or helo).lower().rstrip(".")
    token = _questions.set(questions)
    try:
        result, _ = spf.check2(i=peer, s=mail_from, h=helo)
    except Exception:  # pyspf fails in its own ways on records that are no SPF; then nothing can be said
        result = "permerror"
    finally:
        _questions.reset(token)
    return str(result), domain
