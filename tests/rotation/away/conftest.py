from tests.peers.calendar_server import calendar_server  # noqa: F401
