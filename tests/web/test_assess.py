"""The command for outsiders: JSON lines in, JSON lines out."""

import io
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from tests.people import STIFF_NECK
from tests.web.test_finder import walk
from triggercare.domain.anatomy import FIXTURES, zones
from triggercare.domain.assessment import FACTS, flag_parts
from triggercare.domain.precautions import PRECAUTIONS
from triggercare.domain.red_flags import RED_FLAGS
from triggercare.library.content import read_content

LIBRARY = read_content(FIXTURES).library


@pytest.fixture
def assess(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Feed cases to the command; its answers."""

    def run(*cases: object) -> list[dict[str, Any]]:
        lines = [case if isinstance(case, str) else json.dumps(case) for case in cases]
        monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines) + "\n"))
        out = io.StringIO()
        call_command("assess", stdout=out)
        return [json.loads(line) for line in out.getvalue().splitlines()]

    return run


def test_a_benign_case_is_ranked_with_routines(assess: Any) -> None:
    (found,) = assess({"id": "a", "zones": ["temple:right", "side-of-neck:right", "crown"], "age": 34})
    assert (found["id"], found["level"], found["flags"]) == ("a", "self-care", [])
    assert found["ranked"][0]["muscle"] == "upper-trapezius"
    assert found["ranked"][0]["side"] == "right"
    assert {r["decision"] for r in found["routines"]} == {"keep"}


@pytest.mark.parametrize(
    ("flags", "facts", "age", "level"),
    [
        (["G09"], [], 40, "urgent"),
        (["G09", "G23"], [], 40, "emergency"),  # C01
        (["G12"], [], 40, "urgent"),
        (["G12"], ["fast"], 40, "emergency"),  # C03
        (["G14"], [], 40, "soon"),
        (["G27"], [], 40, "soon"),
        (["G27"], [], 70, "urgent"),  # C04
        (["G20"], [], 40, "emergency"),
        (["G04c"], [], 40, "emergency"),
        (["G08"], [], 75, "urgent"),  # the part that is asked of this age
        (["G08"], ["weak-bones"], 50, "urgent"),
        ([], [], 15, "soon"),  # G19
        ([], ["sport", "pregnant"], 40, "self-care"),  # weak facts fire nothing
    ],
)
def test_levels(assess: Any, flags: list[str], facts: list[str], age: int, level: str) -> None:
    case = {"zones": ["low-back:left", "calf-upper:left"], "flags": flags, "facts": facts, "age": age}
    (found,) = assess(case)
    assert found["level"] == level
    assert found["not_asked"] == []
    assert bool(found["ranked"]) == (level == "self-care")


@pytest.mark.parametrize("flag", [flag for flag in RED_FLAGS if not flag.by_fact], ids=lambda flag: flag.id)
def test_every_flag_fires_where_it_is_asked(assess: Any, flag: Any) -> None:
    """At one of its own places, with every fact: an item is at least as urgent as the rules say."""
    where = sorted(flag.ask.where) or ["neck-angle", "calf-upper"]
    places = [f"{z}:{side}" if zones()[z].paired else z for z in where for side in ("left", "right")]
    age = 17 if flag.id.startswith("L04") else 72
    case = {
        "zones": sorted(set(places)),
        "flags": [flag.id],
        "facts": list(FACTS)[:10],
        "age": age,
        "days": 200,
    }
    (found,) = assess(case)
    order = ["self-care", "soon", "urgent", "emergency"]
    assert flag.id in found["flags"]
    assert order.index(found["level"]) >= order.index(flag.level_of(flag.signs[0]))


def test_a_condition_acts_where_it_sits(assess: Any) -> None:
    case = {"zones": ["calf-upper:left"], "conditions": ["varicose-veins@ankle-inner:right"]}
    other = {"zones": ["calf-upper:left"], "conditions": ["varicose-veins@ankle-inner:left"]}
    nowhere = {"zones": ["calf-upper:left"], "conditions": ["varicose-veins"]}
    right, left, anywhere = assess(case, other, nowhere)
    rolls = [[r["decision"] for r in a["routines"] if r["kind"] == "roll"] for a in (right, left, anywhere)]
    assert set(rolls[0]) == {"keep"}
    assert set(rolls[1]) == set(rolls[2]) == {"drop"}


def test_conditions_that_wait_drop_everything_but_easing(assess: Any) -> None:
    for slug in ("fever-unwell", "drank-alcohol-or-took-sedatives-or-strong-painkillers"):
        (found,) = assess({"zones": ["neck-angle:left"], "conditions": [slug]})
        assert found["level"] == "self-care"
        assert {r["decision"] for r in found["routines"] if r["kind"] != "ease"} == {"drop"}


def test_a_held_place_is_left_alone(assess: Any) -> None:
    (found,) = assess({"zones": ["calf-upper:right", "neck-angle:right"], "flags": ["L02"], "age": 50})
    assert (found["level"], found["flags"]) == ("soon", ["L02"])
    assert found["ranked"]


def test_a_fact_that_is_a_condition_changes_routines_too(assess: Any) -> None:
    (found,) = assess(
        {"zones": ["shoulder-blade:left", "neck-angle:left"], "facts": ["weak-bones"], "age": 50}
    )
    presses = [routine for routine in found["routines"] if routine["kind"] == "press"]
    assert presses
    assert {routine["decision"] for routine in presses} <= {"change", "drop"}


def test_a_flag_that_nobody_is_asked_is_named(assess: Any) -> None:
    """G28 is asked from 40 on: younger, and with a healthy heart, nothing fires."""
    (young,) = assess({"zones": ["chest-upper:left"], "flags": ["G28"], "age": 30})
    assert (young["level"], young["not_asked"]) == ("self-care", ["G28"])


def test_exploring_ranks_whatever_the_level(assess: Any) -> None:
    danger = {"zones": ["low-back:left"], "flags": ["G04"], "age": 50}
    shut, opened = assess(danger, {**danger, "explore": True})
    assert shut["ranked"] == []
    assert opened["level"] == "emergency"
    assert opened["ranked"]


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ({"zones": ["tempel:left"]}, "did you mean 'temple'?"),
        ({"zones": ["crown:left"]}, "write crown"),
        ({"zones": ["temple"]}, "write temple:left or temple:right"),
        ({"zones": []}, "at least one place"),
        ({"zones": ["crown"], "flags": ["G99"]}, "unknown flag 'G99'"),
        ({"zones": ["crown"], "facts": ["pregnent"]}, "did you mean 'pregnant'?"),
        ({"zones": ["crown"], "conditions": ["blood-thinners"]}, "did you mean 'blood-thinner'?"),
        ({"zones": ["crown"], "movements": ["turn-heads"]}, "did you mean 'turn-head'?"),
        ({"zones": ["crown"], "age": -3}, "age: a whole number from 0 to 120, not -3"),
        ({"zones": ["crown"], "age": 200}, "from 0 to 120, not 200"),
        ({"zones": ["crown"], "days": "many"}, "days: a whole number"),
        ({"zones": ["crown"], "sex": "x"}, "sex:"),
        ({"zones": ["crown"], "flag": []}, "did you mean 'flags'?"),
        ({"zones": "crown"}, "zones: a list of words"),
        ("[1]", "not a JSON object"),
        ("{", "not a JSON object"),
    ],
)
def test_a_wrong_line_says_why_and_the_others_go_on(assess: Any, case: Any, words: str) -> None:
    wrong, right = assess(case, {"id": "next", "zones": ["crown"]})
    assert words in wrong["error"]
    assert (right["id"], right["level"]) == ("next", "self-care")


def test_the_vocabulary_lists_every_word() -> None:
    out = io.StringIO()
    call_command("vocabulary", stdout=out)
    words = json.loads(out.getvalue())
    assert set(words["conditions"]) == {p.slug for p in PRECAUTIONS}
    assert set(words["flags"]) == set(flag_parts())
    assert set(words["facts"]) == set(FACTS)
    assert set(words["movements"]) == set(LIBRARY.vocabulary.movements)
    assert {place.partition(":")[0] for place in words["zones"]} == set(zones())


@pytest.mark.django_db
def test_it_ranks_as_the_site_does(assess: Any, client: Client) -> None:
    says = {**STIFF_NECK.says, "start": (), "worst": "same", "symptoms": ()}
    walk(client, replace(STIFF_NECK, says=says))
    shown = re.findall(r'name="muscles" value="([\w-]+)"', client.get("/my/results/").content.decode())
    (found,) = assess(
        {"zones": list(says["where"]), "movements": list(says["movements"]), "age": says["age"]}
    )
    assert [match["muscle"] for match in found["ranked"]] == shown
