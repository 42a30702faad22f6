"""Runs as a process of its own: JSON in, PDF out. Typst is imported only here.

What sets text reads fonts and what people wrote; apart from ours it can take its time and memory without harm. It needs
neither database nor network: the template imports no packages.
"""

import sys
from pathlib import Path

TEMPLATE = Path(__file__).with_name("report.typ")


def typeset(data: str, form: str = "pdf") -> list[bytes]:
    """One file for a PDF; for "png" one for each page. Raises typst.TypstError."""
    import typst

    made = typst.compile(TEMPLATE.read_bytes(), format=form, sys_inputs={"data": data}, ppi=100)  # type: ignore[call-overload]
    return made if isinstance(made, list) else [made]


if __name__ == "__main__":
    sys.stdout.buffer.write(typeset(sys.stdin.buffer.read().decode())[0])
