"""The process that draws: started when a picture is asked for, ended when none was for a while.

At rest it isn't there. In use it takes some 150 MB, which would otherwise stay in every process that ever drew.
"""

import base64
import json
import subprocess
import sys
import threading
from typing import Any

IDLE_FOR = 20.0  # seconds it waits for another order
PATIENCE = 20.0  # seconds for one picture, starting included


class Failed(Exception):
    """The picture was not drawn; the words are for the log."""


class Drawer:
    """One at a time: pictures are kept, so a queue of them is short. Safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._retiring: threading.Timer | None = None

    def draw(self, order: dict[str, Any]) -> bytes:
        """The finished file. Raises Failed."""
        with self._lock:
            self._stay()
            try:
                answer = self._ask(json.dumps(order))
            finally:
                self._retire_later()
        if "picture" not in answer:
            raise Failed(answer.get("problem", "no answer"))
        return base64.b64decode(answer["picture"])

    def end(self) -> None:
        """End the process now; the next order starts another."""
        with self._lock:
            self._stay()
            self._end()

    def _ask(self, line: str) -> dict[str, str]:
        process = self._running()
        late = threading.Timer(PATIENCE, process.kill)
        late.daemon = True
        late.start()
        try:
            assert process.stdin
            assert process.stdout
            process.stdin.write(line + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except OSError as problem:
            raise Failed(f"the drawing process went away: {problem}") from problem
        finally:
            late.cancel()
        if not answer:
            self._end()
            raise Failed(f"the drawing process ended, or took over {PATIENCE:.0f} s")
        found: dict[str, str] = json.loads(answer)
        return found

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = subprocess.Popen(
                [sys.executable, "-m", "frontline.reports.charts.drawing"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()

    def _stay(self) -> None:
        if self._retiring is not None:
            self._retiring.cancel()
            self._retiring = None

    def _retire_later(self) -> None:
        self._retiring = threading.Timer(IDLE_FOR, self.end)
        self._retiring.daemon = True
        self._retiring.start()


drawer = Drawer()
