"""What is asked together is answered to each who asked, in Django's transaction, and fails as Django does."""

import pytest
from django.db import DataError, connection, transaction

from frontline.kernel.asking import Asking, alone, both, together
from frontline.people.models import Company

pytestmark = pytest.mark.django_db


def plus_one(number: int) -> Asking[int]:
    (((found,),),) = yield [("SELECT %s::bigint + 1", [number])]
    return int(found)


def plus_two(number: int) -> Asking[int]:
    return (yield from plus_one((yield from plus_one(number))))


def nothing() -> Asking[str]:
    return "known already"
    yield []


def several() -> Asking[list[int]]:
    return (yield from both(plus_two(30), plus_one(40)))


def test_each_gets_the_answers_to_its_own_questions_however_often_it_asks() -> None:
    assert together(plus_one(1), nothing(), plus_two(10), several()) == [2, "known already", 12, [32, 41]]
    assert alone(nothing()) == "known already"


def test_what_this_transaction_wrote_is_seen() -> None:
    Company.objects.create(name="Acme", tier="community")

    def names() -> Asking[list[str]]:
        (found,) = yield [("SELECT name FROM people_company", [])]
        return [name for (name,) in found]

    assert alone(names()) == ["Acme"]


def test_it_raises_what_django_raises_and_the_connection_goes_on() -> None:
    def broken() -> Asking[None]:
        yield [("SELECT 1 / %s::int", [0])]

    with pytest.raises(DataError), transaction.atomic():
        together(plus_one(1), broken())
    assert alone(plus_one(1)) == 2


def test_every_question_is_counted(django_assert_num_queries) -> None:
    with django_assert_num_queries(3) as asked:
        together(plus_one(1), plus_two(10))
    assert "SELECT 1::bigint + 1" in asked.captured_queries[0]["sql"].replace("'", "")
    assert connection.queries_limit
