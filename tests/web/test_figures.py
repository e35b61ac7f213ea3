"""The drawings: every point has one, left mirrors right, and no dot lies outside the pattern."""

import re

import brotli
import pytest
from django.test import Client

from triggercare.domain.anatomy import FIXTURES, Place, Side, TriggerPoint, zones
from triggercare.library.bodymap import VIEWS, body_view
from triggercare.library.content import read_content
from triggercare.library.figures import Figure, card_figure, describe, point_figures, zone_figure

LIBRARY = read_content(FIXTURES).library
POINTS = [(slug, point) for slug, muscle in LIBRARY.muscles.items() for point in muscle.points]
MOST_BYTES = 8 * 1024


def ids(value: object) -> str:
    return value if isinstance(value, str) else f"{value.number}"  # type: ignore[attr-defined]


def spots(path: str) -> list[tuple[int, int]]:
    """The points of a path of dots."""
    found, x, y = [], 0, 0
    for dx, dy in re.findall(r"m(-?\d+) ?(-?\d+)h0", path):
        x, y = x + int(dx), y + int(dy)
        found.append((x, y))
    return found


def keys(point: TriggerPoint, side: Side) -> set[str]:
    """The zones of a pattern with their side."""
    slugs = (*point.essential, *point.spillover)
    return {f"{slug}:{side}" if zones()[slug].paired else slug for slug in slugs}


def holds(figure: Figure, x: float, y: float) -> bool:
    left, top, width, height = (float(number) for number in figure.box.split())
    return left <= x <= left + width and top <= y <= top + height


@pytest.mark.parametrize(("slug", "point"), POINTS, ids=ids)
@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
def test_every_point_is_drawn(slug: str, point: TriggerPoint, side: Side) -> None:
    figures = point_figures("p", point, side)
    assert 1 <= len(figures) <= 3
    shown = set()
    for figure in figures:
        field = {(dot.x, dot.y): dot.zone for dot in body_view(figure.view).dots}
        drawn = spots(figure.dots)
        assert {field[spot] for spot in drawn} <= keys(point, side)
        assert all(holds(figure, *spot) for spot in drawn)
        assert len(brotli.compress(f"{figure.dots}{figure.cross}{figure.text}".encode())) <= MOST_BYTES
        shown |= {field[spot] for spot in drawn}
    assert shown == keys(point, side)


@pytest.mark.parametrize(("slug", "point"), POINTS, ids=ids)
def test_the_cross_stands_in_its_zone(slug: str, point: TriggerPoint) -> None:
    crossed = [figure for figure in point_figures("p", point) if figure.cross]
    assert point.marker is not None
    assert crossed
    for figure in crossed:
        numbers = [int(number) for number in re.findall(r"-?\d+", figure.cross)]
        x, y = sum(numbers[0::2]) / 4, sum(numbers[1::2]) / 4
        key = f"{point.marker.zone}:right" if zones()[point.marker.zone].paired else point.marker.zone
        left, top, width, height = body_view(figure.view).boxes[key]
        assert left - 2 <= x <= left + width + 2
        assert top - 2 <= y <= top + height + 2
        assert holds(figure, x, y)


@pytest.mark.parametrize(("slug", "point"), POINTS, ids=ids)
@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
def test_the_cross_stands_on_its_zone_and_not_beside_it(slug: str, point: TriggerPoint, side: Side) -> None:
    for figure in point_figures("p", point, side):
        assert figure.text.startswith("The X marks") == bool(figure.cross)
        if figure.cross:
            numbers = [int(number) for number in re.findall(r"-?\d+", figure.cross)]
            x, y = sum(numbers[0::2]) / 4, sum(numbers[1::2]) / 4
            nearest = min(body_view(figure.view).dots, key=lambda dot: (dot.x - x) ** 2 + (dot.y - y) ** 2)
            assert point.marker is not None
            assert nearest.zone.partition(":")[0] == point.marker.zone


def test_left_mirrors_right() -> None:
    point = LIBRARY.muscles["levator-scapulae"].points[0]
    (left,), (right,) = point_figures("p", point, Side.LEFT), point_figures("p", point, Side.RIGHT)
    assert left.view == right.view == "back"
    width = body_view("back").width
    middle = [sum(x for x, _ in spots(figure.dots)) / len(spots(figure.dots)) for figure in (left, right)]
    assert middle[0] == pytest.approx(width - middle[1], abs=6)
    assert middle[0] < width / 2 < middle[1]  # seen from behind, the left is on the left


def test_the_wider_pattern_is_thinner_than_the_main_one() -> None:
    point = LIBRARY.muscles["vastus-medialis"].points[0]
    (figure,) = point_figures("p", point)
    view = body_view(figure.view)
    field = {(dot.x, dot.y): dot.zone for dot in view.dots}
    drawn = [field[spot] for spot in spots(figure.dots)]
    share = {key: drawn.count(key) / sum(dot.zone == key for dot in view.dots) for key in set(drawn)}
    assert share["knee-front:right"] > 0.6
    assert share["thigh-front-lower:right"] < 0.4


def test_marked_places_are_outlined_where_the_view_shows_them() -> None:
    point = LIBRARY.muscles["levator-scapulae"].points[0]
    (figure,) = point_figures(
        "p", point, Side.RIGHT, [Place("neck-angle", Side.RIGHT), Place("chin", Side.MIDDLE)]
    )
    assert figure.marks == body_view("back").zones["neck-angle:right"]


def test_a_card_shows_the_cross_beside_a_marked_place() -> None:
    """Of several drawings the one with both; without such a one the first."""
    point = LIBRARY.muscles["upper-trapezius"].points[0]
    first = point_figures("p", point)[0]
    assert not first.cross
    card = card_figure("p", point, Side.RIGHT, [Place("side-of-neck", Side.RIGHT)])
    assert card.cross
    assert card.marks
    assert card_figure("p", point, Side.RIGHT, []) == first


def test_the_text_names_the_pattern() -> None:
    point = LIBRARY.muscles["soleus"].points[0]
    assert describe(point, has_cross=True) == (
        "The X marks the tender spot. Pain from it is felt mainly in: heel, achilles tendon;"
        " sometimes in: lower calf, arch of the foot."
    )


@pytest.mark.parametrize("slug", sorted(zones()))
def test_every_place_is_drawn_in_a_view_that_shows_it(slug: str) -> None:
    figure = zone_figure(slug)
    assert figure.marks
    assert all(holds(figure, *spot) for spot in spots(figure.dots))


def test_every_view_can_be_read() -> None:
    for name in VIEWS:
        view = body_view(name)
        assert view.dots
        assert {dot.zone for dot in view.dots} <= set(view.zones)


@pytest.mark.django_db
def test_a_muscle_page_shares_each_outline_once(client: Client) -> None:
    html = client.get("/muscles/upper-trapezius/").content.decode()
    used = set(re.findall(r'href="#body-([\w-]+)"', html))
    assert used
    assert all(html.count(f'id="body-{name}"') == 1 for name in used)
    assert "style=" not in html
