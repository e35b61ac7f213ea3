"""The open mouth as a diagram of the two dental arches, for the zones that cannot be seen on the body: 16 teeth along
each arch, the palate above, the tongue below. The patient's right is on the left, as in every front view."""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from .vector import fit_curve, path_data
from .zones import Zones, round_corners

# Widths (along the arch) and depths of the teeth from the midline backwards, in mm: textbook means.
UPPER = [(8.5, 6.5), (6.5, 5.5), (7.6, 7.5), (7.1, 9.0), (6.6, 9.0), (10.4, 11.0), (9.8, 11.0), (8.6, 10.0)]
LOWER = [(5.3, 5.6), (5.7, 6.0), (6.8, 7.3), (7.0, 7.6), (7.1, 8.0), (11.2, 10.4), (10.6, 10.2), (9.8, 9.4)]
WIDTH, HEIGHT, MIDDLE, UNIT = 840, 1240, 420, 10
TOP, BOTTOM = 90, 1150  # where the front teeth stand
FRONT_TEETH = 2  # on each side of the midline


@dataclass
class Tooth:
    centre: np.ndarray
    along: np.ndarray
    width: float
    depth: float

    def edge(self, share: float) -> np.ndarray:
        return self.centre + np.array([-self.along[1], self.along[0]]) * self.depth * share

    def shape(self, power: float = 3.2, count: int = 40) -> np.ndarray:
        """A superellipse: the tooth seen from the chewing side."""
        a = np.linspace(0, 2 * np.pi, count + 1)
        u = np.sign(np.cos(a)) * np.abs(np.cos(a)) ** (2 / power) * self.width * 0.47
        v = np.sign(np.sin(a)) * np.abs(np.sin(a)) ** (2 / power) * self.depth * 0.48
        return self.centre + u[:, None] * self.along + v[:, None] * np.array([-self.along[1], self.along[0]])


def _arch(sizes: list[tuple[float, float]], sign: int, half: float, length: float) -> list[Tooth]:
    """The teeth of the left side along a quarter of an ellipse."""
    t = np.linspace(0, np.pi / 2, 2000)
    curve = np.stack([half * np.sin(t) ** 0.92, sign * length * (1 - np.cos(t))], 1)
    run = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(curve, axis=0).T))])
    k = run[-1] / sum(w for w, _ in sizes)
    out, at = [], 0.0
    for w, d in sizes:
        i = min(int(np.searchsorted(run, at + w * k / 2)), len(t) - 2)
        along = curve[i + 1] - curve[i - 1]
        out.append(Tooth(curve[i], along / np.hypot(*along), w * k, d * k * 0.98))
        at += w * k
    return out


def _place(points: np.ndarray, y: int) -> np.ndarray:
    return np.stack([MIDDLE + points[:, 0] * UNIT, y + points[:, 1] * UNIT], 1)


def _line(teeth: list[Tooth], share: float) -> np.ndarray:
    """A line beside the teeth, going on behind the last one."""
    last = teeth[-1]
    ends = [t.edge(share) for t in teeth]
    ends.append(
        Tooth(last.centre + last.along * last.width * 0.85, last.along, last.width, last.depth).edge(
            share * 0.9
        )
    )
    half = np.array(ends)
    return np.vstack([half[::-1] * [-1, 1], half])


def _split(teeth: list[Tooth], y: int, after: int) -> float:
    """x (right of the middle) of the gap behind a tooth."""
    a, b = teeth[after - 1].centre, teeth[after].centre
    return float((a[0] + b[0]) / 2 * UNIT)


def picture(zones: Zones) -> tuple[np.ndarray, np.ndarray, str, str]:
    """Labels, darkness, contours and relief lines."""
    upper, lower = _arch(UPPER, 1, 27, 46), _arch(LOWER, -1, 24.5, 43)
    labels = Image.new("I", (WIDTH, HEIGHT), -1)
    dark = Image.new("F", (WIDTH, HEIGHT), 0)
    teeth_only = Image.new("L", (WIDTH, HEIGHT), 0)
    on_labels, on_dark, on_teeth = ImageDraw.Draw(labels), ImageDraw.Draw(dark), ImageDraw.Draw(teeth_only)

    def code(slug: str, side: int) -> int:
        return zones.code[slug] * 3 + side

    outlines = []
    for teeth, y, sign in ((upper, TOP, 1), (lower, BOTTOM, -1)):
        outer = _place(_line(teeth, -0.80 * sign), y)
        inner = _place(_line(teeth, 0.80 * sign), y)
        ring = round_corners(np.vstack([outer, inner[::-1]]), 2)
        t = np.linspace(0, 1, 20)[:, None]  # the soft palate and the root of the tongue: a bow
        bow = inner[-1] * (1 - t) + inner[0] * t + np.array([0, 130 * sign]) * t * (1 - t)
        inside = np.vstack([inner, bow])
        for draw, gum, hollow in (
            (on_labels, -2, code("mouth", 0)),
            (on_dark, 0.34, 0.22 if sign > 0 else 0.42),
        ):
            draw.polygon([tuple(p) for p in inside], fill=hollow)
            draw.polygon([tuple(p) for p in ring], fill=gum)
        for tooth in teeth:
            for mirror in (1, -1):
                shape = _place(tooth.shape() * [mirror, 1], y)
                outlines.append(shape)
                on_teeth.polygon([tuple(p) for p in shape], fill=255)
    tongue = round_corners(
        [
            [MIDDLE + x, y]
            for x, y in (
                (-150, 700),
                (-172, 840),
                (-130, 985),
                (0, 1050),
                (130, 985),
                (172, 840),
                (150, 700),
                (0, 660),
            )
        ]
    )
    on_dark.polygon([tuple(p) for p in tongue], fill=0.30)
    on_labels.polygon([tuple(p) for p in tongue], fill=code("mouth", 0))

    lab = np.array(labels)
    gum = lab == -2
    x = np.arange(WIDTH)[None, :] - MIDDLE + np.zeros((HEIGHT, 1), int)
    low = np.arange(HEIGHT)[:, None] > HEIGHT / 2
    side = np.where(x >= 0, 1, 2)
    lab[gum & ~low] = (code("upper-teeth", 0) + side)[gum & ~low]
    front = np.abs(x) < _split(lower, BOTTOM, FRONT_TEETH)
    lab[gum & low & ~front] = (code("lower-teeth", 0) + side)[gum & low & ~front]
    lab[gum & low & front] = code("lower-front-teeth", 0)
    shade = np.array(dark)
    shade[np.array(teeth_only) > 0] = 0.02

    tongue_line = np.vstack([tongue, tongue[:1]])
    contours = path_data([fit_curve(o, 0.7) for o in outlines]) + path_data([fit_curve(tongue_line, 0.7)])
    folds = [
        np.array([[MIDDLE, 170], [MIDDLE, 330], [MIDDLE, 500]], float),
        np.array([[MIDDLE, 740], [MIDDLE, 960]], float),
    ]
    t = np.linspace(0, 1, 12)
    for y in (210, 250, 290):
        for mirror in (1, -1):
            folds.append(np.stack([MIDDLE + mirror * (14 + 80 * t), y + 22 * t**2 - 6 * t], 1))
    relief = path_data([fit_curve(f, 0.7) for f in folds], closed=False)
    return lab, shade, contours, relief
