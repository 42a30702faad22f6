"""With the database away the mail server says "later" (451): never a false 250, never a false 550."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from django.db import connection, connections

from frontline.channels.email import addresses
from frontline.inbox.models import Intake
from tests.channels.email.conftest import CUSTOMER, SUPPORT, RunningServer, mail

Start = Callable[..., AbstractContextManager[RunningServer]]


class Database:
    """Takes the database away from everybody but the test, and gives it back."""

    def __init__(self) -> None:
        self.name = connection.settings_dict["NAME"]

    def cut_connections(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()",
                [self.name],
            )

    def go_away(self) -> None:
        self._allow(False)
        self.cut_connections()

    def come_back(self) -> None:
        self._allow(True)

    def _allow(self, allowed: bool) -> None:
        # A limit of connections does not bind superusers, and the tests are one; this does.
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE pg_database SET datallowconn = %s WHERE datname = %s", [allowed, self.name]
            )


@pytest.fixture
def database(transactional_db: None) -> Iterator[Database]:
    database = Database()
    yield database
    database.come_back()


def test_a_mail_is_put_off_while_the_database_is_away_and_taken_after(
    mail_server: RunningServer, database: Database
) -> None:
    with mail_server.smtp() as client:
        client.ehlo()
        client.mail(CUSTOMER)
        assert client.rcpt(SUPPORT)[0] == 250
        database.go_away()
        answer = client.data(mail())
        assert (answer[0], answer[1][:5]) == (451, b"4.3.0")
        assert not Intake.objects.exists()
        database.come_back()
        client.sendmail(CUSTOMER, [SUPPORT], mail())
    assert Intake.objects.get().copies == 1


@pytest.mark.parametrize("address", [SUPPORT, "nobody@acme.example", "support@elsewhere.example"])
def test_no_recipient_is_refused_for_good_while_the_database_is_away(
    mail_server: RunningServer, database: Database, address: str
) -> None:
    with mail_server.smtp() as client:
        client.ehlo()
        client.mail(CUSTOMER)
        client.rcpt(SUPPORT)
        database.go_away()
        addresses.forget()
        answer = client.rcpt(address)
        assert (answer[0], answer[1][:5]) == (451, b"4.3.0")
        database.come_back()
        assert client.rcpt(SUPPORT)[0] == 250


def test_a_connection_that_broke_while_nobody_looked_is_made_again(
    mail_server: RunningServer, database: Database
) -> None:
    with mail_server.smtp() as client:
        client.sendmail(CUSTOMER, [SUPPORT], mail())
        database.cut_connections()
        client.sendmail(CUSTOMER, [SUPPORT], mail("<2@customer.example>"))
    assert Intake.objects.count() == 2


def test_lmtp_puts_off_every_recipient(mail_server: RunningServer, database: Database) -> None:
    with mail_server.lmtp() as client:
        client.ehlo()
        client.mail(CUSTOMER)
        client.rcpt(SUPPORT)
        client.rcpt("support+sales@acme.example")
        database.go_away()
        client.docmd("DATA")
        client.send(mail() + b".\r\n")
        assert [client.getreply()[0] for _ in range(2)] == [451, 451]


def test_a_database_that_does_not_answer_puts_the_mail_off_and_its_copy_is_recognised(
    start_mail_server: Start, database: Database
) -> None:
    with start_mail_server(patience=0.3) as server, server.smtp() as client:
        locked, done = threading.Event(), threading.Event()

        def hold_the_table() -> None:
            from django.db import transaction

            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("LOCK TABLE inbox_intake IN ACCESS EXCLUSIVE MODE")
                locked.set()
                done.wait(20)
            connections.close_all()

        holder = threading.Thread(target=hold_the_table)
        holder.start()
        locked.wait(10)
        client.ehlo()
        client.mail(CUSTOMER)
        client.rcpt(SUPPORT)
        assert client.data(mail())[0] == 451
        done.set()
        holder.join(20)
        client.sendmail(CUSTOMER, [SUPPORT], mail())
    assert Intake.objects.get().copies == 2
