"""The look can be read: contrast of every pair of tokens, one file of colours, little CSS, no inline style.

Add a pair here when a token meets a new ground.
"""

import re
from pathlib import Path

import brotli
import pytest

ROOT = Path(__file__).resolve().parents[2]
CSS = ROOT / "static" / "css"
TOKENS = (CSS / "tokens.css").read_text(encoding="utf-8")
STYLESHEETS = ("tokens.css", "base.css", "components.css", "figures.css", "marking.css", "print.css")

TEXT, MARK = 4.5, 3.0  # WCAG 2.2: 1.4.3 and 1.4.11
GROUNDS = ("paper", "card", "sand")
PAIRS = [
    *(
        ("ink", ground, TEXT)
        for ground in (*GROUNDS, "good-pale", "emergency-pale", "urgent-pale", "soon-pale")
    ),
    *(("soft", ground, TEXT) for ground in (*GROUNDS, "good-pale")),
    *(("pine", ground, TEXT) for ground in (*GROUNDS, "good-pale", "stone")),
    *(("clay", ground, MARK) for ground in (*GROUNDS, "stone")),
    *(("edge", ground, MARK) for ground in GROUNDS),
    *(("stone-line", ground, MARK) for ground in (*GROUNDS, "stone")),
    *(
        (level, ground, TEXT)
        for level in ("emergency", "urgent", "soon")
        for ground in (f"{level}-pale", "card", "paper")
    ),
    ("on-pine", "pine", TEXT),
    ("on-emergency", "emergency", TEXT),
    ("on-level", "urgent", TEXT),
    ("on-level", "soon", TEXT),
    ("paper", "ink", TEXT),
]
LITERAL = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\("
    r"|\b(?:black|white|red|green|blue|gr[ae]y|orange|brown)\b(?!-)",
    re.IGNORECASE,
)


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9A-Fa-f]{6});", css))


def block(start: str) -> str:
    """The text of one at-rule of the tokens, up to its closing brace at the line's start."""
    found = re.search(re.escape(start) + r" \{\n(.*?)\n\}", TOKENS, re.DOTALL)
    assert found, start
    return found[1]


LIGHT = colours(TOKENS.split("@media", 1)[0])
DARK = colours(block("@media (prefers-color-scheme: dark)"))
PRINT = colours(block("@media print"))


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_black_on_white_is_twenty_one() -> None:
    assert round(contrast("#000000", "#FFFFFF"), 2) == 21


@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_tokens_pair_has_enough_contrast(
    theme: dict[str, str], front: str, ground: str, least: float
) -> None:
    assert contrast(theme[front], theme[ground]) >= least


def test_tokens_every_theme_sets_every_colour() -> None:
    assert LIGHT.keys() == DARK.keys() == PRINT.keys()


def test_tokens_on_paper_are_black_and_white() -> None:
    assert set(PRINT.values()) == {"#000000", "#FFFFFF"}


@pytest.mark.parametrize(
    "name", [path.name for path in sorted(CSS.glob("*.css")) if path.name != "tokens.css"]
)
def test_css_outside_tokens_names_no_colour(name: str) -> None:
    rules = re.sub(r"/\*.*?\*/", "", (CSS / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    values = " ".join(re.findall(r":([^:{};]+);", rules))
    assert LITERAL.findall(values) == []


def test_css_every_token_in_use_exists() -> None:
    css = "".join((CSS / name).read_text(encoding="utf-8") for name in STYLESHEETS)
    used = set(re.findall(r"var\(--([\w-]+)", css))
    defined = set(re.findall(r"--([\w-]+):", css))
    assert used - defined == set()


def test_css_is_small() -> None:
    sizes = [len(brotli.compress((CSS / name).read_bytes())) for name in STYLESHEETS]
    assert sum(sizes) < 12_000


@pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*.*")), ids=lambda path: path.name)
def test_template_has_no_inline_style_script_or_colour(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"<style|\sstyle=|<script(?! src=)|\son\w+=\"|(?:fill|stroke)=\"#", text) == []
