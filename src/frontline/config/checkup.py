"""What `frontline check` looks at: each thing is ok, a warning, or wrong, in a sentence."""

import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.core.checks import run_checks
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from frontline.config import database, ports
from frontline.config.environment import CannotStart
from frontline.config.settings import env

LEAST_FREE = 1_000_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Finding:
    state: Literal["ok", "warning", "wrong"]
    about: str
    sentence: str


def look_over(database_words: str) -> list[Finding]:
    """All findings, in the order in which they are worth reading."""
    found = [Finding("ok", "settings", f"Data in {env.data}, address {env.url}.")]
    found.append(Finding("ok", "database", f"{database_words}."))
    found += [_migrations(), _storage(), _disk(), _mail_out(), _mail_in()]
    return [*found, *_system()]


def _migrations() -> Finding:
    try:
        missing = database.missing_migrations()
    except CannotStart as error:
        return Finding("wrong", "migrations", str(error))
    if missing:
        return Finding("wrong", "migrations", f"{missing} are missing: run `frontline migrate`.")
    return Finding("ok", "migrations", "Database and program are of one version.")


def _storage() -> Finding:
    try:
        name = default_storage.save(f"check-{uuid.uuid4().hex}", ContentFile(b"written by frontline check"))
        default_storage.delete(name)
    except Exception as error:
        return Finding(
            "wrong", "attachments", f"They can't be stored: {error}. Check the folder or the bucket."
        )
    return Finding("ok", "attachments", "The storage can be written to.")


def _disk() -> Finding:
    free = shutil.disk_usage(env.data).free
    if free < LEAST_FREE:
        return Finding(
            "warning", "disk", f"Only {free // 1_000_000} MB are free below {env.data}: make room."
        )
    return Finding("ok", "disk", f"{free // 1_000_000_000} GB are free.")


def _mail_out() -> Finding:
    if env.email_url:
        return Finding("ok", "mail out", "FRONTLINE_EMAIL_URL is set.")
    return Finding(
        "warning",
        "mail out",
        "Mail stays in the outbox, because FRONTLINE_EMAIL_URL is not set: customers get nothing.",
    )


def _mail_in() -> Finding:
    try:
        ports.check(env.smtp_host, env.smtp_port, "FRONTLINE_SMTP_PORT")
    except CannotStart:
        return Finding("ok", "mail in", f"Something listens on port {env.smtp_port}: Frontline, if it runs.")
    return Finding("ok", "mail in", f"Port {env.smtp_port} is free for the mail server.")


def _system() -> Iterator[Finding]:
    """Our own warnings (config/checks.py), and what Django calls an error; its other warnings are for developers."""
    for message in run_checks(include_deployment_checks=True):
        if message.is_serious() or str(message.id).startswith("frontline."):
            state: Literal["warning", "wrong"] = "wrong" if message.is_serious() else "warning"
            words = " ".join(f"{message.msg} {message.hint or ''}".split())
            yield Finding(state, str(message.id or "check"), words)
