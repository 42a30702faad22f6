"""The ways in which teammates are told: a folder each, which implements `notify/transport.py`."""
