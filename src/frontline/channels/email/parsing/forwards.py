"""The mail inside a forward: who wrote it first, and what."""

import re

from frontline.channels.email.parsing import addresses, attribution, phrases, structure
from frontline.channels.email.parsing.bodies import body_of
from frontline.channels.email.parsing.structure import Part
from frontline.channels.email.parsing.words import decoded, one_line
from frontline.inbox.channel import Address, Forwarded

_PREFIX = re.compile(
    rf"^\s*(?:\[[^\]]{{0,60}}\]\s*)*(?:{'|'.join(phrases.FORWARD_PREFIXES)})\s?(?:\[\d+\])?\s?{phrases.COLON}",
    re.I,
)
_ANSWER = re.compile(
    rf"^\s*(?:\[[^\]]{{0,60}}\]\s*)*(?:{'|'.join(phrases.ANSWER_PREFIXES)})\s?(?:\[\d+\])?\s?{phrases.COLON}",
    re.I,
)
_SEPARATOR = re.compile(
    rf"^\s*(?:-{{5,}}\s*(?:{'|'.join(phrases.FORWARDED)}|forwarded by .{{1,80}})\s*-*"
    rf"|(?:{'|'.join(phrases.BEGIN_FORWARDED)})\s?:)\s*$",
    re.I,
)
_LABEL = re.compile(rf"^[ \t>]*\*?([^\W\d_][\w -]{{0,20}})[ \t\xa0]?{phrases.COLON}\*?[ \t\xa0]*(.*)$")
_MAX_LINES = 20_000


def is_forward_subject(subject: str) -> bool:
    """`Fwd:`, `Fw:`, `WG:`, `TR:` and the like."""
    return bool(_PREFIX.match(subject[:200]))


def is_answer(subject: str, *, refers: bool) -> bool:
    """Whether a mail answers another: it `refers` to one, or its subject says `Re:`, and it is no forward."""
    return not is_forward_subject(subject) and (refers or bool(_ANSWER.match(subject[:200])))


def is_separator(line: str) -> bool:
    """The line that a mail program puts above a mail that it forwards."""
    return bool(_SEPARATOR.match(line[:200]))


def original(subject: str, text: str, mail: Part) -> Forwarded | None:
    """The mail that this one forwards, if its subject says so and one is attached, or inline in `text`."""
    if not is_forward_subject(subject):
        return None
    return _attached(mail) or _inline(text)


def _attached(mail: Part) -> Forwarded | None:
    for leaf in mail.leaves():
        if leaf.type in ("message/rfc822", "message/global"):
            inner = structure.read(leaf.content)
            senders = addresses.addresses(inner.get("from"))
            if senders:
                body = body_of(inner)
                return Forwarded(
                    senders[0], decoded(inner.get("subject"), limit=998), body.text.strip(), body.html
                )
    return None


def _inline(text: str) -> Forwarded | None:
    lines = text.split("\n")[:_MAX_LINES]
    for at, line in enumerate(lines):
        if is_separator(line) or attribution.is_original_separator(line):
            found = _block(lines, at + 1)
        elif attribution.header_block(lines, at):
            found = _block(lines, at)
        else:
            continue
        if found:
            return found
    return None


def _block(lines: list[str], at: int) -> Forwarded | None:
    """The fields and the text of a forwarded mail from `at` on; Apple's are quoted, others are not."""
    while at < len(lines) and not lines[at].strip("> \t"):
        at += 1
    if at < len(lines) and lines[at].startswith(">"):
        lines = [*lines[:at], *(re.sub(r"^> ?", "", line) for line in lines[at:])]
    fields, end = _fields(lines, at)
    named = (_sender(value) for label, value in fields.items() if label in phrases.FROM)
    sender = next((one for one in named if one), None)
    if sender is None:
        return None
    subject = next((value for label, value in fields.items() if label in phrases.SUBJECT), "")
    return Forwarded(sender, one_line(subject.strip("* "))[:998], "\n".join(lines[end:]).strip())


def _fields(lines: list[str], at: int) -> tuple[dict[str, str], int]:
    """The labelled lines from `at`, by lower-case label, and where they end."""
    fields: dict[str, str] = {}
    label = ""
    for index in range(at, min(at + 25, len(lines))):
        line = lines[index]
        if found := _LABEL.match(line):
            label = found[1].strip().lower()
            fields.setdefault(label, found[2].strip())
        elif line.strip() and label:  # recipients go on over some lines
            fields[label] += " " + line.strip()
        else:
            return fields, index
    return fields, min(at + 25, len(lines))


def _sender(value: str) -> Address | None:
    """The address of a From line, also as Outlook writes it: `Ada [mailto:ada@northwind.example]`."""
    value = re.sub(r"\[mailto:([^\]\s]+)\]", r"<\1>", value.strip("* "), flags=re.I)
    value = re.sub(r"<mailto:[^>]*>", "", value) if value.count("<") > 1 else value
    found = addresses.addresses(value.encode("utf-8", "replace"))
    return found[0] if found else None
