def make() -> bytes:
    inside = b"".join(
        b'--b%d\r\nContent-Type: multipart/mixed; boundary="b%d"\r\n\r\n' % (depth, depth + 1)
        for depth in range(1000)
    )
    return (
        b"From: Ada Lovelace <ada@northwind.example>\r\nTo: support@acme.example\r\nSubject: Deep\r\n"
        b"Message-ID: <nested_a_thousand_deep@northwind.example>\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="b0"\r\n\r\n--b0\r\n\r\nOn top.\r\n'
        + inside
        + b"--b1000\r\n\r\nAt the bottom.\r\n"
    )
