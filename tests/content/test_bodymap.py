"""The drawn body map holds every zone of the contract, once in every view that the contract names."""

import csv
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

FIXTURES = Path(__file__).parents[2] / "fixtures"
MAPS = FIXTURES / "bodymap"
SHADES = Path(__file__).parents[2] / "static" / "bodymap"
BODY = ("front", "back", "left", "right")
HEADS = ("head-front", "head-back", "head-left", "head-right")
VIEWS = (*BODY, *HEADS, "palm", "hand-back", "foot-top", "sole", "mouth")
IN_THE_MOUTH = {
    "mouth",
    "upper-teeth:left",
    "upper-teeth:right",
    "lower-teeth:left",
    "lower-teeth:right",
    "lower-front-teeth",
}
ALPHABET = [chr(c) for c in range(35, 127) if chr(c) not in "\\<&"]
NUMBER = {c: n for n, c in enumerate(ALPHABET)}


@cache
def picture(view: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((MAPS / f"{view}.json").read_text())
    return data


def contract() -> list[dict[str, str]]:
    with (FIXTURES / "body-zones.csv").open() as rows:
        return list(csv.DictReader(rows))


def keys(zone: dict[str, str], view: str = "") -> set[str]:
    """The shapes of a zone; seen from one side only that side's."""
    if zone["paired"] == "no":
        return {zone["slug"]}
    side = view.removeprefix("head-")
    return {f"{zone['slug']}:{s}" for s in ("left", "right") if side not in ("left", "right") or side == s}


def wanted(view: str) -> set[str]:
    if view == "mouth":
        return IN_THE_MOUTH
    name = view.removeprefix("head-")
    return {
        key
        for zone in contract()
        if name in zone["views"].split() and (view == name or zone["region"] in ("head-face", "neck"))
        for key in keys(zone, view)
    }


def dots(field: dict[str, Any]) -> Iterator[tuple[int, int, int, int, int]]:
    """x, y, zone, distance to its border, zone beyond: the reader of tools/bodymap/README.md."""
    step, reach, base = field["step"], field["reach"], len(ALPHABET)
    runs = [NUMBER[c] for c in field["runs"]]
    pairs = [
        pair
        for high, low, count in zip(*[iter(runs)] * 3, strict=True)
        for pair in [high * base + low] * count
    ]
    row = at = 0
    for down, first, count in zip(*[iter(field["spans"])] * 3, strict=True):
        row += down
        for column in range(first, first + count):
            dx, dy = divmod(NUMBER[field["shake"][at]], 2 * reach + 1)
            x = column * step + row % 2 * (step // 2) + (dx - reach) * field["jolt"]
            y = row * field["row"] + (dy - reach) * field["jolt"]
            zone, beyond = field["pairs"][2 * pairs[at] : 2 * pairs[at] + 2]
            yield x, y, zone, NUMBER[field["border"][at]] * field["unit"], beyond
            at += 1
    assert at == len(pairs) == field["count"]


@pytest.mark.parametrize("view", VIEWS)
def test_view_holds_every_zone_of_the_contract_once(view: str) -> None:
    data = picture(view)
    known = {key for zone in contract() for key in keys(zone)}
    assert wanted(view) - data["zones"].keys() == set()
    assert data["zones"].keys() - known == set()
    assert data["zones"].keys() == data["boxes"].keys() == data["anchors"].keys() == set(data["dots"]["keys"])
    assert len(set(data["zones"].values())) == len(data["zones"])
    assert all(path.startswith("M") and path.endswith("z") for path in data["zones"].values())


@pytest.mark.parametrize("view", VIEWS)
def test_view_holds_whole_numbers_only(view: str) -> None:
    data = picture(view)
    paths = [data[name] for name in ("outline", "contours", "relief", "hair", "cloth")]
    assert {c for path in (*paths, *data["zones"].values()) for c in path} <= set("Mclz -0123456789")
    assert data["outline"]
    assert data["contours"]


@pytest.mark.parametrize("view", VIEWS)
def test_no_zone_of_the_other_side_is_shown(view: str) -> None:
    other = {"left": "right", "right": "left"}.get(view.removeprefix("head-"))
    assert [key for key in picture(view)["zones"] if other and key.endswith(f":{other}")] == []


@pytest.mark.parametrize("view", [v for v in VIEWS if v.removeprefix("head-") not in ("left", "right")])
def test_left_and_right_mirror_each_other(view: str) -> None:
    data = picture(view)
    width, height = data["size"]
    near = 0.006 * max(width, height)
    for key, (x, y, w, h) in data["boxes"].items():
        if key.endswith(":left"):
            x2, y2, w2, h2 = data["boxes"][key.replace(":left", ":right")]
            differences = (x2 - (width - x - w), y2 - y, w2 - w, h2 - h)
            assert max(abs(d) for d in differences) <= near, key


@pytest.mark.parametrize("view", ["front", "head-front", "palm", "mouth"])
def test_patients_left_is_on_the_right_where_she_faces_us(view: str) -> None:
    data = picture(view)
    lefts = [x for key, (x, _) in data["anchors"].items() if key.endswith(":left")]
    assert min(lefts) > data["size"][0] / 2


@pytest.mark.parametrize("view", ["back", "head-back", "hand-back"])
def test_patients_left_is_on_the_left_from_behind(view: str) -> None:
    data = picture(view)
    lefts = [x for key, (x, _) in data["anchors"].items() if key.endswith(":left")]
    assert max(lefts) < data["size"][0] / 2


@pytest.mark.parametrize("view", VIEWS)
def test_pins_and_dots_lie_inside_their_zones(view: str) -> None:
    data = picture(view)
    for key, (x, y) in data["anchors"].items():
        left, top, w, h = data["boxes"][key]
        assert left <= x < left + w, key
        assert top <= y < top + h, key
    names = data["dots"]["keys"]
    for x, y, zone, distance, beyond in dots(data["dots"]):
        left, top, w, h = data["boxes"][names[zone]]
        assert left <= x < left + w, names[zone]
        assert top <= y < top + h, names[zone]
        assert 0 <= distance <= min(w, h)
        assert -1 <= beyond < len(names)
        assert beyond != zone


@pytest.mark.parametrize("view", VIEWS)
def test_each_place_has_one_dot(view: str) -> None:
    """The gaps themselves are measured by the tool when it draws."""
    field = picture(view)["dots"]
    spots = [(x, y) for x, y, *_ in dots(field)]
    assert len(spots) == len(set(spots))
    # No hole: inside a row the dots follow each other, but where the body ends.
    seen = set(spots)
    apart = 1.6 * field["step"]
    deep = [(x, y) for x, y, _, distance, _ in dots(field) if distance > 2 * apart]
    cells: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for x, y in seen:
        cells.setdefault((int(x // apart), int(y // apart)), []).append((x, y))
    for x, y in deep:
        cx, cy = int(x // apart), int(y // apart)
        around = [p for i in (-1, 0, 1) for j in (-1, 0, 1) for p in cells.get((cx + i, cy + j), [])]
        assert sum(0 < (x - a) ** 2 + (y - b) ** 2 <= apart**2 for a, b in around) >= 5, (x, y)


def test_every_zone_has_dots_in_a_view_that_lists_it() -> None:
    dotted = {
        data["dots"]["keys"][zone] for data in map(picture, VIEWS) for zone in set(data["dots"]["pairs"][::2])
    }
    assert {key for zone in contract() for key in keys(zone)} - dotted == set()


def test_neighbours_are_mutual_and_complete() -> None:
    with (MAPS / "neighbours.csv").open() as rows:
        pairs = [(row["zone"], row["neighbour"]) for row in csv.DictReader(rows)]
    slugs = {zone["slug"] for zone in contract()}
    assert pairs == sorted(set(pairs))
    assert {(b, a) for a, b in pairs} == set(pairs)
    assert {a for a, _ in pairs} == slugs
    assert all(a != b for a, b in pairs)
    for pair in (
        ("temple", "forehead"),
        ("upper-teeth", "mouth"),
        ("groin", "thigh-front-upper"),
        ("shin", "knee-front"),
    ):
        assert pair in pairs


@pytest.mark.parametrize("view", VIEWS)
def test_files_stay_small(view: str) -> None:
    assert (MAPS / f"{view}.json").stat().st_size < (120_000 if view in BODY else 60_000)
    assert (SHADES / f"{view}-shade.webp").stat().st_size < 20_000
