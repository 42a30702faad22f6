"""format=flowed (RFC 3676): paragraphs that were broken into lines for sending, made whole again."""


def unflow(text: str, *, delsp: bool) -> str:
    """`text` with its flowed lines joined, quote marks kept. `delsp`: the space at the break goes too (section 4.5)."""
    out: list[list[str]] = []
    open_depth = -1  # the quote depth of a paragraph that goes on, or -1
    for line in text.split("\n"):
        depth, content = _unquote(line)
        is_signature = content == "-- "
        flows = content.endswith(" ") and not is_signature
        shown = content[:-1] if flows and delsp else content
        if open_depth == depth and not is_signature:
            out[-1].append(shown)
        else:
            out.append([">" * depth + " " if depth else "", shown])
        open_depth = depth if flows else -1
    lines = ("".join(pieces) for pieces in out)
    return "\n".join(line if line.endswith("-- ") else line.rstrip(" ") for line in lines)


def _unquote(line: str) -> tuple[int, str]:
    content = line.lstrip(">")
    depth = len(line) - len(content)
    return depth, content[1:] if content.startswith(" ") else content
