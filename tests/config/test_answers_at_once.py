"""What we send goes out at once, not when the other side has acknowledged what went before (40 ms later)."""

import asyncio
import socket

from frontline.config import ports


def test_connections_do_not_wait_for_acknowledgements():
    async def nodelay() -> int:
        found: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            accepted = writer.get_extra_info("socket")
            found.set_result(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        [listening] = ports.listen("127.0.0.1", 0, "FRONTLINE_PORT")
        async with await asyncio.start_server(connected, sock=listening):
            _, writer = await asyncio.open_connection(*listening.getsockname())
            value = await found
            writer.close()
        return value

    assert asyncio.run(nodelay()) != 0
