"""What every command does before its own work."""

import os
from collections.abc import Callable
from functools import partial

import click

from frontline.config import embedded, environment

PATIENCE = 60.0  # seconds; after a crash or a reboot PostgreSQL may come later than we do


def prepare(
    *, needs_migrations: bool = False, patience: float = 0.0, meanwhile: Callable[[], None] = lambda: None
) -> str:
    """Check the settings, have a database, load Django; what the database is, in words.

    With `needs_migrations` the database must be of this version; `patience` is how many seconds it may be away.
    `meanwhile` is called when Django is loaded, while the embedded PostgreSQL comes up.
    Raises CannotStart.
    """
    environment.read()
    wait_for_postgresql = embedded.begin()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frontline.config.settings")
    import django

    django.setup()
    meanwhile()
    from frontline.config import database

    is_embedded = wait_for_postgresql()
    if is_embedded:
        database.use_role_of(os.environ["FRONTLINE_DATABASE_URL"])
    words = database.connect(partial(click.echo, err=True), patience=patience)
    if needs_migrations:
        database.require_migrated()
    return f"{words}, embedded" if is_embedded else words


def migrate(say: Callable[[str], None]) -> int:
    """Apply the migrations that are missing; how many that were. Raises CannotStart."""
    from frontline.config import database

    return database.migrate(say)
