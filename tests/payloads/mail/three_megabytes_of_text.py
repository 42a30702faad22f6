def make() -> bytes:
    return (
        b"From: Ada Lovelace <ada@northwind.example>\r\nTo: support@acme.example\r\nSubject: The log\r\n"
        b"Message-ID: <three_megabytes_of_text@northwind.example>\r\n\r\n"
        + b"ERROR 42 in line 7\r\n"
        * 150_000
    )
