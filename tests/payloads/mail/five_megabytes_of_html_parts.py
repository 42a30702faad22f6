def make() -> bytes:
    part = b"--b\r\nContent-Type: text/html\r\n\r\n" + b"<p>words\r\n" * 4000
    return (
        b"From: Ada Lovelace <ada@northwind.example>\r\nTo: support@acme.example\r\nSubject: Parts\r\n"
        b"Message-ID: <five_megabytes_of_html_parts@northwind.example>\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + part * 120 + b"--b--\r\n"
    )
