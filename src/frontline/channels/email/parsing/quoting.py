"""Parting what a person wrote from the history and the signature below it.

Nothing is lost: the quoted part is always the end of the text, so the two together are the whole. Answers written
between or below quotations stay visible, with the quotations that they answer.
"""

from frontline.channels.email.parsing import attribution, forwards
from frontline.channels.email.parsing.attribution import Attributions

_MAX_LINES = 20_000
_MAX_SIGNATURE = 30
_MAX_BARE_SIGNATURE = 10


def split(text: str, *, is_answer: bool = True) -> tuple[str, str]:
    """(what they wrote, the quoted history and signature that follow).

    `is_answer`: whether the mail answers another, so that one below without quote marks is history. In a forward, or in
    a question about a mail, it is what they write about, and stays visible.
    """
    lines = text.split("\n")
    if len(lines) > _MAX_LINES:
        return text.strip("\n").rstrip(), ""
    wrote = Attributions(lines)
    end = _without_tail(wrote, _history_start(wrote) if is_answer else len(lines))
    return "\n".join(lines[:end]).strip("\n").rstrip(), "\n".join(lines[end:]).strip("\n").rstrip()


def _history_start(wrote: Attributions) -> int:
    """Where a history without quote marks begins: nothing below it can be told from it. Else the number of lines."""
    lines = wrote.lines
    has_words = False
    for at, line in enumerate(lines):
        if not line.strip() or _is_quote(line):
            continue
        if forwards.is_separator(line):
            return len(lines)
        if _begins_history(lines, at) or _begins_bare_history(wrote, at):
            return at if has_words else len(lines)
        has_words = True
    return len(lines)


def _begins_bare_history(wrote: Attributions, at: int) -> bool:
    """Whether a program's attribution is here, and what it quotes has no marks."""
    count = wrote.at(at)
    below = _next_written(wrote.lines, at + count)
    if not count or below >= len(wrote.lines) or not attribution.is_dated(wrote.lines[at : at + count]):
        return False
    return not any(_is_quote(line) for line in wrote.lines[below : below + 3])


def _begins_history(lines: list[str], at: int) -> bool:
    line = lines[at]
    if attribution.is_original_separator(line) or attribution.header_block(lines, at):
        return True
    below = _next_written(lines, at + 1)
    return attribution.is_rule(line) and below < len(lines) and attribution.header_block(lines, below) > 0


def _without_tail(wrote: Attributions, end: int) -> int:
    """Take away, from the end up: blank lines, quotations with their attribution, signatures; until none is left."""
    while True:
        shorter = _without_blank(wrote.lines, end)
        shorter = _without_quotation(wrote, shorter)
        shorter = _without_signature(wrote.lines, shorter)
        if shorter == end:
            return end
        end = shorter


def _without_blank(lines: list[str], end: int) -> int:
    while end and not lines[end - 1].strip():
        end -= 1
    return end


def _without_quotation(wrote: Attributions, end: int) -> int:
    lines = wrote.lines
    if not end or not _is_quote(lines[end - 1]):
        return end
    while end and (_is_quote(lines[end - 1]) or not lines[end - 1].strip()):
        end -= 1
    for count in (1, 2, 3):
        if end - count >= 0 and wrote.at(end - count, above_marks=True) == count:
            return end - count
    return end


def _without_signature(lines: list[str], end: int) -> int:
    """RFC 3676 section 4.3: below `-- `. Without its space only a short one is believed."""
    for at in range(end - 1, max(-1, end - 2 - _MAX_SIGNATURE), -1):
        line = lines[at]
        if line == "-- " or (line.rstrip() == "--" and end - at - 1 <= _MAX_BARE_SIGNATURE):
            return at
        if _is_quote(line):
            break
    if end and attribution.is_sent_from(lines[end - 1]) and _without_blank(lines, end - 1):
        return end - 1
    return end


def _is_quote(line: str) -> bool:
    return line.lstrip().startswith(">")


def _next_written(lines: list[str], at: int) -> int:
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at
