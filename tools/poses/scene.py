"""One entry of poses.toml -> the body in contact with its tools and the floor, at full detail."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from scipy.optimize import least_squares

from .props import BALL, HEIGHTS, KINDS, ROLLER, SIZES, Mesh, box, cylinder, furniture, sphere, unit
from .rig import BASES, LIMITS, PLACING, SIDED, SKIN_VERTICES, Angles, PoseError, Rig

# Zones that no tool and no mark of pressing may be drawn on: clinical rules, section 3, "skip".
NO_GO = frozenset(
    "throat side-of-neck eye ear behind-ear jaw mouth collarbone armpit breast breastbone chest-side lower-ribs-front"
    " upper-abdomen navel abdomen-side lower-abdomen upper-back-spine low-back-spine sacrum tailbone groin"
    " pubic-area perineum knee-back knee-front elbow-front elbow-inner upper-arm-inner wrist-front shin ankle-inner"
    " ankle-front top-of-foot achilles".split()
)
FIELDS = frozenset(
    "slug title root camera frame margin solve contacts props marks arrows joints extends mark floor shade_px".split()
)
REST: Angles = {
    f"{joint}.{side}.{word}": value
    for side in ("left", "right")
    for joint, word, value in (("fingers", "curl", 12), ("fingers", "spread", -5), ("elbow", "flexion", 6))
}
SINKS = 0.14  # dm: deeper, the solver pushes the body out of a surface
Surface = tuple[np.ndarray, float, dict[str, tuple[float, float]] | None]


def _sides(place: Any) -> list[Any]:
    """A place, or for one that ends in ".both" the left one and the right one."""
    named = place if isinstance(place, dict) else {"at": place}
    zone, _, side = named["at"].partition(".")
    return [{**named, "at": f"{zone}.{one}"} for one in ("left", "right")] if side == "both" else [place]


def zone_of(place: Any) -> str:
    """The zone that a place is named after; empty for a finger or a free point."""
    named = place["at"] if isinstance(place, dict) and "at" in place else place
    return named.partition(".")[0] if isinstance(named, str) and "fingertip" not in named else ""


def angles_of(pose: dict[str, Any]) -> Angles:
    """The flat table "hip.left.flexion" -> degrees; "hip" alone means both sides. Raises PoseError."""
    found = dict(REST)
    for joint, words in sorted(pose.get("joints", {}).items(), key=lambda item: len(item[0])):
        name, _, side = joint.partition(".")
        limits = PLACING if name == "root" else LIMITS.get(name)
        if limits is None or (side and (name not in SIDED or side not in ("left", "right"))):
            raise PoseError(
                f"{pose['slug']}: joints.{joint}: no such joint; there are root, {', '.join(LIMITS)}"
            )
        for word, value in words.items():
            if word not in limits:
                raise PoseError(f"{pose['slug']}: joints.{joint}.{word}: {name} has {', '.join(limits)}")
            _within(pose["slug"], f"joints.{joint}.{word}", value, limits[word])
            for each in [side] if side else ["left", "right"] if name in SIDED else [""]:
                found[f"{name}.{each}.{word}" if each else f"{name}.{word}"] = float(value)
    return found


def _within(slug: str, field: str, value: float, allowed: tuple[float, float]) -> None:
    low, high = allowed
    if not low <= value <= high:
        raise PoseError(f"{slug}: {field}: {value:g} is outside {low:g} to {high:g}")


def _inside(v: np.ndarray, limits: dict[str, tuple[float, float]]) -> np.ndarray:
    return np.all(
        [(v[:, "xyz".index(a)] > lo) & (v[:, "xyz".index(a)] < hi) for a, (lo, hi) in limits.items()], axis=0
    )


class Scene:
    """The body, the tools and the surfaces of one pose. Raises PoseError for a wrong entry."""

    def __init__(self, rig: Rig, pose: dict[str, Any]) -> None:
        self.rig, self.pose, self.slug = rig, pose, pose["slug"]
        if unknown := set(pose) - FIELDS:
            raise PoseError(
                f"{self.slug}: {sorted(unknown)}: no such field; there are {', '.join(sorted(FIELDS))}"
            )
        if pose.get("root", "upright") not in BASES:
            raise PoseError(f"{self.slug}: root: {pose['root']!r} is not one of {', '.join(BASES)}")
        self.angles = angles_of(pose)
        self.base = BASES[pose.get("root", "upright")]
        self.props = [self._prop(dict(prop)) for prop in pose.get("props", [])]
        self.surfaces: dict[str, Surface] = {"floor": (np.array([0, 1.0, 0]), 0.0, None)}
        for prop in self.props:
            self._add_surface(prop)
        self.contacts = pose.get("contacts", [])
        self._refuse_no_go()
        self._rings: dict[int, np.ndarray] = {}
        self._near: dict[tuple[int, float], np.ndarray] = {}

    def _prop(self, prop: dict[str, Any]) -> dict[str, Any]:
        kind = prop.get("kind")
        if kind not in KINDS:
            raise PoseError(f"{self.slug}: props: {kind!r} is no tool; there are {', '.join(KINDS)}")
        if unknown := set(prop) - KINDS[kind] - {"kind"}:
            raise PoseError(
                f"{self.slug}: props.{kind}: {sorted(unknown)}; a {kind} has {', '.join(sorted(KINDS[kind]))}"
            )
        if kind in HEIGHTS:
            prop = {"height": HEIGHTS[kind], "size": list(SIZES[kind]), **prop}
        if kind in ("ball", "roller"):
            prop = {"radius": BALL if kind == "ball" else ROLLER, **prop}
        return prop

    def _add_surface(self, prop: dict[str, Any]) -> None:
        kind = prop["kind"]
        if kind in ("wall", "surface"):
            self.surfaces[prop.get("id", "wall")] = (
                unit(prop["normal"]),
                float(prop["offset"]),
                prop.get("within"),
            )
        elif kind in HEIGHTS:
            x, z = prop.get("at", [0, 0])
            w, d = np.array(prop["size"]) / 2
            top = {"x": (x - w, x + w), "z": (z - d, z + d)}
            self.surfaces[prop.get("id", kind)] = (np.array([0, 1.0, 0]), prop["height"], top)

    def _refuse_no_go(self) -> None:
        pressed = [p for p in self.props if p["kind"] in ("ball", "roller")]
        pressed += [mark for mark in self.pose.get("marks", []) if not mark.get("feel")]
        for each in pressed:
            zone = zone_of(each.get("at"))
            if zone in NO_GO:
                raise PoseError(f"{self.slug}: {zone}: nothing may press there (clinical rules, section 3)")

    def pressed_zones(self) -> list[str]:
        """Where a ball, a roller or a marked hand presses."""
        places = [prop["at"] for prop in self.props if prop["kind"] in ("ball", "roller")]
        hands = {mark["at"] for mark in self.pose.get("marks", []) if not mark.get("feel")}
        places += [each.get("to") for each in self.contacts if each.get("part") in hands]
        return sorted({zone for place in places if (zone := zone_of(place))})

    # Where things are at a moment

    def _normal(self, v: np.ndarray) -> Callable[[int], np.ndarray]:
        def normal(vertex: int) -> np.ndarray:
            if vertex not in self._rings:
                quads = self.rig.body.quads
                self._rings[vertex] = quads[(quads == vertex).any(1)]
            q = self._rings[vertex]
            return unit(np.cross(v[q[:, 2]] - v[q[:, 0]], v[q[:, 3]] - v[q[:, 1]]).sum(0))

        return normal

    def _around(self, vertex: int, radius: float) -> np.ndarray:
        key = (vertex, radius)
        if key not in self._near:
            self._near[key] = self.rig.around(*key)
        return self._near[key]

    def _centre(self, prop: dict[str, Any], v: np.ndarray, normal: Callable[[int], np.ndarray]) -> np.ndarray:
        """Balls and rollers hang on a place, towards a direction: laid on by first touch, then pressed in a little."""
        at, radius = prop["at"], prop["radius"]
        if not isinstance(at, str | dict):
            return np.array(at, float)
        held = [self.rig.place(place) for place in _sides(at)]
        towards = unit(prop["towards"]) if "towards" in prop else normal(held[0])
        middle, far = v[held].mean(0), -9.0
        for vertex in held:
            own = v[vertex] - middle
            near = v[self._around(vertex, 1.1)] - (middle if len(held) == 1 else v[vertex])
            off = near - (near @ towards)[:, None] * towards
            if prop["kind"] == "roller":
                axis = unit(prop.get("axis", [0, 0, 1]))
                off = off - (off @ axis)[:, None] * axis
            gap = (off**2).sum(1)
            touching = gap < radius**2
            if touching.any():
                reach = ((near @ towards)[touching] + np.sqrt(radius**2 - gap[touching])).max()
                far = max(far, reach + (0 if len(held) == 1 else own @ towards))
        if far < -8:
            raise PoseError(f"{self.slug}: props.{prop['kind']}: cannot touch {at!r} from there")
        return np.asarray(
            middle + towards * (far - prop.get("press", 0.06)) + np.array(prop.get("slide", [0, 0, 0]))
        )

    def _named(self, name: str) -> dict[str, Any]:
        for prop in self.props:
            if prop.get("id", prop["kind"]) == name:
                return prop
        raise PoseError(f"{self.slug}: contacts: no tool is called {name!r}")

    def _surface(self, name: str) -> Surface:
        if name not in self.surfaces:
            raise PoseError(
                f"{self.slug}: contacts: no surface {name!r}; there are {', '.join(self.surfaces)}"
            )
        return self.surfaces[name]

    # What is wished for, and how far from it a pose is

    def _residuals(self, angles: Angles) -> list[float]:
        v = self.rig.skin(angles, self.base)
        normal = self._normal(v)
        out = [x for contact in self.contacts for x in self._misses(contact, v, normal)]
        for direction, offset, limits in self.surfaces.values():
            depth = v[:SKIN_VERTICES] @ direction - offset
            if limits:
                depth = depth[_inside(v[:SKIN_VERTICES], limits) & (depth > -1.2)]
            out.append(max(0.0, -(depth.min() if len(depth) else 0) - SINKS))
        return out

    def _misses(
        self, contact: dict[str, Any], v: np.ndarray, normal: Callable[[int], np.ndarray]
    ) -> Iterator[float]:
        weight = contact.get("weight", 1.0)
        if "prop" in contact:  # a ball or roller against a surface
            prop = self._named(contact["prop"])
            direction, offset, _ = self._surface(contact["on"])
            yield weight * (self._centre(prop, v, normal) @ direction - offset - prop["radius"])
            return
        part = self.rig.place(contact["part"])
        if "on" in contact:
            direction, offset, _ = self._surface(contact["on"])
            near = self._around(part, contact.get("radius", 0.5))
            yield weight * ((v[near] @ direction).min() - offset + contact.get("press", 0.05))
        if "face" in contact:  # turn this skin to a direction
            yield from 0.5 * weight * (normal(part) - unit(contact["face"]))
        if "to" in contact:
            yield from self._misses_of_place(contact, part, v, normal)
        if "to_prop" in contact:
            prop = self._named(contact["to_prop"])
            away = v[part] - self._centre(prop, v, normal)
            yield weight * (np.linalg.norm(away) - prop["radius"] + contact.get("press", 0.03))
            if "from" in contact:  # on that side of the tool
                yield from 0.4 * weight * (unit(away) - unit(contact["from"]))

    def _misses_of_place(
        self, contact: dict[str, Any], part: int, v: np.ndarray, normal: Callable[[int], np.ndarray]
    ) -> Iterator[float]:
        weight, to = contact.get("weight", 1.0), contact["to"]
        if isinstance(to, dict) and "at" not in to:
            yield from (weight * (v[part]["xyz".index(axis)] - value) for axis, value in to.items())
            return
        other = self.rig.place(to)
        yield from weight * (v[part] - v[other] - normal(other) * contact.get("gap", 0.03))
        if flat := contact.get("flat"):
            yield from flat * (normal(part) + normal(other))

    def _free(self) -> list[str]:
        """The angles that may move; "arm.left" is a whole limb, ".both." moves left and right together."""
        free: list[str] = []
        for name in self.pose.get("solve", ["root.y"]):
            first, _, rest = name.partition(".")
            if first in ("arm", "leg"):
                joints = ("shoulder", "elbow") if first == "arm" else ("hip", "knee")
                free += [f"{joint}.{rest}.{word}" for joint in joints for word in LIMITS[joint]]
                free += [f"forearm.{rest}.pronation"] if first == "arm" else []
            elif name.rpartition(".")[2] in {**PLACING, **LIMITS.get(first, {})}:
                free.append(name)
            elif first in LIMITS:
                free += [f"{name}.{word}" for word in LIMITS[first]]
            else:
                raise PoseError(f"{self.slug}: solve: {name!r} is no joint")
        return list(dict.fromkeys(free))

    def solve(self) -> "Scene":
        """Bring everything into contact, staying near the author's guess and inside what joints can do."""
        angles = dict(self.angles)
        if "root.y" not in angles:
            angles["root.y"] = -self.rig.skin(angles, self.base)[:SKIN_VERTICES, 1].min()
        free = self._free()
        moved = [
            [n.replace(".both.", f".{s}.") for s in ("left", "right")] if ".both." in n else [n] for n in free
        ]
        is_length = np.array([n in ("root.x", "root.y", "root.z") for n in free])
        scale, stiff = np.where(is_length, 1.0, 25.0), np.where(is_length, 0.01, 0.06)
        start = np.array([angles.get(names[0], 0.0) for names in moved]) / scale
        limits = np.array([_limits_of(names[0]) for names in moved]) / scale[:, None]

        def table(x: np.ndarray) -> Angles:
            return {name: value for names, value in zip(moved, x * scale, strict=True) for name in names}

        def wish(x: np.ndarray) -> np.ndarray:
            return np.array(self._residuals({**angles, **table(x)}) + list(stiff * (x - start)))

        low, high = limits[:, 0], limits[:, 1]
        found = least_squares(
            wish, np.clip(start, low + 1e-6, high - 1e-6), bounds=(low, high), diff_step=2e-3, max_nfev=40
        )
        self.angles = {**angles, **table(found.x)}
        self.error = float(np.abs(self._residuals(self.angles)).max())  # dm
        return self

    # The finished meshes

    def finish(self) -> "Scene":
        """The body at full detail. Flesh gives way at what it touches; `sunk`: how deep it had been, dm."""
        rig = self.rig
        self.posed = rig.skin(self.angles, self.base)
        normal = self._normal(self.posed)
        for prop in self.props:
            if prop["kind"] in ("ball", "roller"):
                prop["centre"] = self._centre(prop, self.posed, normal)
        v = rig.fine.matrix @ rig.smooth(self.posed)
        self.sunk = 0.0
        for prop in self.props:
            if prop["kind"] == "ball":
                self._push_out(v, prop, v - prop["centre"], np.ones(len(v), bool))
            if prop["kind"] == "roller":
                axis = unit(prop.get("axis", [0, 0, 1]))
                away = v - prop["centre"]
                along = away @ axis
                within = np.abs(along) < prop.get("length", 4.5) / 2
                self._push_out(v, prop, away - along[:, None] * axis, within)
        for direction, offset, limits in self.surfaces.values():
            depth = v @ direction - offset
            under = depth < 0
            if limits:
                under &= _inside(v, limits) & (depth > -0.8)
            v[under] -= depth[under, None] * direction
        self.v = v
        return self

    def _push_out(self, v: np.ndarray, prop: dict[str, Any], away: np.ndarray, within: np.ndarray) -> None:
        distance = np.linalg.norm(away, axis=1)
        inside = within & (distance < prop["radius"])
        if inside.any():
            self.sunk = max(self.sunk, float(prop["radius"] - distance[inside].min()))
            v[inside] += away[inside] / distance[inside, None] * (prop["radius"] - distance[inside])[:, None]

    def meshes(self) -> list[tuple[Mesh, str]]:
        """What is drawn beside the body, with its kind."""
        out: list[tuple[Mesh, str]] = []
        for prop in self.props:
            kind = prop["kind"]
            if kind == "ball":
                out.append((sphere(prop["centre"], prop["radius"]), kind))
            elif kind == "roller":
                axis, length = unit(prop.get("axis", [0, 0, 1])), prop.get("length", 4.5)
                out += [(mesh, kind) for mesh in cylinder(prop["centre"], axis, prop["radius"], length)]
            elif kind == "mat":
                (x, z), (w, d) = prop.get("at", [0, 0]), prop.get("size", [19, 6.5])
                low, high = [x - w / 2, -0.12, z - d / 2], [x + w / 2, -0.002, z + d / 2]
                out += [(mesh, kind) for mesh in box(low, high)]
            elif kind == "box":
                out += [(mesh, prop.get("look", "wood")) for mesh in box(prop["from"], prop["to"])]
            elif kind == "wall":
                out += [(mesh, kind) for mesh in self._wall(prop)]
            elif kind in HEIGHTS:
                out += [(mesh, "wood") for low, high in furniture(prop) for mesh in box(low, high)]
        return out

    def _wall(self, prop: dict[str, Any]) -> list[Mesh]:
        normal, offset, _ = self.surfaces[prop.get("id", "wall")]
        along = np.cross([0, 1, 0], normal)
        middle, half = prop.get("centre", 0), prop.get("width", 8) / 2
        height, thick = prop.get("height", 18.5), prop.get("thick", 0.5)
        foot = normal * (offset - 0.004)
        corners = np.array(
            [
                foot + along * (middle + a) + np.array([0, y, 0]) - normal * b
                for a in (-half, half)
                for y in (0, height)
                for b in (0, thick)
            ]
        )
        return box(corners.min(0), corners.max(0))


def _limits_of(name: str) -> tuple[float, float]:
    joint, word = name.split(".")[0], name.rsplit(".", 1)[1]
    return PLACING[word] if joint == "root" else LIMITS[joint][word]
