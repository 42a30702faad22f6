"""The text of a notice as simple HTML."""

from itertools import groupby

from markupsafe import Markup, escape


def as_html(text: str) -> Markup:
    """Paragraphs at blank lines, a list of lines that begin with "- " (indented lines belong to the one above).

    Everything else is shown as it was written: no markup in it counts, whoever wrote it.
    """
    blocks = [block.strip("\n") for block in text.replace("\r\n", "\n").split("\n\n")]
    return Markup("\n").join(_block(block) for block in blocks if block.strip())


def _block(block: str) -> Markup:
    parts = []
    for is_list, lines in groupby(block.split("\n"), key=lambda line: line.startswith(("- ", "  "))):
        said = "\n".join(lines)
        if is_list and said.startswith("- "):
            items = ("\n" + said).split("\n- ")[1:]
            parts.append(_tag("ul", Markup("").join(_tag("li", _lines(item)) for item in items)))
        else:
            parts.append(_tag("p", _lines(said)))
    return Markup("\n").join(parts)


def _lines(text: str) -> Markup:
    return Markup("<br>").join(escape(line.strip()) for line in text.split("\n"))


def _tag(name: str, inside: Markup) -> Markup:
    return Markup("<{0}>{1}</{0}>").format(Markup(name), inside)  # noqa: S704  (names of ours)
