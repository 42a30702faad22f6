"""Telling teammates: who is told what, once, and by which ways. The ways themselves are in `transports/`."""
