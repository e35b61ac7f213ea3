"""How much of the sky each point sees: soft shade in hollows and where things touch."""

import numpy as np

from .raster import rasterise

BIAS = 0.09  # dm: nearer than this, a surface does not shade itself


def sky(
    points: np.ndarray,
    normals: np.ndarray,
    vertices: np.ndarray,
    triangles: np.ndarray,
    directions: int,
    size: int = 420,
    bias: float = BIAS,
) -> np.ndarray:
    """Share of the sky above each point, 0 to 1, that the triangles leave free, from depth maps of many directions."""
    k = np.arange(directions) + 0.5
    phi, h = np.pi * (1 + 5**0.5) * k, 1 - 2 * k / directions
    around = np.stack([np.cos(phi) * np.sqrt(1 - h * h), h, np.sin(phi) * np.sqrt(1 - h * h)], 1)
    seen, total = np.zeros(len(points)), np.zeros(len(points))
    for towards in around:
        right = np.cross(towards, [0.1, 0.9, 0.43])
        right /= np.linalg.norm(right)
        up = np.cross(towards, right)
        x, y = vertices @ right, vertices @ up
        scale = (size - 4) / max(np.ptp(x), np.ptp(y))
        corner = np.array([x.min(), y.min()])
        flat = (np.stack([x, y], 1) - corner) * scale + 2
        depth = rasterise(flat, vertices @ towards, triangles, size, size)[2]
        at = ((np.stack([points @ right, points @ up], 1) - corner) * scale + 2).astype(int)
        outside = ((at < 0) | (at >= size)).any(1)
        at = np.clip(at, 0, size - 1)
        lit = outside | (points @ towards > depth[at[:, 1], at[:, 0]] - bias)
        weight = np.clip(normals @ towards, 0, 1)
        seen += weight * lit
        total += weight
    return np.asarray(seen / np.maximum(total, 1e-9))
