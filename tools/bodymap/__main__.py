"""Build the body map.

python -m bodymap [--male 0.45] [--muscle 0.6] [--sheet FILE.png] [view ...]

Without views all of them are built, and the table of neighbours. --sheet draws what stands in the files.
"""

import argparse
import csv
import json
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from scipy import ndimage

from . import mouth, shade
from .dots import field
from .mesh import Body
from .preview import gap, sheet
from .relief import Relief
from .vector import ArcMap, clean, depth_lines, mask_rings, path_data
from .views import BODY, HEAD_REGIONS, VIEWS, Picture, Stage, View, blend_of, draw, poses
from .zones import Zones

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CONTRACT = ROOT / "fixtures" / "body-zones.csv"
DATA = ROOT / "fixtures" / "bodymap"
STATIC = ROOT / "static" / "bodymap"
SIDES = ("", "left", "right")
BODY_STEP, HEAD_STEP, FINE_STEP = 12, 30, 24  # units between dots; the last for hands, feet and the mouth
TOUCH = 0.10  # zones are neighbours when their common border is longer than this (dm)
DIRECTIONS = 120  # of light from the sky


def key_of(label: int, zones: Zones) -> str:
    slug, side = zones.slugs[label // 3], SIDES[label % 3]
    return f"{slug}:{side}" if side else slug


def kept(label: int, view: View, zones: Zones) -> tuple[bool, bool]:
    """Whether the contract lists the zone for this view, and whether it may be shown at all."""
    zone = zones.info[zones.slugs[label // 3]]
    listed = view.listed in zone["views"].split()
    if view.head:
        listed = listed and zone["region"] in HEAD_REGIONS
    wrong_side = bool(view.side) and SIDES[label % 3] not in ("", view.side)
    return listed and not wrong_side, not wrong_side


def silhouette(arcs: ArcMap, w: int, h: int, cut: bool) -> str:
    """The outline as strokes; where a close-up is cut off at the edge of the picture there is none."""
    rings = arcs.rings(lambda k: k >= 0)
    if not cut:
        return path_data(rings)

    def at_edge(p: np.ndarray) -> bool:
        return bool(p[0] < 2 or p[0] > w - 2 or p[1] < 2 or p[1] > h - 2)

    runs: list[list[np.ndarray]] = []
    for ring in rings:
        new = True
        for c in ring:
            if at_edge(c[0]) and at_edge(c[3]):
                new = True
                continue
            if new:
                runs.append([])
            runs[-1].append(c)
            new = False
    return path_data(runs, closed=False)


def shapes(labels: np.ndarray, arcs: ArcMap, zones: Zones, step: int, seed: int) -> dict[str, Any]:
    """Paths, boxes, pin positions and dots of all zones."""
    found = {int(k): key_of(int(k), zones) for k in np.unique(labels[labels >= 0])}
    boxes = ndimage.find_objects(labels + 1)
    out: dict[str, Any] = {"zones": {}, "boxes": {}, "anchors": {}}
    for k, key in found.items():
        ys, xs = boxes[k]
        part = np.pad(labels[ys, xs] == k, 1)
        dist = ndimage.distance_transform_edt(part)
        ay, ax = np.unravel_index(dist.argmax(), dist.shape)  # the point farthest inside
        out["zones"][key] = path_data(arcs.rings(k.__eq__))
        out["boxes"][key] = [xs.start, ys.start, xs.stop - xs.start, ys.stop - ys.start]
        out["anchors"][key] = [int(ax) - 1 + xs.start, int(ay) - 1 + ys.start]
    numbers = {k: i for i, k in enumerate(found)}
    out["dots"] = {"keys": list(found.values()), **field(labels, numbers, step, seed)}
    return out


def save(name: str, data: dict[str, Any]) -> int:
    DATA.mkdir(parents=True, exist_ok=True)
    path = DATA / f"{name}.json"
    path.write_text(json.dumps(data, separators=(",", ":"), ensure_ascii=True) + "\n")
    return path.stat().st_size


def report(name: str, data: dict[str, Any], size: int, start: float) -> None:
    webp = (STATIC / f"{name}-shade.webp").stat().st_size
    print(
        f"{name:11} {size:7} bytes, shade {webp:6}, {len(data['zones']):3} zones, {data['dots']['count']:6} dots,"
        f" gap {gap(data):.4%} of the body, {time.time() - start:.0f} s",
        flush=True,
    )


def build(name: str, zones: Zones, body: Body, stage: Stage, relief: Relief) -> None:
    start = time.time()
    view = VIEWS[name]
    picture: Picture = draw(view, body, zones, stage)
    labels, s = picture.labels, picture.scale
    w, h = picture.size
    cm2 = s * s / 100
    listed = {}
    for k in np.unique(labels[labels >= 0]):
        wanted, allowed = kept(int(k), view, zones)
        if allowed:
            listed[k] = wanted
    step = HEAD_STEP if view.head else FINE_STEP if view.close else BODY_STEP
    least, least_extra = (0.03, 0.5) if view.close else (0.25, 1.2)
    labels = clean(labels, listed, lambda k: (least if listed[k] else least_extra) * cm2)
    grow = (s / BODY) ** 0.5
    arcs = ArcMap(labels, sigma=5 * grow, sigma_edge=2.2 * grow, tol=0.7 if view.close else 0.85)

    inner = depth_lines(
        picture.depth, picture.mask, (7.5 / s * 2.2) if view.close else 13 / s, 3 * grow, 0.8, int(0.13 * s)
    )

    def area(mask: np.ndarray) -> str:
        return (
            path_data(mask_rings(mask & picture.mask, 4 * grow, 0.8, int(0.04 * s * s))) if mask.any() else ""
        )

    data: dict[str, Any] = {
        "view": name,
        "size": [w, h],
        "outline": path_data(arcs.rings(lambda k: k >= 0)),
        "contours": silhouette(arcs, w, h, view.close) + path_data(inner, closed=False),
        "relief": relief.hand_or_foot_lines(name, view, picture)
        if view.pair
        else relief.body_lines(stage, picture),
        "hair": area(picture.hair),
        "cloth": area(picture.cloth) if not view.pair else "",
        **shapes(labels, arcs, zones, step, seed=len(name)),
    }
    shade.write(
        shade.darkness(picture, fine=bool(view.pair), close=view.close),
        picture.mask,
        STATIC / f"{name}-shade.webp",
    )
    report(name, data, save(name, data), start)


def build_mouth(zones: Zones) -> None:
    start = time.time()
    labels, dark, contours, relief = mouth.picture(zones)
    arcs = ArcMap(labels, sigma=3, sigma_edge=3, tol=0.7)
    outline = path_data(arcs.rings(lambda k: k >= 0))
    data = {
        "view": "mouth",
        "size": [mouth.WIDTH, mouth.HEIGHT],
        "outline": outline,
        "contours": outline + contours,
        "relief": relief,
        "hair": "",
        "cloth": "",
        **shapes(labels, arcs, zones, FINE_STEP, seed=0),
    }
    shade.write(ndimage.gaussian_filter(dark, 3), labels >= 0, STATIC / "mouth-shade.webp")
    report("mouth", data, save("mouth", data), start)


def neighbours(zones: Zones, body: Body) -> None:
    """Zones whose borders touch on the skin (left half, rest pose) or in the mouth."""
    rest = body.sub.matrix @ body.verts
    label = np.full(len(rest), -1)
    used = np.unique(body.sub.quads)
    at = zones.attr[used]
    label[used] = zones.label(at, zones.derive(at)) // 3
    q = body.sub.quads[(rest[body.sub.quads][:, :, 0] > -0.02).all(1)]
    border: dict[tuple[int, int], float] = defaultdict(float)
    # A border between two zones crosses a face from edge to edge: half the face's diagonals stand for its length.
    for face, corners in zip(label[q], rest[q], strict=True):
        names = set(face.tolist()) - {-1}
        if len(names) < 2:
            continue
        length = float(np.linalg.norm(corners[2] - corners[0]) + np.linalg.norm(corners[3] - corners[1])) / 2
        for a in names:
            for b in names:
                if a < b:
                    border[a, b] += length * 0.7
    inside = mouth.picture(zones)[0] // 3
    for first, second in ((inside[:, 1:], inside[:, :-1]), (inside[1:], inside[:-1])):
        for a, b in set(zip(first[first != second].tolist(), second[first != second].tolist(), strict=True)):
            if min(a, b) >= 0:
                border[min(a, b), max(a, b)] += 1
    rows = {(zones.slugs[a], zones.slugs[b]) for (a, b), n in border.items() if n > TOUCH}
    rows |= {(b, a) for a, b in rows}
    with (DATA / "neighbours.csv").open("w", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["zone", "neighbour"])
        writer.writerows(sorted(rows))
    print(f"neighbours  {len(rows) // 2} pairs", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="bodymap", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("views", nargs="*", metavar="view", help=f"{', '.join(VIEWS)}, mouth, neighbours")
    parser.add_argument("--male", type=float, default=0.45, help="0 female .. 1 male")
    parser.add_argument("--muscle", type=float, default=0.6)
    parser.add_argument("--sheet", type=Path, help="draw the written files into this PNG")
    parser.add_argument("--only-sheet", action="store_true", help="build nothing")
    args = parser.parse_args()
    everything = [*VIEWS, "mouth", "neighbours"]
    unknown = set(args.views) - set(everything)
    if unknown:
        sys.exit(f"No such view: {', '.join(sorted(unknown))}. There are: {', '.join(everything)}.")
    STATIC.mkdir(parents=True, exist_ok=True)
    DATA.mkdir(parents=True, exist_ok=True)
    if not args.only_sheet:
        wanted = args.views or everything
        body = Body(blend_of(args.male, args.muscle))
        zones = Zones(body, CONTRACT, HERE / "zones.toml")
        relief = Relief(body, zones, HERE / "relief.toml")
        turns = poses(body)
        for pose, turn in turns.items():
            names = [v for v in VIEWS if VIEWS[v].pose == pose and v in wanted]
            if names:
                stage = Stage(body, turn, DIRECTIONS)
                for name in names:
                    build(name, zones, body, stage, relief)
        if "mouth" in wanted:
            build_mouth(zones)
        if "neighbours" in wanted:
            neighbours(zones, body)
    if args.sheet:
        sheet(DATA, STATIC, [v for v in [*VIEWS, "mouth"] if not args.views or v in args.views], args.sheet)


main()
