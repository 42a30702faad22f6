"""Prepared statements take part in Django's transaction, and fail as Django's do."""

import pytest
from django.db import DataError, connection, transaction

from frontline.kernel import prepared
from frontline.people.models import Company

pytestmark = pytest.mark.django_db
INSERT = (
    "INSERT INTO people_company (name, domain, domain_is_verified, tier, created_at) "
    "VALUES (%s, '', false, %s, now()) RETURNING id"
)


def test_a_prepared_statement_is_undone_with_its_transaction() -> None:
    with transaction.atomic():
        [(pk,)] = prepared.run(INSERT, ["Acme", "community"])
        assert Company.objects.get(pk=pk).name == "Acme"
        transaction.set_rollback(True)
    assert not Company.objects.exists()


def test_it_raises_what_django_raises() -> None:
    with pytest.raises(DataError), transaction.atomic():
        prepared.run(INSERT, ["Acme", "x" * 17])
    assert not Company.objects.exists()


def test_it_is_planned_once_and_takes_values_of_every_size() -> None:
    for number in (1, 2**20, 2**40):
        assert prepared.run("SELECT %s::bigint + 1", [number]) == [(number + 1,)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%%::bigint + 1'")
        assert cursor.fetchone()[0] >= 1
