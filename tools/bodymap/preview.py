"""Pictures of the written files, for looking at, and the measure of the gaps between zones."""

import base64
import io
import json
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import resvg_py
from PIL import Image

STONE, INK, CLOTH = "#E9DFD2", "#6E6154", "#CDBFAD"
HAIR = "#B9AB99"


def raster(svg: str, height: int) -> Image.Image:
    png = bytes(resvg_py.svg_to_bytes(svg_string=svg, height=height, background="#ffffff"))
    return Image.open(io.BytesIO(png)).convert("RGB")


def gap(data: dict[str, Any]) -> float:
    """The share of the body that no zone covers."""
    w, h = data["size"]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" shape-rendering="crispEdges">'
    h = h * 2 // 3  # smaller is faster, and a gap that only shows when enlarged is none
    whole = np.asarray(raster(f'{head}<path d="{data["outline"]}"/></svg>', h).convert("L")) < 128
    paths = "".join(f'<path d="{d}"/>' for d in data["zones"].values())
    parts = np.asarray(raster(f"{head}{paths}</svg>", h).convert("L")) < 128
    return float((whole & ~parts).sum() / whole.sum())


def svg_of(
    data: dict[str, Any], static: Path, coloured: bool = False, borders: bool = True, extra: str = ""
) -> str:
    w, h = data["size"]
    thin = max(w, h) / 1500
    shade = base64.b64encode((static / f"{data['view']}-shade.webp").read_bytes()).decode()
    zones = ""
    for key, d in data["zones"].items():
        hue = zlib.crc32(key.split(":")[0].encode()) * 37 % 360
        fill = f'fill="hsl({hue},65%,55%)" fill-opacity=".5"' if coloured else 'fill="none"'
        if coloured or borders:
            zones += f'<path {fill} stroke="{INK}" stroke-opacity=".4" stroke-width="{thin:.1f}" d="{d}"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}"><defs><clipPath id="c"><path d="{data["outline"]}"/>'
        f'</clipPath><mask id="m"><image href="data:image/webp;base64,{shade}" width="{w}" height="{h}"/></mask></defs>'
        f'<path fill="{STONE}" d="{data["outline"]}"/><path fill="{HAIR}" d="{data["hair"]}"/><path fill="{CLOTH}" d="{data["cloth"]}"/>'
        f'<g mask="url(#m)"><path fill="#3a322a" d="{data["outline"]}"/></g>'
        f'<g fill="none" stroke="{INK}" stroke-linecap="round" stroke-linejoin="round"><path stroke-opacity=".45" '
        f'stroke-width="{thin * 1.6:.1f}" clip-path="url(#c)" d="{data["relief"]}"/><path stroke-width="{thin * 2:.1f}" '
        f'd="{data["contours"]}"/></g>{zones}{extra}</svg>'
    )


def sheet(data_folder: Path, static: Path, names: list[str], out: Path, height: int = 900) -> None:
    """Two rows: plain, and every zone in a colour."""
    rows = []
    for coloured in (False, True):
        row = []
        for name in names:
            data = json.loads((data_folder / f"{name}.json").read_text())
            row.append(raster(svg_of(data, static, coloured, borders=False), height))
        rows.append(row)
    width = sum(i.width for i in rows[0]) + 20 * len(names)
    page = Image.new("RGB", (width, 2 * height), "white")
    for y, row in enumerate(rows):
        x = 0
        for image in row:
            page.paste(image, (x, y * height))
            x += image.width + 20
    page.save(out)
