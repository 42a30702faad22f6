"""Debian's Dovecot on loopback, with a configuration and mail of its own in a temporary folder."""

import grp
import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

BINARY = "/usr/sbin/dovecot"
PASSWORD = "correct-horse"
USER = "support@acme.example"

CONFIGURATION = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
disable_plaintext_auth = no
{encryption}
default_login_user = {login_user}
default_internal_user = {internal_user}
default_internal_group = {internal_group}
first_valid_uid = 0
mail_location = maildir:{home}/mail/%u
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = {has_tls}
  }}
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/mail/%u
}}
"""


class Dovecot:
    """An IMAP server with one user, USER. `deliver` puts a mail into its inbox, whether it runs or not."""

    def __init__(self, certificate: tuple[Path, Path] | None = None) -> None:
        if not Path(BINARY).exists():
            pytest.fail("This test needs Dovecot. On Debian: apt-get install dovecot-imapd")
        # Not below pytest's folder: Dovecot's sockets need short paths, and its processes other users.
        self.home = Path(tempfile.mkdtemp(prefix="dovecot-", dir="/tmp"))
        self.home.chmod(0o755)
        self.port, self.tls_port = _free_port(), _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._delivered = 0
        self._write_configuration(certificate)
        for folder in ("cur", "new", "tmp"):
            (self.inbox / folder).mkdir(parents=True)
        self._give_away()

    @property
    def inbox(self) -> Path:
        return self.home / "mail" / USER

    def start(self) -> None:
        self._process = subprocess.Popen(
            [BINARY, "-F", "-c", str(self.home / "dovecot.conf")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(200):
            try:
                with socket.create_connection(("127.0.0.1", self.port), 5) as probe:
                    if probe.recv(4) == b"* OK":
                        return
            except OSError:
                pass
            time.sleep(0.05)
        pytest.fail(f"Dovecot did not start: {(self.home / 'log').read_text()}")

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(20)
            self._process = None

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.home, ignore_errors=True)

    def deliver(self, raw: bytes, *, days_ago: int = 0) -> None:
        self._delivered += 1
        at = time.time() - days_ago * 86_400
        name = f"{int(at)}.{self._delivered:06}.test"
        unfinished, finished = self.inbox / "tmp" / name, self.inbox / "new" / name
        unfinished.write_bytes(raw)
        os.utime(unfinished, (at, at))
        os.chown(unfinished, self._uid, self._gid)
        unfinished.rename(finished)

    def renumber(self) -> None:
        """Forget all UIDs, as after a restored backup: Dovecot then gives out another UIDVALIDITY."""
        self.stop()
        for path in self.inbox.glob("dovecot*"):
            if path.name != "dovecot-uidvalidity" and not path.name.startswith("dovecot-uidvalidity."):
                path.unlink()
        self.start()

    def client(self) -> imaplib.IMAP4:
        client = imaplib.IMAP4("127.0.0.1", self.port, timeout=10)
        client.login(USER, PASSWORD)
        return client

    def flags(self) -> list[bytes]:
        """The flags of every message, as another mail program sees them."""
        client = self.client()
        client.select("INBOX", readonly=True)
        _, data = client.fetch("1:*", "(FLAGS)")
        client.logout()
        return [each for each in data if isinstance(each, bytes)]

    def _write_configuration(self, certificate: tuple[Path, Path] | None) -> None:
        me = pwd.getpwuid(os.getuid())
        login_user = internal_user = me.pw_name
        self._uid, self._gid = me.pw_uid, me.pw_gid
        if me.pw_uid == 0:
            login_user, internal_user = "dovenull", "dovecot"
            self._uid, self._gid = pwd.getpwnam("dovecot").pw_uid, pwd.getpwnam("dovecot").pw_gid
        encryption = "ssl = no"
        if certificate:
            encryption = f"ssl = yes\nssl_cert = <{certificate[0]}\nssl_key = <{certificate[1]}"
        (self.home / "dovecot.conf").write_text(
            CONFIGURATION.format(
                home=self.home,
                encryption=encryption,
                login_user=login_user,
                internal_user=internal_user,
                internal_group=grp.getgrgid(self._gid).gr_name,
                port=self.port,
                tls_port=self.tls_port if certificate else 0,
                has_tls="yes" if certificate else "no",
                password=PASSWORD,
                uid=self._uid,
                gid=self._gid,
            )
        )

    def _give_away(self) -> None:
        for path in [self.home / "mail", *(self.home / "mail").rglob("*")]:
            os.chown(path, self._uid, self._gid)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
