"""Reading FRONTLINE_EMAIL_URL: where outgoing mail is handed over. Needs no Django, so that the settings may call it.

    smtp://user:password@host:587         STARTTLS if the server offers it; a password never goes out without it
    smtp+tls://user:password@host:587     STARTTLS, or nothing is sent
    smtps://user:password@host:465        TLS from the first byte
    postmark://SERVER-TOKEN               a provider's HTTP interface, through django-anymail; also
                                          mailgun://KEY@your.domain, mailjet://KEY:SECRET, sendgrid://KEY, brevo://KEY,
                                          resend://KEY, sparkpost://KEY, mailersend://TOKEN, mandrill://KEY

Options: `?timeout=30` (seconds, SMTP), `?ca=/path/to/ca.pem` (a certificate authority of your own, SMTP),
`?api_url=https://...` (a provider's other region), `?message_stream=...` (Postmark). Percent-encode what is special in
passwords. Certificates are checked unless the host is this machine. A provider's interface sends each recipient a copy
that names only them; its SMTP interface shows the whole list.
"""

from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

Security = Literal["opportunistic", "starttls", "tls"]

_SMTP: dict[str, tuple[Security, int]] = {
    "smtp": ("opportunistic", 587),
    "smtp+tls": ("starttls", 587),
    "smtps": ("tls", 465),
}
# For each provider how its parts are called by anymail: user, password, host of the address.
_PROVIDERS: dict[str, tuple[str, str, str]] = {
    "postmark": ("server_token", "", ""),
    "mailgun": ("api_key", "", "sender_domain"),
    "mailjet": ("api_key", "secret_key", ""),
    "sendgrid": ("api_key", "", ""),
    "brevo": ("api_key", "", ""),
    "resend": ("api_key", "", ""),
    "sparkpost": ("api_key", "", ""),
    "mailersend": ("api_token", "", ""),
    "mandrill": ("api_key", "", ""),
}
_PROVIDER_OPTIONS = {"api_url", "message_stream"}


class WrongAddress(ValueError):
    """The text is one sentence that says what to write instead. It never repeats the address: that holds a secret."""


@dataclass(frozen=True, slots=True)
class SmtpRelay:
    """A server that takes our mail by SMTP. `timeout` in seconds, for each step."""

    host: str
    port: int
    security: Security
    username: str = ""
    password: str = field(default="", repr=False)
    timeout: float = 30.0
    ca: str = ""

    @property
    def is_this_machine(self) -> bool:
        return self.host in {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class ProviderRelay:
    """A provider's HTTP interface; `options` are what its anymail backend is made with."""

    provider: str
    options: tuple[tuple[str, str], ...] = field(repr=False)


def read(url: str) -> SmtpRelay | ProviderRelay | None:
    """The relay that `url` names; None if it is empty: then nothing goes out. Raises WrongAddress."""
    if not url:
        return None
    scheme, separator, _ = url.partition("://")
    if separator and scheme in _SMTP:
        return _smtp(scheme, url)
    if separator and scheme in _PROVIDERS:
        return _provider(scheme, url)
    if scheme in {"amazon-ses", "ses"}:
        raise WrongAddress(
            "Amazon SES is used through its SMTP interface: smtps://user:password@email-smtp.REGION.amazonaws.com."
        )
    known = ", ".join([*_SMTP, *_PROVIDERS])
    raise WrongAddress(
        f"It must begin with one of {known}, such as smtp://user:password@mail.example.com:587."
    )


def _smtp(scheme: str, url: str) -> SmtpRelay:
    security, usual_port = _SMTP[scheme]
    try:
        parts = urlsplit(url)
        options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
        port, timeout = parts.port or usual_port, float(options.pop("timeout", "30"))
    except ValueError as error:
        raise WrongAddress(
            f"Its port, or an option behind the question mark, can't be read ({error})."
        ) from error
    ca = options.pop("ca", "")
    if not parts.hostname or options or parts.path not in {"", "/"} or not 0 < timeout <= 600:
        raise WrongAddress(
            "Write it as smtp://user:password@host:port, with at most ?timeout=SECONDS and &ca=FILE behind."
        )
    if (parts.username is None) != (parts.password is None):
        raise WrongAddress(
            "It has a user without a password, or the other way round: write smtp://user:password@host:port."
        )
    return SmtpRelay(
        host=parts.hostname,
        port=port,
        security=security,
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        timeout=timeout,
        ca=ca,
    )


def _provider(provider: str, url: str) -> ProviderRelay:
    key_name, secret_name, host_name = _PROVIDERS[provider]
    rest, _, query = url.partition("://")[2].partition("?")
    # Not by urlsplit().hostname, which would fold the case of a token.
    credentials, at, host = rest.rstrip("/").rpartition("@") if host_name else (rest.rstrip("/"), "", "")
    key, colon, secret = credentials.partition(":")
    options = dict(parse_qsl(query))
    if not key or bool(secret_name) != bool(colon and secret) or bool(host_name) != bool(at and host):
        raise WrongAddress(f"Write it as {provider}://{_shape(provider)}.")
    if set(options) - _PROVIDER_OPTIONS:
        raise WrongAddress(
            f"Behind the question mark only {' and '.join(sorted(_PROVIDER_OPTIONS))} are known."
        )
    named = {key_name: unquote(key), secret_name: unquote(secret), host_name: host, **options}
    return ProviderRelay(provider, tuple((name, value) for name, value in named.items() if name))


def _shape(provider: str) -> str:
    _, secret_name, host_name = _PROVIDERS[provider]
    return "KEY" + (":SECRET" if secret_name else "") + ("@your.domain" if host_name else "")
