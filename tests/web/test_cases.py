"""The cases written from guidelines, what the danger check makes of them, and the document of the rules."""

import csv
import io
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from triggercare.domain.anatomy import FIXTURES, Place, Urgency
from triggercare.finder.management.commands.rules_document import document
from triggercare.finder.management.commands.score_triage import Scored, level_of

ROOT = Path(__file__).resolve().parents[2]
CASES = tomllib.loads((ROOT / "tests" / "cases" / "triage.toml").read_text(encoding="utf-8"))["case"]


def keys_of(path: Path) -> set[str]:
    with path.open(encoding="utf-8") as rows:
        return {row["key"] for row in csv.DictReader(rows)}


KNOWN_SOURCES = keys_of(FIXTURES / "sources.csv") | keys_of(ROOT / "tests" / "cases" / "sources.csv")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_case_is_complete_and_none_is_missed(case: dict[str, Any]) -> None:
    assert case["expected"] in case["acceptable"]
    assert set(case["source"]) <= KNOWN_SOURCES
    assert {str(Place.parse(place)) for place in case["places"]} >= {case["worst"]}
    assert 25 < len(case["story"].split()) < 100
    expected = Urgency(case["expected"])
    scored = Scored(
        case["id"], expected, expected, frozenset(map(Urgency, case["acceptable"])), level_of(case)
    )
    assert not scored.is_under


def test_there_are_enough_cases_of_each_kind() -> None:
    assert len({case["id"] for case in CASES}) == len(CASES) >= 120
    benign = [case for case in CASES if case["expected"] == "self-care"]
    assert len(benign) >= 50
    assert len(CASES) - len(benign) >= 60
    assert sum(case["topic"] == "cord pressure in the neck" for case in CASES) >= 10


def test_the_score_meets_the_bars() -> None:
    """No danger missed, at most 8 in 100 benign cases sent on, at least 92 in 100 levels exact."""
    out = io.StringIO()
    call_command("score_triage", stdout=out)
    printed = out.getvalue()
    assert f"cases {len(CASES)}" in printed
    assert "under-triage 0 (0.0%)" in printed
    benign, exact = (
        re.search(rf"{name} \d+ \(([\d.]+)%\)", printed) for name in ("benign escalated", "exact")
    )
    assert benign is not None
    assert exact is not None
    assert float(benign[1]) <= 8
    assert float(exact[1]) >= 92


def test_the_score_names_every_miss(tmp_path: Path) -> None:
    case = next(case for case in CASES if case["expected"] == "self-care")
    missed = case | {"id": "made-worse", "expected": "urgent", "acceptable": ["urgent"]}
    told = f"id = {json.dumps(missed['id'])}\n" + "".join(
        f"{key} = {json.dumps(missed[key])}\n" for key in ("age", "places", "worst", "expected", "acceptable")
    )
    path = tmp_path / "cases.toml"
    path.write_text(f"[[case]]\n{told}says = {{ now = [], start = ['sitting'], health = [], signs = [] }}\n")
    out = io.StringIO()
    call_command("score_triage", cases=path, stdout=out)
    assert "under: made-worse: expected urgent, got self-care" in out.getvalue()


def test_a_missing_file_of_cases_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"none\.toml"):
        call_command("score_triage", cases=tmp_path / "none.toml")


def test_the_document_of_the_rules_is_the_one_in_force() -> None:
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == document()
