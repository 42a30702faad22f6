"""Logging: structlog, readable on a terminal, JSON for machines."""

import logging
import sys
from typing import Any

import structlog


def configure(options: dict[str, Any]) -> None:
    """Route the standard library's logging through structlog. Called by Django with settings.LOGGING."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _short_if_database_is_away,
        structlog.processors.format_exc_info,
    ]
    renderer: Any = (
        structlog.processors.JSONRenderer()
        if options["as_json"]
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processor=renderer))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(options["level"])
    # httpx writes down whole addresses, and the address of a calendar or a webhook is often a secret.
    for noisy in ("procrastinate", "uvicorn", "mail.log", "asyncio", "httpx"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    for repeating in ("psycopg.pool", "procrastinate.utils"):
        logging.getLogger(repeating).setLevel(logging.CRITICAL)


def _short_if_database_is_away(logger: Any, method: str, event: dict[str, Any]) -> dict[str, Any]:
    """While the database is away everything fails alike: one line each, instead of a traceback each."""
    given = event.get("exc_info")
    error = given[1] if isinstance(given, tuple) else sys.exc_info()[1] if given is True else given
    while isinstance(error, BaseException):
        if type(error).__name__ in {
            "OperationalError",
            "AdminShutdown",
            "CrashShutdown",
            "ConnectionTimeout",
        }:
            event.pop("exc_info")
            event["error"] = " ".join(str(error).split())
            break
        error = error.__cause__
    return event
