"""Adding mailboxes, by the verb and by `frontline mailbox`."""

from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner, Result

from frontline.channels.email import mailboxes, sealing
from frontline.channels.email.models import Mailbox
from frontline.config import starting
from frontline.config.commands.mailbox import command
from frontline.inbox.models import Intake
from tests.channels.email.conftest import mail
from tests.peers.dovecot import PASSWORD, USER, Dovecot

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    dovecot = Dovecot()
    try:
        dovecot.start()
        yield dovecot
    finally:
        dovecot.remove()


@pytest.fixture
def dovecot(server: Dovecot) -> Dovecot:
    for each in server.inbox.glob("*/*.test*"):
        each.unlink()
    return server


@pytest.fixture(autouse=True)
def _prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database is there already; `prepare` would start another."""
    monkeypatch.setattr(starting, "prepare", lambda **_: "PostgreSQL")


def add(dovecot: Dovecot, **changes: Any) -> Mailbox:
    given = {"security": "none", "username": USER, "password": PASSWORD, **changes}
    return mailboxes.add("127.0.0.1", dovecot.port, **given)


def frontline_mailbox(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)


def test_the_password_is_not_readable_in_the_database(dovecot: Dovecot) -> None:
    kept = add(dovecot).password
    assert PASSWORD not in kept
    assert sealing.unseal(kept) == PASSWORD


def test_a_password_sealed_under_another_key_is_not_guessed(settings: Any) -> None:
    sealed = sealing.seal("secret")
    settings.SECRET_KEY = "another key, as long as the first one was, or longer"
    with pytest.raises(sealing.Unsealable):
        sealing.unseal(sealed)


def test_a_mailbox_that_cannot_be_opened_is_not_added(dovecot: Dovecot) -> None:
    for wrong in ({"folder": "Nowhere"}, {"security": "tls"}, {"password": "x" * 300}):
        with pytest.raises(mailboxes.NotAdded):
            add(dovecot, **wrong)
    assert not Mailbox.objects.exists()


def test_adding_it_again_changes_the_password_and_keeps_the_place(dovecot: Dovecot) -> None:
    first = add(dovecot)
    Mailbox.objects.update(last_uid=7, password=sealing.seal("old"), last_error="x")
    again = add(dovecot)
    assert again.pk == first.pk
    assert Mailbox.objects.get().last_uid == 7
    assert sealing.unseal(Mailbox.objects.get().password) == PASSWORD
    assert Mailbox.objects.get().last_error == ""


def test_from_the_command_line_a_mailbox_is_added_listed_polled_and_removed(dovecot: Dovecot) -> None:
    dovecot.deliver(mail())
    place = ["--host", "127.0.0.1", "--port", str(dovecot.port), "--security", "none", "--username", USER]
    added = CliRunner().invoke(command, ["add", *place], input=f"{PASSWORD}\n")
    assert added.exit_code == 0, added.output
    assert PASSWORD not in added.output
    number = str(Mailbox.objects.get().pk)
    assert "Taken in: 1." in frontline_mailbox("poll", number).output
    assert Intake.objects.count() == 1
    listed = frontline_mailbox("list").output
    assert f"{USER}@127.0.0.1/INBOX" in listed
    assert "well" in listed
    assert frontline_mailbox("remove", number).exit_code == 0
    assert not Mailbox.objects.exists()
    assert "No mailboxes" in frontline_mailbox("list").output


def test_only_new_mail_can_be_asked_for(dovecot: Dovecot) -> None:
    dovecot.deliver(mail("<old@customer.example>"))
    number = str(add(dovecot, only_new=True).pk)
    dovecot.deliver(mail("<new@customer.example>"))
    frontline_mailbox("poll", number)
    assert [b"<new@" in bytes(each.raw) for each in Intake.objects.all()] == [True]


def test_what_goes_wrong_is_one_sentence_and_an_exit_code(dovecot: Dovecot) -> None:
    place = ["--host", "127.0.0.1", "--port", str(dovecot.port), "--security", "none", "--username", USER]
    wrong = frontline_mailbox("add", *place, "--folder", "Nowhere", "--password", PASSWORD)
    assert wrong.exit_code == 1
    assert "The folder Nowhere can't be opened" in wrong.output
    assert frontline_mailbox("poll", "99").exit_code == 1
    assert frontline_mailbox("remove", "99").exit_code == 1
    add(dovecot)
    Mailbox.objects.update(folder="Nowhere")
    failed = frontline_mailbox("poll", str(Mailbox.objects.get().pk))
    assert failed.exit_code == 1
    assert "failing since" in frontline_mailbox("list").output
