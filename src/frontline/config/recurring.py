"""All timers in one place. Each defers or calls one verb that may run at any time and any number of times."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from frontline.config import rescuing

EVERY_TEN_SECONDS = "* * * * * */10"  # procrastinate's cron has the seconds last
EVERY_MINUTE = "* * * * *"
EVERY_FIVE_MINUTES = "*/5 * * * *"
EVERY_HALF_HOUR = "*/30 * * * *"
EVERY_QUARTER = "1-59/15 * * * *"  # just after hand-overs, which are mostly at full hours
EVERY_NIGHT = "17 3 * * *"
FAILED_JOBS_STAY = 30 * 24  # hours


@app.periodic(cron=EVERY_MINUTE, periodic_id="sweep")
@app.task(name="config.sweep", queue="timers", queueing_lock="config.sweep")
def sweep(timestamp: int) -> None:
    """Take up again what a dying process left behind."""
    from frontline.inbox import sweeping
    from frontline.notify import sweeping as notices

    sweeping.sweep()
    notices.sweep()


@app.periodic(cron=EVERY_TEN_SECONDS, periodic_id="rescue")
@app.task(name="config.rescue", queue="timers", queueing_lock="config.rescue", pass_context=True)
async def rescue(context: JobContext, timestamp: int) -> None:
    """Give back the jobs of workers that died: no heartbeat for 30 seconds."""
    manager = context.app.job_manager
    await rescuing.give_back(manager, await manager.get_stalled_jobs())


@app.periodic(cron=EVERY_TEN_SECONDS, periodic_id="clocks")
@app.task(name="config.clocks", queue="timers", queueing_lock="config.clocks")
def clocks(timestamp: int) -> None:
    """Say which promises are broken, and which will be soon."""
    from frontline.inbox.clocks.ringing import ring
    from frontline.kernel import clock

    ring(clock.now())


@app.periodic(cron=EVERY_NIGHT, periodic_id="all_clocks")
@app.task(name="config.all_clocks", queue="timers", queueing_lock="config.all_clocks")
def all_clocks(timestamp: int) -> None:
    """Settle all open conversations anew: lists of holidays and turns reach further every day."""
    from frontline.inbox.clocks import jobs

    jobs.resettle_soon()


@app.periodic(cron=EVERY_TEN_SECONDS, periodic_id="telling")
@app.task(name="config.telling", queue="timers", queueing_lock="config.telling")
def telling(timestamp: int) -> None:
    """Tell of what happened in conversations, and of promises that run out."""
    from frontline.shift.telling import news, warning

    news.tell_news()
    warning.warn()


@app.periodic(cron=EVERY_MINUTE, periodic_id="poll_mailboxes")
@app.task(name="config.poll_mailboxes", queue="timers", queueing_lock="config.poll_mailboxes")
def poll_mailboxes(timestamp: int) -> None:
    """Fetch what came into the mailboxes that are read by IMAP."""
    from frontline.channels.email import jobs

    jobs.poll_mailboxes(timestamp)


@app.periodic(cron=EVERY_FIVE_MINUTES, periodic_id="rotations")
@app.task(name="config.rotations", queue="timers", queueing_lock="config.rotations")
def rotations(timestamp: int) -> None:
    """Write down who was on, and close requests for shifts that are over."""
    from frontline.rotation import asking
    from frontline.rotation.plan import changing

    changing.freeze()
    asking.expire()


@app.periodic(cron=EVERY_HALF_HOUR, periodic_id="calendars")
@app.task(name="config.calendars", queue="timers", queueing_lock="config.calendars")
def calendars(timestamp: int) -> None:
    """Fetch the calendars that say when people are away."""
    from frontline.rotation.away import jobs

    jobs.fetch_calendars(timestamp)


@app.periodic(cron=EVERY_QUARTER, periodic_id="announcements")
@app.task(name="config.announcements", queue="timers", queueing_lock="config.announcements")
def announcements(timestamp: int) -> None:
    """Tell of shifts ahead, of tomorrow's, and of those that begin and end now."""
    from frontline.rotation.announcing.announcing import announce

    announce()


@app.periodic(cron=EVERY_FIVE_MINUTES, periodic_id="tiers")
@app.task(name="config.tiers", queue="timers", queueing_lock="config.tiers")
def tiers(timestamp: int) -> None:
    """Read Stripe and HubSpot when their day has come, and end tiers by hand whose day is over."""
    from frontline.tiers import jobs

    jobs.keep_up(timestamp)


@app.periodic(cron=EVERY_NIGHT, periodic_id="all_tiers")
@app.task(name="config.all_tiers", queue="timers", queueing_lock="config.all_tiers")
def all_tiers(timestamp: int) -> None:
    """Decide each company's tier anew."""
    from frontline.tiers import jobs

    jobs.tidy(timestamp)


@app.periodic(cron=EVERY_FIVE_MINUTES, periodic_id="handoffs")
@app.task(name="config.handoffs", queue="timers", queueing_lock="config.handoffs")
def handoffs(timestamp: int) -> None:
    """Remind of notes that lack, give the digest to the next hero, and see what was missed."""
    from frontline.handoffs.keeping import keep

    keep()


@app.periodic(cron=EVERY_NIGHT, periodic_id="tidy")
@app.task(name="config.tidy", queue="timers", queueing_lock="config.tidy", pass_context=True)
async def tidy(context: JobContext, timestamp: int) -> None:
    """Remove jobs that failed a month ago; those that succeeded are removed at once."""
    await context.app.job_manager.delete_old_jobs(
        nb_hours=FAILED_JOBS_STAY, include_failed=True, include_cancelled=True, include_aborted=True
    )


@app.periodic(cron=EVERY_NIGHT, periodic_id="sessions")
@app.task(name="config.clear_sessions", queue="timers", queueing_lock="config.clear_sessions")
def clear_sessions(timestamp: int) -> None:
    """Remove sign-ins that have expired."""
    from django.core.management import call_command

    call_command("clearsessions")


@app.periodic(cron=EVERY_MINUTE, periodic_id="numbers")
@app.task(name="config.numbers", queue="timers", queueing_lock="config.numbers")
def numbers(timestamp: int) -> None:
    """Count what is new on the record."""
    from frontline.reports.numbers import jobs

    jobs.count(timestamp)


@app.periodic(cron=EVERY_QUARTER, periodic_id="weekly_numbers")
@app.task(name="config.weekly_numbers", queue="timers", queueing_lock="config.weekly_numbers")
def weekly_numbers(timestamp: int) -> None:
    """Mail the week in numbers to those whose Monday morning has come."""
    from frontline.reports.numbers import jobs

    jobs.send_digests(timestamp)


@app.periodic(cron=EVERY_FIVE_MINUTES, periodic_id="series")
@app.task(name="config.series", queue="timers", queueing_lock="config.series")
def series(timestamp: int) -> None:
    """Draw the studies whose period is over, finish those that were read, and mail their reports."""
    from frontline.reports.studies.series import keeping

    keeping.keep()


@app.periodic(cron=EVERY_NIGHT, periodic_id="pictures")
@app.task(name="config.pictures", queue="timers", queueing_lock="config.pictures")
def pictures(timestamp: int) -> None:
    """Drop pictures that are old, or too many."""
    from frontline.reports.charts import keeping

    keeping.tidy()
