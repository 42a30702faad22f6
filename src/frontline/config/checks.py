"""Checks of the settings together: what works, but should not be left like this where others can reach it."""

import os
import stat
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register

_OURS_ALONE = {"localhost", "127.0.0.1", "::1"}


@register(Tags.security, deploy=True)
def address_is_secure(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """Passwords and mail must not cross a network in the clear."""
    parts = urlsplit(settings.PUBLIC_URL)
    if parts.scheme == "https" or parts.hostname in _OURS_ALONE:
        return []
    return [
        Warning(
            f"People open {settings.PUBLIC_URL} without encryption.",
            hint="Put a reverse proxy with a certificate in front, and set FRONTLINE_URL to its https address.",
            id="frontline.W001",
        )
    ]


@register(Tags.security, deploy=True)
def key_is_private(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """The secret key signs sign-ins and reply addresses."""
    path = settings.DATA / "secret-key"
    if (
        os.environ.get("FRONTLINE_SECRET_KEY")
        or not path.exists()
        or not _others_may_read(path.stat().st_mode)
    ):
        return []
    return [
        Warning(
            f"Others on this machine can read {path}.", hint=f"Run: chmod 600 {path}", id="frontline.W002"
        )
    ]


@register(Tags.security, deploy=True)
def debug_is_off(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """Debug pages show settings and data."""
    if not settings.DEBUG:
        return []
    return [
        Warning(
            "FRONTLINE_DEBUG is on.", hint="Unset it: error pages show what is private.", id="frontline.W003"
        )
    ]


def _others_may_read(mode: int) -> bool:
    return bool(mode & (stat.S_IRGRP | stat.S_IROTH))
