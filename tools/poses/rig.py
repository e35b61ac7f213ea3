"""Joint angles in human words -> a posed mesh, with places named after the zones of the body map.

Angles are degrees from the neutral pose: upright, arms hanging, palms to the thighs, legs straight. There every
segment's axes are the world's (+x the person's left, +y up, +z front), so a joint is a rotation about x, y, z, applied
from the trunk outwards; the right side is mirrored. Lengths are decimetres.
"""

import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from bodymap.mesh import Body, Subdivision
from bodymap.raster import vertex_normals
from bodymap.sky import sky
from bodymap.views import blend_of, legs_together
from bodymap.zones import Zones
from scipy import sparse
from scipy.spatial.transform import Rotation

ROOT = Path(__file__).resolve().parents[2]
MALE, MUSCLE = 0.45, 0.6  # the figure of the body map
SKIN_VERTICES = 13380  # of the base mesh: the rest are helpers
SPINE = {"spine05": 0.24, "spine04": 0.22, "spine03": 0.20, "spine02": 0.20, "spine01": 0.14}
NECK = {"neck01": 0.22, "neck02": 0.20, "neck03": 0.20, "head": 0.38}

Range = tuple[float, float]
# What a joint may do, in degrees: the words that an author may use, and how far a healthy adult goes.
LIMITS: Mapping[str, Mapping[str, Range]] = {
    "trunk": {"flexion": (-30, 85), "side": (-35, 35), "turn": (-45, 45)},
    "lumbar": {"flexion": (-25, 60), "side": (-25, 25), "turn": (-15, 15)},
    "neck": {"flexion": (-60, 55), "side": (-45, 45), "turn": (-80, 80)},
    "jaw": {"open": (0, 25)},
    "girdle": {"raise": (-10, 35), "forward": (-25, 30)},
    "shoulder": {"flexion": (-60, 180), "abduction": (-50, 180), "rotation": (-100, 110)},
    "elbow": {"flexion": (-3, 150)},
    "forearm": {"pronation": (-90, 90)},
    "wrist": {"flexion": (-75, 85), "deviation": (-35, 25)},
    "fingers": {"curl": (-15, 95), "spread": (-20, 25)},
    "index": {"curl": (-40, 95)},
    "ring": {"curl": (-40, 95)},
    "little": {"curl": (-40, 95)},
    "thumb": {"oppose": (-45, 70), "curl": (-20, 80)},
    "hip": {"flexion": (-30, 130), "abduction": (-30, 60), "rotation": (-50, 60)},
    "knee": {"flexion": (-3, 150)},
    "ankle": {"dorsiflexion": (-50, 40), "inversion": (-25, 40)},
    "toes": {"extension": (-40, 75)},
}
# The whole body in space: lengths in decimetres, turns in degrees.
PLACING: Mapping[str, Range] = {
    "x": (-30, 30),
    "y": (-5, 30),
    "z": (-30, 30),
    "turn": (-180, 180),
    "pitch": (-120, 120),
    "roll": (-120, 120),
}
SIDED = frozenset(LIMITS) - {"trunk", "lumbar", "neck", "jaw"}
# Lying, the head points to -x, so that a camera at azimuth 0 sees the person from the side.
BASES: Mapping[str, np.ndarray] = {  # images of the person's x (left), y (head), z (front)
    "upright": np.eye(3),
    "supine": np.array([[0, 0, -1], [-1, 0, 0], [0, 1, 0]], float).T,
    "prone": np.array([[0, 0, 1], [-1, 0, 0], [0, -1, 0]], float).T,
    "side-right": np.array([[0, 1, 0], [-1, 0, 0], [0, 0, 1]], float).T,
    "side-left": np.array([[0, -1, 0], [-1, 0, 0], [0, 0, -1]], float).T,
}
Angles = dict[str, float]  # "hip.left.flexion" -> degrees


class PoseError(ValueError):
    """A pose cannot be drawn; the message names the entry, the field and what is allowed."""


def _turn(axis: str, degrees: float) -> Any:
    return Rotation.from_euler(axis, degrees, degrees=True)


def _part(rotation: Any, share: float) -> Any:
    return Rotation.from_rotvec(rotation.as_rotvec() * share)


def _swing_twist(rotation: Any) -> tuple[Any, Any]:
    """A swing, and a twist about the segment (y)."""
    q = rotation.as_quat()
    about = np.array([0, q[1], 0, q[3]])
    length = np.linalg.norm(about)
    twist = Rotation.from_quat(about / length) if length > 1e-9 else Rotation.identity()
    return rotation * twist.inv(), twist


def _unit(v: np.ndarray) -> np.ndarray:
    return np.asarray(v / np.linalg.norm(v))


class Rig:
    """The figure: its skeleton, its skin at two levels of detail, and its places by name."""

    def __init__(self) -> None:
        self.body = body = Body(blend_of(MALE, MUSCLE), levels=1)
        self.coarse = body.sub
        step = Subdivision(body.sub.matrix.shape[0], body.sub.quads, 1)
        self.step = step.matrix
        self.fine = copy.copy(step)
        self.fine.matrix = step.matrix @ body.sub.matrix
        body.sub = self.fine
        self.zones = Zones(
            body, ROOT / "fixtures" / "body-zones.csv", ROOT / "tools" / "bodymap" / "zones.toml"
        )
        self.order = self._parents_first()
        self.neutral = self._neutral()
        self.weights = sparse.csr_matrix(body.weights)
        self.heads = np.array([body.bones[name][1] for name in body.names])
        self.homogeneous = np.concatenate([body.verts, np.ones((len(body.verts), 1))], 1)
        self.normals = vertex_normals(body.verts, body.quads)
        self._find_places()
        self._prepare_smoothing()

    def _parents_first(self) -> list[str]:
        order: list[str] = []

        def visit(name: str) -> None:
            if name not in order:
                if parent := self.body.bones[name][0]:
                    visit(parent)
                order.append(name)

        for name in self.body.names:
            visit(name)
        return order

    def _neutral(self) -> dict[str, Any]:
        """Global rotation of each bone in the neutral pose."""
        arms = self.body.arm_pose(
            [0.03, -1, 0.02], [0.03, -1, 0.06], [-1, 0, 0.1], hand=[0, -1, 0.06], girdle=6
        )
        known = {**arms, **legs_together(self.body, thigh=0.02, shin=0.06, turn=2)}
        found: dict[str, Any] = {}
        for name in self.order:
            parent = self.body.bones[name][0]
            own = Rotation.from_matrix(known[name]) if name in known else None
            found[name] = own or (found[parent] if parent else Rotation.identity())
        return found

    # Places

    def _find_places(self) -> None:
        body = self.body
        v = body.verts[:SKIN_VERTICES]
        tris = np.concatenate([body.quads[:, [0, 1, 2]], body.quads[:, [0, 2, 3]]]).astype(np.int32)
        seen = sky(v, self.normals[:SKIN_VERTICES], body.verts, tris, 60, 400, 0.05)
        self.outer = seen > 0.12  # not the inside of the mouth
        attributes = self.zones.attr[:SKIN_VERTICES]
        label = self.zones.label(attributes, self.zones.derive(attributes))
        label = np.where(self.outer, label, -1)
        self.places: dict[str, int] = {}
        for slug, code in self.zones.code.items():
            for number, side in enumerate(("", "left", "right")):
                found = np.flatnonzero(label == code * 3 + number)
                if len(found):
                    centre = found[((v[found] - v[found].mean(0)) ** 2).sum(1).argmin()]
                    self.places[f"{slug}.{side}" if side else slug] = int(centre)
        for letter, side in (("L", "left"), ("R", "right")):
            for finger in range(1, 6):
                tip = body.bones[f"finger{finger}-3.{letter}"][2]
                self.places[f"fingertip{finger}.{side}"] = int(
                    (((v - tip) ** 2).sum(1) + 9 * ~self.outer).argmin()
                )

    def place(self, named: Any) -> int:
        """The vertex of "zone.side", or of {at = "zone.side", shift = [x outwards, y, z]} on the resting body."""
        name = named if isinstance(named, str) else named["at"]
        if name not in self.places:
            raise PoseError(
                f"no place {name!r}: a slug of body-zones.csv with .left or .right, or fingertip1 to 5"
            )
        found = self.places[name]
        if isinstance(named, str):
            return found
        v = self.body.verts
        shift = np.array(named.get("shift", [0, 0, 0]), float)
        there = v[found] + shift * [1 if v[found, 0] > 0 else -1, 1, 1]
        same_side = self.normals[:SKIN_VERTICES] @ self.normals[found]
        far = ((v[:SKIN_VERTICES] - there) ** 2).sum(1) - 0.15 * same_side
        return int((far + 99 * ~self.outer).argmin())

    def around(self, vertex: int, radius: float) -> np.ndarray:
        """The skin's vertices within a radius of one, on the resting body."""
        v = self.body.verts
        return np.flatnonzero(((v[:SKIN_VERTICES] - v[vertex]) ** 2).sum(1) < radius**2)

    # Pose

    def _local(self, angles: Angles) -> dict[str, Any]:
        """The rotation of every bone that moves, against its parent."""

        def degrees(name: str) -> float:
            return angles.get(name, 0.0)

        found: dict[str, Any] = {}
        for name, shares in (("trunk", SPINE), ("neck", NECK)):
            whole = (
                _turn("y", degrees(f"{name}.turn"))
                * _turn("z", -degrees(f"{name}.side"))
                * _turn("x", degrees(f"{name}.flexion"))
            )
            found |= {bone: _part(whole, share) for bone, share in shares.items()}
        low = (
            _turn("y", degrees("lumbar.turn"))
            * _turn("z", -degrees("lumbar.side"))
            * _turn("x", degrees("lumbar.flexion"))
        )
        for bone in ("spine05", "spine04", "spine03"):
            found[bone] = found[bone] * _part(low, 1 / 3)
        found["jaw"] = _turn("x", degrees("jaw.open"))
        for side, letter, mirror in (("left", "L", 1), ("right", "R", -1)):
            self._arm(found, angles, side, letter, mirror)
            self._leg(found, angles, side, letter, mirror)
            self._fingers(found, angles, side, letter, mirror)
        return found

    @staticmethod
    def _arm(found: dict[str, Any], angles: Angles, side: str, letter: str, mirror: int) -> None:
        def degrees(joint: str, word: str) -> float:
            return angles.get(f"{joint}.{side}.{word}", 0.0)

        def x(d: float) -> Any:
            return _turn("x", d)

        def y(d: float) -> Any:
            return _turn("y", mirror * d)

        def z(d: float) -> Any:
            return _turn("z", mirror * d)

        shoulder = (
            x(-degrees("shoulder", "flexion"))
            * z(degrees("shoulder", "abduction"))
            * y(-degrees("shoulder", "rotation"))
        )
        swing, twist = _swing_twist(shoulder)
        own = z(degrees("girdle", "raise")) * y(-degrees("girdle", "forward"))
        hangs = swing.apply([0, -1, 0])
        lift = np.degrees(np.arccos(np.clip(-hangs[1], -1, 1)))  # the shoulder blade follows the arm
        blade = z(max(0, lift - 25) * 0.22) * y(-18 * max(0, -mirror * hangs[0]))
        found[f"clavicle.{letter}"] = own * _part(blade, 0.4)
        found[f"shoulder01.{letter}"] = _part(own, 0.3) * _part(blade, 0.6)
        base = found[f"clavicle.{letter}"] * found[f"shoulder01.{letter}"]
        found[f"upperarm01.{letter}"] = base.inv() * swing * _part(twist, 0.35)
        found[f"upperarm02.{letter}"] = _part(twist, 0.40)
        pronation = y(-degrees("forearm", "pronation"))
        elbow = x(-degrees("elbow", "flexion"))
        found[f"lowerarm01.{letter}"] = _part(twist, 0.25) * elbow * _part(pronation, 0.25)
        found[f"lowerarm02.{letter}"] = _part(pronation, 0.45)
        wrist = z(-degrees("wrist", "flexion")) * x(-degrees("wrist", "deviation"))
        found[f"wrist.{letter}"] = _part(pronation, 0.30) * wrist

    @staticmethod
    def _leg(found: dict[str, Any], angles: Angles, side: str, letter: str, mirror: int) -> None:
        def degrees(joint: str, word: str) -> float:
            return angles.get(f"{joint}.{side}.{word}", 0.0)

        hip = (
            _turn("x", -degrees("hip", "flexion"))
            * _turn("z", mirror * degrees("hip", "abduction"))
            * _turn("y", -mirror * degrees("hip", "rotation"))
        )
        swing, twist = _swing_twist(hip)
        found[f"upperleg01.{letter}"] = swing * _part(twist, 0.45)
        found[f"upperleg02.{letter}"] = _part(twist, 0.35)
        found[f"lowerleg01.{letter}"] = _part(twist, 0.20) * _turn("x", degrees("knee", "flexion"))
        found[f"foot.{letter}"] = _turn("x", -degrees("ankle", "dorsiflexion")) * _turn(
            "z", -mirror * degrees("ankle", "inversion")
        )
        for toe in range(1, 6):
            found[f"toe{toe}-1.{letter}"] = _turn("x", -degrees("toes", "extension"))

    def _fingers(self, found: dict[str, Any], angles: Angles, side: str, letter: str, mirror: int) -> None:
        def degrees(joint: str, word: str) -> float:
            return angles.get(f"{joint}.{side}.{word}", 0.0)

        def head(bone: str) -> np.ndarray:
            return self.body.bones[f"{bone}.{letter}"][1]

        def turn(bone: str, rotation: Any) -> None:
            neutral = self.neutral[f"{bone}.{letter}"]
            found[f"{bone}.{letter}"] = neutral * rotation * neutral.inv()

        across, along = _unit(head("finger5-1") - head("finger2-1")), _unit(head("finger3-1") - head("wrist"))
        palm = _unit(np.cross(across, along)) * mirror
        alone = {2: "index", 4: "ring", 5: "little"}
        for finger in range(2, 6):
            curl = degrees("fingers", "curl") + (degrees(alone[finger], "curl") if finger in alone else 0)
            axis = _unit(np.cross(_unit(head(f"finger{finger}-2") - head(f"finger{finger}-1")), palm))
            spread = np.radians(degrees("fingers", "spread") * (3.5 - finger) / 3)
            fan = Rotation.from_rotvec(spread * palm * -mirror)
            for segment, share in ((1, 1.0), (2, 1.1), (3, 0.7)):
                bend = Rotation.from_rotvec(np.radians(curl * share) * axis)
                turn(f"finger{finger}-{segment}", fan * bend if segment == 1 else bend)
        thumb = _unit(np.cross(_unit(head("finger1-3") - head("finger1-2")), _unit(across + 0.4 * palm)))
        opposing = np.radians(degrees("thumb", "oppose")) * _unit(along - 0.3 * palm) * mirror
        turn("finger1-1", Rotation.from_rotvec(opposing))
        for segment, share in ((2, 1.0), (3, 0.8)):
            bend = np.radians(degrees("thumb", "curl") * share) * thumb
            turn(f"finger1-{segment}", Rotation.from_rotvec(bend))

    def skin(self, angles: Angles, base: np.ndarray) -> np.ndarray:
        """The base mesh in this pose, by linear blending (about 5 ms)."""
        bones, local = self.body.bones, self._local(angles)
        whole = (
            _turn("y", angles.get("root.turn", 0))
            * Rotation.from_matrix(base)
            * _turn("x", angles.get("root.pitch", 0))
            * _turn("z", angles.get("root.roll", 0))
        )
        turned: dict[str, Any] = {}
        matrix: dict[str, np.ndarray] = {}
        at: dict[str, np.ndarray] = {}
        for name in self.order:
            parent = bones[name][0]
            if parent:
                turned[name] = turned[parent] * local[name] if name in local else turned[parent]
                at[name] = at[parent] + matrix[parent] @ (bones[name][1] - bones[parent][1])
            else:
                turned[name] = whole
                at[name] = np.array([angles.get(f"root.{axis}", 0) for axis in "xyz"], float)
            matrix[name] = (turned[name] * self.neutral[name]).as_matrix()
        a = np.array([matrix[name] for name in self.body.names])
        t = np.array([at[name] for name in self.body.names]) - np.einsum("bij,bj->bi", a, self.heads)
        blended = (self.weights @ np.concatenate([a, t[:, :, None]], 2).reshape(len(a), 12)).reshape(-1, 3, 4)
        return np.asarray(np.einsum("vij,vj->vi", blended, self.homogeneous))

    # Corrective smoothing ("delta mush"): smooth, then give the detail back in local frames

    def _prepare_smoothing(self, rounds: int = 14) -> None:
        body, n = self.body, len(self.body.verts)
        corners, following = body.quads.T.ravel(), np.roll(body.quads, -1, 1).T.ravel()
        i, j = np.concatenate([corners, following]), np.concatenate([following, corners])
        keep = i != j
        edges = sparse.csr_matrix((np.ones(keep.sum()), (i[keep], j[keep])), (n, n))
        edges.data[:] = 1
        degree = np.asarray(edges.sum(1)).ravel()
        mean = sparse.diags(1 / np.maximum(degree, 1)) @ edges + sparse.diags((degree == 0).astype(float))
        self.smoother, self.rounds = 0.45 * sparse.identity(n) + 0.55 * mean, rounds
        starts = edges.indptr[:-1]
        self.first = np.where(
            degree > 0, edges.indices[np.minimum(starts, len(edges.indices) - 1)], np.arange(n)
        )
        stiff = (
            "finger metacarpal toe jaw eye oris orbicularis levator special temporalis risorius oculi tongue head"
            " wrist"
        )
        held = [k for k, name in enumerate(body.names) if name.startswith(tuple(stiff.split()))]
        soft = 1 - np.clip(body.weights[:, held].sum(1) * 1.5, 0, 1)
        for _ in range(4):
            soft = self.smoother @ soft
        self.softness = np.clip(soft, 0, 1)[:, None]
        smoothed, frames = self._frames(body.verts)
        self.detail = np.einsum("vij,vi->vj", frames, body.verts - smoothed)

    def _frames(self, v: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        smoothed = v
        for _ in range(self.rounds):
            smoothed = self.smoother @ smoothed
        normal = vertex_normals(smoothed, self.body.quads)
        along = smoothed[self.first] - smoothed
        along -= normal * (along * normal).sum(1, keepdims=True)
        along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
        return smoothed, np.stack([normal, along, np.cross(normal, along)], 2)

    def smooth(self, v: np.ndarray) -> np.ndarray:
        """The posed mesh without the creases of plain blending."""
        smoothed, frames = self._frames(v)
        better = smoothed + np.einsum("vij,vj->vi", frames, self.detail)
        return np.asarray(v + self.softness * (better - v))
