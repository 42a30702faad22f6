"""Recognising the lines that mail programs put above a quotation, in the languages that they speak.

The patterns for "On …, … wrote:" are those of mail-parser-reply, tried on a few joined lines at a time: over a whole
mail they take very long on some texts. Header blocks ("From: … Sent: …") are recognised line by line here.
"""

import re

from mailparser_reply.constants import MAIL_LANGUAGES

from frontline.channels.email.parsing import phrases

_MAX_LINE = 300
_MAX_TRIES = 200


def _one_of(words: tuple[str, ...]) -> str:
    return "(?:" + "|".join(map(re.escape, words)) + ")"


_VERB = re.compile(_one_of(phrases.WROTE) + "|[<,]", re.I)
_WROTE = [
    *(
        re.compile(known["wrote_header"], re.I)
        for known in MAIL_LANGUAGES.values()
        if "wrote_header" in known
    ),
    re.compile(r"^(?:Em|No dia)\s.{4,300}(?:escreveu|,)\s?:$", re.I),  # Portuguese
    re.compile(rf"^(?:On|Am|Le|El|Il|Op|Den|Dne)\s.{{4,250}}{_one_of(phrases.WROTE)}.{{0,150}}:$", re.I),
    # Any language that puts a date or an address beside its verb, and the bare "Ada wrote:".
    re.compile(
        rf"^.{{0,20}}\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}.{{0,200}}{_one_of(phrases.WROTE)}.{{0,150}}:$", re.I
    ),
    re.compile(rf"^[^>\s].{{0,150}}<[^<>@\s]+@[^<>\s]+>.{{0,100}}{_one_of(phrases.WROTE)}.{{0,60}}:$", re.I),
    re.compile(rf"^(?:\w+ ){{0,4}}\w+ {_one_of(phrases.WROTE)}:$", re.I),
]
# Above quote marks, where there is little else that it could be: an address, a time, and a colon at the end.
_TIMED = re.compile(r"^(?=.{0,250}\d{1,2}[:.]\d{2})(?=.{0,250}[^\s<>()@]@[^\s<>()@]).{1,300}:$")
_DATED = re.compile(r"@|\d{1,2}[:.h]\d{2}|\b(?:19|20)\d\d\b")
_ORIGINAL = re.compile(rf"^\s*-{{2,}}\s*{_one_of(phrases.ORIGINAL)}\s*-{{2,}}\s*$", re.I)
_LABELS = _one_of((*phrases.SENT, *phrases.SUBJECT, *phrases.OTHER))
_FROM_LINE = re.compile(rf"^[ \t]*\*?{_one_of(phrases.FROM)}[ \t\xa0]*{phrases.COLON}\*?[ \t\xa0]*\S", re.I)
_OTHER_LINE = re.compile(rf"^[ \t]*\*?{_LABELS}[ \t\xa0]*{phrases.COLON}", re.I)
_SENT_LINE = re.compile(rf"^[ \t]*\*?{_one_of(phrases.SENT)}[ \t\xa0]*{phrases.COLON}", re.I)
_RULE = re.compile(r"^\s*[_-]{10,}\s*$")
_SENT_FROM = re.compile(
    rf"^\s*(?:{'|'.join(one['sent_from'] for one in MAIL_LANGUAGES.values() if one.get('sent_from'))}"
    rf"|{_one_of(phrases.SENT_FROM)}).{{0,80}}$",
    re.I,
)


def is_original_separator(line: str) -> bool:
    """`-----Original Message-----` and its translations."""
    return bool(_ORIGINAL.match(line[:_MAX_LINE]))


def is_rule(line: str) -> bool:
    """A line of dashes or underscores, as Outlook draws above the mail that is answered."""
    return bool(_RULE.match(line[:_MAX_LINE]))


def is_sent_from(line: str) -> bool:
    """`Sent from my iPhone` and the like."""
    return len(line) < 120 and bool(_SENT_FROM.match(line))


def header_block(lines: list[str], at: int) -> int:
    """How many lines from `at` are a block of From:, Sent:, To:, Subject: (From, when, and another at least), or 0."""
    if not _FROM_LINE.match(lines[at][:_MAX_LINE]):
        return 0
    known, end, is_dated = 0, at + 1, False
    for index in range(at + 1, min(at + 12, len(lines))):
        if _OTHER_LINE.match(lines[index][:_MAX_LINE]):
            known, end = known + 1, index + 1
            is_dated = is_dated or bool(_SENT_LINE.match(lines[index][:_MAX_LINE]))
        elif not lines[index].strip():
            if known:
                break
        elif not known or index > end + 2:  # recipients go on over some lines
            break
    return end - at if known >= 2 and is_dated else 0


class Attributions:
    """The lines of a text that say "On …, … wrote:". The patterns are tried a limited number of times in one text."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.tries = _MAX_TRIES

    def at(self, index: int, *, above_marks: bool = False) -> int:
        """How many lines from `index`, 1 to 3, are an attribution; or 0. Mail programs break them anywhere.

        `above_marks`: a quotation with marks follows, so that languages not known here are recognised by their look.
        """
        joined = ""
        for count, piece in enumerate(self.lines[index : index + 3], start=1):
            line = piece[: _MAX_LINE + 1].replace("\xa0", " ").replace("\u202f", " ").strip()
            if not line or len(joined) + len(line) > _MAX_LINE:
                return 0
            joined = f"{joined} {line}".strip().replace("\uff1a", ":")
            if joined.endswith(":"):
                return count if self._matches(joined, above_marks=above_marks) else 0
        return 0

    def _matches(self, joined: str, *, above_marks: bool) -> bool:
        if above_marks and _TIMED.match(joined):
            return True
        if self.tries <= 0 or not _VERB.search(joined):
            return False
        self.tries -= 1
        return any(pattern.match(joined) for pattern in _WROTE)


def is_dated(lines: list[str]) -> bool:
    """Whether an attribution names a time or an address, as a program's do and a person's seldom."""
    return bool(_DATED.search(" ".join(lines)))
