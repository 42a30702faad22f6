"""What every command does before its own work."""

import os
from collections.abc import Callable

from frontline.config import embedded, environment


def prepare(*, needs_migrations: bool = False) -> str:
    """Check the settings, have a database, load Django; what the database is, in words.

    With `needs_migrations` the database must be of this version. Raises CannotStart.
    """
    environment.read()
    is_embedded = embedded.start_if_needed()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frontline.config.settings")
    import django

    django.setup()
    from frontline.config import database

    words = database.connect()
    if needs_migrations:
        database.require_migrated()
    return f"{words}, embedded" if is_embedded else words


def migrate(say: Callable[[str], None]) -> int:
    """Apply the migrations that are missing; how many that were. Raises CannotStart."""
    from frontline.config import database

    return database.migrate(say)
