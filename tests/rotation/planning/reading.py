"""Pages as their readers and their browsers take them."""

import html
import re
from html.parser import HTMLParser


def text(answer):
    """What a page says, without its markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def fill(page):
    """The form of a page, as a browser would send it."""

    class Reader(HTMLParser):
        def __init__(self):
            super().__init__()
            self.sent, self.select = {}, None

        def handle_starttag(self, tag, attributes):
            said = dict(attributes)
            if tag == "input" and (said.get("type") not in {"checkbox", "radio"} or "checked" in said):
                default = "on" if said.get("type") == "checkbox" else ""
                self.sent.setdefault(said.get("name"), []).append(said.get("value", default))
            if tag == "select":
                self.select = said.get("name")
            if tag == "option" and "selected" in said:
                self.sent.setdefault(self.select, []).append(said["value"])

    reader = Reader()
    reader.feed(page.content.decode())
    return {name: values for name, values in reader.sent.items() if name and name != "csrfmiddlewaretoken"}
