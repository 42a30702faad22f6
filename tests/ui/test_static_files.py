"""Static files: kept for good by browsers, and never the wrong ones."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.templatetags.static import static

pytestmark = pytest.mark.django_db


def _body(response):
    return b"".join(response.streaming_content)


def test_an_address_carries_the_version_of_all_files():
    assert re.fullmatch(r"/static-[0-9a-f]{12}/ui/js/main\.js", static("ui/js/main.js"))


def test_a_file_of_the_current_version_is_kept_for_good(client):
    answer = client.get(static("ui/css/tokens.css"))

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["Content-Type"].startswith("text/css")
    assert b"--accent" in _body(answer)


@pytest.mark.parametrize("address", ["/static-000000000000/ui/css/tokens.css", "/static/ui/css/tokens.css"])
def test_a_file_of_another_or_no_version_is_asked_for_each_time(client, address):
    answer = client.get(address)

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-cache"
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_a_file_that_is_not_there_is_not_found(client):
    assert client.get("/static-000000000000/ui/nothing.css").status_code == 404


@pytest.mark.parametrize("entry", ["ui/js/main.js", "ui/css/main.css"])
def test_whatever_a_module_or_stylesheet_imports_exists(entry):
    waiting, seen = [entry], set()
    while waiting:
        name = waiting.pop()
        path = finders.find(name)
        assert path, f"{name} is imported, and not there"
        seen.add(name)
        with open(path) as file:
            text = file.read()
        folder = name.rsplit("/", 1)[0]
        found = re.findall(r'^(?:import|@import)\s[^"]*"(?:\./)?([^"]+)"', text, re.M)
        waiting += [f"{folder}/{other}" for other in found if f"{folder}/{other}" not in seen]
    assert len(seen) > 10


def test_only_the_tokens_name_colours():
    for name in (
        "button",
        "row",
        "entry",
        "toast",
        "dialog",
        "plain",
        "panel",
        "table",
        "gallery",
        "layout",
        "places",
    ):
        with open(finders.find(f"ui/css/{name}.css")) as file:
            text = re.sub(r"/\*.*?\*/", "", file.read(), flags=re.S)
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(|oklch\((?!from var)", text), name
