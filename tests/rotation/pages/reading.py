"""Pages as people read them."""

import re
from html import unescape

from django.http import HttpResponse


def blocks(answer: HttpResponse, lane: int | None = None) -> list[str]:
    """What the lanes (or one of them) say, a line for each block, as a screen reader has it."""
    page = answer.content.decode()
    if lane is not None:
        page = page.split(f'data-lane="{lane}"')[1].split("</ol>")[0]
    return [
        text(each)
        for each in re.findall(r'<span class="said">(.*?)</span></(?:a|span)></li>', page, re.DOTALL)
    ]


def text(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def main(answer: HttpResponse) -> str:
    """The words of the page's middle."""
    return text(answer.content.decode().split("<main", 1)[1].split("</main>")[0])
