"""The customer behind an address is one customer, whoever asks and when."""

import threading

import pytest
from django.db import connection

from frontline.people.finding import customer_at, teammate_at
from frontline.people.models import Customer
from tests.cast import Cast


@pytest.mark.django_db(transaction=True)
def test_two_first_letters_at_once_make_one_customer():
    barrier = threading.Barrier(4)
    found: list[int] = []

    def ask() -> None:
        barrier.wait()
        found.append(customer_at("new@elsewhere.example", name="Nora").pk)
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 4
    assert len(set(found)) == 1
    assert Customer.objects.filter(addresses__value="new@elsewhere.example").count() == 1


def test_a_customer_belongs_to_the_company_of_their_verified_domain(cast: Cast):
    company = customer_at("bob@northwind.example").company
    assert company is not None
    assert company.name == "Northwind"
    assert customer_at("someone@nowhere.example").company is None
    assert customer_at("no-domain").company is None


def test_only_an_active_teammate_is_one(cast: Cast):
    assert teammate_at("MIA@acme.example") == cast.mia
    cast.mia.is_active = False
    cast.mia.save()
    assert teammate_at("mia@acme.example") is None
