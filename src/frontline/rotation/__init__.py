"""Whose turn it is. The evaluator is pure: no database, no clock; the same specification gives the same shifts."""
