"""A small orthographic z-buffer rasteriser (numba): face ids and barycentrics per pixel."""

from typing import Any

import numpy as np
from numba import njit


@njit(cache=True)
def _fill(xy: Any, z: Any, tris: Any, w: int, h: int, ids: Any, bary: Any, depth: Any) -> None:
    for t in range(tris.shape[0]):
        a, b, c = tris[t, 0], tris[t, 1], tris[t, 2]
        x0, y0, x1, y1, x2, y2 = xy[a, 0], xy[a, 1], xy[b, 0], xy[b, 1], xy[c, 0], xy[c, 1]
        area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        if area == 0.0:
            continue
        lx = max(0, int(np.floor(min(x0, x1, x2) - 0.5)))
        hx = min(w - 1, int(np.ceil(max(x0, x1, x2))))
        ly = max(0, int(np.floor(min(y0, y1, y2) - 0.5)))
        hy = min(h - 1, int(np.ceil(max(y0, y1, y2))))
        inv = 1.0 / area
        for j in range(ly, hy + 1):
            py = j + 0.5
            for i in range(lx, hx + 1):
                px = i + 0.5
                l1 = ((px - x0) * (y2 - y0) - (x2 - x0) * (py - y0)) * inv
                l2 = ((x1 - x0) * (py - y0) - (px - x0) * (y1 - y0)) * inv
                l0 = 1.0 - l1 - l2
                if l0 < -1e-6 or l1 < -1e-6 or l2 < -1e-6:
                    continue
                d = l0 * z[a] + l1 * z[b] + l2 * z[c]
                if d > depth[j, i]:
                    depth[j, i] = d
                    ids[j, i] = t
                    bary[j, i, 0] = l1
                    bary[j, i, 1] = l2


def rasterise(
    xy: np.ndarray, z: np.ndarray, tris: np.ndarray, w: int, h: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """xy in pixels (y down), larger z is nearer. Returns ids (-1 = empty), bary, depth."""
    ids = np.full((h, w), -1, np.int32)
    bary = np.zeros((h, w, 2), np.float32)
    depth = np.full((h, w), -1e30, np.float32)
    _fill(
        np.ascontiguousarray(xy, dtype=np.float64),
        np.ascontiguousarray(z, dtype=np.float64),
        tris,
        w,
        h,
        ids,
        bary,
        depth,
    )
    return ids, bary, depth


def interpolate(
    attr: np.ndarray, tris: np.ndarray, ids: np.ndarray, bary: np.ndarray, mask: np.ndarray
) -> np.ndarray:
    """Attribute rows at the masked pixels."""
    t = tris[ids[mask]]
    l1, l2 = bary[mask][:, :1], bary[mask][:, 1:]
    return (1 - l1 - l2) * attr[t[:, 0]] + l1 * attr[t[:, 1]] + l2 * attr[t[:, 2]]


def vertex_normals(v: np.ndarray, quads: np.ndarray) -> np.ndarray:
    d1, d2 = v[quads[:, 2]] - v[quads[:, 0]], v[quads[:, 3]] - v[quads[:, 1]]
    fn = np.cross(d1, d2)
    n = np.zeros_like(v)
    for k in range(4):
        for c in range(3):
            n[:, c] += np.bincount(quads[:, k], fn[:, c], len(v))
    return n / np.maximum(np.linalg.norm(n, axis=1, keepdims=True), 1e-12)
