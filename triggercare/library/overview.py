"""Overview pictures: many trigger points on one view of the body, each leading to its muscle.

Muscles are numbered in the order of the list beside the picture; points of one muscle share its number.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import hypot

from triggercare.domain.anatomy import Muscle, Side, TriggerPoint, zones
from triggercare.library.bodymap import BODY, CLOSE_UPS, BodyView, Box, body_view, within
from triggercare.library.figures import Spot, spot_of

VIEW_WORDS: Mapping[str, str] = {
    "front": "From the front",
    "back": "From behind",
    "right": "From the right side",
    "head-front": "The head from the front",
    "head-back": "The head from behind",
    "head-right": "The head from the right side",
    "palm": "The palm",
    "hand-back": "The back of the hand",
    "foot-top": "The top of the foot",
    "sole": "The sole of the foot",
}
MARGIN = 0.14
LEAST = 500  # units: no smaller piece of the body than about 23 cm, of close-ups 8 cm
SLIMMEST = 0.7  # width to height, and height to width
FONT = 27  # the longer side of the picture in heights of a number
REACH = 1.35  # radius of a pin's target in heights of a number: 24 px wide on the smallest phone
_HEAD = {"head-face", "neck"}


@dataclass(frozen=True, slots=True)
class Pin:
    """One point: its number, where its cross and its number stand, and the muscle that it belongs to."""

    number: int
    slug: str
    name: str
    point: int
    x: int
    y: int
    label_x: int
    label_y: int
    cross: str


@dataclass(frozen=True, slots=True)
class Overview:
    """One picture with its pins; lengths in units of the view. `reach`: radius of a pin's target."""

    id: str
    view: str
    words: str
    box: str
    font: int
    reach: int
    marks: str
    pins: tuple[Pin, ...]
    is_close: bool


def overviews(
    muscles: Iterable[Muscle], places: Iterable[str] = (), *, only: str = ""
) -> tuple[Overview, ...]:
    """The points of these muscles on the right side of the body, a picture for each view that holds some.

    `places`: keys of zones to outline. `only`: a zone; then just the points that send pain there.
    """
    by_view: dict[str, list[tuple[int, Muscle, TriggerPoint, Spot]]] = {}
    for number, muscle in enumerate(muscles, start=1):
        for point in muscle.points:
            if only and only not in (*point.essential, *point.spillover):
                continue
            view, spot = _where(point)
            if spot is not None:
                by_view.setdefault(view, []).append((number, muscle, point, spot))
    names = [name for name in (*BODY, *CLOSE_UPS) if name in by_view]
    outlined = tuple(places)
    return tuple(_overview(body_view(name), by_view[name], outlined) for name in names)


def _where(point: TriggerPoint) -> tuple[str, Spot | None]:
    """The view of a point's marker as seen on the right side; on the head the close-up."""
    if point.marker is None:
        return "", None
    name = "right" if point.marker.view in ("left", "right") else point.marker.view
    close = f"head-{name}"
    if zones()[point.marker.zone].region in _HEAD and close in CLOSE_UPS:
        spot = spot_of(body_view(close), point.marker, Side.RIGHT)
        if spot is not None:
            return close, spot
    return name, spot_of(body_view(name), point.marker, Side.RIGHT)


def _overview(
    view: BodyView, found: list[tuple[int, Muscle, TriggerPoint, Spot]], places: tuple[str, ...]
) -> Overview:
    is_close = view.name in CLOSE_UPS
    outlines = [view.boxes[key] for key in places if key in view.boxes]
    box = _crop(view, [spot for *_, spot in found], outlines)
    font = round(max(box[2:]) / FONT)
    return Overview(
        id=f"overview-{view.name}",
        view=view.name,
        words=VIEW_WORDS[view.name],
        box=" ".join(map(str, box)),
        font=font,
        reach=round(REACH * font),
        marks="".join(view.zones[key] for key in places if key in view.zones),
        pins=_pins(found, font),
        is_close=is_close,
    )


def _crop(view: BodyView, spots: list[Spot], outlines: list[Box]) -> Box:
    xs = [x for x, _ in spots] + [edge for x, _, width, _ in outlines for edge in (x, x + width)]
    ys = [y for _, y in spots] + [edge for _, y, _, height in outlines for edge in (y, y + height)]
    margin = MARGIN * max(max(xs) - min(xs), max(ys) - min(ys))
    width = max(max(xs) - min(xs) + 2 * margin, LEAST)
    height = max(max(ys) - min(ys) + 2 * margin, LEAST)
    if view.name.startswith("head"):
        width, height = max(width, 0.7 * view.width), max(height, 0.7 * view.height)
    width, height = max(width, SLIMMEST * height), max(height, SLIMMEST * width)
    left, across = within((min(xs) + max(xs)) / 2, width, view.width)
    top, down = within((min(ys) + max(ys)) / 2, height, view.height)
    return left, top, across, down


_BESIDE = (
    (1.0, 0.35),
    (-1.0, 0.35),
    (0.0, -0.8),
    (0.0, 1.5),
    (0.9, -0.5),
    (-0.9, -0.5),
    (0.9, 1.2),
    (-0.9, 1.2),
)


def _pins(found: list[tuple[int, Muscle, TriggerPoint, Spot]], font: int) -> tuple[Pin, ...]:
    """Each number takes the first place beside its cross that keeps most distance from the rest."""
    taken = [spot for *_, spot in found]
    pins = []
    for number, muscle, point, (x, y) in found:
        beside = [(x + across * font, y + down * font) for across, down in _BESIDE]
        label = max(beside, key=lambda at: min((_apart(at, other, font) for other in taken), default=0.0))
        taken.append(label)
        arm = font * 0.32
        cross = (
            f"M{x - arm:.0f} {y - arm:.0f}L{x + arm:.0f} {y + arm:.0f}"
            f"M{x + arm:.0f} {y - arm:.0f}L{x - arm:.0f} {y + arm:.0f}"
        )
        pins.append(
            Pin(
                number,
                muscle.slug,
                muscle.name,
                point.number,
                round(x),
                round(y),
                round(label[0]),
                round(label[1]),
                cross,
            )
        )
    return tuple(pins)


def _apart(one: Spot, other: Spot, font: int) -> float:
    """Distance in heights of a number, no more than one and a half: further is no better."""
    return min(hypot(one[0] - other[0], one[1] - font * 0.35 - other[1]) / font, 1.5)
