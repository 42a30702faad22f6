"""Clocks: what we promise in each conversation, how much of its time is used up, and whether it was kept."""
