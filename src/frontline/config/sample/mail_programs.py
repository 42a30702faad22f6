"""How customers' mail programs sign their mails, and quote the mail that is answered."""

from collections.abc import Callable
from datetime import datetime

NAMES = {
    "apple": ("X-Mailer", "Apple Mail (2.3826.700.81)"),
    "outlook": ("X-Mailer", "Microsoft Outlook 16.0"),
    "thunderbird": ("User-Agent", "Mozilla Thunderbird"),
}
MOST_LINES = 14


def quoted(program: str, text: str, *, who: str, address: str, at: datetime, subject: str) -> str:
    """`text` of `who` as `program` puts it below an answer. `at` is in the answerer's own time zone."""
    lines = text.strip().splitlines()[:MOST_LINES]
    return _QUOTERS.get(program, _gmail)(lines, who, address, at, subject)


def _marked(lines: list[str]) -> str:
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _gmail(lines: list[str], who: str, address: str, at: datetime, subject: str) -> str:
    hour = f"{at:%I:%M %p}".lstrip("0")
    return f"On {at:%a, %b} {at.day}, {at:%Y} at {hour} {who} <{address}>\nwrote:\n\n{_marked(lines)}"


def _apple(lines: list[str], who: str, address: str, at: datetime, subject: str) -> str:
    return f"> On {at.day} {at:%b %Y}, at {at:%H:%M}, {who} <{address}> wrote:\n>\n{_marked(lines)}"


def _thunderbird(lines: list[str], who: str, address: str, at: datetime, subject: str) -> str:
    return f"On {at:%d/%m/%Y %H:%M}, {who} wrote:\n{_marked(lines)}"


def _outlook(lines: list[str], who: str, address: str, at: datetime, subject: str) -> str:
    head = f"From: {who} <{address}>\nSent: {at:%A, %B} {at.day}, {at:%Y %H:%M}\nSubject: {subject}"
    return f"________________________________\n{head}\n\n" + "\n".join(lines)


_QUOTERS: dict[str, Callable[[list[str], str, str, datetime, str], str]] = {
    "gmail": _gmail,
    "apple": _apple,
    "outlook": _outlook,
    "thunderbird": _thunderbird,
}
