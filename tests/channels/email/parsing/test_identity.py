"""When two arrivals are one mail, beyond what the collection of nasty mails shows."""

from frontline.channels.email.identity import identity
from tests.payloads.collection import Payload

FILLED = {"token": "r.1042-abcdefghijklmnop", "number": 1042}
MAIL = (
    b"From: Ada <ada@northwind.example>\r\nTo: support@acme.example\r\nSubject: Help\r\n"
    b"Message-ID: <one@northwind.example>\r\n"
    b"Date: Mon, 02 Nov 2026 10:00:00 +0100\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nHello\r\n"
    b"--b\r\nContent-Type: text/csv; name=a.csv\r\n\r\n1,2\r\n--b--\r\n"
)


def test_every_thing_that_a_person_sees_makes_another_mail() -> None:
    changes = [
        (b"Ada <ada", b"Bob <bob"),
        (b"support@acme", b"sales@acme"),
        (b"Subject: Help", b"Subject: Help!"),
        (b"<one@", b"<two@"),
        (b"10:00:00", b"10:00:01"),
        (b"Hello", b"Hallo"),
        (b"1,2", b"1,3"),
        (b"text/csv", b"text/plain"),
    ]
    digests = {identity(MAIL)[1], *(identity(MAIL.replace(old, new))[1] for old, new in changes)}
    assert len(digests) == len(changes) + 1


def test_what_the_way_changes_does_not() -> None:
    changes = [
        (b"From:", b"Received: from a by b; Mon, 02 Nov 2026 10:00:00 +0100\r\nFrom:"),
        (b"From:", b"Delivered-To: x@acme.example\r\nReturn-Path: <ada@northwind.example>\r\nFrom:"),
        (b"From:", b"Authentication-Results: acme.example; dmarc=pass\r\nFrom:"),
        (b"boundary=b", b'boundary="b"'),
        (b"--b", b"--other"),
        (b"\r\n", b"\n"),
        (b"Subject: Help", b"subject:\r\n Help"),
        (b"--b--\r\n", b"--b--\r\n\r\nepilogue"),
    ]
    for old, new in changes:
        changed = MAIL.replace(old, new).replace(
            b"boundary=b", b"boundary=other" if old == b"--b" else b"boundary=b"
        )
        assert identity(changed) == identity(MAIL), new


def test_a_change_far_inside_what_is_not_taken_apart_makes_another_mail() -> None:
    for name, old, new in (
        ("thousands_of_parts", b"1,2\r\n--b--", b"1,3\r\n--b--"),
        ("nested_a_thousand_deep", b"At the bottom", b"At the button"),
    ):
        raw = Payload(name).raw(**FILLED)
        assert identity(raw)[0] == identity(raw.replace(old, new))[0]
        assert identity(raw)[1] != identity(raw.replace(old, new))[1]


def test_a_mail_without_an_id_is_known_by_its_content() -> None:
    bare = MAIL.replace(b"Message-ID: <one@northwind.example>\r\n", b"")
    external_id, digest = identity(bare)
    assert external_id == f"digest:{digest}"
    assert identity(bare.replace(b"\r\n", b"\n")) == (external_id, digest)
