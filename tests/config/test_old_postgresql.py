"""PostgreSQL before 15 is refused."""

import pytest
from django.db import connection

from frontline.config import database
from frontline.config.environment import Misconfigured


@pytest.mark.django_db
def test_postgresql_14_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(connection.__dict__, "pg_version", 140011)
    with pytest.raises(Misconfigured, match="is PostgreSQL 14, and Frontline needs 15 or newer"):
        database.connect(print)


@pytest.mark.django_db
def test_postgresql_15_will_do(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(connection.__dict__, "pg_version", 150000)
    assert database.connect(print) == "PostgreSQL 15.0"
