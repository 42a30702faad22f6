"""The past is written once the house is open: it takes some seconds, and nobody waits for them."""

from procrastinate.contrib.django import app


@app.task(name="config.remember", queue="timers", queueing_lock="config.remember")
def remember() -> None:
    from frontline.config.sample.history.remembering import remember as verb

    verb()
