"""The picture's weight, its drawings, and the worst place that it may send along."""

import gzip
from pathlib import Path

import brotli
import pytest
from django.test import Client

from tests.people import STIFF_NECK
from tests.web.test_finder import form_data, page_at, walk
from triggercare.finder.state import read
from triggercare.library.bodymap import VIEWS, body_view, right_is

STATIC = Path(__file__).resolve().parents[2] / "static"

pytestmark = pytest.mark.django_db


def test_first_view_is_light(client: Client) -> None:
    """Under 60 KB without typefaces, the script under 8 KB, compressed as the site sends them."""
    walk(client, STIFF_NECK, until="where")
    script = len(brotli.compress((STATIC / "js" / "body-map.js").read_bytes()))
    styles = sum(len(brotli.compress(path.read_bytes())) for path in (STATIC / "css").glob("*.css"))
    page = len(gzip.compress(client.get("/my/where/").content))
    drawing = len(client.get("/body-map/front.svg", headers={"Accept-Encoding": "br"}).content)
    shade = (STATIC / "bodymap" / "front-shade.webp").stat().st_size
    first = page + styles + script + drawing + shade
    assert script < 8_000
    assert first < 60_000


@pytest.mark.parametrize("view", VIEWS)
def test_a_drawing_holds_every_zone_of_its_view(client: Client, view: str) -> None:
    svg = client.get(f"/body-map/{view}.svg").content.decode()
    for key in body_view(view).zones:
        assert svg.count(f'data-place="{key}"') == 1
    assert "style" not in svg


def test_an_unknown_view_is_not_found(client: Client) -> None:
    assert client.get("/body-map/inside.svg").status_code == 404


@pytest.mark.parametrize(
    ("view", "side"), [("front", "left"), ("back", "right"), ("sole", "left"), ("left", "")]
)
def test_the_persons_right_is_named(view: str, side: str) -> None:
    assert right_is(body_view(view)) == side


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("neck-angle:right", "neck-angle:right"), ("crown", None), ("nonsense", None), ("", None)],
)
def test_the_worst_place_must_be_one_of_the_marked(client: Client, sent: str, kept: str | None) -> None:
    walk(client, STIFF_NECK, until="where")
    data = {**form_data(page_at(client, "where"), STIFF_NECK), "worst": sent}
    assert client.post("/my/where/", data).status_code == 303
    request = client.get("/my/where/").wsgi_request
    assert read(request).answers.values.get("worst") == kept
