"""The views: camera, pose and crop of each picture, and the images (labels, normals, depth) drawn of it.

A new view is one entry of VIEWS; its name is the name of its files.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .mesh import Body, rot_axis, rot_between
from .raster import interpolate, rasterise, vertex_normals
from .sky import sky
from .zones import Zones

X, Y, Z = np.eye(3)
BODY, CLOSE_UP = 220, 640  # units per decimetre

# Zones of the close-ups of the head: the regions of the contract that they show.
HEAD_REGIONS = {"head-face", "neck"}


def _unit(*v: float) -> np.ndarray:
    return np.array(v, float) / np.linalg.norm(v)


@dataclass(frozen=True)
class View:
    """right, up, towards: the camera's axes. box: crop in decimetres (left, right, bottom, top). pair: the order
    of the two hands or feet; the left one is drawn, the right one is its mirror image. listed: the name of this
    view in the contract."""

    listed: str
    pose: str = "stand"
    right: np.ndarray = field(default_factory=lambda: X)
    up: np.ndarray = field(default_factory=lambda: Y)
    towards: np.ndarray = field(default_factory=lambda: Z)
    scale: int = BODY
    box: tuple[float, float, float, float] | None = None
    side: str = ""
    hand: str = ""
    foot: float | None = None
    pair: str = ""
    head: bool = False

    @property
    def close(self) -> bool:
        return self.scale == CLOSE_UP


HEAD: dict[str, Any] = {"scale": CLOSE_UP, "head": True}
VIEWS = {
    "front": View("front"),
    "back": View("back", right=-X, towards=-Z),
    "left": View("left", "side", right=-Z, towards=X, side="left"),
    "right": View("right", "side", right=Z, towards=-X, side="right"),
    "head-front": View("front", box=(-1.45, 1.45, 5.35, 8.4), **HEAD),
    "head-back": View("back", right=-X, towards=-Z, box=(-1.45, 1.45, 5.35, 8.4), **HEAD),
    "head-left": View("left", right=-Z, towards=X, box=(-1.75, 1.15, 5.35, 8.4), side="left", **HEAD),
    "head-right": View("right", right=Z, towards=-X, box=(-1.15, 1.75, 5.35, 8.4), side="right", **HEAD),
    "palm": View("palm", "rest", hand="palm", scale=CLOSE_UP, box=(-0.85, 0.75, -0.55, 1.95), pair="RL"),
    "hand-back": View("hand-back", "rest", hand="back", scale=CLOSE_UP, box=(-0.75, 0.85, -0.55, 1.95), pair="LR"),
    "foot-top": View(
        "foot-top", "rest", up=_unit(0, 0.6, -0.8), towards=_unit(0, 0.8, 0.6), scale=CLOSE_UP, foot=-5.0,
        box=(1.38, 2.6, -6.75, -4.15), pair="RL",
    ),
    "sole": View("sole", "rest", up=Z, towards=-Y, scale=CLOSE_UP, foot=-7.3, pair="RL"),
}  # fmt: skip
PAIR_GAP = 0.12


def blend_of(male: float, muscle: float) -> dict[str, float]:
    """Shape targets of an adult between the sexes and between MakeHuman's three ancestry corners."""
    blend = {}
    for corner in ("caucasian", "african", "asian"):
        blend[f"macrodetails/{corner}-female-young"] = (1 - male) / 3
        blend[f"macrodetails/{corner}-male-young"] = male / 3
    blend["macrodetails/universal-female-young-maxmuscle-averageweight"] = (1 - male) * muscle
    blend["macrodetails/universal-male-young-maxmuscle-averageweight"] = male * muscle
    return blend


def legs_together(
    body: Body, thigh: float = 0.20, shin: float = 0.14, turn: float = 4
) -> dict[str, np.ndarray]:
    """Bring the feet closer together than the mesh has them."""
    turns = {}
    for side, sign in (("L", 1), ("R", -1)):
        hip, knee, ankle = (body.bones[f"{n}.{side}"][1] for n in ("upperleg01", "lowerleg01", "foot"))
        d1, d2 = knee - hip, ankle - knee
        r1 = rot_between(d1, np.array([thigh * sign, d1[1], d1[2]]))
        r2 = rot_between(d2, np.array([shin * sign, d2[1], d2[2]]))
        turns[f"upperleg01.{side}"] = turns[f"upperleg02.{side}"] = r1
        turns[f"lowerleg01.{side}"] = turns[f"lowerleg02.{side}"] = r2
        turns[f"foot.{side}"] = rot_axis(Y, turn * sign)
    return turns


def poses(body: Body) -> dict[str, dict[str, np.ndarray]]:
    legs = legs_together(body)
    stand = body.arm_pose([0.34, -1, -0.02], [0.25, -1, 0.05], [-0.12, 0, 1], hand=[0.16, -1, 0.02], girdle=5)
    # The arm is lifted forward, so that the ribs and the armpit can be seen.
    side = body.arm_pose(
        [0.10, -0.62, 0.78], [0.02, -0.30, 0.95], [-1, 0, 0], hand=[0, -0.25, 0.96], girdle=4
    )
    return {"rest": {}, "stand": {**stand, **legs}, "side": {**side, **legs}}


class Stage:
    """The posed, subdivided body with its normals and the share of the sky that each vertex sees."""

    def __init__(self, body: Body, turns: dict[str, np.ndarray], directions: int) -> None:
        self.v = body.sub.matrix @ body.pose(turns)
        self.n = vertex_normals(self.v, body.sub.quads)
        self.sky = self._sky(body, directions) if directions else np.ones(len(self.v))

    def _sky(self, body: Body, directions: int) -> np.ndarray:
        used = np.unique(body.sub.quads)
        place = np.zeros(len(self.v), np.int32)
        place[used] = np.arange(len(used))
        v = self.v[used]
        out = np.ones(len(self.v))
        out[used] = sky(v, self.n[used], v, place[body.sub.tris], directions)
        return out


@dataclass
class Picture:
    """Images of a view. labels: -1 outside, else zone number * 3 + (0 midline, 1 left, 2 right), the patient's."""

    labels: np.ndarray
    normals: np.ndarray
    sky: np.ndarray
    paint: np.ndarray
    depth: np.ndarray
    mask: np.ndarray
    hair: np.ndarray
    cloth: np.ndarray
    scale: int
    half: int  # width of one half of a pair, or of the whole
    project: Any  # vertices -> x, y in units, depth

    @property
    def size(self) -> tuple[int, int]:
        return self.mask.shape[1], self.mask.shape[0]


def draw(view: View, body: Body, zones: Zones, stage: Stage, scale: int | None = None) -> Picture:
    s = scale or view.scale
    right, up, towards, origin = view.right, view.up, view.towards, np.zeros(3)
    tris, box = body.sub.tris, view.box
    if view.hand:
        frame = zones.frame
        sign = 1 if view.hand == "palm" else -1
        right, up, towards, origin = -frame["radial"] * sign, frame["d"], frame["palm"] * sign, frame["wr"]
        keep = (zones.column("arm") > 0.5) & (stage.v[:, 0] > 0)
        tris = tris[keep[tris].all(1)]
    if view.foot is not None:
        keep = (stage.v[:, 1] < view.foot) & (stage.v[:, 0] > 0)
        tris = tris[keep[tris].all(1)]

    def flat(v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        p = v - origin
        return p @ right, p @ up, p @ towards

    px, py, pz = flat(stage.v)
    if box is None:
        i = np.unique(tris)
        box = (px[i].min() - 0.12, px[i].max() + 0.12, py[i].min() - 0.12, py[i].max() + 0.12)
        if view.right is not Z and not view.pair and view.towards[0] == 0:  # the midline stays in the middle
            half = max(-box[0], box[1])
            box = (-half, half, box[2], box[3])
    x0, x1, y0, y1 = box
    w, h = int((x1 - x0) * s), int((y1 - y0) * s)

    def project(v: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        a, b, c = flat(v)
        return np.stack([(a - x0) * s, (y1 - b) * s], -1), c

    xy, pz = project(stage.v)
    ids, bary, depth = rasterise(xy, pz, tris, w, h)
    mask = ids >= 0
    at = interpolate(zones.attr, tris, ids, bary, mask)

    def image(values: np.ndarray, empty: float = 0) -> np.ndarray:
        out = np.full((h, w, *values.shape[1:]), empty, values.dtype)
        out[mask] = values
        return out

    known = zones.derive(at)
    labels = image(zones.label(at, known), -1)
    normals = image(
        (interpolate(stage.n, tris, ids, bary, mask) @ np.stack([right, up, towards], 1)).astype(np.float32)
    )
    sky = image(interpolate(stage.sky[:, None], tris, ids, bary, mask)[:, 0].astype(np.float32), 1)
    paint = image(zones.paint(known).astype(np.float32))
    hair, cloth = (image(zones.area(name, known)) for name in ("hair", "cloth"))
    depth = np.where(mask, depth, 0)
    if view.pair:
        gap = int(PAIR_GAP * s)
        mirror = labels[:, ::-1].copy()
        mirror[(mirror >= 0) & (mirror % 3 == 1)] += 1

        def join(left: np.ndarray, other: np.ndarray, empty: float = 0) -> np.ndarray:
            blank = np.full((h, gap, *left.shape[2:]), empty, left.dtype)
            return np.concatenate([other, blank, left] if view.pair == "RL" else [left, blank, other], 1)

        labels = join(labels, mirror, -1)
        normals = join(normals, (normals[:, ::-1] * [-1, 1, 1]).astype(np.float32))
        sky, paint, depth, mask, hair, cloth = (
            join(i, i[:, ::-1], e)
            for i, e in ((sky, 1), (paint, 0), (depth, 0), (mask, False), (hair, False), (cloth, False))
        )
    return Picture(labels, normals, sky, paint, depth, mask, hair, cloth, s, w, project)
