"""The drawing of a trigger point: an X at the point, dots where its pain is felt. From the muscle file alone.

The main pattern takes every dot of its zones, the wider one a third; at borders to other zones both thin out.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from django.templatetags.static import static

from triggercare.domain.anatomy import Marker, Place, Side, TriggerPoint, zones
from triggercare.library.bodymap import BODY, CLOSE_UPS, BodyView, Dot, body_view, within

MOST_VIEWS = 3
NARROW = 0.5  # a narrow zone thins out over this share of its depth at most
LEAST_DOTS = 12  # of a zone in a view; fewer is an edge that one sees on
FADES = (1.0, 2.5)  # how far from a border the dots thin out once and twice, in steps of the field
MARGIN = 0.16  # around the pattern, as a share of its longer side
LEAST_CROP = 620  # units: about 28 cm of body, so that a lay person sees where on the body she is
SLIMMEST = 0.75  # width to height, and height to width


@dataclass(frozen=True, slots=True)
class Symbol:
    """The shared outline of a view, once on a page."""

    name: str
    view: BodyView
    shade: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One drawing. `box` is the crop; `dots`, `cross` and `marks` (the person's own places) are paths in its units."""

    id: str
    view: str
    box: str
    dots: str
    cross: str
    marks: str
    text: str
    is_close: bool


Spot = tuple[float, float]
Pattern = dict[str, bool]  # key of a zone with its side -> whether it belongs to the main pattern


def point_figures(
    prefix: str, point: TriggerPoint, side: Side = Side.RIGHT, marked: Iterable[Place] = ()
) -> tuple[Figure, ...]:
    """The drawings of a point on one side of the body: the fewest views that show all of it, the best one first.

    `marked`: places that a person marked, drawn as outlines where the view shows them.
    """
    marks = [str(place) for place in marked]
    pattern = _pattern(point, side)
    found: list[Figure] = []
    for view in _views(point, pattern, side):
        spot = spot_of(view, point.marker, side)
        dots = [dot for dot in view.dots if _is_drawn(dot, pattern, view)]
        box = _crop(view, dots, spot)
        found.append(
            Figure(
                id=f"{prefix}-{len(found) + 1}",
                view=view.name,
                box=box,
                dots=_path(dots),
                cross=_cross(spot, box),
                marks="".join(view.zones[key] for key in marks if key in view.zones),
                text=describe(point, has_cross=spot is not None),
                is_close=view.name in CLOSE_UPS,
            )
        )
    return tuple(found)


def card_figure(prefix: str, point: TriggerPoint, side: Side, marked: Iterable[Place]) -> Figure:
    """The one drawing for a card: with the X and a marked place if one drawing has both, else the first."""
    figures = point_figures(prefix, point, side, marked)
    return next((figure for figure in figures if figure.cross and figure.marks), figures[0])


def zone_figure(slug: str) -> Figure:
    """A place by itself, outlined and stippled, in the view that shows most of it; the right one of a pair."""
    key = _key(slug, Side.RIGHT)
    candidates = [view for name in (*BODY, *CLOSE_UPS) if key in (view := body_view(name)).boxes]
    view = max(candidates, key=lambda view: (_is_at_home(view, {key: True}), _area(view, key)))
    dots = [dot for dot in view.dots if dot.zone == key]
    return Figure(
        id="place",
        view=view.name,
        box=_crop(view, dots, _middle(view, key)),
        dots=_path(dots),
        cross="",
        marks=view.zones[key],
        text=f"Where it is on the body: {zones()[slug].label.lower()}.",
        is_close=view.name in CLOSE_UPS,
    )


def _area(view: BodyView, key: str) -> int:
    return sum(view.step**2 for dot in view.dots if dot.zone == key)


def _middle(view: BodyView, key: str) -> Spot:
    x, y, width, height = view.boxes[key]
    return (x + width / 2, y + height / 2)


def symbols(*views: str) -> tuple[Symbol, ...]:
    """The outlines that the drawings of a page share, each once."""
    return tuple(
        Symbol(name, body_view(name), static(f"bodymap/{name}-shade.webp")) for name in dict.fromkeys(views)
    )


def describe(point: TriggerPoint, *, has_cross: bool) -> str:
    """The drawing in words."""
    main = _labels(point.essential)
    wider = f"; sometimes in: {_labels(point.spillover)}" if point.spillover else ""
    cross = "The X marks the tender spot. " if has_cross else ""
    return f"{cross}Pain from it is felt mainly in: {main}{wider}."


def _labels(slugs: Iterable[str]) -> str:
    return ", ".join(zones()[slug].label.lower() for slug in slugs)


def _key(slug: str, side: Side) -> str:
    return f"{slug}:{side}" if zones()[slug].paired else slug


def _pattern(point: TriggerPoint, side: Side) -> Pattern:
    wider = {_key(slug, side): False for slug in point.spillover}
    return wider | {_key(slug, side): True for slug in point.essential}


def _views(point: TriggerPoint, pattern: Pattern, side: Side) -> tuple[BodyView, ...]:
    """The view that shows most of the main pattern and the X; then others for what is not yet shown."""
    candidates = [body_view(name) for name in (*BODY, *CLOSE_UPS)]
    chosen: list[BodyView] = []
    main = {key for key, is_main in pattern.items() if is_main}
    for wanted in (main, set(pattern)):
        missing = wanted - {key for view in chosen for key in _shown(view)}
        needs_cross = point.marker is not None and not any(spot_of(v, point.marker, side) for v in chosen)
        while (missing or needs_cross) and len(chosen) < MOST_VIEWS:
            marker = point.marker if needs_cross else None
            best = max(candidates, key=lambda view: _worth(view, marker, missing, pattern, side))
            has_cross = spot_of(best, point.marker, side) is not None
            if not missing & _shown(best) and not (needs_cross and has_cross):
                break
            chosen.append(best)
            candidates.remove(best)
            missing -= _shown(best)
            needs_cross = needs_cross and not has_cross
    return tuple(chosen)


def _worth(
    view: BodyView, marker: Marker | None, missing: set[str], pattern: Pattern, side: Side
) -> tuple[float, ...]:
    """The X counts like one zone; a close-up wins when it shows as much; then the larger picture of the pattern."""
    shown = _shown(view)
    cross = spot_of(view, marker, side) is not None
    area = sum(1 for dot in view.dots if pattern.get(dot.zone)) * view.step**2
    whole = set(pattern) <= shown and _is_at_home(view, pattern) and (marker is None or cross)
    return (len(missing & shown) + cross, whole, len(shown.intersection(pattern)), area)


_HOME = {"head": {"head-face", "neck"}, "palm": {"wrist-hand"}, "hand": {"wrist-hand"}}
_HOME |= {"foot": {"ankle-foot"}, "sole": {"ankle-foot"}}


def _is_at_home(view: BodyView, pattern: Pattern) -> bool:
    """Whether the view is the close-up of the part of the body in which all of the pattern lies."""
    home = _HOME.get(view.name.partition("-")[0], set())
    return view.name in CLOSE_UPS and all(zones()[key.partition(":")[0]].region in home for key in pattern)


@cache
def _shown_in(name: str) -> frozenset[str]:
    """Zones of which a view shows enough to carry even a thinned pattern."""
    counted = Counter(dot.zone for dot in body_view(name).dots)
    return frozenset(zone for zone, count in counted.items() if count >= LEAST_DOTS)


@cache
def _depths_in(name: str) -> Mapping[str, int]:
    """For each zone of a view, how far its innermost dot is from the border."""
    deepest: dict[str, int] = {}
    for dot in body_view(name).dots:
        deepest[dot.zone] = max(deepest.get(dot.zone, 0), dot.border)
    return deepest


def _shown(view: BodyView) -> frozenset[str]:
    return _shown_in(view.name)


def spot_of(view: BodyView, marker: Marker | None, side: Side) -> Spot | None:
    """Where the X stands in this view, if it is the marker's view or a close-up of it."""
    if marker is None or not _is_of(view.name, marker.view, side):
        return None
    box = view.boxes.get(_key(marker.zone, side))
    if box is None:
        return None
    x, y, width, height = box
    across, down = marker.at
    if view.name.endswith(("left", "right")):  # across runs from front to back
        forward_is_right = view.name.endswith("right")
        share = 1 - across if forward_is_right else across
    else:  # across runs from the middle of the body outwards
        share = 1 - across if x + width / 2 < view.width / 2 else across
    return (x + share * width, y + down * height)


def _is_of(view: str, marked: str, side: Side) -> bool:
    """Whether a view shows what a marker's view shows, on this side."""
    if marked in ("left", "right"):
        return view in (str(side), f"head-{side}")
    return view in (marked, f"head-{marked}")


def _is_drawn(dot: Dot, pattern: Pattern, view: BodyView) -> bool:
    """All of the main pattern, a third of the wider one, fewer at a border to a zone outside the pattern."""
    is_main = pattern.get(dot.zone)
    if is_main is None:
        return False
    most = 2 if is_main else 1
    if dot.beyond and dot.beyond not in pattern:
        room = NARROW * _depths_in(view.name)[dot.zone]
        most -= sum(dot.border < min(far * view.step, room) for far in FADES)
    return dot.level <= max(most, 0)


def _crop(view: BodyView, dots: list[Dot], spot: Spot | None) -> str:
    """A bold crop: the pattern and the X with a margin, not too slim, inside the view."""
    xs = [dot.x for dot in dots] + ([round(spot[0])] if spot else [])
    ys = [dot.y for dot in dots] + ([round(spot[1])] if spot else [])
    longer = max(max(xs) - min(xs), max(ys) - min(ys))
    margin = MARGIN * longer
    least = 0 if view.name in CLOSE_UPS else LEAST_CROP
    width = max(max(xs) - min(xs) + 2 * margin, least)
    height = max(max(ys) - min(ys) + 2 * margin, least)
    if view.name in CLOSE_UPS:
        width, height = max(width, 0.7 * view.width), max(height, 0.7 * view.height)
    width, height = max(width, SLIMMEST * height), max(height, SLIMMEST * width)
    left, width = within((min(xs) + max(xs)) / 2, width, view.width)
    top, height = within((min(ys) + max(ys)) / 2, height, view.height)
    return f"{left} {top} {width} {height}"


def _path(dots: list[Dot]) -> str:
    """All dots as one path of points, each from the one before."""
    parts, x, y = [], 0, 0
    for dot in dots:
        parts.append(f"m{dot.x - x} {dot.y - y}h0")
        x, y = dot.x, dot.y
    return "".join(parts).replace(" -", "-")


def _cross(spot: Spot | None, box: str) -> str:
    """The X as two strokes, a thirtieth of the crop in each direction."""
    if spot is None:
        return ""
    arm = max(float(number) for number in box.split()[2:]) / 40
    x, y = spot
    return f"M{x - arm:.0f} {y - arm:.0f}L{x + arm:.0f} {y + arm:.0f}M{x + arm:.0f} {y - arm:.0f}L{x - arm:.0f} {y + arm:.0f}"
