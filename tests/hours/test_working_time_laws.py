"""The laws of working time, to the second, over forty years and in all zones."""

from hypothesis import assume, given
from hypothesis import strategies as st

from frontline.hours.opening import BLOCK, FAR
from tests.hours.strategies import calendars, instants, many

durations = st.one_of(st.integers(1, 200_000), st.integers(1, 3_000_000))
few = many(60)


@few
@given(calendars(), instants, durations)
def test_what_was_added_or_subtracted_lies_between(calendar, at, wanted):
    later, earlier = calendar.add(at, wanted), calendar.subtract(at, wanted)
    if later is not None:
        assert at < later <= at + FAR
        assert calendar.between(at, later) == wanted
    if earlier is not None:
        assert at - FAR <= earlier < at
        assert calendar.between(earlier, at) == wanted
        assert calendar.between(at, earlier) == -wanted


@few
@given(calendars(), instants, durations, durations)
def test_adding_twice_is_adding_the_sum(calendar, at, one, other):
    for move in (calendar.add, calendar.subtract):
        first, whole = move(at, one), move(at, one + other)
        if whole is not None:
            assert first is not None
            assert move(first, other) == whole


@few
@given(calendars(), instants, durations)
def test_subtracting_undoes_adding_up_to_the_closed_gap_at_the_beginning(calendar, at, wanted):
    later = calendar.add(at, wanted)
    assume(later is not None)

    assert calendar.subtract(later, wanted) == calendar.opens_at(at)


@few
@given(calendars(), instants, durations)
def test_adding_undoes_subtracting_up_to_the_closed_gap_at_the_end(calendar, at, wanted):
    earlier = calendar.subtract(at, wanted)
    assume(earlier is not None)
    back = calendar.add(earlier, wanted)

    assert back is not None
    assert back <= at
    assert calendar.between(back, at) == 0
    assert calendar.is_open(back - 1), "it is the beginning of the gap"
    if calendar.is_open(at - 1):
        assert back == at


@few
@given(calendars(), instants, instants, durations, durations)
def test_later_and_more_is_never_earlier(calendar, one, other, less, more):
    early, late = sorted((one, other))
    less, more = sorted((less, more))
    never = float("inf")

    def add(at, wanted):
        return never if (found := calendar.add(at, wanted)) is None else found

    def subtract(at, wanted):
        return -never if (found := calendar.subtract(at, wanted)) is None else found

    assert add(early, less) <= add(early, more)
    assert subtract(late, more) <= subtract(late, less)
    if (later := calendar.add(late, less)) is not None and later - early <= FAR:
        assert add(early, less) <= later
    if (earlier := calendar.subtract(early, less)) is not None and late - earlier <= FAR:
        assert earlier <= subtract(late, less)


@few
@given(calendars(), instants, instants, instants)
def test_parts_of_a_time_add_up(calendar, a, b, c):
    assert calendar.between(a, b) + calendar.between(b, c) == calendar.between(a, c)
    assert 0 <= calendar.between(*sorted((a, b))) <= abs(a - b)


@few
@given(calendars(), instants)
def test_opening_and_closing_are_where_it_turns(calendar, at):
    opens = calendar.opens_at(at)
    if opens is None:
        assert calendar.add(at, 1) is None
        return
    assert calendar.is_open(opens)
    assert opens == at or not calendar.is_open(opens - 1)
    assert calendar.between(at, opens) == 0
    closes = calendar.closes_at(opens)
    if closes is not None:
        assert calendar.is_open(closes - 1)
        assert not calendar.is_open(closes)
        assert calendar.between(opens, closes) == closes - opens


@few
@given(calendars(), instants, durations)
def test_the_stretch_around_an_instant_is_open_from_end_to_end(calendar, begin, wanted):
    for at in (begin, calendar.add(begin, wanted)):
        if at is None:
            continue
        found = calendar.stretch_at(at)
        if found is None:
            assert not calendar.is_open(at - 1)
            continue
        start, end = found
        assert start < at <= end
        assert calendar.between(start, end) == end - start
        assert start % BLOCK == 0 or not calendar.is_open(start - 1)
        assert end % BLOCK == 0 or not calendar.is_open(end)
