"""Laying the foundation: schema.sql into an empty database."""

from importlib import resources

from django.db import connection, transaction

from frontline.config.cluster import VERSION

# What pg_dump assumes around its statements; for our transaction only.
_AROUND = "SET LOCAL search_path = ''; SET LOCAL check_function_bodies = off; SET LOCAL client_min_messages = warning;"
_IS_EMPTY = """
    SELECT current_schema() = 'public'
        AND NOT EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace)
        AND NOT EXISTS (SELECT FROM pg_proc WHERE pronamespace = 'public'::regnamespace)
        AND NOT EXISTS (SELECT FROM pg_type WHERE typnamespace = 'public'::regnamespace)
"""


def lay() -> bool:
    """Found the database if it is empty and of the version that schema.sql was written by; whether that was done.

    One transaction: whoever is killed in it leaves an empty database. Any other database is left as it is, for the
    migrations; they may find more to do after this, too.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.pg_version // 10000 != int(VERSION):  # type: ignore[attr-defined]
            return False
        cursor.execute(_IS_EMPTY)
        if not cursor.fetchone()[0]:
            return False
        cursor.execute(statements())
    return True


def statements() -> str:
    """What founds an empty database, all in one transaction: the schema of the library that keeps our jobs, as it
    brings it along, and ours."""
    jobs = resources.files("procrastinate.sql").joinpath("schema.sql").read_text("utf-8")
    return jobs + _AROUND + schema()


def schema() -> str:
    """The statements of schema.sql."""
    return resources.files("frontline.config.founding").joinpath("schema.sql").read_text("utf-8")
