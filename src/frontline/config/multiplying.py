"""Several web processes on one port: children that inherit the listening sockets, started again when they die."""

import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

import click

from frontline.config import embedded
from frontline.config.environment import CannotStart

_FINISH_WITHIN = 20.0  # seconds


class _Stop(Exception):
    """A signal told us to end."""


def run(count: int, sockets: list[socket.socket]) -> int:
    """Keep `count` children serving on `sockets` until SIGINT or SIGTERM; the exit code."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    for each in sockets:
        each.listen(2048)
        each.set_inheritable(True)
    children: list[subprocess.Popen[bytes]] = []
    try:
        children += [_child(sockets) for _ in range(count)]
        click.echo(f"{count} web processes started.")
        while True:
            time.sleep(0.5)
            _revive_database()
            for place, child in enumerate(children):
                if child.poll() is not None:
                    click.echo(
                        f"A web process ended (exit code {child.returncode}); starting it again.", err=True
                    )
                    time.sleep(1)
                    children[place] = _child(sockets)
    except _Stop:
        return _end(children)


def _child(sockets: list[socket.socket]) -> subprocess.Popen[bytes]:
    descriptors = [each.fileno() for each in sockets]
    named = ",".join(str(each) for each in descriptors)
    command = [sys.executable, "-m", "frontline.config.cli", "web", "--descriptors", named]
    # A session of its own: the terminal's Ctrl-C reaches the parent, which tells the children once.
    environment = os.environ | {"FRONTLINE_PARENT": str(os.getpid())}
    return subprocess.Popen(command, pass_fds=descriptors, start_new_session=True, env=environment)


def _revive_database() -> None:
    if not embedded.is_alive():
        click.echo("PostgreSQL ended unexpectedly; starting it again ...", err=True)
        try:
            embedded.revive()
        except CannotStart as error:
            click.echo(str(error), err=True)


def _end(children: list[subprocess.Popen[bytes]]) -> int:
    for child in children:
        child.terminate()
    deadline = time.monotonic() + _FINISH_WITHIN
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except (subprocess.TimeoutExpired, _Stop):
            child.kill()
    embedded.leave()
    return 0


def _stop(number: int, frame: FrameType | None) -> None:
    raise _Stop
