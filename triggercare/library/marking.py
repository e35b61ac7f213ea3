"""Marking places on the body: what a tap enlarges, and the list of boxes that says the same in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from triggercare.domain.anatomy import REGIONS, Place, Side, Zone, zones
from triggercare.library.bodymap import BODY, BodyView, Box, body_view, within

MARGIN = 0.06  # round an enlarged part, as a share of its longer side
LEAST = 300  # units: an enlarged part shows about 14 cm of body, so that one sees where one is


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the body that a tap enlarges: its zones fill the picture, of one side if `is_sided`.

    `close_ups` names a view of its own for a view of the body; elsewhere the view itself is cropped.
    """

    slug: str
    label: str
    zones: frozenset[str]
    is_sided: bool
    close_ups: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Crop:
    """A part as one view of the body shows it: the view to draw and the piece of it."""

    view: str
    box: Box


def _part(
    slug: str,
    label: str,
    slugs: str = "",
    regions: str = "",
    *,
    is_sided: bool = True,
    close_ups: Mapping[str, str] | None = None,
) -> Part:
    inside = {zone.slug for zone in zones().values() if zone.region in regions.split()}
    return Part(slug, label, frozenset(slugs.split()) | inside, is_sided, close_ups or {})


@cache
def parts() -> tuple[Part, ...]:
    """Every part, head to foot. A zone belongs to the first part that names it."""
    return (
        _part(
            "head",
            "head and neck",
            regions="head-face neck",
            is_sided=False,
            close_ups={face: f"head-{face}" for face in BODY},
        ),
        _part(
            "shoulder",
            "shoulder",
            "collarbone chest-upper shoulder-blade-top shoulder-blade",
            regions="shoulder",
        ),
        _part("chest", "chest and upper back", regions="chest upper-back", is_sided=False),
        _part(
            "seat",
            "tailbone and base of the spine",
            "sacrum tailbone sacroiliac",
            is_sided=False,
        ),
        _part(
            "belly",
            "belly and low back",
            "low-back low-back-spine flank hip-crest",
            regions="abdomen",
            is_sided=False,
        ),
        _part("hips", "hips and groin", regions="low-back-hip pelvis", is_sided=False),
        _part("elbow", "elbow", "elbow-front elbow-outer elbow-inner elbow-back"),
        _part("arm", "arm", regions="arm"),
        _part("wrist", "wrist", "wrist-front wrist-back wrist-thumb-side wrist-little-side", close_ups=_HAND),
        _part("hand", "hand", regions="wrist-hand", close_ups=_HAND),
        _part("knee", "knee", "knee-front knee-inner knee-outer knee-back"),
        _part("thigh", "thigh", regions="thigh-knee"),
        _part("lower-leg", "lower leg", regions="lower-leg"),
        _part("ankle", "ankle and heel", "achilles ankle-front ankle-inner ankle-outer heel"),
        _part("foot", "foot", regions="ankle-foot", close_ups={"front": "foot-top", "back": "sole"}),
    )


_HAND = {"front": "palm", "back": "hand-back"}
MOUTH = "mouth"  # a view of its own inside the head, reached by a button


@cache
def part_of(zone: str) -> Part:
    """The part to which a zone belongs."""
    return next(part for part in parts() if zone in part.zones)


def part_key(place: Place) -> str:
    """The name of a part with its side, as the picture uses it: "shoulder:right", "head"."""
    part = part_of(place.zone)
    return f"{part.slug}:{place.side}" if part.is_sided else part.slug


@cache
def crops() -> Mapping[str, Mapping[str, Crop]]:
    """For every part with its side, by view of the body (front, back, left, right), what to draw."""
    found: dict[str, dict[str, Crop]] = {}
    for part in parts():
        for side in (Side.LEFT, Side.RIGHT) if part.is_sided else (Side.MIDDLE,):
            name = f"{part.slug}:{side}" if part.is_sided else part.slug
            found[name] = {face: crop for face in BODY if (crop := _crop(part, side, face))}
    mouth = body_view(MOUTH)
    found[MOUTH] = {"front": Crop(MOUTH, (0, 0, mouth.width, mouth.height))}
    return found


def _crop(part: Part, side: Side, face: str) -> Crop | None:
    if part.is_sided and face in ("left", "right") and face != side:
        return None
    view = body_view(part.close_ups.get(face, face))
    if part.slug == "head":
        return Crop(view.name, (0, 0, view.width, view.height))
    boxes = [
        box
        for key, box in view.boxes.items()
        if part_of(key.partition(":")[0]) is part and (not part.is_sided or key.endswith(str(side)))
    ]
    return Crop(view.name, _around(boxes, view)) if boxes else None


def _around(boxes: Iterable[Box], view: BodyView) -> Box:
    """The box round these, with a margin, inside the view."""
    edges = [(x, y, x + width, y + height) for x, y, width, height in boxes]
    left, top = min(e[0] for e in edges), min(e[1] for e in edges)
    right, bottom = max(e[2] for e in edges), max(e[3] for e in edges)
    margin = MARGIN * max(right - left, bottom - top)
    across = within((left + right) / 2, max(right - left + 2 * margin, LEAST), view.width)
    down = within((top + bottom) / 2, max(bottom - top + 2 * margin, LEAST), view.height)
    return across[0], down[0], across[1], down[1]


@cache
def map_data() -> Mapping[str, Any]:
    """What the script of the picture needs, as plain lists and dicts.

    `parts`: words and, by view of the body, view and box. `zones`: label, part, whether the part has sides, views.
    """
    sided = {part.slug: part.is_sided for part in parts()}
    return {
        "parts": {
            name: {
                "words": _words(name),
                "faces": {face: [crop.view, " ".join(map(str, crop.box))] for face, crop in by_face.items()},
            }
            for name, by_face in crops().items()
        },
        "zones": {
            zone.slug: [zone.label, part_of(zone.slug).slug, sided[part_of(zone.slug).slug], zone.views]
            for zone in zones().values()
        },
    }


def _words(name: str) -> str:
    if name == MOUTH:
        return "Inside your mouth"
    slug, _, side = name.partition(":")
    label = next(part.label for part in parts() if part.slug == slug)
    return f"Your {side} {label}" if side else f"Your {label}"


@dataclass(frozen=True, slots=True)
class PlaceBox:
    """A checkbox of the list: a zone on one side."""

    id: str
    value: str
    label: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A row of the list: a zone with its boxes."""

    zone: Zone
    boxes: tuple[PlaceBox, ...]


@dataclass(frozen=True, slots=True)
class PlaceRegion:
    """A region of the list; one with a tick is open."""

    label: str
    rows: tuple[PlaceRow, ...]
    is_open: bool


_SIDE_WORDS = {Side.LEFT: "Your left", Side.RIGHT: "Your right", Side.MIDDLE: "Here"}


def place_regions(name: str, ticked: Iterable[str] = ()) -> tuple[PlaceRegion, ...]:
    """The whole list by region and zone. `name` is the field's name, `ticked` holds places as text."""
    marked = set(ticked)
    rows: dict[str, list[PlaceRow]] = {region: [] for region in REGIONS}
    number = 0
    for zone in zones().values():
        boxes = []
        for side in zone.sides:
            value = str(Place(zone.slug, side))
            boxes.append(PlaceBox(f"id_{name}_{number}", value, _SIDE_WORDS[side], value in marked))
            number += 1
        rows[zone.region].append(PlaceRow(zone, tuple(boxes)))
    return tuple(
        PlaceRegion(label, tuple(rows[slug]), any(box.is_ticked for row in rows[slug] for box in row.boxes))
        for slug, label in REGIONS.items()
    )
