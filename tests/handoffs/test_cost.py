"""The count in the left column costs the other pages nothing."""

import pytest

from frontline.handoffs.views.places import _numbers
from frontline.rotation.standing import standings
from tests.handoffs.conftest import ENDS

pytestmark = pytest.mark.django_db


def test_who_is_not_the_hero_or_has_days_left_asks_nothing(
    shift, conversations, cast, clock, rf, django_assert_num_queries
):
    for who, at in ((cast.tom, ENDS.replace(hour=7)), (cast.mia, ENDS.replace(day=13))):
        clock.move_to(at)
        request = rf.get("/")
        request.user = who
        standings()  # the head of the page has asked
        with django_assert_num_queries(0):
            assert _numbers(request) == {}
