"""Small turns of phrase that many templates need."""

from collections.abc import Mapping

from markupsafe import Markup, escape


def initials(name: str) -> str:
    """One or two letters for a face: "Mia Rask" -> "MR", "hexcat" -> "HE", "" -> "?"."""
    parts = [word for word in name.replace("@", " ").split() if word[0].isalnum()]
    if not parts:
        return "?"
    return (parts[0][:2] if len(parts) == 1 else parts[0][0] + parts[-1][0]).upper()


def filesize(count: int) -> str:
    """A number of bytes as people say it, in decimal units: 1_500 -> "1.5 kB"."""
    if count < 1000:
        return f"{count} B"
    size = float(count)
    for unit in ("kB", "MB", "GB"):
        size /= 1000
        if size < 999.5:
            return f"{size:.1f} {unit}" if size < 9.95 else f"{size:.0f} {unit}"
    return f"{size / 1000:.1f} TB"


def attributes(values: Mapping[str, object]) -> Markup:
    """HTML attributes from a macro's further arguments: `data_key="r"` -> ` data-key="r"`.

    True gives the bare attribute; None and False leave it out.
    """
    written = []
    for name, value in values.items():
        if value is None or value is False:
            continue
        shown = escape(name.rstrip("_").replace("_", "-"))
        written.append(f" {shown}" if value is True else f' {shown}="{escape(value)}"')
    return Markup("".join(written))  # noqa: S704  (every part was escaped above)
