"""The list of products, which leads keep."""

import pytest
from django.test import Client

from frontline.events.models import Event
from frontline.people.models import Product
from tests.cast import Cast


@pytest.fixture
def lena(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.lead)
    return client


def test_only_leads_come_to_it(cast: Cast):
    client = Client()
    client.force_login(cast.mia)
    assert (
        client.get("/products").status_code == client.get(f"/products/{cast.product.pk}").status_code == 403
    )


def test_a_product_is_added_and_changed_once(lena: Client, cast: Cast):
    lena.post("/products", {"name": " Data  pipeline ", "team": cast.tom.team.pk})
    made = Product.objects.get(name="Data pipeline")
    assert "Data pipeline" in lena.get("/products").content.decode()
    for _ in range(2):
        lena.post(f"/products/{made.pk}", {"name": "Pipelines", "team": ""})
    made.refresh_from_db()
    assert (made.name, made.team) == ("Pipelines", None)
    kinds = Event.objects.filter(subject_kind="product", subject_id=made.pk).order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == ["product.added", "product.changed"]


def test_a_name_that_is_taken_or_missing_is_said_on_the_form(lena: Client, cast: Cast):
    answer = lena.post("/products", {"name": "Postgres"})
    assert answer.status_code == 422
    assert "already" in answer.content.decode()
    assert lena.post("/products", {"name": " "}).status_code == 422
    assert lena.get("/products/999999999").status_code == 404
