"""Pictures are drawn apart, once, and can be read by those who don't see them."""

import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from xml.etree import ElementTree

import pytest
from django.test import RequestFactory

from frontline.reports.charts import keeping, process
from frontline.reports.charts.models import Rendered
from frontline.reports.charts.picture import Picture
from frontline.reports.charts.process import drawer
from frontline.reports.charts.rendering import Undrawn, png, svg
from frontline.reports.charts.serving import serve

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"


def picture(name: str = "Docs <confusion> & more", **changes: object) -> Picture:
    return Picture(
        **{
            "draw": "frontline.reports.charts.example:bars",
            "data": {"rows": [{"name": name, "count": 3}, {"name": "Bug", "count": 5}]},
            "title": "What was asked <for>",
            "description": "Bugs more often than the rest.",
            **changes,
        }
    )


def test_an_svg_says_its_title_description_and_names_as_text() -> None:
    root = ElementTree.fromstring(svg(picture()))
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "t d")
    assert root.find(f"{SVG}title").text == "What was asked <for>"
    assert root.find(f"{SVG}desc").text == "Bugs more often than the rest."
    words = {element.text for element in root.iter(f"{SVG}text")}
    assert {"Docs <confusion> & more", "Bug", "What was asked <for>"} <= words
    assert not list(root.iter(f"{SVG}script"))


def test_a_png_is_twice_the_size_for_sharp_screens() -> None:
    one, two = png(picture(), scale=1), png(picture())
    assert one[:8] == two[:8] == b"\x89PNG\r\n\x1a\n"

    def width(file: bytes) -> int:
        return int.from_bytes(file[16:20], "big")

    assert abs(width(two) - 2 * width(one)) <= 1


def test_dark_is_another_picture_with_the_dark_ground() -> None:
    assert b"#191c20" in svg(picture(), dark=True)
    assert b"#191c20" not in svg(picture())


def test_the_same_picture_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = svg(picture())
    monkeypatch.setattr(drawer, "draw", lambda order: pytest.fail("drawn again"))
    assert svg(picture()) == first


def test_other_figures_are_another_picture() -> None:
    assert svg(picture()) != svg(picture("Deployments"))
    assert Rendered.objects.count() == 2


def test_what_draws_is_not_loaded_into_our_own_process() -> None:
    """150 MB that a web process must not keep; asked in one that has drawn."""
    drawn = (
        "import sys; from frontline.reports.charts.process import drawer\n"
        "order = dict(draw='frontline.reports.charts.example:bars', data={'rows': []}, title='', description='',"
        " is_titled=True, form='svg', dark=False, scale=1)\n"
        "assert drawer.draw(order).startswith(b'<svg'); drawer.end()\n"
        "print([m for m in ('altair', 'vl_convert', 'pandas') if m in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", drawn], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_a_drawing_that_fails_is_a_sentence_and_the_next_one_works() -> None:
    with pytest.raises(Undrawn, match="in the table"):
        svg(picture(draw="frontline.reports.charts.example:circles"))
    with pytest.raises(Undrawn):
        svg(picture(draw="os:system"))
    assert svg(picture()).startswith(b"<svg")


def test_a_process_that_was_killed_is_replaced() -> None:
    svg(picture())
    assert drawer._process is not None
    drawer._process.kill()
    drawer._process.wait()
    assert svg(picture("after")).startswith(b"<svg")


def test_a_drawing_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "PATIENCE", 0.0)
    drawer.end()
    with pytest.raises(Undrawn):
        svg(picture("never seen before"))


def test_no_address_is_fetched_for_a_picture() -> None:
    asked = []

    class Peer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    with HTTPServer(("127.0.0.1", 0), Peer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            with pytest.raises(Undrawn):
                svg(
                    picture(
                        draw="frontline.reports.charts.example:fetched", data={"port": server.server_port}
                    )
                )
        finally:
            server.shutdown()
    assert asked == []


def test_a_browser_that_has_it_is_told_so_without_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    first = serve(picture(), "svg", RequestFactory().get("/"))
    assert first["Content-Type"] == "image/svg+xml"
    assert "default-src 'none'" in first["Content-Security-Policy"]
    monkeypatch.setattr(keeping, "kept", lambda digest: pytest.fail("looked up"))
    again = serve(picture(), "svg", RequestFactory().get("/", headers={"If-None-Match": first["ETag"]}))
    assert (again.status_code, again.content) == (304, b"")


def test_a_download_has_a_name() -> None:
    answer = serve(picture(), "png", RequestFactory().get("/?download"), name="volume-2026-11-16")
    assert answer["Content-Disposition"] == 'attachment; filename="volume-2026-11-16.png"'


def test_the_oldest_pictures_go_when_it_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    for digest in ("a", "b", "c"):
        keeping.keep(digest * 64, b"x" * 40)
    monkeypatch.setattr(keeping, "MOST", 100)
    keeping.tidy()
    assert sorted(Rendered.objects.values_list("pk", flat=True)) == ["b" * 64, "c" * 64]
