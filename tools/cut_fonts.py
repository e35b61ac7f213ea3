"""Cuts the typefaces to the Latin letters that the site uses: static/fonts/*.woff2, about 20 KB each.

The font packages hold whole families. Their licence (SIL OFL 1.1) goes along with the cut files.
"""

import shutil
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

TARGET = Path(__file__).resolve().parents[1] / "static" / "fonts"
# Latin-1, Œ, Š, Ž and their like, dashes, quotes, ellipsis, prime, euro, trade mark, minus, at most, at least.
LETTERS = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *(0x2C6, 0x2DA, 0x2DC, 0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E),
    *(0x2020, 0x2022, 0x2026, 0x202F, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x2122, 0x2212, 0x2264, 0x2265),
]


class Cut(NamedTuple):
    """One file to make. `axes` pins a variable font to one weight and size."""

    name: str
    package: str
    source: str
    axes: dict[str, float]


CUTS = (
    Cut("atkinson-400", "fontpkg_atkinson_hyperlegible", "AtkinsonHyperlegible-Regular.ttf", {}),
    Cut("atkinson-700", "fontpkg_atkinson_hyperlegible", "AtkinsonHyperlegible-Bold.ttf", {}),
    Cut("literata-600", "fontpkg_literata", "Literata[opsz,wght].ttf", {"wght": 600, "opsz": 28}),
)


def source_of(cut: Cut) -> Path:
    """The file in the installed font package."""
    return Path(str(files(cut.package) / "files" / cut.source))


def is_current(cut: Cut, target: Path) -> bool:
    """Whether the cut file is newer than its font and than this recipe."""
    if not target.exists():
        return False
    made = target.stat().st_mtime
    return all(made >= path.stat().st_mtime for path in (source_of(cut), Path(__file__)))


def make(cut: Cut, target: Path) -> None:
    """Pin, cut and write one file."""
    font = TTFont(source_of(cut))
    if cut.axes:
        font = instantiateVariableFont(font, cut.axes)
    options = Options()
    options.flavor = "woff2"
    options.hinting = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(target)


def main() -> None:
    """Make what is missing or old."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for cut in CUTS:
        target = TARGET / f"{cut.name}.woff2"
        if not is_current(cut, target):
            make(cut, target)
            shutil.copyfile(
                str(files(cut.package) / "LICENSE"), TARGET / f"{cut.name.partition('-')[0]}-licence.txt"
            )
            print(f"  {target.name}: {target.stat().st_size / 1000:.0f} KB")


if __name__ == "__main__":
    main()
