"""The body map: outlines, zones and the field of dots of each view, read from fixtures/bodymap/ once.

How the files are made and coded stands in tools/bodymap/README.md.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from triggercare.domain.anatomy import FIXTURES

BODY = ("front", "back", "left", "right")
CLOSE_UPS = ("head-front", "head-back", "head-left", "head-right", "palm", "hand-back", "foot-top", "sole")
VIEWS = (*BODY, *CLOSE_UPS, "mouth")
_ALPHABET = [chr(code) for code in range(35, 127) if chr(code) not in "\\<&"]
_NUMBER = {sign: number for number, sign in enumerate(_ALPHABET)}
_BASE = 89

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Dot:
    """One dot of the field. `level` 0 and 1 make an even third, 0 alone a ninth; `beyond` "" is off the body."""

    x: int
    y: int
    zone: str
    border: int
    beyond: str
    level: int


@dataclass(frozen=True, slots=True)
class BodyView:
    """One view of the body. Lengths are the view's own units, the origin is top left."""

    name: str
    width: int
    height: int
    outline: str
    contours: str
    relief: str
    hair: str
    cloth: str
    zones: Mapping[str, str]
    boxes: Mapping[str, Box]
    step: int
    dots: tuple[Dot, ...]


def right_is(view: BodyView) -> str:
    """On which side of the picture the person's right lies: "left" or "right"; "" where only one side shows."""
    middles = {
        side: [x + width / 2 for key, (x, _, width, _) in view.boxes.items() if key.endswith(f":{side}")]
        for side in ("left", "right")
    }
    if len(middles["left"]) != len(middles["right"]):
        return ""
    return "left" if sum(middles["right"]) < sum(middles["left"]) else "right"


@cache
def body_view(name: str) -> BodyView:
    """A view by its name, one of VIEWS."""
    data = json.loads((FIXTURES / "bodymap" / f"{name}.json").read_text(encoding="utf-8"))
    return BodyView(
        name=name,
        width=data["size"][0],
        height=data["size"][1],
        outline=data["outline"],
        contours=data["contours"],
        relief=data["relief"],
        hair=data["hair"],
        cloth=data["cloth"],
        zones=data["zones"],
        boxes={key: (box[0], box[1], box[2], box[3]) for key, box in data["boxes"].items()},
        step=data["dots"]["step"],
        dots=tuple(_dots(data["dots"])),
    )


def _dots(field: Mapping[str, Any]) -> Iterator[Dot]:
    keys, pairs, step = field["keys"], field["pairs"], field["step"]
    runs = [_NUMBER[sign] for sign in field["runs"]]
    kinds = [k for high, low, n in zip(*[iter(runs)] * 3, strict=True) for k in [high * _BASE + low] * n]
    row = at = 0
    for down, first, count in zip(*[iter(field["spans"])] * 3, strict=True):
        row += down
        for column in range(first, first + count):
            dx, dy = divmod(_NUMBER[field["shake"][at]], 2 * field["reach"] + 1)
            x = column * step + row % 2 * (step // 2) + (dx - field["reach"]) * field["jolt"]
            y = row * field["row"] + (dy - field["reach"]) * field["jolt"]
            zone, beyond = pairs[2 * kinds[at]], pairs[2 * kinds[at] + 1]
            axis = column - row // 2
            level = 2 if (axis - row) % 3 else 1 if axis % 3 or row % 3 else 0
            border = _NUMBER[field["border"][at]] * field["unit"]
            yield Dot(x, y, keys[zone], border, keys[beyond] if beyond >= 0 else "", level)
            at += 1


def within(middle: float, length: float, whole: int) -> tuple[int, int]:
    """Start and length of a stretch round its middle, pushed inside 0 to `whole`."""
    length = min(length, whole)
    start = min(max(middle - length / 2, 0), whole - length)
    return round(start), round(length)
