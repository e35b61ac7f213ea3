"""Draw the poses of poses.toml for the site.

make poses                 draws all of them
make poses POSE=slug       draws one, with a preview
"""

import argparse
import gzip
import json
import sys
import time
import tomllib
from pathlib import Path
from typing import Any

from .draw import Drawing
from .preview import sheet, write_preview
from .rig import ROOT, PoseError, Rig
from .scene import Scene

HERE = Path(__file__).resolve().parent
DATA = ROOT / "fixtures" / "poses"
STATIC = ROOT / "static" / "poses"
MOST_LINES, MOST_SHADE = 12_000, 15_000  # bytes of a drawing, compressed


def read_poses(path: Path) -> list[dict[str, Any]]:
    """All entries; a variant takes over what it does not say itself. Raises PoseError."""
    poses: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["poses"]
    named = {pose["slug"]: pose for pose in poses}
    if len(named) < len(poses):
        raise PoseError("a slug stands twice")
    for pose in poses:
        if (base := pose.get("extends")) is not None:
            if base not in named:
                raise PoseError(f"{pose['slug']}: extends: there is no pose {base!r}")
            for field, value in named[base].items():
                pose.setdefault(field, value)
    return poses


def draw(rig: Rig, pose: dict[str, Any]) -> dict[str, Any]:
    """Write the two files of a pose; what is worth knowing of them."""
    start = time.time()
    scene = Scene(rig, pose).solve().finish()
    drawing = Drawing(scene)
    text = json.dumps(drawing.data(), separators=(",", ":"))
    (DATA / f"{scene.slug}.json").write_text(text + "\n", encoding="utf-8")
    shade = STATIC / f"{scene.slug}-shade.webp"
    drawing.shade(shade)
    return {
        "pose": scene.slug,
        "lines": len(gzip.compress(text.encode(), 9)),
        "shade": shade.stat().st_size,
        "contact_cm": round(scene.error * 10, 1),
        "sunk_cm": round(scene.sunk * 10, 1),
        "seconds": round(time.time() - start, 1),
    }


def main() -> None:
    """Draw, report each line, and name what is too heavy."""
    parser = argparse.ArgumentParser(
        prog="poses", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("poses", nargs="*", metavar="pose")
    parser.add_argument("--preview", type=Path, help="a folder for PNG pictures")
    args = parser.parse_args()
    try:
        poses = read_poses(HERE / "poses.toml")
        unknown = set(args.poses) - {pose["slug"] for pose in poses}
        if unknown:
            raise PoseError(f"no such pose: {', '.join(sorted(unknown))}")
        DATA.mkdir(parents=True, exist_ok=True)
        STATIC.mkdir(parents=True, exist_ok=True)
        rig = Rig()
        wanted = [pose for pose in poses if not args.poses or pose["slug"] in args.poses]
        found = []
        for pose in wanted:
            found.append(draw(rig, pose))
            print(json.dumps(found[-1]), flush=True)
            if args.preview:
                write_preview(pose["slug"], args.preview)
    except PoseError as error:
        sys.exit(str(error))
    heavy = [one["pose"] for one in found if one["lines"] > MOST_LINES or one["shade"] > MOST_SHADE]
    worst = max(found, key=lambda one: one["contact_cm"])
    print(
        f"{len(found)} poses; worst contact {worst['contact_cm']} cm ({worst['pose']}); too heavy: {heavy or 'none'}"
    )
    if args.preview:
        sheet([pose["slug"] for pose in wanted], args.preview)


main()
