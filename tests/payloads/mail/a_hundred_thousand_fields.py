def make() -> bytes:
    return (
        b"From: Ada Lovelace <ada@northwind.example>\r\nTo: support@acme.example\r\nSubject: Fields\r\n"
        b"Message-ID: <a_hundred_thousand_fields@northwind.example>\r\n"
        + b"X-Odd: field\r\n" * 100_000
        + b"\r\nThe body.\r\n"
    )
