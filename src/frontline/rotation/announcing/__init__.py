"""Announcing: everybody knows of their shifts ahead of time, of every change, and that they have begun."""
