"""Small turns of phrase."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from frontline.ui import times
from frontline.ui.words import attributes, filesize, initials

NOW = datetime(2026, 3, 16, 14, 2, 11, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _monday_afternoon():
    with time_machine.travel(NOW, tick=False), timezone.override("Europe/Dublin"):
        yield


@pytest.mark.parametrize(
    ("past", "words"),
    [
        (timedelta(0), "14:02"),
        (timedelta(hours=14), "00:02"),
        (timedelta(hours=15), "Sun 23:02"),
        (timedelta(days=6), "Tue 14:02"),
        (timedelta(days=7), "9 Mar"),
        (timedelta(days=75), "31 Dec 2025"),
        (-timedelta(days=1), "Tue 14:02"),
        (-timedelta(days=30), "15 Apr"),
    ],
)
def test_an_instant_is_said_as_briefly_as_it_is_clear(past, words):
    assert times.in_words(NOW - past, NOW) == words


def test_an_instant_is_shown_in_the_zone_of_whoever_reads():
    with timezone.override("Asia/Tokyo"):
        shown = times.when(NOW)

    assert ">23:02</time>" in shown
    assert 'datetime="2026-03-16T23:02:11+09:00"' in shown
    assert "Monday, 16 March 2026, 23:02:11 JST" in shown


@pytest.mark.parametrize(
    ("past", "words"),
    [
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=59), "59 min"),
        (timedelta(hours=23, minutes=59), "23 h"),
        (timedelta(days=3), "3 d"),
        (-timedelta(minutes=9), "9 min"),
    ],
)
def test_a_distance_is_said_in_its_largest_unit(past, words):
    assert f">{words}</time>" in times.ago(NOW - past)
    assert "data-ago" in times.ago(NOW - past)


def test_no_instant_is_no_words():
    assert times.when(None) == ""
    assert times.ago(None) == ""


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1500, "1.5 kB"),
        (25_000_000, "25 MB"),
        (999_600, "1.0 MB"),
        (3 * 10**12, "3.0 TB"),
    ],
)
def test_sizes_are_said_as_people_say_them(size, words):
    assert filesize(size) == words


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Mia Rask", "MR"),
        ("hexcat", "HE"),
        ("Ana de la Cruz", "AC"),
        ("", "?"),
        ("  ", "?"),
        ("d@acme.example", "DA"),
    ],
)
def test_a_face_shows_one_or_two_letters(name, letters):
    assert initials(name) == letters


def test_attributes_are_escaped_and_false_ones_left_out():
    written = attributes({"data_key": 'r"', "disabled": True, "hidden": False, "for_": "x", "title": None})

    assert written == ' data-key="r&#34;" disabled for="x"'
