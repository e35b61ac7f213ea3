"""The drawings of poses: read from fixtures/poses/ once. How they are made stands in tools/poses/README.md."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.templatetags.static import static

from triggercare.domain.anatomy import FIXTURES

FOLDER = FIXTURES / "poses"


@dataclass(frozen=True, slots=True)
class PoseDrawing:
    """One posed figure with its tools, drawn for the right side. Lengths are its own units."""

    slug: str
    width: int
    height: int
    box: str
    shadow: tuple[str, ...]
    fills: Mapping[str, str]
    lines: Mapping[str, str]
    presses: tuple[str, ...]  # zones under a ball, a roller or a hand that presses
    marks: tuple[Mapping[str, Any], ...]
    arrows: tuple[str, ...]

    @property
    def shade(self) -> str:
        """The address of its soft shade."""
        return static(f"poses/{self.slug}-shade.webp")


@cache
def drawn() -> frozenset[str]:
    """The slugs of all poses that have a drawing."""
    return frozenset(path.stem for path in FOLDER.glob("*.json"))


@cache
def drawing(slug: str) -> PoseDrawing | None:
    """The drawing of a pose; None when there is none yet."""
    if slug not in drawn():
        return None
    data = json.loads((FOLDER / f"{slug}.json").read_text(encoding="utf-8"))
    (width, height), cut = data["size"], data["cut"]
    return PoseDrawing(
        slug=slug,
        width=width,
        height=height,
        box=f"{cut} {cut} {width - 2 * cut} {height - 2 * cut}",
        shadow=tuple(data["shadow"]),
        fills=data["fills"],
        lines=data["lines"],
        presses=tuple(data["presses"]),
        marks=tuple(data["marks"]),
        arrows=tuple(data["arrows"]),
    )
