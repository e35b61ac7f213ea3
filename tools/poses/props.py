"""Tools and furniture as boxes, balls and cylinders: what is drawn, and the flat surfaces that carry the body.

A mesh is (vertices, normals, triangles, kind). Lengths are decimetres.
"""

from typing import Any

import numpy as np

BALL, ROLLER = 0.335, 0.75  # radii of a tennis ball and of a roller of 15 cm
KINDS: dict[str, frozenset[str]] = {
    "ball": frozenset("id at towards radius press slide".split()),
    "roller": frozenset("id at towards axis radius length press slide".split()),
    "wall": frozenset("id normal offset centre width height thick within".split()),
    "surface": frozenset("id normal offset within".split()),  # bears the body, is not drawn
    "mat": frozenset("at size".split()),
    "box": frozenset("from to look".split()),
    "chair": frozenset("id at size height back back_height".split()),
    "table": frozenset("id at size height".split()),
    "bed": frozenset("id at size height".split()),
}
HEIGHTS = {"chair": 4.5, "table": 7.3, "bed": 5.0}
SIZES = {"chair": (4.4, 4.2), "table": (9.0, 6.0), "bed": (20.0, 9.0)}
Mesh = tuple[np.ndarray, np.ndarray, np.ndarray]


def unit(v: Any) -> np.ndarray:
    """The direction of a vector."""
    v = np.asarray(v, float)
    return np.asarray(v / np.linalg.norm(v))


def furniture(prop: dict[str, Any]) -> list[tuple[list[float], list[float]]]:
    """Boxes of a chair, table or bed, each from corner to corner; `back`: the side of a chair's back (+z, -z, +x, -x)."""
    (x, z), (w, d), h = prop.get("at", [0, 0]), prop["size"], prop["height"]
    thick, leg = (1.2, 0.5) if prop["kind"] == "bed" else (0.35, 0.34)
    x0, x1, z0, z1 = x - w / 2, x + w / 2, z - d / 2, z + d / 2
    boxes = [([x0, h - thick, z0], [x1, h - 0.003, z1])]
    for a in (x0, x1 - leg):
        for b in (z0, z1 - leg):
            boxes.append(([a, 0, b], [a + leg, h - thick, b + leg]))
    if side := prop.get("back"):
        top = h + prop.get("back_height", 4.4)
        along_z = {"-z": (z0 - 0.02, z0 + 0.3), "+z": (z1 - 0.3, z1 + 0.02)}.get(side, (z0, z1))
        along_x = {"-x": (x0 - 0.02, x0 + 0.3), "+x": (x1 - 0.3, x1 + 0.02)}.get(side, (x0, x1))
        boxes.append(([along_x[0], top - 1.7, along_z[0]], [along_x[1], top, along_z[1]]))
        for first in (True, False):
            a = along_x if side[1] == "x" else (x0, x0 + leg) if first else (x1 - leg, x1)
            b = along_z if side[1] == "z" else (z0, z0 + leg) if first else (z1 - leg, z1)
            boxes.append(([a[0], h, b[0]], [a[1], top - 1.7, b[1]]))
    return boxes


def _grid(at: np.ndarray, normals: np.ndarray, across: int, down: int) -> Mesh:
    i = np.arange(across * down).reshape(down, across)
    a, b, c, d = i[:-1, :-1].ravel(), i[:-1, 1:].ravel(), i[1:, 1:].ravel(), i[1:, :-1].ravel()
    return at, normals, np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)]).astype(np.int32)


def sphere(centre: np.ndarray, radius: float, rings: int = 40) -> Mesh:
    """A ball."""
    t, f = np.meshgrid(np.linspace(0, 2 * np.pi, 2 * rings), np.linspace(0, np.pi, rings))
    d = np.stack([np.sin(f) * np.cos(t), np.cos(f), np.sin(f) * np.sin(t)], -1).reshape(-1, 3)
    return _grid(centre + radius * d, d, 2 * rings, rings)


def cylinder(centre: np.ndarray, axis: np.ndarray, radius: float, length: float) -> list[Mesh]:
    """Side and two ends, each a mesh of its own, so that their border is drawn."""
    e1 = unit(np.cross(axis, [0.3, 1, 0.2]))
    e2 = np.cross(axis, e1)
    t = np.linspace(0, 2 * np.pi, 80)
    ring = np.cos(t)[:, None] * e1 + np.sin(t)[:, None] * e2
    along = np.linspace(-0.5, 0.5, 14) * length
    at = (centre + radius * ring[None] + along[:, None, None] * axis).reshape(-1, 3)
    meshes = [_grid(at, np.tile(ring, (14, 1)), 80, 14)]
    for sign in (-1, 1):
        radii = np.linspace(0, radius, 8)
        at = (centre + sign * length / 2 * axis + radii[:, None, None] * ring[None]).reshape(-1, 3)
        meshes.append(_grid(at, np.tile(sign * axis, (len(at), 1)), 80, 8))
    return meshes


def box(low: Any, high: Any) -> list[Mesh]:
    """Six faces, finely divided, so that shade shows on them."""
    low, high = np.asarray(low, float), np.asarray(high, float)
    meshes = []
    for axis in range(3):
        u, v = (axis + 1) % 3, (axis + 2) % 3
        counts = [int(np.clip((high[k] - low[k]) / 0.25, 2, 60)) for k in (u, v)]
        a, b = np.meshgrid(np.linspace(low[u], high[u], counts[0]), np.linspace(low[v], high[v], counts[1]))
        for end, sign in ((low[axis], -1), (high[axis], 1)):
            at = np.zeros((a.size, 3))
            at[:, axis], at[:, u], at[:, v] = end, a.ravel(), b.ravel()
            normal = np.zeros(3)
            normal[axis] = sign
            meshes.append(_grid(at, np.tile(normal, (a.size, 1)), counts[0], counts[1]))
    return meshes
