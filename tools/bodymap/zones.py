"""Zone labels as functions on the body surface: attributes of a point + the rules of zones.toml."""

import csv
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numba import njit, prange
from scipy.interpolate import PchipInterpolator

from .mesh import Body
from .raster import vertex_normals


@njit(parallel=True, cache=True)
def _inside(px: Any, py: Any, poly: Any) -> Any:
    out = np.zeros(px.shape[0], np.bool_)
    n = poly.shape[0]
    for i in prange(px.shape[0]):
        c = False
        j = n - 1
        for k in range(n):
            if (poly[k, 1] > py[i]) != (poly[j, 1] > py[i]) and (
                px[i]
                < (poly[j, 0] - poly[k, 0]) * (py[i] - poly[k, 1]) / (poly[j, 1] - poly[k, 1]) + poly[k, 0]
            ):
                c = not c
            j = k
        out[i] = c
    return out


def round_corners(p: Any, times: int = 3) -> np.ndarray:
    """Chaikin corner cutting, closed."""
    p = np.asarray(p, float)
    for _ in range(times):
        q = np.roll(p, -1, 0)
        p = np.stack([0.75 * p + 0.25 * q, 0.25 * p + 0.75 * q], 1).reshape(-1, 2)
    return p


class Zones:
    def __init__(self, body: Body, contract: Path, rules: Path) -> None:
        conf = tomllib.loads(rules.read_text())
        with contract.open() as rows:
            self.contract = list(csv.DictReader(rows))
        self.info = {r["slug"]: r for r in self.contract}
        self.rules: dict[str, str] = conf["rules"]
        self.areas: dict[str, str] = conf["areas"]
        # heights are read on the body that the charts were drawn on: joints fix the mapping
        ref = conf["reference"]
        used = body.sub.matrix @ body.verts
        used = used[np.unique(body.sub.quads)]
        here = {"foot": used[:, 1].min() + 0.02, "top": body.bones["head"][2][1]}
        pts = sorted((here.get(k, body.bones[k][1][1] if k in body.bones else 0), r) for k, r in ref.items())
        self.warp = np.array(pts)
        self.poly = {k: round_corners(v) for k, v in conf["poly"].items()}
        self.curve = {k: np.array(v, float) for k, v in conf["curve"].items()}
        self.slugs = [r["slug"] for r in self.contract]
        self.code = {s: i for i, s in enumerate(self.slugs)}
        self.paired = np.array([r["paired"] == "yes" for r in self.contract])
        self._attributes(body)

    # ---- attributes on the vertices of the subdivided rest mesh ----
    def _attributes(self, body: Body) -> None:
        b = body

        def up(a: np.ndarray) -> np.ndarray:
            return b.sub.matrix @ a

        def weight(pred: Callable[[str], bool]) -> np.ndarray:
            return up(
                b.weights[:, [j for j, n in enumerate(b.names) if pred(re.sub(r"\.[LR]$", "", n))]].sum(1)
            )

        rest = up(b.verts)
        nrm = vertex_normals(rest, b.sub.quads)
        sgn = np.where(rest[:, :1] < 0, -1.0, 1.0)
        arm_p = ("upperarm", "lowerarm", "wrist", "metacarpal", "finger")
        cols = {
            "X": rest[:, 0],
            "Y": rest[:, 1],
            "z": rest[:, 2],
            "nx": nrm[:, 0] * sgn[:, 0],
            "ny": nrm[:, 1],
            "nz": nrm[:, 2],
            "arm": weight(lambda n: n.startswith(arm_p)),
            "hand": weight(lambda n: n.startswith(("wrist", "metacarpal", "finger"))),
            "leg": weight(lambda n: n.startswith(("upperleg", "lowerleg", "foot", "toe"))),
            "th1": weight(lambda n: n in ("finger1-2", "finger1-3")),
        }
        for k in range(1, 6):
            cols[f"t{k}"] = weight(lambda n, k=k: n.startswith(f"toe{k}"))  # type: ignore[misc]
        eye = np.zeros(len(body.verts))
        eye[14598:14742] = 1  # the two eyeballs
        cols["eyeball"] = up(eye)
        self.pupil = body.bones["eye.L"][1][:2] - [0, 0.012]
        self.names, self.attr = list(cols), np.stack(list(cols.values()), 1).astype(np.float32)

        # frames of the left arm and hand
        def h(n: str) -> np.ndarray:
            return b.bones[n + ".L"][1]

        def unit(v: np.ndarray) -> np.ndarray:
            return v / np.linalg.norm(v)

        sh, el, wr = h("upperarm01"), h("lowerarm01"), h("wrist")
        k2, k3, k5 = h("finger2-1"), h("finger3-1"), h("finger5-1")
        u, f, d = unit(el - sh), unit(wr - el), unit(k3 - wr)
        palm = unit(np.cross(k5 - k2, d))
        self.frame = {
            "sh": sh,
            "el": el,
            "wr": wr,
            "u": u,
            "f": f,
            "d": d,
            "lu": np.linalg.norm(el - sh),
            "lf": np.linalg.norm(wr - el),
            "a_u": unit(f - (f @ u) * u),
            "a_e": unit(-u + (u @ f) * f),
            "a_w": unit(palm - (palm @ f) * f),
            "bis": unit(u + f),
            "palm": palm,
            "radial": np.cross(palm, d),
        }
        if self.frame["radial"] @ (k2 - k5) < 0:
            self.frame["radial"] *= -1
        # section tables of the trunk and of the leg: y -> centre and half sizes
        used = np.unique(b.sub.quads)
        V, A = rest[used], {n: self.attr[used, i] for i, n in enumerate(self.names)}
        trunk = (A["arm"] < 0.35) & (V[:, 1] > -0.3) & (V[:, 1] < 7.0)
        left = (V[:, 0] > 0.02) & (V[:, 1] < 0.6)
        self.trunk_tab = self._sections(V[trunk], 0.1, mirror=True)
        self.leg_tab = self._sections(V[left & ((A["leg"] > 0.3) | (V[:, 1] < -0.3))], 0.1)

    @staticmethod
    def _sections(v: np.ndarray, step: float, mirror: bool = False) -> np.ndarray:
        rows = []
        for y in np.arange(v[:, 1].min(), v[:, 1].max(), step):
            q = v[np.abs(v[:, 1] - y) < step]
            if len(q) < 8:
                continue
            x0, x1, z0, z1 = q[:, 0].min(), q[:, 0].max(), q[:, 2].min(), q[:, 2].max()
            if y < -7.1:  # below the ankle its axis is kept
                continue
            rows.append(
                [
                    y,
                    0 if mirror else (x0 + x1) / 2,
                    max(x1, -x0) if mirror else (x1 - x0) / 2,
                    (z0 + z1) / 2,
                    (z1 - z0) / 2,
                ]
            )
        rows = np.array(rows)
        for c in range(1, 5):  # smooth along the body
            pad = np.pad(rows[:, c], 3, mode="edge")
            rows[:, c] = np.convolve(pad, np.ones(7) / 7, "valid")
        return rows

    def column(self, name: str) -> np.ndarray:
        return self.attr[:, self.names.index(name)]

    def derive(self, a: np.ndarray) -> dict[str, np.ndarray]:
        """All rule variables from interpolated attribute rows."""
        v = {n: a[:, i] for i, n in enumerate(self.names)}
        v["x"] = np.abs(v["X"])
        p = np.stack([v["x"], v["Y"], v["z"]], 1)
        W = self.warp
        v["y"] = np.interp(v["Y"], W[:, 0], W[:, 1])
        v["y"] = np.where(v["Y"] > W[-1, 0], v["Y"] - W[-1, 0] + W[-1, 1], v["y"])
        F = self.frame
        t = self.trunk_tab

        def tab(c: int, table: np.ndarray, y: np.ndarray) -> np.ndarray:
            return np.interp(y, table[:, 0], table[:, c])

        zc, w, dd = tab(3, t, v["Y"]), tab(2, t, v["Y"]), tab(4, t, v["Y"])
        v["th"] = np.degrees(np.arctan2(v["x"] / w, (v["z"] - zc) / dd))
        T = self.leg_tab[np.argsort(self.leg_tab[:, 0])]
        v["lp"] = np.degrees(
            np.arctan2(
                (v["x"] - tab(1, T, v["Y"])) / tab(2, T, v["Y"]),
                (v["z"] - tab(3, T, v["Y"])) / tab(4, T, v["Y"]),
            )
        )
        v["yw"] = v["y"] + 0.1 * np.cos(np.radians(v["lp"]))
        # arm: the parameter and the angle are blended across the bent elbow of the rest pose
        q = p - F["el"]
        tb = q @ F["bis"]
        k = np.clip(np.abs(tb) / 0.8, 0, 1)
        k = k * k * (3 - 2 * k)
        su, sf = 1 + q @ F["u"] / F["lu"], 1 + q @ F["f"] / F["lf"]
        fore = tb > 0
        v["s"] = (1 - k) * (1 + tb / np.where(fore, F["lf"], F["lu"])) + k * np.where(fore, sf, su)
        # "front" turns from the elbow crease to the palm along the forearm
        tot = np.arctan2(np.cross(F["a_e"], F["a_w"]) @ F["f"], F["a_e"] @ F["a_w"])
        ph_f = np.arctan2(q @ np.cross(F["f"], F["a_e"]), q @ F["a_e"]) - np.clip(sf - 1, 0, 1) * tot
        qs = p - F["sh"]
        ph_u = np.arctan2(qs @ np.cross(F["u"], F["a_u"]), qs @ F["a_u"])
        kf = np.clip(0.5 + tb / 1.6, 0, 1)
        kf = kf * kf * (3 - 2 * kf)
        ph = np.arctan2(
            (1 - kf) * np.sin(ph_u) + kf * np.sin(ph_f), (1 - kf) * np.cos(ph_u) + kf * np.cos(ph_f)
        )
        sg = np.sign(np.cross(F["f"], F["a_w"]) @ F["radial"])  # + is the outer / thumb side
        v["phi"] = np.degrees(ph) * sg
        q = p - F["wr"]
        v["hd"], v["hr"], v["hn"] = q @ F["d"], q @ F["radial"], q @ F["palm"]
        v["pal"] = np.stack([v["nx"], v["ny"], v["nz"]], 1) @ F["palm"] > 0
        return v

    def paint(self, v: dict[str, np.ndarray]) -> np.ndarray:
        """Features of the face that are colour, not form: brows and irises (0..1)."""
        brow = _inside(v["x"].astype(np.float64), v["y"].astype(np.float64), self.poly["browhair"]) & (
            v["z"] > 1
        )
        g = np.hypot(v["x"] - self.pupil[0], v["Y"] - self.pupil[1]) + 9 * (v["eyeball"] < 0.5)
        return 0.42 * brow + np.where(g < 0.058, 0.55, 0) + np.where(g < 0.025, 0.35, 0)

    def area(self, name: str, v: dict[str, np.ndarray]) -> np.ndarray:
        """Where an area that is drawn but no zone (hair, cloth) covers the points."""
        return self._holds(self.areas[name], self._words(v))

    def label(self, a: np.ndarray, v: dict[str, np.ndarray]) -> np.ndarray:
        """Zone number * 3 + side (0 midline, 1 left, 2 right) of every attribute row; -1: none."""
        out = np.full(len(a), -1, np.int32)
        words = self._words(v)
        for key, rule in self.rules.items():
            slug = key if key in self.code else key.rstrip("0123456789")
            out[self._holds(rule, words) & (out < 0)] = self.code[slug]
        side = np.where(self.paired[out], np.where(v["X"] > 0, 1, 2), 0)
        return np.where(out < 0, -1, out * 3 + side).astype(np.int32)

    @staticmethod
    def _holds(rule: str, words: dict[str, Any]) -> np.ndarray:
        # The rules are our own file, read without builtins.
        return eval(rule, {"__builtins__": {}}, words)  # noqa: S307

    def _words(self, v: dict[str, np.ndarray]) -> dict[str, Any]:
        """What a rule may name."""
        charts = {"F": ("x", "y"), "B": ("x", "y"), "S": ("z", "y"), "H": ("hr", "hd"), "P": ("x", "z")}
        cache: dict[tuple[str, str], np.ndarray] = {}

        def inside(chart: str) -> Callable[[str], np.ndarray]:
            def test(name: str) -> np.ndarray:
                if (chart, name) not in cache:
                    cx, cy = charts[chart]
                    cache[chart, name] = _inside(
                        v[cx].astype(np.float64), v[cy].astype(np.float64), self.poly[name]
                    )
                return cache[chart, name]

            return test

        def at(value: np.ndarray, name: str) -> np.ndarray:
            c = self.curve[name]
            return PchipInterpolator(c[:, 0], c[:, 1])(np.clip(value, c[0, 0], c[-1, 0]))

        return {
            **v,
            **{chart: inside(chart) for chart in charts},
            "at": at,
            "abs": np.abs,
            "clip": np.clip,
            "cosd": lambda d: np.cos(np.radians(d)),
        }
