"""Faint lines: landmarks drawn on charts and carried to the skin, lines across fingers and toes, nails."""

import tomllib
from pathlib import Path

import numpy as np
from scipy import ndimage
from scipy.interpolate import CubicSpline
from scipy.spatial import cKDTree

from .mesh import Body
from .vector import fit_curve, path_data
from .views import Picture, Stage, View
from .zones import Zones

# Columns of a chart, how many decimetres a unit of each is about, and which side of the body it shows.
CHARTS = {
    "F": ("X", "y", 1.0, 1.0),
    "B": ("X", "y", 1.0, 1.0),
    "S": ("z", "y", 1.0, 1.0),
    "A": ("phi", "s", 1 / 150, 2.7),
    "E": ("phi", "s", 1 / 150, 2.7),
    "L": ("lp", "y", 1 / 80, 1.0),
    "K": ("lp", "y", 1 / 80, 1.0),
}
HIDDEN = 0.12  # a point this far behind the surface (dm) is not drawn
JOINTS = {
    "palm": [(k, j) for k in range(2, 6) for j in (1, 2, 3)] + [(1, 2), (1, 3)],
    "hand-back": [(k, j) for k in range(2, 6) for j in (1, 2, 3)] + [(1, 2), (1, 3)],
    "foot-top": [(1, 2), *((k, j) for k in range(2, 6) for j in (2, 3))],
    "sole": [],
}


def _spline(points: np.ndarray, count: int) -> np.ndarray:
    along = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    closed = bool(np.allclose(points[0], points[-1]))
    return CubicSpline(along, points, bc_type="periodic" if closed else "natural")(
        np.linspace(0, along[-1], count)
    )


class Relief:
    def __init__(self, body: Body, zones: Zones, path: Path) -> None:
        self.conf = tomllib.loads(path.read_text())
        self.body, self.zones = body, zones
        self.used = np.unique(body.sub.quads)
        self.known = zones.derive(zones.attr[self.used])

    def _lift(self, chart: str, points: np.ndarray, sign: int) -> tuple[np.ndarray, np.ndarray]:
        """Vertices and weights that give each chart point on any pose: an affine fit to the nearest vertices."""
        v = self.known
        a, b, ka, kb = CHARTS[chart]
        first, limb = (
            v[a],
            {"A": v["arm"] > 0.5, "E": v["arm"] > 0.5, "L": v["leg"] > 0.3, "K": v["leg"] > 0.3},
        )
        where = limb.get(chart, v["arm"] < 0.6)
        points = points.copy()
        if chart in "EK":
            first = first % 360
        if chart in "FB":
            points[:, 0] *= sign
            where = where & ((v["nz"] > 0.05) if chart == "F" else (v["nz"] < -0.05))
        else:
            where = where & (v["X"] * sign > 0)
        flat = np.stack([first * ka, v[b] * kb], 1)[where]
        rows = self.used[where]
        goal = points * [ka, kb]
        dist, near = cKDTree(flat).query(goal, k=10)
        weights = np.empty(near.shape)
        for i, (g, d, n) in enumerate(zip(goal, dist, near, strict=True)):
            w = np.exp(-((d / (d.max() + 1e-9)) ** 2) * 3)
            m = np.column_stack([np.ones(len(n)), flat[n] - g])
            weights[i] = np.linalg.pinv((m * w[:, None]).T @ m)[0] @ (m * w[:, None]).T
        return rows[near], weights

    def body_lines(self, stage: Stage, picture: Picture) -> str:
        out = []
        for chart, *points in self.conf["body"].values():
            for sign in (1, -1):
                if sign < 0 and not any(p[0] for p in points) and chart in "FB":
                    continue
                rows, weights = self._lift(chart, _spline(np.array(points, float), 60), sign)
                xyz = (stage.v[rows] * weights[..., None]).sum(1)
                xyz = ndimage.gaussian_filter1d(xyz, 1.5, axis=0, mode="nearest")
                xy, depth = picture.project(xyz)
                out += self._visible(picture, xy, depth)
        return path_data(out, closed=False)

    @staticmethod
    def _visible(picture: Picture, xy: np.ndarray, depth: np.ndarray) -> list[list[np.ndarray]]:
        w, h = picture.size
        col, row = (np.clip(xy[:, i].astype(int), 0, n - 1) for i, n in ((0, w), (1, h)))
        inside = (xy[:, 0] > 2) & (xy[:, 0] < w - 3) & (xy[:, 1] > 2) & (xy[:, 1] < h - 3)
        seen = inside & picture.mask[row, col] & (depth > picture.depth[row, col] - HIDDEN)
        seen &= picture.normals[row, col, 2] > 0.12
        parts, n = ndimage.label(seen)
        runs = [np.flatnonzero(parts == k + 1) for k in range(n)]
        return [fit_curve(xy[r], 0.8) for r in runs if len(r) > 8]

    def hand_or_foot_lines(self, name: str, view: View, picture: Picture) -> str:
        """Lines of the left hand or foot, and their mirror image."""
        w, h = picture.size
        shift = w - picture.half if view.pair == "RL" else 0
        lines = []
        for points in self.conf[name]["lines"]:
            p = np.array(points, float)
            if view.hand:
                frame = self.zones.frame
                p3 = frame["wr"] + p[:, :1] * frame["radial"] + p[:, 1:] * frame["d"]
            else:
                p3 = np.column_stack([p[:, 0], np.full(len(p), -8.0), p[:, 1]])
            lines.append(_spline(picture.project(p3)[0] + [shift, 0], 40))
        digit = "finger" if view.hand else "toe"
        for k, j in JOINTS[name]:
            lines += self._across(
                f"{digit}{k}", j, picture, shift, nails=name in ("hand-back", "foot-top"), palm=name == "palm"
            )
        keep = []
        for xy in lines:
            col, row = np.clip(xy[:, 0].astype(int), 0, w - 1), np.clip(xy[:, 1].astype(int), 0, h - 1)
            if len(xy) > 2 and picture.mask[row, col].mean() > 0.9:
                keep += [fit_curve(xy, 0.8), fit_curve(np.column_stack([w - xy[:, 0], xy[:, 1]]), 0.8)]
        return path_data(keep, closed=False)

    def _across(
        self, digit: str, joint: int, picture: Picture, shift: int, *, nails: bool, palm: bool
    ) -> list[np.ndarray]:
        """A line across a finger or toe at a joint; at the last joint of the back also the nail."""
        bone = self.body.bones.get(f"{digit}-{joint}.L")
        if bone is None:
            return []
        head, tail = (picture.project(bone[i][None])[0][0] + [shift, 0] for i in (1, 2))
        along = (tail - head) / np.linalg.norm(tail - head)
        wide = np.array([-along[1], along[0]])
        first = digit.startswith("finger") and joint == 1
        if first and palm:  # the crease at the root of a finger lies beyond its joint
            head = head + along * np.linalg.norm(tail - head) * 0.52
        room = [self._room(picture, head, wide * s) for s in (1, -1)]
        if min(room) < 4 or max(room) > 90:
            if not first:
                return []
            room = [42, 42]
        centre, half = head + wide * (room[0] - room[1]) / 2, (room[0] + room[1]) / 2
        t = np.linspace(-1, 1, 15)
        out = []
        bow = 0.16 if not palm else -0.08
        for step in (-0.22, 0.22) if (nails and not first) else (0.0,):
            span = 0.62 if nails else 0.86
            curve = bow * np.sign(step or 1) * (1 - t**2)
            out.append(
                centre + wide * (t * half * span)[:, None] + along * ((step + curve) * half * 0.8)[:, None]
            )
        if first and nails:  # a knuckle: an arc
            out = [head + wide * (t * 30)[:, None] + along * (14 * (1 - t**2))[:, None]]
        last = joint == (2 if digit == "toe1" else 3)
        if last and nails:
            a = np.linspace(0, 2 * np.pi, 41)
            middle = head + (tail - head) * 0.62
            room = [self._room(picture, middle, wide * s) for s in (1, -1)]
            half = sum(room) / 2 * 0.62
            middle = middle + wide * (room[0] - room[1]) / 2
            power = 2 / 2.8
            u = np.sign(np.cos(a)) * np.abs(np.cos(a)) ** power * half
            v = np.sign(np.sin(a)) * np.abs(np.sin(a)) ** power * np.linalg.norm(tail - head) * 0.26
            out.append(middle + wide * u[:, None] + along * v[:, None])
        return out

    @staticmethod
    def _room(picture: Picture, start: np.ndarray, step: np.ndarray) -> int:
        """How many units one can go before the finger ends."""
        w, h = picture.size
        x, y = (int(c) for c in start)
        if not (0 <= x < w and 0 <= y < h and picture.mask[y, x]):
            return 0
        level = picture.depth[y, x]
        for n in range(1, 120):
            x, y = (int(c) for c in start + step * n)
            if not (0 <= x < w and 0 <= y < h and picture.mask[y, x]) or level - picture.depth[y, x] > 0.10:
                return n
        return 120
