"""Is the database there, and does it fit the code?"""

from django.db import connection

from frontline.config.database import OLDEST, missing_migrations
from frontline.config.environment import CannotStart
from frontline.config.selfcheck.amounts import counted
from frontline.config.selfcheck.finding import Finding, State
from frontline.ui.words import filesize


def database() -> Finding:
    """Reachable, of a version that is supported, and how large."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version_num')::int, current_setting('server_version'),"
            " pg_database_size(current_database())"
        )
        number, version, size = cursor.fetchone()
    figures = {"database_bytes": float(size)}
    if number < OLDEST * 10_000:
        return Finding(
            "Database",
            State.WARN,
            f"PostgreSQL {version} answers; Frontline is tested on {OLDEST} and newer.",
            f"Upgrade PostgreSQL to {OLDEST} or newer.",
            figures,
        )
    return Finding(
        "Database",
        State.OK,
        f"PostgreSQL {version.split()[0]} answers; it holds {filesize(size)}.",
        "",
        figures,
    )


def migrations() -> Finding:
    """Whether the database has the form that this version of the code expects."""
    try:
        missing = missing_migrations()
    except CannotStart as newer:
        return Finding("Migrations", State.BAD, str(newer))
    figures = {"migrations_missing": float(missing)}
    if missing:
        return Finding(
            "Migrations",
            State.BAD,
            f"The database is older than this Frontline: {counted(missing, 'migration')} missing.",
            "Run `frontline migrate`, then restart.",
            figures,
        )
    return Finding(
        "Migrations", State.OK, "The database has the form that this version expects.", "", figures
    )
