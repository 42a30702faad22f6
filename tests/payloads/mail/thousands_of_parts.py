def make() -> bytes:
    part = b"--b\r\nContent-Type: text/csv; name=a.csv\r\n\r\n1,2\r\n"
    return (
        b"From: Ada Lovelace <ada@northwind.example>\r\nTo: support@acme.example\r\nSubject: Parts\r\n"
        b"Message-ID: <thousands_of_parts@northwind.example>\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n\r\nFive thousand files.\r\n'
        + part * 5000
        + b"--b--\r\n"
    )
