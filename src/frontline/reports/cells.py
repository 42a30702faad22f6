"""What stands in a cell of a file that a spreadsheet will open."""

Cell = str | int | float | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: Cell) -> Cell:
    """A name that begins like a formula is none: spreadsheets would run it. Source: OWASP, CSV injection."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
