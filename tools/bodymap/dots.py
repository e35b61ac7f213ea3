"""The field of dots of a view: an even, slightly shaken hexagonal grid, each dot with its zone, its distance to that
zone's border and the zone beyond. README.md describes the coding and holds a reader of a dozen lines."""

from typing import Any

import numpy as np
from scipy import ndimage

ALPHABET = "".join(chr(c) for c in range(35, 127) if chr(c) not in "\\<&")  # one character a number, 0..88
QUANTUM = 3  # units of border distance per step of its character
REACH = 4  # the largest shake in jolts: both axes together fit one character


def field(labels: np.ndarray, numbers: dict[int, int], step: int, seed: int) -> dict[str, Any]:
    """numbers: label -> index of its key."""
    h, w = labels.shape
    row_step = round(step * 3**0.5 / 2)
    jolt = 1 if step < 18 else 2
    reach = min(REACH, round(step * 0.25 / jolt))
    rows, cols = np.mgrid[0 : h // row_step + 1, 0 : w // step + 1]
    rng = np.random.default_rng(seed)
    offset = rng.integers(-reach, reach + 1, (2, *rows.shape))
    x = cols * step + (rows % 2) * (step // 2) + offset[0] * jolt
    y = rows * row_step + offset[1] * jolt
    inside = (x >= 0) & (x < w) & (y >= 0) & (y < h)
    x, y = np.clip(x, 0, w - 1), np.clip(y, 0, h - 1)
    padded = np.pad(labels, 1, constant_values=-1)
    rim = ndimage.distance_transform_edt(padded >= 0)[1:-1, 1:-1]
    keep = inside & (rim[y, x] >= 0.3 * step)

    edge = np.zeros(labels.shape, bool)
    beyond = np.full(labels.shape, -1, labels.dtype)
    for dy, dx in ((0, 1), (2, 1), (1, 0), (1, 2)):
        other = padded[dy : dy + h, dx : dx + w]
        new = (other != labels) & ~edge & (labels >= 0)
        beyond[new] = other[new]
        edge |= new
    dist, (iy, ix) = ndimage.distance_transform_edt(~edge, return_indices=True)
    x, y, rows, cols = x[keep], y[keep], rows[keep], cols[keep]
    zone = np.array([numbers[k] for k in labels[y, x]])
    far = np.array([numbers.get(k, -1) for k in beyond[iy[y, x], ix[y, x]]])
    near = np.minimum(dist[y, x] // QUANTUM, len(ALPHABET) - 1).astype(int)
    shaken = ((offset[0] + reach) * (2 * reach + 1) + offset[1] + reach)[keep]

    start = np.flatnonzero(np.concatenate([[True], (np.diff(rows) != 0) | (np.diff(cols) != 1)]))
    count = np.diff(np.concatenate([start, [len(rows)]]))
    line = np.diff(np.concatenate([[0], rows[start]]))
    pairs = sorted(set(zip(zone.tolist(), far.tolist(), strict=True)))
    which = np.array([pairs.index(p) for p in zip(zone.tolist(), far.tolist(), strict=True)])
    turn = np.flatnonzero(np.concatenate([[True], np.diff(which) != 0]))
    length = np.diff(np.concatenate([turn, [len(which)]]))
    base = len(ALPHABET)
    runs: list[tuple[int, int, int]] = []
    for pair, n in zip(which[turn].tolist(), length.tolist(), strict=True):
        runs += [(pair // base, pair % base, min(base - 1, n - k)) for k in range(0, n, base - 1)]
    return {
        "step": step,
        "row": row_step,
        "reach": reach,
        "jolt": jolt,
        "unit": QUANTUM,
        "count": len(rows),
        "pairs": [n for p in pairs for n in p],
        "spans": [int(n) for s in zip(line, cols[start], count, strict=True) for n in s],
        "runs": "".join(ALPHABET[n] for run in runs for n in run),
        "shake": "".join(ALPHABET[n] for n in shaken),
        "border": "".join(ALPHABET[n] for n in near),
    }
