def make() -> bytes:
    many = b",\r\n ".join(b"p%d@northwind.example" % index for index in range(1000))
    return (
        b"From: Ada Lovelace <ada@northwind.example>\r\nTo: support@acme.example\r\nCc: " + many + b"\r\n"
        b"Subject: To all\r\nMessage-ID: <thousand_recipients@northwind.example>\r\n\r\nHello all\r\n"
    )
