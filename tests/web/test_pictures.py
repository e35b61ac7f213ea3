"""Small pictures, overview pictures and the curator's contact sheet."""

import re
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from PIL import Image

from triggercare.domain.anatomy import FIXTURES, REGIONS, zones
from triggercare.library.bodymap import body_view
from triggercare.library.catalogue import library_version
from triggercare.library.content import read_content
from triggercare.library.figures import point_figures
from triggercare.library.overview import overviews
from triggercare.library.thumbnails import THUMBNAIL, thumbnail

MUSCLES = read_content(FIXTURES).library.muscles


@pytest.mark.parametrize("slug", sorted(MUSCLES))
def test_a_small_picture_is_small_and_shows_something(slug: str) -> None:
    data = thumbnail(MUSCLES[slug])
    image = Image.open(BytesIO(data))
    assert (image.format, image.size) == ("WEBP", (THUMBNAIL, THUMBNAIL))
    assert len(data) < 6_000
    pixels = image.convert("RGB").tobytes()
    assert sum(r > g + 50 for r, g in zip(pixels[::3], pixels[1::3], strict=True)) > 5  # the dots


@pytest.mark.django_db
def test_its_address_changes_with_the_library(client: Client) -> None:
    address = f"/muscles/pictures/{library_version()}/soleus.webp"
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert "immutable" in answer["Cache-Control"]
    assert address in client.get("/muscles/").content.decode()
    assert client.get("/muscles/pictures/another/soleus.webp").status_code == 404
    assert client.get(address.replace("soleus", "nothing")).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("region", REGIONS)
def test_a_region_shows_every_point_of_its_muscles(client: Client, region: str) -> None:
    html = client.get(f"/body-map/{region}/").content.decode()
    own = [muscle for muscle in MUSCLES.values() if muscle.region == region]
    for muscle in own:
        for point in muscle.points:
            assert f"/muscles/{muscle.slug}/#point-{point.number}" in html
    assert html.count('class="pin"') == sum(len(muscle.points) for muscle in own)


@pytest.mark.django_db
def test_an_unknown_region_is_not_found(client: Client) -> None:
    assert client.get("/body-map/tail/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("zone", list(zones())[::9])
def test_a_place_shows_the_points_that_refer_to_it(client: Client, zone: str) -> None:
    html = client.get(f"/pain-in/{zone}/").content.decode()
    wanted = {
        f"/muscles/{muscle.slug}/#point-{point.number}"
        for muscle in MUSCLES.values()
        for point in muscle.points
        if zone in (*point.essential, *point.spillover)
    }
    assert set(re.findall(r'href="(/muscles/[\w-]+/#point-\d+)"', html)) == wanted
    for link in re.findall(r'href="(/muscles/[\w-]+/)#point-\d+"', html)[:3]:
        assert 'id="point-1"' in client.get(link).content.decode()


def test_numbers_are_those_of_the_list_and_stay_in_the_picture() -> None:
    muscles = sorted((m for m in MUSCLES.values() if m.region == "neck"), key=lambda m: m.name)
    for overview in overviews(muscles):
        left, top, width, height = map(int, overview.box.split())
        for pin in overview.pins:
            assert muscles[pin.number - 1].slug == pin.slug
            assert left <= pin.label_x <= left + width
            assert top <= pin.label_y <= top + height
        assert body_view(overview.view).width >= left + width


def test_the_contact_sheet_holds_every_drawing(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.png"
    call_command("contact_sheet", sheet, "soleus", "temporalis", stdout=StringIO())
    drawings = sum(
        len(point_figures("s", point)) for slug in ("soleus", "temporalis") for point in MUSCLES[slug].points
    )
    rows = -(-drawings // 6)
    assert Image.open(sheet).size == (6 * 308, rows * 324)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["sheet.png", "soleuss"], "No such muscle: soleuss"),
        (["none/sheet.png"], "needs a folder that exists"),
        (["sheet.txt"], "ends in .png or .webp"),
    ],
)
def test_the_contact_sheet_says_what_is_wrong(tmp_path: Path, arguments: list[str], words: str) -> None:
    sheet, *slugs = arguments
    with pytest.raises(CommandError, match=words):
        call_command("contact_sheet", tmp_path / sheet, *slugs)
