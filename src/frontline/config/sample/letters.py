"""Customers' mails: what the story says, as the RFC 5322 bytes that their mail programs would send."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from html import escape
from zoneinfo import ZoneInfo

from frontline.config.sample.cast import Person
from frontline.config.sample.files import attached
from frontline.config.sample.mail_programs import NAMES, quoted

MX = "mx.acme.example"
_TRAVELS_FOR = timedelta(seconds=4)


@dataclass(frozen=True, slots=True)
class Answered:
    """The mail that is answered, as its reader saw it."""

    message_id: str
    references: str
    text: str
    who: str
    address: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail. `options` are the story's (config/sample/reading.py); `told` writes its times as real ones."""

    seed: str
    sender: Person
    to: str
    subject: str
    text: str
    at: datetime
    answers: Answered | None
    options: dict[str, str]
    told: Callable[[str], str]

    def raw(self) -> bytes:
        """The whole mail."""
        mail = EmailMessage(policy=SMTP)
        self._trace(mail)
        self._address(mail)
        self._write(mail)
        for name in self._attachments():
            kind, content = attached(name, self.told)
            maintype, _, subtype = kind.partition("/")
            mail.add_attachment(content, maintype=maintype, subtype=subtype, filename=name)
        return mail.as_bytes()

    @property
    def _domain(self) -> str:
        return self.sender.address.rpartition("@")[2]

    def _trace(self, mail: EmailMessage) -> None:
        mail["Return-Path"] = "<>" if "automatic" in self.options else f"<{self.sender.address}>"
        mail["Received"] = (
            f"from mail.{self._domain} (mail.{self._domain} [192.0.2.{len(self._domain)}]) by {MX} with ESMTPS; "
            + format_datetime(self.at)
        )
        if "unsigned" not in self.options:
            mail["Authentication-Results"] = (
                f"{MX}; dmarc=pass header.from={self._domain}; spf=pass smtp.mailfrom={self._domain}; "
                f"dkim=pass header.d={self._domain}"
            )

    def _address(self, mail: EmailMessage) -> None:
        mail["From"] = formataddr((self.sender.name, self.sender.address))
        mail["To"] = self.to
        if "cc" in self.options:
            mail["Cc"] = self.options["cc"]
        is_answer = self.answers is not None and not self.subject.lower().startswith(("re:", "fwd:"))
        mail["Subject"] = f"Re: {self.subject}" if is_answer else self.subject
        zone = ZoneInfo(self.sender.timezone) if self.sender.timezone else UTC
        mail["Date"] = format_datetime((self.at - _TRAVELS_FOR).astimezone(zone))
        mail["Message-ID"] = f"<{hashlib.sha256(self.seed.encode()).hexdigest()[:28]}@{self._domain}>"
        if self.answers is not None:
            mail["In-Reply-To"] = self.answers.message_id
            mail["References"] = f"{self.answers.references} {self.answers.message_id}".strip()
        if self.sender.program in NAMES:
            name, value = NAMES[self.sender.program]
            mail[name] = value
        if "automatic" in self.options:
            mail["Auto-Submitted"] = self.options["automatic"]
        if "list" in self.options:
            mail["List-Unsubscribe"] = f"<https://{self._domain}/unsubscribe>"

    def _write(self, mail: EmailMessage) -> None:
        zone = ZoneInfo(self.sender.timezone) if self.sender.timezone else UTC
        parts = [self.text]
        if self.sender.signature and "unsigned" not in self.options and "automatic" not in self.options:
            parts.append(f"-- \n{self.sender.signature}")
        quote = ""
        if self.answers is not None and "bare" not in self.options:
            known = self.answers
            quote = quoted(
                self.sender.program,
                known.text,
                who=known.who,
                address=known.address,
                at=known.at.astimezone(zone),
                subject=self.subject,
            )
        plain = "\n\n".join([*parts, *filter(None, [quote])])
        charset = self.options.get("charset", "utf-8")
        mail.set_content(plain + "\n", charset=charset)
        if "html" in self.options:
            mail.add_alternative(_as_html(parts, quote), subtype="html")

    def _attachments(self) -> Sequence[str]:
        return self.options.get("attach", "").split()


def _as_html(parts: Sequence[str], quote: str) -> str:
    """As Outlook writes it: a paragraph a line, and the history behind a rule."""
    lines = [line for part in parts for line in part.splitlines()]
    body = "\n".join(f'<p class="MsoNormal">{escape(line) or "&nbsp;"}</p>' for line in lines)
    rest = quote.removeprefix("_" * 32).strip()
    history = (
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">'
        + "\n".join(f'<p class="MsoNormal">{escape(line) or "&nbsp;"}</p>' for line in rest.splitlines())
        + "</div>"
    )
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset="utf-8">'
        "<style>p.MsoNormal{margin:0cm;font-size:11.0pt;font-family:Calibri,sans-serif}</style></head>"
        f'<body lang="EN-US"><div class="WordSection1">{body}</div>{history if rest else ""}</body></html>'
    )
