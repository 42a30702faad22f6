"""An IMAP server that answers what the test tells it to: for what Dovecot never says, and others do."""

import re
import socketserver
import threading


class PlayedImap:
    """One folder with one message, UID 7. `answers` maps a part of a command to the lines that come before its OK.

    An answer may end with its own status line for the command, marked by a leading `tag `; None hangs up instead.
    """

    def __init__(self) -> None:
        self.answers: dict[str, list[bytes] | None] = {
            "CAPABILITY": [b"* CAPABILITY IMAP4rev1"],
            "EXAMINE": [b"* 1 EXISTS", b"* OK [UIDVALIDITY 3] valid", b"* OK [UIDNEXT 8] next"],
            "(UID)": [b"* 1 FETCH (UID 7)"],
            "INTERNALDATE": [b'* 1 FETCH (UID 7 RFC822.SIZE 9 INTERNALDATE "16-Nov-2026 09:00:00 +0000")'],
            "LOGOUT": [b"* BYE"],
        }
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.port = int(self._server.server_address[1])

    def __enter__(self) -> "PlayedImap":
        threading.Thread(target=self._server.serve_forever, args=(0.05,)).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[socketserver.StreamRequestHandler]:
        played = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                self.wfile.write(b"* OK ready\r\n")
                for line in self.rfile:
                    tag, _, command = line.strip().decode().partition(" ")
                    found = [lines for part, lines in played.answers.items() if part in command]
                    lines = found[-1] if found else []
                    if lines is None:
                        return
                    said = [re.sub(rb"^tag ", tag.encode() + b" ", each) for each in lines]
                    if not any(each.startswith(tag.encode() + b" ") for each in said):
                        said.append(tag.encode() + b" OK done")
                    self.wfile.write(b"".join(each + b"\r\n" for each in said))

        return Handler
