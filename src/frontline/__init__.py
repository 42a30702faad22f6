"""Frontline: the support platform for teams whose engineers answer their customers."""

__version__ = "0.1.0"
