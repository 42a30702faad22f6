import base64


def make() -> bytes:
    file = base64.encodebytes(bytes(range(256)) * 57_000).replace(b"\n", b"\r\n")
    return (
        b"From: Ada Lovelace <ada@northwind.example>\r\nTo: support@acme.example\r\nSubject: The dump\r\n"
        b"Message-ID: <twenty_megabytes@northwind.example>\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n\r\nHere is the dump.\r\n'
        b"--b\r\nContent-Type: application/octet-stream; name=dump.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + file
        + b"--b--\r\n"
    )
