"""`frontline intake`: what arrived, from the terminal."""

from typing import Any

import pytest
from click.testing import CliRunner, Result

from frontline.config import starting
from frontline.config.commands import intake as commands
from frontline.inbox.models import Intake
from frontline.kernel.refusal import Absent
from tests.config.test_selfcheck_page import fail_intake

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "prepare", lambda **_: "the tests' own")


def call(*arguments: Any) -> Result:
    return CliRunner().invoke(commands.command, [str(a) for a in arguments])


def test_the_list_shows_what_is_not_done_and_never_steers_the_terminal() -> None:
    failed, done = fail_intake(), fail_intake(b"Subject: y\r\n\r\n")
    Intake.objects.filter(pk=failed.pk).update(envelope={"mail_from": "x\x1b[31m@y"})
    Intake.objects.filter(pk=done.pk).update(state="done", external_id="<2@x>")
    (line,) = call("list").stdout.splitlines()
    assert line.split()[:2] == [str(failed.pk), "failed"]
    assert "such charset" in line
    assert "\x1b" not in line
    (line,) = call("list", "--state", "done").stdout.splitlines()
    assert line.split()[:2] == [str(done.pk), "done"]
    assert call("list", "--state", "pending").stderr == "None.\n"


def test_one_is_shown_with_all_that_is_known_or_byte_for_byte() -> None:
    raw = b"Subject: \xff\r\n\r\n\0binary"
    failed = fail_intake(raw)
    told = call("show", failed.pk).stdout
    assert "ada@northwind.example" in told
    assert "such charset" in told
    assert call("show", failed.pk, "--raw").stdout_bytes == raw
    assert isinstance(call("show", 999).exception, Absent)


def test_failed_ones_are_replayed_by_number_or_all_at_once() -> None:
    failed = fail_intake()
    done = call("replay", failed.pk)
    assert (done.exit_code, done.stdout) == (0, f"Intake {failed.pk} is being read again.\n")
    failed.refresh_from_db()
    assert failed.state == Intake.State.PENDING
    Intake.objects.update(state="failed")
    assert call("replay", "--all-failed").stdout == "Replayed: 1.\n"


def test_what_cannot_be_replayed_is_said_and_holds_up_no_other() -> None:
    failed = fail_intake()
    done = call("replay", 999, failed.pk)
    assert "There is no intake 999" in done.stderr
    assert f"Intake {failed.pk} is being read again." in done.stdout


@pytest.mark.parametrize("arguments", [[], ["1", "--all-failed"]])
def test_replay_wants_numbers_or_all(arguments: list[str]) -> None:
    assert call("replay", *arguments).exit_code == 2
