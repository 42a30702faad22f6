"""Examining Frontline: all checks, in the order in which one would look."""

from collections.abc import Sequence

import structlog
from django.db import DatabaseError, InterfaceError, connection, transaction

from frontline.config.selfcheck import database, disk, mail, notices, tiers, work
from frontline.config.selfcheck.finding import Check, Finding, State

# Whoever sends us traffic asks for these: without one of them it should go elsewhere.
READINESS: list[Check] = [database.database, database.migrations, work.workers]

CHECKS: list[Check] = [
    *READINESS,
    work.jobs,
    mail.arrivals,
    mail.failed_arrivals,
    mail.departures,
    mail.mail_out,
    mail.mailboxes,
    notices.notices,
    tiers.tier_sources,
    disk.disk,
    disk.attachments,
]

PATIENCE = "2s"

log = structlog.get_logger(__name__)


def examine(checks: Sequence[Check] = tuple(CHECKS)) -> list[Finding]:
    """Every check's finding. One that can't be made is itself a finding, and holds up no other."""
    return [_examine(check) for check in checks]


def worst(findings: Sequence[Finding]) -> State:
    """How it stands on the whole."""
    return max((finding.state for finding in findings), default=State.OK)


def _examine(check: Check) -> Finding:
    name = check.__name__.replace("_", " ").capitalize()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL statement_timeout = '{PATIENCE}'")
            return check()
    except (DatabaseError, InterfaceError) as error:
        log.warning("a check could not be made", check=check.__name__, error=str(error))
        said = str(error).strip().splitlines()[0] if str(error).strip() else "no answer"
        return Finding(
            name,
            State.BAD,
            f"The database can't tell: {said}",
            "See that PostgreSQL runs and can be reached.",
        )
    except Exception as error:
        log.exception("a check broke", check=check.__name__)
        return Finding(name, State.BAD, f"This could not be examined: {error}", "The log has more about it.")
