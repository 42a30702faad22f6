"""The sample workspace is whole, looks lived-in, and is built on nothing else."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.contrib.auth import authenticate
from django.db import connection, transaction
from django.db.models import QuerySet
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.plugin import DjangoDbBlocker

from frontline.channels.email.models import OutboxMail, SupportAddress
from frontline.config import sample
from frontline.config.sample import moving_in, reading, turns
from frontline.config.sample.instants import Calendar, Untellable
from frontline.hours.models import WorkingCalendar
from frontline.inbox.models import Attachment, Clock, Conversation, Dispatch, Intake, Message, Note
from frontline.inbox.queries import listed
from frontline.inbox.timeline import timeline
from frontline.kernel import clock
from frontline.people.models import Company, Customer, Product, Teammate, Tier, Workspace
from frontline.rotation.models import LoggedShift, Rotation
from frontline.rotation.plan.final import FinalShift, final_shifts
from frontline.rotation.plan.loading import load

pytestmark = pytest.mark.django_db
STORY = reading.story()


@pytest.fixture(scope="class")
def said(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[str]]:
    """The sample, built once for all tests that only look at it; what the build said."""
    heard: list[str] = []
    with django_db_blocker.unblock(), transaction.atomic():
        before = settings.EMAIL_URL
        settings.EMAIL_URL = "smtp://127.0.0.1:9"  # nothing listens there: whatever went out would fail
        try:
            sample.build(heard.append)
        finally:
            settings.EMAIL_URL = before
        yield heard
        transaction.set_rollback(True)


def jobs_to_do() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs WHERE status = 'todo'")
        return [name for (name,) in cursor.fetchall()]


def told() -> QuerySet[Conversation]:
    """Those of the story, not of the months before it."""
    return Conversation.objects.filter(pk__gte=sample.FIRST_NUMBER)


@pytest.mark.usefixtures("said")
class TestTheSample:
    def test_the_house_has_its_people_products_and_addresses(self) -> None:
        assert Workspace.objects.get().name == "Acme Cloud"
        assert Workspace.objects.get().is_sample
        assert set(Product.objects.values_list("name", flat=True)) == {"Postgres", "Builds", "Domains"}
        assert Teammate.objects.count() == 8
        assert SupportAddress.objects.get(is_default=True).address == "support@acme.example"
        assert SupportAddress.objects.get(product__name="Postgres").address == "postgres@acme.example"
        assert Company.objects.count() == 20
        assert Customer.objects.count() >= 40
        assert {c.tier for c in Company.objects.all()} == set(Tier.values)

    def test_every_printed_sign_in_works(self) -> None:
        assert len(sample.SIGN_INS) == 8
        for email, who in sample.SIGN_INS:
            signed_in = authenticate(None, email=email, password=sample.PASSWORD)
            assert signed_in is not None, email
            assert who.startswith(signed_in.name)

    def test_some_wait_for_somebody_some_for_their_customer_and_most_are_done(self) -> None:
        opened = Conversation.objects.filter(status="open")
        assert 55 <= told().count() <= 70
        assert 22 <= opened.count() <= 30
        assert 12 <= opened.filter(assignee=None).count() <= 18
        assert opened.filter(waits_for_customer=True).exists()

    def test_the_newest_message_is_minutes_old_and_the_oldest_two_weeks(self) -> None:
        at = Message.objects.filter(conversation__in=told()).order_by("at").values_list("at", flat=True)
        assert timedelta() <= clock.now() - at.last() < timedelta(minutes=15)
        assert timedelta(days=11) < clock.now() - at.first() < timedelta(days=15)

    def test_one_mail_could_not_be_read_and_one_reply_came_back(self) -> None:
        failed = Intake.objects.filter(state="failed")
        assert ["no sender" in i.outcome for i in failed] == [True]
        assert not Intake.objects.filter(state="pending").exists()
        back = Dispatch.objects.exclude(state="sent").get()
        assert back.state == "failed"
        assert back.is_permanent
        assert "5.1.1" in back.answer

    def test_all_other_mail_went_to_the_outbox_and_none_out(self) -> None:
        assert OutboxMail.objects.count() == Dispatch.objects.count()
        assert OutboxMail.objects.filter(dispatch=None).count() == 0

    def test_answers_found_their_way_by_the_headers_that_we_gave_out(self) -> None:
        answers = Message.objects.filter(direction="in").exclude(in_reply_to="")
        assert answers.count() > 40
        assert all("takes part in it" in m.placed_because for m in answers)

    def test_a_stranger_who_quotes_a_number_has_a_conversation_of_their_own(self) -> None:
        stranger = Conversation.objects.get(customer__name="Pat Sorrell")
        quoted = Conversation.objects.get(customer__name="Dana Whitfield")
        assert f"#{quoted.number}" in stranger.subject
        assert not stranger.messages.get(direction="in").sender_is_verified

    def test_machines_are_taken_in_and_not_answered(self) -> None:
        away = Conversation.objects.get(subject="Last month's invoice")
        assert away.messages.filter(direction="in", is_automatic=True).count() == 2
        probe = Conversation.objects.get(subject__contains="api probe")
        assert probe.messages.count() == 1

    def test_files_scripts_and_forwards_came_through(self) -> None:
        names = set(Attachment.objects.values_list("name", "type"))
        assert {("build-times.png", "image/png"), ("build-4f1c.log", "text/plain")} <= names
        assert Message.objects.filter(text__contains="継続的").exists()
        assert Message.objects.filter(text__contains="größte Lob").exists()
        forwarded = Conversation.objects.get(subject="Question after your talk")
        assert forwarded.customer.name == "Sam Verhaeghe"

    def test_no_text_is_told_twice_and_no_token_is_left(self) -> None:
        texts = [
            *Message.objects.filter(is_automatic=False, conversation__in=told()).values_list(
                "text", flat=True
            )
        ]
        texts += Note.objects.values_list("text", flat=True)
        written = [t for t in texts if t]
        assert len(set(written)) == len(written)
        assert not [t for t in written if "{Mon" in t or "{Fri" in t or "{#" in t or "{last" in t]

    def test_every_conversation_can_be_shown(self) -> None:
        for conversation in told():
            shown = timeline(conversation)
            assert shown.entries
            assert shown.earlier_cursor is None
            assert [e.at for e in shown.entries] == sorted(e.at for e in shown.entries)

    def test_the_rotations_have_run_for_weeks_and_are_logged_until_now(self) -> None:
        names = ["Hero", "Platform primary", "Platform secondary"]
        assert list(Rotation.objects.values_list("name", flat=True)) == names
        assert {r.frozen_until for r in Rotation.objects.all()} == {Rotation.objects.all()[0].frozen_until}
        assert clock.now() - Rotation.objects.all()[0].frozen_until < timedelta(minutes=15)
        hero = LoggedShift.objects.filter(rotation__name="Hero", role="on-call")
        assert set(hero.values_list("teammate__name", flat=True)) == {
            "Lena Berg", "Ngozi Adeyemi", "Grace Whitlock", "Aiko Tanaka", "Mia Rask", "Tom Lindqvist",
        }  # fmt: skip

    def test_promises_run_in_working_time_and_the_queue_is_in_their_order(self) -> None:
        assert WorkingCalendar.objects.get().is_default
        waiting = [
            row for row in listed("open", Teammate.objects.all()[0]).rows if not row.waits_for_customer
        ]
        assert [row.rank for row in waiting] == sorted(row.rank for row in waiting)
        assert {row.rank for row in waiting} == {0, 1, 2}
        assert all(row.promise for row in waiting if row.rank == 0)
        assert {"kept", "broken", ""} == set(Clock.objects.values_list("verdict", flat=True))

    def test_one_is_snoozed_until_a_call_back_that_is_still_to_come(self) -> None:
        snoozed = Conversation.objects.get(snoozed_until__gt=clock.now())
        assert snoozed.snoozed_why.startswith("Call-back promised, she is in on ")
        assert snoozed.snoozed_until.date() == (clock.now() + timedelta(hours=47)).date()
        assert not Clock.objects.filter(conversation=snoozed, stopped_at=None, since_at__isnull=False)

    def test_nothing_of_it_is_left_for_the_workers_but_to_wake_what_is_snoozed(self) -> None:
        assert sorted(jobs_to_do()) == ["config.remember", "inbox.wake"]

    def test_it_says_how_far_it_is(self, said: list[str]) -> None:
        assert said[0] == "Building the sample workspace Acme Cloud"
        assert "8 teammates, 65 conversations" in said[-1]

    def test_a_second_build_is_refused_and_changes_nothing(self) -> None:
        before = Message.objects.count()
        with pytest.raises(sample.NotEmpty, match="already"):
            sample.build(lambda told: None)
        assert Message.objects.count() == before


@given(
    end=st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2034, 1, 1), timezones=st.just(UTC))
)
def test_whenever_it_is_built_the_story_keeps_its_order_and_ends_just_now(end: datetime) -> None:
    calendar = Calendar(end)
    latest = timedelta(hours=1)
    for talk in STORY:
        told = [calendar.instant(step.at) for step in talk.steps]
        assert told == sorted(told), talk.key
        latest = min(latest, end - told[-1])
    assert timedelta(minutes=1) <= latest <= timedelta(minutes=15)


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 11, 16, 11, 0, tzinfo=UTC),  # a Monday, after the hand-over
        datetime(2026, 11, 16, 7, 59, tzinfo=UTC),  # and just before it
        datetime(2026, 3, 29, 1, 30, tzinfo=UTC),  # the clocks have just gone forward
        datetime(2026, 10, 29, 23, 45, tzinfo=UTC),
        datetime(2027, 1, 1, 0, 0, tzinfo=UTC),
    ],
)
def test_whenever_it_is_built_the_same_people_have_the_turns(now: datetime) -> None:
    with clock.standing_at(now), transaction.atomic():
        turns.take_turns(moving_in.move_in("a password"))
        shifts = {
            Rotation.objects.get(pk=pk).name: found
            for pk, found in final_shifts(now, now + timedelta(weeks=6), plan=load()).items()
        }
    assert people(shifts["Hero"])[:4] == ["Mia", "Tom (Diego)", "Grace", "Tom (Diego)"]
    assert people(shifts["Hero"])[4:9] == ["Grace", "Ngozi", "Ngozi away", "Ngozi", "Lena"]
    assert people(shifts["Platform primary"])[0] == "Tom"
    assert people(shifts["Platform secondary"])[0] == "Grace"
    assert "Tom" in people(shifts["Platform secondary"])[1:3]
    assert not [s for s in shifts["Platform secondary"] if not s.on]


def people(shifts: list[FinalShift]) -> list[str]:
    return [
        " ".join(
            f"{d.person.first_name}{' away' if d.is_absent else ''}"
            if d.is_on_call
            else f"({d.person.first_name})"
            for d in shift.on
        )
        for shift in shifts
    ]


def test_days_up_to_friday_keep_their_hour_and_later_ones_their_distance() -> None:
    calendar = Calendar(datetime(2026, 11, 18, 3, 0, tzinfo=UTC))  # a Wednesday, at night
    assert calendar.instant("Fri 16:40") == datetime(2026, 11, 15, 16, 40, tzinfo=UTC)
    assert calendar.instant("last Tue 09:00") == datetime(2026, 11, 5, 9, 0, tzinfo=UTC)
    assert calendar.instant("last Mon 09:00") == datetime(2026, 11, 11, 9, 0, tzinfo=UTC)
    assert calendar.instant("Sun 23:00") == datetime(2026, 11, 17, 15, 0, tzinfo=UTC)
    assert calendar.instant("Mon 10:59:30") == datetime(2026, 11, 18, 2, 59, 30, tzinfo=UTC)
    assert [calendar.weekday(day) for day in ("Fri", "Mon", "next Tue")] == [
        "Sunday",
        "Wednesday",
        "Thursday",
    ]


@pytest.mark.parametrize(
    "line",
    ["-- Mon 08:00 dana ponders", "-- Mon 08:00 dana", "Hello, nobody said who writes this"],
)
def test_a_line_of_the_story_that_says_nothing_stops_the_build(line: str) -> None:
    with pytest.raises(Untellable, match="says nothing"):
        reading.read(f"== key | Subject\n{line}\n")


def test_a_time_that_is_none_stops_the_build() -> None:
    with pytest.raises(Untellable, match="no time of the story"):
        Calendar(datetime(2026, 11, 18, tzinfo=UTC)).instant("Someday 10:00")


def test_a_build_that_dies_leaves_nothing_and_can_begin_again() -> None:
    def dies(told: str) -> None:
        if "things that happened" in told:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sample.build(dies)
    assert not Workspace.objects.exists()
    assert not Teammate.objects.exists()
    assert not Conversation.objects.exists()
    assert jobs_to_do() == []


def test_the_command_refuses_a_workspace_in_use(cast: object, monkeypatch: pytest.MonkeyPatch) -> None:
    from frontline.config import starting
    from frontline.config.commands.sample import command

    monkeypatch.setattr(starting, "prepare", lambda: "here")
    monkeypatch.setattr(starting, "migrate", lambda say: 0)
    result = CliRunner().invoke(command)
    assert isinstance(result.exception, sample.NotEmpty)
    assert result.exception.sentence.startswith("There is a workspace here already, so no sample was built.")
    assert not Workspace.objects.filter(is_sample=True).exists()
