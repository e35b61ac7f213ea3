"""Drawings as pixels: the small picture of a muscle, and the sheet on which a curator sees all drawings.

The same field of dots as the vector drawings, in the light theme's colours, drawn large and scaled down.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from io import BytesIO

from django.conf import settings
from PIL import Image, ImageDraw

from triggercare.domain.anatomy import Muscle, Side, zones
from triggercare.library.bodymap import BodyView, Box, body_view, within
from triggercare.library.figures import Figure, point_figures

THUMBNAIL = 192  # px, width and height: twice the size on the page
SHEET, LABEL = 300, 16  # px: a drawing of the contact sheet, and the line with its name
FINER = 3  # drawn this much larger, then scaled down: smooth edges
CURVE_STEPS = 6
WEBP_QUALITY = 55

Line = list[tuple[float, float]]


def thumbnail(muscle: Muscle) -> bytes:
    """One small WebP of a muscle: all its points in the view that shows the first best, the region's crop."""
    first, *others = [figure for point in muscle.points for figure in point_figures("t", point)[:1]]
    same = [first, *(figure for figure in others if figure.view == first.view)]
    view = body_view(first.view)
    boxes = [_numbers(figure.box) for figure in same if figure.is_close] or [
        _region_box(muscle.region, view),
        *(_pattern_box(figure) for figure in same),
    ]
    image = draw(view, _square(boxes, view), same, THUMBNAIL)
    data = BytesIO()
    image.save(data, "WEBP", quality=WEBP_QUALITY, method=6)
    return data.getvalue()


def contact_sheet(muscles: Iterable[Muscle], columns: int = 6) -> Image.Image:
    """Every drawing of these muscles with its name, for looking at all of them side by side."""
    drawings = [
        (f"{muscle.slug} {point.number}: {figure.view}", figure)
        for muscle in muscles
        for point in muscle.points
        for figure in point_figures("s", point)
    ]
    rows = -(-len(drawings) // columns)
    sheet = Image.new("RGB", (columns * (SHEET + 8), rows * (SHEET + LABEL + 8)), _colour("card"))
    pen = ImageDraw.Draw(sheet)
    for number, (name, figure) in enumerate(drawings):
        x, y = number % columns * (SHEET + 8), number // columns * (SHEET + LABEL + 8)
        sheet.paste(draw(body_view(figure.view), _numbers(figure.box), [figure], SHEET), (x, y + LABEL))
        pen.text((x + 2, y + 2), name, fill=_colour("ink"))
    return sheet


def _region_box(region: str, view: BodyView) -> Box:
    """The crop that all muscles of a region share in a view; the whole view where the region does not show."""
    boxes = [box for key, box in view.boxes.items() if zones()[key.partition(":")[0]].region == region]
    right = [box for key, box in view.boxes.items() if key.endswith(f":{Side.RIGHT}") and box in boxes]
    return _around(right or boxes or [(0, 0, view.width, view.height)])


def _pattern_box(figure: Figure) -> Box:
    xs, ys = zip(*_dots(figure.dots), strict=True)
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def _around(boxes: Iterable[Box]) -> Box:
    edges = [(x, y, x + width, y + height) for x, y, width, height in boxes]
    left, top = min(e[0] for e in edges), min(e[1] for e in edges)
    return left, top, max(e[2] for e in edges) - left, max(e[3] for e in edges) - top


def _square(boxes: Iterable[Box], view: BodyView) -> Box:
    x, y, width, height = _around(boxes)
    length = 1.1 * max(width, height)
    left, across = within(x + width / 2, length, view.width)
    top, down = within(y + height / 2, length, view.height)
    return left, top, across, down


def draw(view: BodyView, box: Box, figures: Iterable[Figure], size: int) -> Image.Image:
    """The body in a box of a view with the dots and crosses of these figures, `size` px in the longer direction."""
    left, top, width, height = box
    scale = size * FINER / max(width, height)
    image = Image.new("RGB", (size * FINER, size * FINER), _colour("paper"))
    pen = ImageDraw.Draw(image)
    shift = ((size * FINER - width * scale) / 2, (size * FINER - height * scale) / 2)

    def place(line: Line) -> Line:
        return [((x - left) * scale + shift[0], (y - top) * scale + shift[1]) for x, y in line]

    for path, colour in ((view.outline, "stone"), (view.cloth, "line"), (view.hair, "line")):
        for line in _lines(path):
            pen.polygon(place(line), fill=_colour(colour))
    for path, colour, wide in ((view.relief, "edge", 1), (view.contours, "stone-line", 2)):
        for line in _lines(path):
            pen.line(place(line), fill=_colour(colour), width=wide * FINER // 2, joint="curve")
    for figure in figures:
        radius = max((13 if figure.is_close else 6.5) / 2 * scale, 0.8 * FINER)
        for x, y in place(list(_dots(figure.dots))):
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=_colour("clay"))
        for colour, wide in (("paper", 6), ("pine", 3)):
            for line in _cross(figure, place):
                pen.line(line, fill=_colour(colour), width=wide * FINER)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def _cross(figure: Figure, place: Callable[[Line], Line]) -> Iterator[Line]:
    """The two strokes of the X, of one size in every picture."""
    if not figure.cross:
        return
    spots = _lines(figure.cross)
    ((x, y),) = place([_middle([spot for line in spots for spot in line])])
    arm = 4.5 * FINER
    yield [(x - arm, y - arm), (x + arm, y + arm)]
    yield [(x + arm, y - arm), (x - arm, y + arm)]


def _middle(spots: Line) -> tuple[float, float]:
    return sum(x for x, _ in spots) / len(spots), sum(y for _, y in spots) / len(spots)


@cache
def _colour(token: str) -> str:
    """A colour of the light theme, from the one file that names colours."""
    text = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
    light = text.partition("@media")[0]
    colours: dict[str, str] = dict(re.findall(r"--([\w-]+): (#\w+)", light))
    return colours[token]


def _numbers(box: str) -> Box:
    left, top, width, height = (int(number) for number in box.split())
    return left, top, width, height


def _dots(path: str) -> Iterator[tuple[int, int]]:
    x = y = 0
    for dx, dy in re.findall(r"m(-?\d+) ?(-?\d+)h0", path):
        x, y = x + int(dx), y + int(dy)
        yield x, y


@cache
def _lines(path: str) -> list[Line]:
    """The lines of a path of M, L, m, l, c and z, curves cut into short straight pieces."""
    lines: list[Line] = []
    at = (0.0, 0.0)
    for command, text in re.findall(r"([MLmlcz])([^MLmlcz]*)", path):
        numbers = [float(number) for number in re.findall(r"-?\d+", text)]
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        if command == "z":
            lines[-1].append(lines[-1][0])
            at = lines[-1][0]
        elif command == "c":
            for start in range(0, len(pairs), 3):
                first, second, end = ((at[0] + dx, at[1] + dy) for dx, dy in pairs[start : start + 3])
                lines[-1] += _curve(at, first, second, end)
                at = end
        else:
            for number, (x, y) in enumerate(pairs):
                at = (x, y) if command.isupper() else (at[0] + x, at[1] + y)
                if command in "Mm" and number == 0:
                    lines.append([])
                lines[-1].append(at)
    return [line for line in lines if len(line) > 1]


def _curve(
    start: tuple[float, float],
    first: tuple[float, float],
    second: tuple[float, float],
    end: tuple[float, float],
) -> Iterator[tuple[float, float]]:
    for step in range(1, CURVE_STEPS + 1):
        t = step / CURVE_STEPS
        shares = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
        spots = (start, first, second, end)
        yield (
            sum(share * spot[0] for share, spot in zip(shares, spots, strict=True)),
            sum(share * spot[1] for share, spot in zip(shares, spots, strict=True)),
        )
