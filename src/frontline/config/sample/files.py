"""Files that customers attach, made by code: a graph of build times, a screenshot, a log."""

import struct
import zlib
from collections.abc import Callable

_INK, _GROUND, _GRID, _RED = b"\x2f\x5f\xd0", b"\xfb\xfb\xfc", b"\xe6\xe8\xec", b"\xc8\x32\x32"
_MINUTES = (3, 3, 4, 3, 3, 3, 4, 3, 3, 4, 3, 3, 9, 10, 11, 10, 11, 12, 11, 11)


def attached(name: str, told: Callable[[str], str]) -> tuple[str, bytes]:
    """The (media type, content) of the file `name`; `told` writes the story's times as real ones."""
    kind, make = _FILES[name]
    return kind, make(told)


def _bars() -> bytes:
    """Minutes a build took, twenty builds: the later ones in red. 320 x 128 pixels."""
    rows = []
    for y in range(128):
        minutes = (127 - y) / 9
        row = bytearray()
        for x in range(320):
            height = _MINUTES[x // 16]
            is_bar = minutes < height and 3 <= x % 16 < 13
            row += (_RED if height > 5 else _INK) if is_bar else (_GRID if y % 27 == 18 else _GROUND)
        rows.append(bytes(row))
    return png(rows, 320)


def png(rows: list[bytes], width: int) -> bytes:
    """An RGB picture from its rows of pixels, as PNG (W3C PNG, third edition)."""
    data = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    header = struct.pack(">IIBBBBB", width, len(rows), 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


_BUILD_LOG = """\
{Mon 09:41:02Z} build[4f1c]: -----> Fetching cache
{Mon 09:41:07Z} build[4f1c]:        cache: 1.9 GB, restored in 4.8 s
{Mon 09:41:08Z} build[4f1c]: -----> Installing dependencies
{Mon 09:41:09Z} build[4f1c]:        npm warn cache lock file was written by npm 9, this is npm 11: resolving again
{Mon 09:49:33Z} build[4f1c]:        added 1412 packages in 8m24s
{Mon 09:49:34Z} build[4f1c]: -----> Build
{Mon 09:51:56Z} build[4f1c]:        vite v6.3.5 built in 2m21s
{Mon 09:51:57Z} build[4f1c]: -----> Storing cache
{Mon 09:52:31Z} build[4f1c]:        done, 11m29s
"""

_FILES: dict[str, tuple[str, Callable[[Callable[[str], str]], bytes]]] = {
    "build-times.png": ("image/png", lambda told: _bars()),
    "build-4f1c.log": ("text/plain", lambda told: told(_BUILD_LOG).encode()),
}
