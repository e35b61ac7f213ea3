"""Pictures of the written files, for looking at: each pose, and all on one sheet."""

import base64
import json
from pathlib import Path
from typing import Any

from bodymap.preview import raster
from PIL import Image, ImageDraw, ImageFont

from .rig import ROOT

FILLS = {
    "wall": "#EFE9DF", "mat": "#DCE3DF", "wood": "#E2D3BC", "towel": "#E4E9E6", "roller": "#9DB8AE",
    "skin": "#E9DFD2", "shorts": "#CDBFAD", "ball": "#B9C98A",
}  # fmt: skip
INK, PINE, RED = "#4A4037", "#1C5B50", "#A8321E"


def svg_of(data: dict[str, Any], shade: bytes | None) -> str:
    """The drawing as a picture of its own. Without shade it is what paper shows."""
    (w, h), cut = data["size"], data["cut"]
    clip = "".join(f'<path d="{d}"/>' for d in data["fills"].values())
    dark = ""
    if shade:
        image = base64.b64encode(shade).decode()
        dark = (
            f'<defs><clipPath id="c">{clip}</clipPath><mask id="m"><image href="data:image/webp;base64,{image}"'
            f' width="{w}" height="{h}"/></mask></defs><g clip-path="url(#c)"><rect width="{w}" height="{h}"'
            f' fill="#3a322a" opacity=".7" mask="url(#m)"/></g>'
        )
    lines = "".join(
        f'<path stroke-width="{width}" d="{data["lines"][kind]}"/>'
        for kind, width in (("m", 3.6), ("t", 2.4), ("b", 4.4))
    )
    marks = "".join(
        f'<circle cx="{m["x"]}" cy="{m["y"]}" r="{m["r"]}" stroke="{INK if m["kind"] == "ghost" else RED}"'
        f' stroke-width="5" fill="none"{"" if m["kind"] == "press" else " stroke-dasharray=" + chr(34) + "14 11" + chr(34)}/>'
        for m in data["marks"]
    )
    arrows = "".join(f'<path d="{d}" stroke="{PINE}" stroke-width="11" fill="none"/>' for d in data["arrows"])
    fills = "".join(f'<path fill="{FILLS[kind]}" d="{d}"/>' for kind, d in data["fills"].items())
    shadow = "".join(f'<path fill="#3a322a" opacity=".055" d="{d}"/>' for d in data["shadow"])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{cut} {cut} {w - 2 * cut} {h - 2 * cut}">{shadow}{fills}{dark}'
        f'<g fill="none" stroke="{INK}" stroke-linecap="round" stroke-linejoin="round">{lines}</g>{marks}{arrows}</svg>'
    )


def write_preview(slug: str, folder: Path, height: int = 480) -> None:
    """A PNG of one written pose."""
    folder.mkdir(parents=True, exist_ok=True)
    data = json.loads((ROOT / "fixtures" / "poses" / f"{slug}.json").read_text(encoding="utf-8"))
    shade = (ROOT / "static" / "poses" / f"{slug}-shade.webp").read_bytes()
    raster(svg_of(data, shade), height).save(folder / f"{slug}.png")


def sheet(slugs: list[str], folder: Path, width: int = 1500, gap: int = 18) -> None:
    """All previews on one picture, each with its slug."""
    font = ImageFont.load_default(15)
    rows: list[list[tuple[str, Image.Image]]] = [[]]
    used = 0
    for slug in slugs:
        image: Image.Image = Image.open(folder / f"{slug}.png")
        image.thumbnail((470, 370))
        if used + image.width + gap > width and rows[-1]:
            rows.append([])
            used = 0
        rows[-1].append((slug, image))
        used += image.width + gap
    heights = [max(image.height for _, image in row) + 44 for row in rows]
    page = Image.new("RGB", (width, sum(heights)), "white")
    pen, top = ImageDraw.Draw(page), 0
    for row, height in zip(rows, heights, strict=True):
        left = 8
        for slug, image in row:
            page.paste(image, (left, top + height - 44 - image.height + 4))
            pen.text((left, top + height - 34), slug, fill="#333", font=font)
            left += image.width + gap
        top += height
    page.save(folder / "sheet.png")
