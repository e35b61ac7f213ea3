"""The grey shade of a view: a soft, pencil-like darkness (white = dark), used as a luminance mask over a flat colour."""

from pathlib import Path
from typing import Protocol

import numpy as np
from PIL import Image
from scipy import ndimage

LONG_SIDE = 1300


class Surface(Protocol):
    """Images of what is shaded. `scale`: units per decimetre."""

    normals: np.ndarray
    sky: np.ndarray
    paint: np.ndarray
    mask: np.ndarray

    @property
    def scale(self) -> float: ...


def _valleys(normals: np.ndarray, mask: np.ndarray, sigma: float) -> np.ndarray:
    """Minus the divergence of the blurred normals; wide blurs on a coarser grid."""
    f = max(1, int(sigma // 4))
    m, n, s = mask[::f, ::f].astype(np.float32), normals[::f, ::f], sigma / f
    weight = ndimage.gaussian_filter(m, s) + 1e-4
    nx, ny = (ndimage.gaussian_filter(n[..., k] * m, s) / weight for k in (0, 1))
    out = (np.gradient(ny, axis=0) - np.gradient(nx, axis=1)) * s
    return (
        np.asarray(Image.fromarray(out).resize(mask.shape[::-1], Image.Resampling.BICUBIC)) if f > 1 else out
    )


def darkness(picture: Surface, *, fine: bool = False, close: bool = False) -> np.ndarray:
    """0..1: light from the upper left, rim, occlusion and relief. `fine`: hands and feet; `close`: a face."""
    n, mask, s = picture.normals, picture.mask, picture.scale
    light = np.array([-0.34, 0.42, 0.84] if fine else [-0.30, 0.46, 0.84] if close else [-0.46, 0.46, 0.76])
    lambert = np.clip(n @ light / np.linalg.norm(light), 0, 1)
    rim = (1 - np.clip(n[..., 2], 0, 1)) ** 2
    closed = np.clip(1 - picture.sky, 0, 1)
    terms = [(0.30, 0.03, 5.0), (0.30, 0.11, 3.5), (0.14, 0.28, 2.5)]
    if fine:  # hands and feet are finer
        terms = [(0.30, 0.012, 7.0), (0.26, 0.03, 6.0), (0.07, 0.09, 4.0)]
    elif close:  # a face must not look worn
        terms = [(0.20, 0.012, 6.0), (0.20, 0.03, 4.0), (0.12, 0.09, 3.0), (0.08, 0.24, 2.5)]
    relief = sum(k * np.tanh(_valleys(n, mask, a * s) * g) for k, a, g in terms)
    relief = relief * np.clip(n[..., 2] * 1.6 - 0.3, 0, 1)
    relief = np.where(relief < 0, relief * 0.45, relief)
    d = (
        (0.45 if fine else 0.70) * (1 - lambert) ** 1.3
        + 0.36 * rim
        + (0.10 if fine else 0.34 if close else 0.45) * closed**1.1
        + relief
        - 0.02
    )
    d = np.clip(d, 0, 1.15)
    d = d / (1 + 0.25 * d)
    d = np.maximum(d, picture.paint) * 0.5 + np.clip(d + picture.paint, 0, 1) * 0.5
    d[~mask] = 0
    return np.clip(d, 0, 1)


def write(dark: np.ndarray, mask: np.ndarray, path: Path, long_side: int = LONG_SIDE) -> None:
    """Past the outline the tones are carried on, because a sharp edge costs bytes: the outline clips it."""
    h, w = mask.shape
    i = ndimage.distance_transform_edt(~mask, return_distances=False, return_indices=True)
    k = long_side / max(w, h)
    full = ndimage.gaussian_filter(dark[i[0], i[1]], 0.4 / k)
    grey = Image.fromarray((np.clip(full, 0, 1) * 255).astype(np.uint8))
    near = ndimage.binary_dilation(mask[::4, ::4], iterations=4).repeat(4, 0).repeat(4, 1)
    near = np.pad(near, ((0, max(0, h - near.shape[0])), (0, max(0, w - near.shape[1]))))[:h, :w]
    grey = Image.composite(grey, Image.new("L", grey.size, 0), Image.fromarray((near * 255).astype(np.uint8)))
    small = grey.resize((int(w * k), int(h * k)), Image.Resampling.LANCZOS)
    small.convert("RGB").save(path, quality=60, method=6)
