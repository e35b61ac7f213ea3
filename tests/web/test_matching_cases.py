"""The matcher on the drawings that experts would read: complete cases, the bars, and the numbers of the document."""

import io
import re
import tomllib
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.web.test_cases import KNOWN_SOURCES
from triggercare.domain import matching, patterns, sharpening
from triggercare.domain.anatomy import FIXTURES
from triggercare.finder.management.commands.score_matching import read_cases
from triggercare.library.content import read_content

ROOT = Path(__file__).resolve().parents[2]
PATH = ROOT / "tests" / "cases" / "matching.toml"
RAW = tomllib.loads(PATH.read_text(encoding="utf-8"))["case"]
LIBRARY = read_content(FIXTURES).library
pytestmark = pytest.mark.django_db


def test_the_cases_are_complete() -> None:
    cases = read_cases(PATH)
    assert len({case.id for case in cases}) == len(cases)
    assert sum(case.kind == "teaching" for case in cases) >= 80
    assert sum(case.kind == "published" for case in cases) >= 20
    for raw in RAW:
        assert set(raw["sources"]) <= KNOWN_SOURCES, raw["id"]
        assert {expected.partition(":")[0] for expected in raw["expected"]} <= set(LIBRARY.muscles), raw["id"]
        assert set(raw["movements"]) <= set(LIBRARY.vocabulary.movements), raw["id"]
        assert set(raw["symptoms"]) <= set(LIBRARY.vocabulary.symptoms), raw["id"]
        assert not raw["worst"] or raw["worst"] in raw["places"], raw["id"]


def test_the_ranking_meets_its_bars_and_beats_both_baselines() -> None:
    out = io.StringIO()
    call_command("score_matching", misses=True, stdout=out)
    shares = {}
    for line in out.getvalue().splitlines():
        if found := re.match(r"(.+?) +\d+ +([\d.]+)% +([\d.]+)% +([\d.]+)% +([\d.]+)% of", line):
            shares[found[1]] = tuple(float(found[n]) for n in range(2, 6))
    ours = shares["ours, all"]
    for part in ("ours, all", "ours, upper half", "ours, lower half"):
        first, among_three, among_five, _ = shares[part]
        assert first >= 65
        assert among_three >= 90
        assert among_five >= 96
    for baseline in ("a: covered zones, all", "b: area lists, all"):
        assert all(one > other for one, other in zip(ours, shares[baseline], strict=True))


def test_a_broken_file_of_cases_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cases.toml"
    path.write_text('[[case]]\nid = "x"\nplaces = ["tail"]\n', encoding="utf-8")
    with pytest.raises(CommandError, match=r"cases\.toml"):
        call_command("score_matching", cases=path)


def test_the_bench_prints_its_growth() -> None:
    out = io.StringIO()
    call_command("bench_matcher", rounds=1, stdout=out)
    assert re.findall(r"(\d+) muscles", out.getvalue()) == ["200", "800", "2000"]


@pytest.mark.parametrize("module", [patterns, matching, sharpening], ids=lambda module: module.__name__)
def test_the_document_names_every_number(module: object) -> None:
    told = (ROOT / "docs" / "matching.md").read_text(encoding="utf-8")
    names = [
        name
        for name, value in vars(module).items()
        if name.isupper() and name[0] != "_" and isinstance(value, int | float | dict)
    ]
    assert names
    for name in names:
        assert f"`{name}`" in told, name
    for name in ("ESSENTIAL", "SPILLOVER", "OWN", "NEAR", "STRAY", "BOTH_SIDES", "CLOSE", "LEAST_GAIN"):
        if name in names:
            assert str(vars(module)[name]) in told, name
