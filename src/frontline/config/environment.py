"""Reading `FRONTLINE_*` from the environment. Each wrong value becomes one sentence that says what to do."""

import errno
import os
import re
import secrets
import socket
import ssl
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ

from frontline.channels.email.relays import address
from frontline.config import attachments, tier_sources


class CannotStart(Exception):
    """Frontline can't start as things are; the text is one sentence with what to do about it."""

    exit_code = 1


class Misconfigured(CannotStart):
    """A setting is wrong."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings of one Frontline, checked."""

    data: Path
    secret_key: str
    debug: bool
    url: str
    host: str
    port: int
    smtp_host: str
    smtp_port: int
    lmtp_port: int | None
    smtp_certificate: str
    smtp_key: str
    smtp_connections: int
    allowed_hosts: list[str]
    trusted_origins: list[str]
    behind_proxy: bool
    database: dict[str, Any]
    test_database: str
    email_url: str
    email_backend: str
    http_allowed_hosts: list[str]
    mail_size_limit: int
    trusted_authserv_id: str
    check_senders: str
    webhook_secret: str
    webhook_signing_key: str
    stripe_key: str
    stripe_webhook_secret: str
    hubspot_token: str
    slack_token: str
    metrics_token: str
    colleagues_may_join: bool
    undo_for: timedelta
    attachment_storage: dict[str, Any]
    log_level: str
    log_as_json: bool
    sentry_dsn: str


def read() -> Environment:
    """The environment as it is now. Raises Misconfigured; creates the data folder and the secret key if absent."""
    data = data_folder()
    url = _url("FRONTLINE_URL", _own_address())
    return Environment(
        data=data,
        secret_key=_secret_key(data),
        debug=_truth("FRONTLINE_DEBUG", False),
        url=url.rstrip("/"),
        host=_text("FRONTLINE_HOST", "127.0.0.1"),
        port=_port("FRONTLINE_PORT", 8000),
        smtp_host=_text("FRONTLINE_SMTP_HOST", _text("FRONTLINE_HOST", "127.0.0.1")),
        smtp_port=_port("FRONTLINE_SMTP_PORT", 2525),
        lmtp_port=_port("FRONTLINE_LMTP_PORT", 24) if _text("FRONTLINE_LMTP_PORT", "") else None,
        **_certificate(),
        smtp_connections=_whole("FRONTLINE_SMTP_CONNECTIONS", 100),
        allowed_hosts=sorted({_host_of(url), _host_of(_own_address()), "localhost", "127.0.0.1", "[::1]"}),
        trusted_origins=[url.rstrip("/")],
        behind_proxy=_truth("FRONTLINE_BEHIND_PROXY", False),
        database=_database(),
        test_database=_text("FRONTLINE_TEST_DATABASE", "frontline_test"),
        email_url=_email_url(),
        email_backend="frontline.channels.email.backend.Backend",
        http_allowed_hosts=_listed("FRONTLINE_HTTP_ALLOWED_HOSTS"),
        mail_size_limit=_whole("FRONTLINE_MAIL_SIZE_LIMIT", 25_000_000, least=100_000),
        trusted_authserv_id=_text("FRONTLINE_TRUSTED_AUTHSERV_ID", ""),
        check_senders=_one_of("FRONTLINE_CHECK_SENDERS", "auto", ("auto", "on", "off")),
        webhook_secret=_webhook_secret(),
        webhook_signing_key=_text("FRONTLINE_WEBHOOK_SIGNING_KEY", ""),
        **_tier_sources(),
        slack_token=_slack_token(),
        metrics_token=_text("FRONTLINE_METRICS_TOKEN", ""),
        colleagues_may_join=_truth("FRONTLINE_COLLEAGUES_MAY_JOIN", False),
        undo_for=timedelta(seconds=_whole("FRONTLINE_UNDO_SECONDS", 10, least=0)),
        attachment_storage=_attachment_storage(data),
        log_level=_one_of("FRONTLINE_LOG_LEVEL", "info", ("debug", "info", "warning", "error")).upper(),
        log_as_json=_truth("FRONTLINE_LOG_JSON", False),
        sentry_dsn=_text("FRONTLINE_SENTRY_DSN", ""),
    )


def _own_address() -> str:
    """Where this machine's browser finds us, if nobody says otherwise; by this machine's name if we listen on all."""
    host = _text("FRONTLINE_HOST", "127.0.0.1")
    if host in {"0.0.0.0", "::"}:  # noqa: S104  (asked, not used)
        host = socket.gethostname()
    return f"http://{f'[{host}]' if ':' in host else host}:{_port('FRONTLINE_PORT', 8000)}"


def _host_of(url: str) -> str:
    """The host as a browser names it in its Host header: an IPv6 address in brackets."""
    host = urlsplit(url).hostname or "localhost"
    return f"[{host}]" if ":" in host else host


def data_folder() -> Path:
    """FRONTLINE_DATA, made if absent, open to this user only. Raises Misconfigured."""
    data = Path(_text("FRONTLINE_DATA", "data")).expanduser().resolve()
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.access(data, os.R_OK | os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, "no permission")
    except OSError as error:
        raise Misconfigured(
            f"Frontline can't use its data folder {data} ({(error.strerror or str(error)).lower()}): "
            "give this user the folder, or set FRONTLINE_DATA to one that it may write to."
        ) from error
    return data


def _text(name: str, default: str) -> str:
    return os.environ.get(name, "").strip() or default


def _listed(name: str) -> list[str]:
    return [each.strip() for each in _text(name, "").split(",") if each.strip()]


def _email_url() -> str:
    """Where outgoing mail is handed over (channels/email/relays/address.py); empty: into the outbox."""
    url = _text("FRONTLINE_EMAIL_URL", "")
    try:
        address.read(url)
    except address.WrongAddress as error:
        raise Misconfigured(f"FRONTLINE_EMAIL_URL can't be used. {error}") from error
    return url


def _truth(name: str, default: bool) -> bool:
    value = _text(name, "yes" if default else "no").lower()
    if value in {"1", "yes", "true", "on"}:
        return True
    if value in {"0", "no", "false", "off"}:
        return False
    raise Misconfigured(f"{name} is {value!r}: write yes or no.")


def _whole(name: str, default: int, *, least: int = 1) -> int:
    value = _text(name, str(default))
    if not value.isascii() or not value.isdigit() or int(value) < least:
        raise Misconfigured(f"{name} is {value!r}: write a whole number, {least} or more.")
    return int(value)


def _port(name: str, default: int) -> int:
    port = _whole(name, default)
    if port > 65535:
        raise Misconfigured(f"{name} is {port}: a port is a number from 1 to 65535.")
    return port


def _one_of(name: str, default: str, choices: tuple[str, ...]) -> str:
    value = _text(name, default).lower()
    if value not in choices:
        raise Misconfigured(f"{name} is {value!r}: write one of {', '.join(choices)}.")
    return value


def _url(name: str, default: str) -> str:
    value = _text(name, default)
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Misconfigured(
            f"{name} is {value!r}: write the address people open, such as https://support.example.com."
        )
    return value


def _secret_key(data: Path) -> str:
    """The key from the environment, or from the data folder, where it is made on first use (readable by us only)."""
    given = _text("FRONTLINE_SECRET_KEY", "")
    if given:
        if len(given) < 32:
            raise Misconfigured(
                "FRONTLINE_SECRET_KEY is too short: give at least 32 characters, "
                "or leave it out and one is made for you."
            )
        return given
    path = data / "secret-key"
    try:
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text().strip()
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48) + "\n")
        return path.read_text().strip()
    except OSError as error:
        raise Misconfigured(
            f"Frontline can't write to its data folder {data} ({error.strerror}): "
            "give this user the folder, or set FRONTLINE_DATA to one it may write to."
        ) from error


def _certificate() -> dict[str, str]:
    """The certificate and key with which the mail server offers STARTTLS, tried here; empty if there is none."""
    certificate, key = _text("FRONTLINE_SMTP_CERTIFICATE", ""), _text("FRONTLINE_SMTP_KEY", "")
    if key and not certificate:
        raise Misconfigured("FRONTLINE_SMTP_KEY is set alone: give FRONTLINE_SMTP_CERTIFICATE too.")
    if certificate:
        try:
            ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(certificate, key or None)
        except (OSError, ValueError) as error:
            raise Misconfigured(
                f"FRONTLINE_SMTP_CERTIFICATE and FRONTLINE_SMTP_KEY can't be used ({error}): "
                "give two PEM files that belong together and that this user may read."
            ) from error
    return {"smtp_certificate": certificate, "smtp_key": key}


def _webhook_secret() -> str:
    """What providers must present at /hooks/ (HTTP basic authentication); empty turns the hooks off."""
    secret = _text("FRONTLINE_WEBHOOK_SECRET", "")
    name, colon, password = secret.partition(":")
    if secret and not (name and colon and len(password) >= 16):
        raise Misconfigured(
            "FRONTLINE_WEBHOOK_SECRET must be NAME:SECRET with a secret of at least 16 characters; "
            "give the provider the address https://NAME:SECRET@your-host/hooks/..."
        )
    return secret


def _tier_sources() -> dict[str, str]:
    """The keys for what tiers are computed from (config/tier_sources.py); each empty if not given."""
    try:
        return tier_sources.read(_text)
    except tier_sources.WrongKey as error:
        raise Misconfigured(str(error)) from error


def _slack_token() -> str:
    """With which teammates are told in Slack; empty: they aren't."""
    token = _text("FRONTLINE_SLACK_TOKEN", "")
    if token and not re.fullmatch(r"xoxb-[A-Za-z0-9-]{8,}", token):
        raise Misconfigured(
            "FRONTLINE_SLACK_TOKEN is no bot token of Slack's: it begins with xoxb-, and stands in your app "
            "under OAuth & Permissions once it is installed."
        )
    return token


def _database() -> dict[str, Any]:
    """Django's description of the database; a placeholder until the embedded one runs (config/embedded.py)."""
    url = _text("FRONTLINE_DATABASE_URL", "postgresql:///frontline")
    if urlsplit(url).scheme not in {"postgres", "postgresql"}:
        raise Misconfigured(
            "FRONTLINE_DATABASE_URL must be a PostgreSQL address, such as postgresql://frontline:secret@db.example.com/frontline."
        )
    try:
        described: dict[str, Any] = environ.Env.db_url_config(url)
    except (ValueError, environ.ImproperlyConfigured) as error:
        raise Misconfigured(
            "FRONTLINE_DATABASE_URL can't be read: write postgresql://user:password@host:port/name."
        ) from error
    # A page that asks for more than this is broken; migrations and backups set their own.
    described.setdefault("OPTIONS", {}).setdefault("options", "-c statement_timeout=30s")
    return described


def _attachment_storage(data: Path) -> dict[str, Any]:
    try:
        return attachments.storage(data, _text)
    except attachments.LibraryMissing as error:
        raise Misconfigured(str(error)) from error
