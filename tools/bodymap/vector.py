"""From a label image to compact SVG paths with SHARED borders: trace the cracks between pixels as
arcs between junctions, smooth every arc once, fit cubic Beziers once, and put the zones together
from the arcs, so that neighbours meet without gaps or overlaps."""

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import ndimage

STEP = {0: (0, 1), 1: (1, 0), 2: (0, -1), 3: (-1, 0)}  # right, down, left, up (row, column)


def clean(lab: np.ndarray, keep: dict[int, bool], min_px: Callable[[int], float]) -> np.ndarray:
    """Reassign fragments: every component smaller than min_px(label), and labels not in keep."""
    body = lab >= 0
    good = np.zeros_like(body)
    for k, box in enumerate(ndimage.find_objects(lab + 1)):
        if box is None or k not in keep:
            continue
        comp, _ = ndimage.label(lab[box] == k)
        size = np.bincount(comp.ravel())
        size[0] = 0
        ok = size >= min_px(k)
        if not ok.any() and keep[k]:  # listed for this view: never lose it
            ok[size.argmax()] = True
        good[box] |= ok[comp]
    if not good.any():
        return lab
    idx = ndimage.distance_transform_edt(~good, return_distances=False, return_indices=True)
    out = lab[idx[0], idx[1]]
    out[~body] = -1
    return out


def _cracks(lab: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Bit d of corner (r, c) is set when a crack leaves it in direction d."""
    h, w = lab.shape
    p = np.pad(lab, 1, constant_values=-1)
    bits = np.zeros((h + 1, w + 1), np.uint8)
    right = p[:-1, 1:] != p[1:, 1:]  # crack from corner (r,c) to (r,c+1)
    down = p[1:, :-1] != p[1:, 1:]  # crack from corner (r,c) to (r+1,c)
    right, down = right[: h + 1, : w + 1], down[: h + 1, : w + 1]
    bits |= right.astype(np.uint8) | (down.astype(np.uint8) << 1)
    bits[:, 1:] |= right[:, :-1].astype(np.uint8) << 2
    bits[1:, :] |= down[:-1, :].astype(np.uint8) << 3
    return bits, p


def chains(bits: np.ndarray) -> list[np.ndarray]:
    """Split a crack graph into chains between corners whose degree is not two, and closed loops."""
    deg = np.unpackbits(bits[..., None], axis=2).sum(2)
    left = bits.copy()
    out: list[list[tuple[int, int]]] = []

    def walk(r: int, c: int, d: int) -> list[tuple[int, int]]:
        pts = [(r, c)]
        while True:
            left[r, c] &= ~np.uint8(1 << d) & 255
            r, c = r + STEP[d][0], c + STEP[d][1]
            left[r, c] &= ~np.uint8(1 << ((d + 2) % 4)) & 255
            pts.append((r, c))
            if deg[r, c] != 2 or not left[r, c]:
                return pts
            d = int(left[r, c]).bit_length() - 1

    for r, c in np.argwhere((deg != 2) & (deg > 0)):
        while left[r, c]:
            out.append(walk(r, c, int(left[r, c]).bit_length() - 1))
    for r, c in np.argwhere(left > 0):
        if left[r, c]:
            out.append(walk(r, c, int(left[r, c]).bit_length() - 1))
    return [np.array(p) for p in out]


def smooth(pts: np.ndarray, sigma: float, closed: bool) -> np.ndarray:
    """Gaussian smoothing along a chain (x, y), open ends fixed."""
    p = pts.astype(float)
    if closed:
        q = p[:-1]
        mid = (q + np.roll(q, -1, 0)) / 2
        mid = ndimage.gaussian_filter1d(mid, sigma, axis=0, mode="wrap")
        return np.vstack([mid, mid[:1]])
    if len(p) < 4:
        return p[[0, -1]] if len(p) == 2 else p[[0, len(p) // 2, -1]]
    mid = np.vstack([p[:1], (p[1:] + p[:-1]) / 2, p[-1:]])
    ext = int(4 * sigma) + 2  # reflect through the end points: the ends stay put
    n = min(ext, len(mid) - 1)
    a, b = 2 * mid[0] - mid[n:0:-1], 2 * mid[-1] - mid[-2 : -n - 2 : -1]
    s = ndimage.gaussian_filter1d(np.vstack([a, mid, b]), sigma, axis=0, mode="nearest")[n : n + len(mid)]
    s[0], s[-1] = p[0], p[-1]
    return s


# ---- Bezier fitting (after P. Schneider's method of least squares with reparametrisation) ----
def _bez(c: np.ndarray, t: np.ndarray) -> np.ndarray:
    t = t[:, None]
    return (1 - t) ** 3 * c[0] + 3 * t * (1 - t) ** 2 * c[1] + 3 * t * t * (1 - t) * c[2] + t**3 * c[3]


def _fit(p: np.ndarray, t1: np.ndarray, t2: np.ndarray, tol: float, out: list[np.ndarray]) -> None:
    n = len(p)
    if n == 2:
        d = np.linalg.norm(p[1] - p[0]) / 3
        out.append(np.array([p[0], p[0] + t1 * d, p[1] + t2 * d, p[1]]))
        return
    seg = np.linalg.norm(np.diff(p, axis=0), axis=1)
    u = np.concatenate([[0], np.cumsum(seg)])
    chord = u[-1] or 1.0
    u = u / chord
    for it in range(4):
        b0, b1, b2, b3 = (1 - u) ** 3, 3 * u * (1 - u) ** 2, 3 * u * u * (1 - u), u**3
        a1, a2 = t1[None] * b1[:, None], t2[None] * b2[:, None]
        rest = p - (p[0][None] * (b0 + b1)[:, None] + p[-1][None] * (b2 + b3)[:, None])
        c00, c01, c11 = (a1 * a1).sum(), (a1 * a2).sum(), (a2 * a2).sum()
        x0, x1 = (a1 * rest).sum(), (a2 * rest).sum()
        det = c00 * c11 - c01 * c01
        dist = np.linalg.norm(p[-1] - p[0])
        al, ar = ((x0 * c11 - x1 * c01) / det, (c00 * x1 - c01 * x0) / det) if abs(det) > 1e-9 else (0, 0)
        if not (1e-3 * chord < al < 2 * chord and 1e-3 * chord < ar < 2 * chord):
            al = ar = dist / 3 if dist else chord / 3
        c = np.array([p[0], p[0] + t1 * al, p[-1] + t2 * ar, p[-1]])
        q = _bez(c, u)
        err = ((q - p) ** 2).sum(1)
        k = int(err.argmax())
        if err[k] < tol * tol:
            out.append(c)
            return
        if err[k] > 25 * tol * tol or it == 3:
            break
        d1 = (
            3 * ((1 - u) ** 2)[:, None] * (c[1] - c[0])
            + 6 * (u * (1 - u))[:, None] * (c[2] - c[1])
            + 3 * (u * u)[:, None] * (c[3] - c[2])
        )
        d2 = 6 * (1 - u)[:, None] * (c[2] - 2 * c[1] + c[0]) + 6 * u[:, None] * (c[3] - 2 * c[2] + c[1])
        den = (d1 * d1).sum(1) + ((q - p) * d2).sum(1)
        u = np.clip(
            u - np.where(np.abs(den) > 1e-9, ((q - p) * d1).sum(1) / np.where(den == 0, 1, den), 0), 0, 1
        )
        u = np.maximum.accumulate(u)
        u[0], u[-1] = 0, 1
    k = min(max(k, 1), n - 2)
    w = max(1, min(6, k, n - 1 - k))
    m = p[k - w] - p[k + w]
    m = m / (np.linalg.norm(m) or 1)
    _fit(p[: k + 1], t1, m, tol, out)
    _fit(p[k:], -m, t2, tol, out)


def fit_curve(p: np.ndarray, tol: float) -> list[np.ndarray]:
    """Cubic segments through a smooth chain of points."""
    keep = np.concatenate([[True], np.linalg.norm(np.diff(p, axis=0), axis=1) > 1e-6])
    p = p[keep]
    if len(p) < 2:
        return []
    if len(p) == 2:
        return [np.array([p[0], p[0], p[1], p[1]])]
    w = min(5, len(p) - 1)
    t1, t2 = p[w] - p[0], p[-1 - w] - p[-1]
    closed = np.allclose(p[0], p[-1])
    if closed:
        m = p[w] - p[-1 - w]
        t1, t2 = m, -m
    out: list[np.ndarray] = []
    _fit(p, t1 / (np.linalg.norm(t1) or 1), t2 / (np.linalg.norm(t2) or 1), tol, out)
    return out


def _num(parts: Any) -> str:
    s = ""
    for v in parts:
        t = str(v)
        s += t if (not s or t[0] == "-") else " " + t
    return s


def path_data(rings: list[list[np.ndarray]], closed: bool = True) -> str:
    """Integer, relative path data of a list of rings, each a list of cubic segments."""
    d = []
    for segs in rings:
        if not segs:
            continue
        cur = np.rint(segs[0][0]).astype(int)
        d.append(f"M{cur[0]} {cur[1]}".replace(" -", "-"))
        last = ""
        for c in segs:
            q = np.rint(c).astype(int)
            if (q[3] == cur).all() and (np.abs(q[1:] - cur) <= 1).all():
                continue
            ln = q[3] - cur
            dev = [
                abs(float(np.cross(np.append(q[i] - cur, 0), np.append(ln, 0))[2])) / (np.hypot(*ln) or 1)
                for i in (1, 2)
            ]
            if max(dev) < 0.6:
                body, cmd = _num(ln), "l"
            else:
                body, cmd = _num((q[1:] - cur).ravel()), "c"
            if cmd == last:
                d.append(body if body[0] == "-" else " " + body)
            else:
                d.append(cmd + body)
                last = cmd
            cur = q[3]
        if closed:
            d.append("z")
    return "".join(d)


class ArcMap:
    """The borders of a label image, each smoothed and fitted once."""

    def __init__(self, lab: np.ndarray, sigma: float, sigma_edge: float, tol: float) -> None:
        bits, p = _cracks(lab)
        self.arcs: list[dict[str, Any]] = []
        for ch in chains(bits):
            (r0, c0), (r1, c1) = ch[0], ch[1]
            if r0 == r1:  # moving right: left hand is above
                up, dn = p[r0, max(c0, c1)], p[r0 + 1, max(c0, c1)]
                left, right = (up, dn) if c1 > c0 else (dn, up)
            else:  # moving down: left hand is on the right
                lf, rt = p[max(r0, r1), c0], p[max(r0, r1), c0 + 1]
                left, right = (rt, lf) if r1 > r0 else (lf, rt)
            closed = (ch[0] == ch[-1]).all()
            xy = ch[:, ::-1].astype(float)
            edge = left < 0 or right < 0
            s = smooth(xy, sigma_edge if edge else sigma, closed)
            segs = fit_curve(s, tol)
            self.arcs.append(
                {
                    "l": int(left),
                    "r": int(right),
                    "a": tuple(ch[0]),
                    "b": tuple(ch[-1]),
                    "segs": segs,
                    "n": len(ch),
                    "len": len(ch),
                }
            )

    @staticmethod
    def _rev(segs: list[np.ndarray]) -> list[np.ndarray]:
        return [c[::-1] for c in segs[::-1]]

    def rings(self, inside: Callable[[int], bool]) -> list[list[np.ndarray]]:
        """Rings around the union of the labels for which inside(label) holds."""
        use = []
        for a in self.arcs:
            li, ri = inside(a["l"]), inside(a["r"])
            if li == ri:
                continue
            use.append((a["a"], a["b"], a["segs"]) if ri else (a["b"], a["a"], self._rev(a["segs"])))
        start: dict[tuple[int, int], list[int]] = {}
        for i, (a, _b, _s) in enumerate(use):
            start.setdefault(a, []).append(i)
        done: set[int] = set()
        out = []
        for i in range(len(use)):
            if i in done:
                continue
            ring: list[np.ndarray] = []
            k, first = i, use[i][0]
            while True:
                done.add(k)
                ring += use[k][2]
                end = use[k][1]
                if end == first:
                    break
                nxt = [j for j in start.get(end, []) if j not in done]
                if not nxt:
                    break
                k = nxt[0]
            out.append(ring)
        return out


def mask_rings(mask: np.ndarray, sigma: float, tol: float, min_px: int = 0) -> list[list[np.ndarray]]:
    """Smooth rings of a binary image."""
    if min_px:
        comp, _ = ndimage.label(mask)
        size = np.bincount(comp.ravel())
        size[0] = 0
        mask = (size >= min_px)[comp]
        comp, _n = ndimage.label(~mask)
        size = np.bincount(comp.ravel())
        mask = ~((size >= min_px)[comp] & ~mask)
    return ArcMap(np.where(mask, 0, -1), sigma, sigma, tol).rings(lambda k: k >= 0)


def depth_lines(
    depth: np.ndarray, body: np.ndarray, jump: float, sigma: float, tol: float, min_len: int
) -> list[list[np.ndarray]]:
    """Occluding contours inside the figure: cracks where the depth jumps."""
    h, w = depth.shape
    bits = np.zeros((h + 1, w + 1), np.uint8)
    right = np.zeros((h + 1, w + 1), bool)
    down = np.zeros((h + 1, w + 1), bool)
    right[1:h, :w] = (np.abs(depth[1:] - depth[:-1]) > jump) & body[1:] & body[:-1]
    down[:h, 1:w] = (np.abs(depth[:, 1:] - depth[:, :-1]) > jump) & body[:, 1:] & body[:, :-1]
    bits |= right.astype(np.uint8) | (down.astype(np.uint8) << 1)
    bits[:, 1:] |= right[:, :-1].astype(np.uint8) << 2
    bits[1:, :] |= down[:-1, :].astype(np.uint8) << 3
    out = []
    for ch in chains(bits):
        if len(ch) < min_len:
            continue
        closed = (ch[0] == ch[-1]).all()
        out.append(fit_curve(smooth(ch[:, ::-1].astype(float), sigma, closed), tol))
    return out
