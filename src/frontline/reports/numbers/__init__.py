"""Volumes, times and shares, computed from events."""
