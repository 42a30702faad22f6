"""Markdown as plain text that a person reads without knowing Markdown."""

from collections.abc import Sequence
from textwrap import indent

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

_PARSER = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])


def as_plain(markdown: str) -> str:
    """`markdown` as text: links spelt out, code indented, lists and quotes as in mail. Lines are not wrapped."""
    return _blocks(SyntaxTreeNode(_PARSER.parse(markdown)).children).strip("\n")


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> str:
    return "\n\n".join(block for node in nodes if (block := _block(node)))


def _block(node: SyntaxTreeNode) -> str:  # noqa: PLR0911  (one line for each kind of block)
    match node.type:
        case "paragraph" | "heading":
            return _inline(node.children[0]) if node.children else ""
        case "fence" | "code_block":
            return indent(node.content.rstrip("\n"), "    ", lambda line: bool(line.strip()))
        case "blockquote":
            return indent(_blocks(node.children), "> ", lambda line: True)
        case "bullet_list" | "ordered_list":
            return _list(node)
        case "table":
            return "\n".join(_row(row) for part in node.children for row in part.children)
        case "hr":
            return "* * *"  # not dashes: two of them would begin a signature
        case _:
            return node.content


def _list(node: SyntaxTreeNode) -> str:
    is_tight = all(
        child.hidden for item in node.children for child in item.children if child.type == "paragraph"
    )
    first = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else 0
    items = []
    for index, item in enumerate(node.children):
        mark = f"{first + index}. " if node.type == "ordered_list" else "- "
        body = ("\n" if is_tight else "\n\n").join(filter(None, map(_block, item.children)))
        items.append(mark + indent(body, " " * len(mark)).lstrip(" "))
    return ("\n" if is_tight else "\n\n").join(items)


def _row(row: SyntaxTreeNode) -> str:
    return " | ".join("".join(map(_inline, cell.children)) for cell in row.children)


def _inline(node: SyntaxTreeNode) -> str:  # noqa: PLR0911  (one line for each kind of text)
    inner = "".join(map(_inline, node.children)) if node.children else ""
    match node.type:
        case "softbreak" | "hardbreak":
            return "\n"
        case "code_inline":
            return f"`{node.content}`"
        case "strong":
            return f"*{inner}*"
        case "em":
            return f"_{inner}_"
        case "link":
            return _link(inner, str(node.attrs.get("href", "")))
        case "image":
            return _link(node.content, str(node.attrs.get("src", "")))
        case "inline" | "s":
            return inner
        case _:
            return node.content


def _link(words: str, target: str) -> str:
    bare = target.removeprefix("mailto:")
    return bare if not words or words in {target, bare} else f"{words} ({bare})"
