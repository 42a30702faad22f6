"""Event -> what follows. The one place to read what Frontline does by itself.

Each reaction runs in the transaction of its event and only defers an idempotent job.
"""

from typing import TYPE_CHECKING

from frontline.events.recording import defer_by_sql, put_in_line, react
from frontline.kernel.deferring import by_sql

if TYPE_CHECKING:
    from frontline.events.models import Event
    from frontline.people.models import Teammate
    from frontline.people.welcoming import Welcome


def register() -> None:
    """Called once, when all rooms are ready."""
    from frontline.channels.email.adding import add_address
    from frontline.inbox import events, jobs
    from frontline.people.welcoming import on_welcome

    def open_the_door(said: "Welcome", lead: "Teammate") -> None:
        add_address(said.support_address, said.workspace, by=lead)

    on_welcome(open_the_door)
    defer_by_sql(events.OPENED, by_sql(jobs.acknowledge, "jsonb_build_object('number', subject_id)"))
    _tell_of_shifts()
    _tell_of_conversations()
    _keep_days_whole()
    _keep_clocks_right()
    _learn_from_what_was_read()
    _mail_what_was_read()


def _tell_of_shifts() -> None:
    """Who asks and is asked hears at once; whose shifts have moved, when the plan has settled."""
    from frontline.rotation import events, jobs

    def tell_of_ask(event: "Event") -> None:
        jobs.tell_of_ask.defer(ask_id=event.data["ask"])

    def announce(event: "Event") -> None:
        jobs.announce_soon()

    react(events.ASKED, tell_of_ask)
    react(events.ANSWERED, tell_of_ask)
    for kind in (
        events.PLANNED,
        events.RESCHEDULED,
        events.ENDED,
        events.LINEUP_CHANGED,
        events.AMENDED,
        events.AMENDMENT_REVOKED,
        events.ANNOUNCING_CHANGED,
        events.RIDES_ALONG,
        events.RIDES_NO_MORE,
    ):
        react(kind, announce)


def _tell_of_conversations() -> None:
    """What somebody is to hear of goes into a line that a timer works off (shift/telling): a row costs less than a job.

    A new conversation is told of by its first message. Promises are watched from the first warning on.
    """
    from frontline.inbox import events
    from frontline.shift.telling.models import Untold
    from frontline.shift.telling.taking import take_assignment, take_clock
    from frontline.tiers.events import CHANGED

    for kind in (events.RECEIVED, events.DISPATCH_FAILED, CHANGED):
        put_in_line(kind, Untold._meta.db_table)
    react(events.ASSIGNED, take_assignment)
    for kind in (events.CLOCK_WARNED, events.CLOCK_BROKE):
        react(kind, take_clock)


def _keep_days_whole() -> None:
    """Whole days in calendars are days in the teammate's zone: with another zone they are other hours."""
    from frontline.people.preferring import CHANGED
    from frontline.rotation.away import jobs

    def read_anew(event: "Event") -> None:
        if "timezone" in event.data.get("changed", ()):
            jobs.read_anew.defer(teammate_id=event.subject_id)

    react(CHANGED, read_anew)


def _keep_clocks_right() -> None:
    """What a clock was reckoned by has changed: the customer's tier, the promises, or whose working time counts."""
    from frontline.hours import events as hours
    from frontline.inbox import events as inbox
    from frontline.inbox.clocks import current, jobs
    from frontline.inbox.clocks.rules import ON_SHIFT
    from frontline.rotation import events as rotation
    from frontline.rotation.away import events as away
    from frontline.tiers import events as tiers

    def settle_company(event: "Event") -> None:
        jobs.resettle_soon(company=event.subject_id)

    def settle_all(event: "Event") -> None:
        jobs.resettle_soon()

    def settle_if_turns_count(event: "Event") -> None:
        if any(promise.calendar == ON_SHIFT for promise in current.recent()):
            jobs.resettle_soon()

    react(tiers.CHANGED, settle_company)
    for kind in (
        inbox.CLOCK_RULES_CHANGED,
        hours.MADE,
        hours.CHANGED,
        hours.MADE_DEFAULT,
        hours.REMOVED,
        hours.CLOSED,
        hours.REOPENED,
        hours.HOLIDAY_WORKED,
        hours.HOLIDAY_TAKEN_OFF,
    ):
        react(kind, settle_all)
    for kind in (
        rotation.PLANNED,
        rotation.RESCHEDULED,
        rotation.ENDED,
        rotation.LINEUP_CHANGED,
        rotation.AMENDED,
        rotation.AMENDMENT_REVOKED,
        rotation.IMPORTED,
        away.ADDED,
        away.REMOVED,
        away.CALENDAR_READ,
        away.CALENDAR_REMOVED,
    ):
        react(kind, settle_if_turns_count)


def _learn_from_what_was_read() -> None:
    """When a study's reading ends, a model tries to make its intervals shorter."""
    from frontline.reports.studies import events
    from frontline.reports.studies.reporting import jobs

    def learn(event: "Event") -> None:
        jobs.help_soon(event.subject_id)

    react(events.FINISHED, learn)


def _mail_what_was_read() -> None:
    """The report of a study that repeats goes out when it is finished, by itself or by hand."""
    from frontline.reports.studies import events
    from frontline.reports.studies.series import jobs

    def mail(event: "Event") -> None:
        jobs.mail_soon(event.subject_id)

    react(events.FINISHED, mail)
