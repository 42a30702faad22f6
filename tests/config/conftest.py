"""Fixtures that several of these tests share."""

from tests.config.backups import backup, own_database, workspace  # noqa: F401
