"""A finished scene -> lines and fills as paths, and a soft shade: a drawing for the site."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from bodymap.raster import interpolate, rasterise, vertex_normals
from bodymap.shade import darkness, write
from bodymap.sky import sky
from bodymap.vector import ArcMap, chains, clean, depth_lines, fit_curve, mask_rings, path_data, smooth
from scipy import ndimage

from .scene import Scene

SKIN, SHORTS, FIRST_PROP = 0, 1, 2  # labels of the picture; tools follow
LONG_SIDE = 1500  # units
CUT = 14  # drawn this far past the picture's edge, so that cuts stay outside
SHADE_PIXELS = 700
CLOSE = 250  # units per decimetre: nearer than this, the face keeps its lines
FLAT = ("wall", "mat", "wood")
ORDER = ("wall", "mat", "wood", "towel", "roller", "skin", "shorts", "ball")


@dataclass
class Images:
    """What each pixel shows. Held together for the shade."""

    labels: np.ndarray
    normals: np.ndarray
    sky: np.ndarray
    paint: np.ndarray
    depth: np.ndarray
    mask: np.ndarray
    scale: float


@dataclass(frozen=True)
class Camera:
    """Axes of the picture, its box (left, right, bottom, top; dm) and units per decimetre."""

    right: np.ndarray
    up: np.ndarray
    towards: np.ndarray
    box: tuple[float, float, float, float]
    scale: float

    @property
    def size(self) -> tuple[int, int]:
        left, right, bottom, top = self.box
        return int((right - left) * self.scale), int((top - bottom) * self.scale)

    def flat(self, points: np.ndarray) -> np.ndarray:
        """Points of space -> x, y of the picture."""
        x = (points @ self.right - self.box[0]) * self.scale
        y = (self.box[3] - points @ self.up) * self.scale
        return np.stack([x, y], -1)


def _axes(azimuth: float, elevation: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    a, e = np.radians([azimuth, elevation])
    towards = np.array([np.sin(a) * np.cos(e), np.sin(e), np.cos(a) * np.cos(e)])
    right = np.array([np.cos(a), 0, -np.sin(a)])
    return right, np.cross(towards, right), towards


def _wears_shorts(rest: np.ndarray) -> np.ndarray:
    """By the place on the resting body, so that the cloth follows every pose. Columns: x, y, z, share of the arm."""
    x, y, _, arm = rest.T
    x = np.abs(x)
    waist = 1.16 + 0.10 * np.clip(x / 1.6, 0, 1)
    return (y < waist) & (y > -1.75 - 0.16 * np.clip((x - 0.3) / 1.6, 0, 1)) & (arm < 0.3) & (x < 2.6)


class Drawing:
    """One scene as the site's file holds it."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.rig, self.pose = scene, scene.rig, scene.pose
        self.meshes = scene.meshes()
        self.kinds = ["skin", "shorts", *(kind for _, kind in self.meshes)]
        self._gather()
        self.camera = self._aim()
        self._light()
        self.images = self._images()

    def _gather(self) -> None:
        """One soup of triangles: the body, then the tools."""
        rig, v = self.rig, self.scene.v
        self.vertices = np.concatenate([v, *(mesh[0] for mesh, _ in self.meshes)])
        self.normals = np.concatenate(
            [vertex_normals(v, rig.fine.quads), *(mesh[1] for mesh, _ in self.meshes)]
        )
        triangles, tags, at = [rig.fine.tris], [np.zeros(len(rig.fine.tris), np.int32)], len(v)
        for number, (mesh, _) in enumerate(self.meshes):
            triangles.append(mesh[2] + at)
            tags.append(np.full(len(mesh[2]), FIRST_PROP + number, np.int32))
            at += len(mesh[0])
        self.triangles, self.tags = np.concatenate(triangles), np.concatenate(tags)

    def _aim(self) -> Camera:
        right, up, towards = _axes(*self.pose["camera"])
        if frame := self.pose.get("frame"):
            at = self.scene.posed[self.rig.place(frame["at"])]
            x, y = np.array([at @ right, at @ up]) + frame.get("shift", [0, 0])
            w, h = np.array(frame["size"]) / 2
            box = (x - w, x + w, y - h, y + h)
        else:
            shown = [self.scene.v[np.unique(self.rig.fine.quads)]]
            shown += [mesh[0] for mesh, kind in self.meshes if kind != "wall"]
            x, y = (np.concatenate(shown) @ axis for axis in (right, up))
            m = self.pose.get("margin", [0.5, 0.5, 0.5, 0.35])  # left, right, top, bottom
            box = (x.min() - m[0], x.max() + m[1], y.min() - m[3], y.max() + m[2])
        scale = LONG_SIDE / max(box[1] - box[0], box[3] - box[2])
        cut = CUT / scale
        return Camera(right, up, towards, (box[0] - cut, box[1] + cut, box[2] - cut, box[3] + cut), scale)

    def _light(self) -> None:
        """How much sky the body, the tools and the floor see."""
        rig = self.rig
        count = rig.coarse.matrix.shape[0]
        v = self.scene.v[:count]  # the first vertices are the coarse level
        parts, triangles, at = [v], [rig.coarse.tris], count
        for mesh, _ in self.meshes:
            parts.append(mesh[0])
            triangles.append(mesh[2] + at)
            at += len(mesh[0])
        vertices, tris = np.concatenate(parts), np.concatenate(triangles)
        used = v[np.unique(rig.coarse.quads)]
        x = np.arange(used[:, 0].min() - 3, used[:, 0].max() + 3, 0.2)
        z = np.arange(used[:, 2].min() - 3, used[:, 2].max() + 3, 0.2)
        gx, gz = np.meshgrid(x, z)
        level = -0.12 if any(prop["kind"] == "mat" for prop in self.scene.props) else 0.0
        floor = np.stack([gx.ravel(), np.full(gx.size, level), gz.ravel()], 1)
        normals = [vertex_normals(v, rig.coarse.quads), *(mesh[1] for mesh, _ in self.meshes)]
        seen = sky(vertices, np.concatenate(normals), vertices, tris, 72, 330)
        self.sky = np.concatenate([rig.step @ seen[:count], seen[count:]])
        tall = np.concatenate(
            [np.zeros(count, bool), *(np.full(len(m[0]), k == "wall") for m, k in self.meshes)]
        )
        ups = np.tile([0.0, 1, 0], (len(floor), 1))
        low = tris[~tall[tris].any(1)]  # a wall would darken the whole floor
        dark = 1 - sky(floor, ups, vertices, low, 48, 330).reshape(gx.shape)
        self.floor = (ndimage.gaussian_filter(dark, 2.2), x, z, level)

    def _images(self) -> Images:
        camera, rig = self.camera, self.rig
        w, h = camera.size
        flat = camera.flat(self.vertices)
        ids, bary, depth = rasterise(flat, self.vertices @ camera.towards, self.triangles, w, h)
        mask = ids >= 0
        labels = np.full((h, w), -1, np.int32)
        labels[mask] = self.tags[ids[mask]]
        attributes = np.zeros((len(self.vertices), rig.zones.attr.shape[1]), np.float32)
        attributes[: len(self.scene.v)] = rig.zones.attr
        body = labels == SKIN
        seen = interpolate(attributes, self.triangles, ids, bary, body)
        columns = [rig.zones.names.index(name) for name in ("X", "Y", "z", "arm")]
        shorts = np.zeros_like(body)
        shorts[body] = _wears_shorts(seen[:, columns])
        labels[shorts] = SHORTS
        paint = np.zeros((h, w), np.float32)
        paint[body] = rig.zones.paint(rig.zones.derive(seen)) * (~shorts[body])
        self.rest = (body, seen[:, columns])
        normals = np.zeros((h, w, 3), np.float32)
        axes = np.stack([camera.right, camera.up, camera.towards], 1)
        normals[mask] = interpolate(self.normals, self.triangles, ids, bary, mask) @ axes
        bright = np.ones((h, w), np.float32)
        bright[mask] = interpolate(self.sky[:, None], self.triangles, ids, bary, mask)[:, 0]
        return Images(labels, normals, bright, paint, np.where(mask, depth, 0), mask, camera.scale)

    # The shade

    def shade(self, path: Path) -> None:
        """Write the grey picture that darkens the flat colours."""
        images = self.images
        dark = darkness(images)
        kinds = np.array([*self.kinds, ""])[images.labels]
        flat = np.isin(kinds, FLAT)
        lit = 1 - np.clip(images.normals[flat] @ [-0.46, 0.76, 0.46], 0, 1)
        dark[flat] = np.clip(0.75 * (1 - images.sky[flat]) + 0.22 * lit - 0.05, 0, 1)
        wall = kinds == "wall"
        if wall.any():  # only a soft shadow, without streaks
            sigma = 0.45 * images.scale
            near = ndimage.gaussian_filter(np.where(wall, 1 - images.sky, 0), sigma)
            share = ndimage.gaussian_filter(wall.astype(np.float32), sigma) + 1e-3
            dark[wall] = np.clip(0.6 * (near / share)[wall] - 0.2, 0, 0.5)
        write(dark, images.mask, path, self.pose.get("shade_px", SHADE_PIXELS))

    # Lines and fills

    def data(self) -> dict[str, Any]:
        """The drawing as the site reads it: whole units, paths in absolute and relative numbers."""
        w, h = self.camera.size
        labels = clean(self.images.labels, dict.fromkeys(range(len(self.kinds)), False), lambda _: 60)
        arcs = ArcMap(labels, sigma=2.2, sigma_edge=2.2, tol=0.8)
        fills: dict[str, str] = {}
        for label in np.unique(labels[labels >= 0]):
            kind = self.kinds[label]
            fills[kind] = fills.get(kind, "") + path_data(arcs.rings(int(label).__eq__))
        bold, normal, thin = self._lines(arcs, labels)
        return {
            "size": [w, h],
            "cut": CUT,
            "shadow": self._shadow(w, h),
            "fills": {kind: fills[kind] for kind in ORDER if kind in fills},
            "lines": {
                "m": path_data(normal, closed=False),
                "t": path_data(thin, closed=False),
                "b": path_data(bold, closed=False),
            },
            "presses": self.scene.pressed_zones(),
            "marks": self._marks(labels),
            "arrows": [self._arrow(arrow) for arrow in self.pose.get("arrows", [])],
        }

    def _lines(self, arcs: ArcMap, labels: np.ndarray) -> tuple[list[Any], list[Any], list[Any]]:
        figure, s = {SKIN, SHORTS}, self.camera.scale
        bold, normal, thin = [], [], []
        for arc in arcs.arcs:
            one, other = arc["l"], arc["r"]
            if {one, other} == figure:
                thin.append(arc["segs"])
            elif one in figure or other in figure:
                bold.append(arc["segs"])
            elif one >= 0 and other >= 0 and self.kinds[one] == self.kinds[other]:
                thin.append(arc["segs"])
            else:
                normal.append(arc["segs"])
        body = np.isin(labels, [SKIN, SHORTS])
        if s < CLOSE:  # a small face needs no lines round the lips
            where, rest = self.rest
            quiet = np.zeros_like(body)
            quiet[where] = (rest[:, 1] > 6.35) & (rest[:, 2] > 0.95)
            body &= ~quiet
        step, least = (0.06, int(0.22 * s)) if s < CLOSE else (0.022, int(0.1 * s))
        bold += self._overlaps(body, step, least)
        wood = np.isin(labels, [k for k, kind in enumerate(self.kinds) if kind == "wood"])
        if wood.any():
            depth = np.where(wood, self.images.depth, 0)
            normal += depth_lines(depth, wood, 0.3, 2, 0.8, int(0.3 * s))
        return bold, normal, thin

    def _overlaps(self, body: np.ndarray, step: float, least: int) -> list[Any]:
        """Edges of a limb before the body: the depth jumps by more than the slope of the skin explains."""
        depth, towards = self.images.depth, np.clip(self.images.normals[..., 2], 0.08, 1)
        slope = np.sqrt(np.clip(1 / towards**2 - 1, 0, None)) / self.camera.scale
        h, w = depth.shape
        right, down = np.zeros((h + 1, w + 1), bool), np.zeros((h + 1, w + 1), bool)
        for out, one, other in (
            (right[1:h, :w], np.s_[1:, :], np.s_[:-1, :]),
            (down[:h, 1:w], np.s_[:, 1:], np.s_[:, :-1]),
        ):
            jump = np.abs(depth[one] - depth[other]) > step + 1.4 * np.minimum(slope[one], slope[other])
            out[:] = jump & body[one] & body[other]
        bits = right.astype(np.uint8) | (down.astype(np.uint8) << 1)
        bits[:, 1:] |= right[:, :-1].astype(np.uint8) << 2
        bits[1:, :] |= down[:-1, :].astype(np.uint8) << 3
        found = []
        for chain in chains(bits):
            if len(chain) >= least:
                closed = bool((chain[0] == chain[-1]).all())
                found.append(fit_curve(smooth(chain[:, ::-1].astype(float), 3, closed), 0.8))
        return found

    def _shadow(self, w: int, h: int) -> list[str]:
        """The shadow on the floor as a few stacked outlines."""
        camera = self.camera
        if camera.towards[1] <= 0.03 or not self.pose.get("floor", True):
            return []
        dark, x, z, level = self.floor
        yy, xx = np.mgrid[0:h:3, 0:w:3]
        across, up = xx / camera.scale + camera.box[0], camera.box[3] - yy / camera.scale
        away = (level - up * camera.up[1]) / camera.towards[1]
        world = (
            across[..., None] * camera.right + up[..., None] * camera.up + away[..., None] * camera.towards
        )
        at = [(world[..., 2] - z[0]) / 0.2, (world[..., 0] - x[0]) / 0.2]
        found = ndimage.map_coordinates(dark, at, order=1, mode="constant")
        edge = np.minimum.reduce(
            [world[..., 0] - x[0], x[-1] - world[..., 0], world[..., 2] - z[0], z[-1] - world[..., 2]]
        )
        found = ndimage.gaussian_filter(
            found * np.clip(edge / 2.2, 0, 1), 3
        )  # fades out before the grid ends
        levels = (mask_rings(found > least, 7, 0.8, 60) for least in (0.12, 0.19, 0.27, 0.36, 0.46))
        return [path_data([[curve * 3 for curve in ring] for ring in rings]) for rings in levels if rings]

    # Where to press, where it is felt, where to go

    def _marks(self, labels: np.ndarray) -> list[dict[str, Any]]:
        scale, is_close = self.camera.scale, "frame" in self.pose
        found = []
        for prop in self.scene.props:
            if prop["kind"] == "ball" and not is_close and self._is_hidden(prop, labels):
                found.append(_circle("ghost", self.camera.flat(prop["centre"]), prop["radius"] * scale))
        radius = self.pose.get("mark", 0.45 if is_close else 0.68) * scale * 0.74
        for mark in self.pose.get("marks", []):
            at = mark if isinstance(mark.get("shift"), list) else mark["at"]
            centre = self.camera.flat(self.scene.posed[self.rig.place(at)])
            found.append(
                _circle("feel" if mark.get("feel") else "press", centre, radius * mark.get("size", 1))
            )
        return found

    def _is_hidden(self, prop: dict[str, Any], labels: np.ndarray) -> bool:
        h, w = labels.shape
        x, y = self.camera.flat(prop["centre"])
        yy, xx = np.mgrid[0:h, 0:w]
        disc = labels[(xx - x) ** 2 + (yy - y) ** 2 < (prop["radius"] * self.camera.scale) ** 2]
        return bool(np.mean([self.kinds[label] == "ball" for label in disc]) < 0.55)

    def _arrow(self, arrow: dict[str, Any]) -> str:
        """From a place or tool, along a direction of the world; `both`: two heads; `bend`: a bow sideways."""
        scene, flat = self.scene, self.camera.flat
        start = (
            scene._named(arrow["prop"])["centre"]
            if "prop" in arrow
            else scene.posed[self.rig.place(arrow["at"])]
        )
        start = start + np.array(arrow.get("offset", [0, 0, 0]), float)
        along, both = np.array(arrow["along"], float), arrow.get("both")
        p0, p1 = (
            flat(start - along / 2 if both else start),
            flat(start + along / 2 if both else start + along),
        )
        middle = (p0 + p1) / 2 + np.array([p0[1] - p1[1], p1[0] - p0[0]]) * arrow.get("bend", 0)
        path = f"M{p0[0]:.0f} {p0[1]:.0f}Q{middle[0]:.0f} {middle[1]:.0f} {p1[0]:.0f} {p1[1]:.0f}"
        head = arrow.get("head", 0.34) * self.camera.scale
        for tip in (p1, p0) if both else (p1,):
            towards = (tip - middle) / (np.linalg.norm(tip - middle) or 1)
            side = np.array([-towards[1], towards[0]])
            b1, b2 = (tip - towards * head + sign * side * head * 0.6 for sign in (1, -1))
            path += f"M{b1[0]:.0f} {b1[1]:.0f}L{tip[0]:.0f} {tip[1]:.0f}L{b2[0]:.0f} {b2[1]:.0f}"
        return path


def _circle(kind: str, centre: np.ndarray, radius: float) -> dict[str, Any]:
    return {
        "kind": kind,
        "x": round(float(centre[0])),
        "y": round(float(centre[1])),
        "r": round(float(radius)),
    }
