"""The gate: what stops, what clears, and what only asks on."""

import ast
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.people import CALF, DANGER, FIVE, LOW_BACK, STIFF_NECK, TODAY, Person, walk
from triggercare.domain.anatomy import Library, Place, Side
from triggercare.domain.combinations import COMBINATIONS
from triggercare.domain.precautions import PRECAUTIONS
from triggercare.domain.questionnaire import all_pages, danger_pages
from triggercare.domain.questions import Answers
from triggercare.domain.red_flags import RED_FLAGS
from triggercare.domain.triage import Cleared, Ending, Stop, triage

ROOT = Path(__file__).resolve().parents[2]


def ending(person: Person, library: Library) -> Ending | None:
    """Where this person's journey ends; None when cleared."""
    outcome = triage(walk(person, library).answers, TODAY)
    return outcome.ending if isinstance(outcome, Stop) else None


def saying(person: Person, **says: object) -> Person:
    """The same person with other answers."""
    return replace(person, says={**person.says, **says})


@pytest.mark.parametrize("person", FIVE[:4], ids=lambda person: person.name)
def test_a_benign_pain_is_cleared(person: Person, library: Library) -> None:
    assert isinstance(triage(walk(person, library).answers, TODAY), Cleared)


def test_no_answers_clear_nobody() -> None:
    assert triage(Answers(), TODAY) is None


def test_a_single_missing_danger_answer_clears_nobody(library: Library) -> None:
    done = walk(LOW_BACK, library).answers
    for page in danger_pages(done):
        for question in page.questions:
            values = {key: value for key, value in done.values.items() if key != question.slug}
            assert triage(Answers(values, TODAY), TODAY) is None, question.slug


def test_stale_answers_clear_nobody(library: Library) -> None:
    done = walk(CALF, library).answers
    assert isinstance(triage(done, TODAY + timedelta(days=7)), Cleared)
    assert triage(done, TODAY + timedelta(days=8)) is None
    assert triage(done, TODAY - timedelta(days=1)) is None
    assert triage(replace(done, day=None), TODAY) is None


def test_danger_is_an_emergency_at_once(library: Library) -> None:
    assert ending(DANGER, library) is Ending.EMERGENCY
    assert ending(saying(DANGER, G04a="not-sure"), library) is Ending.EMERGENCY


def test_thoughts_of_self_harm_have_their_own_page(library: Library) -> None:
    assert ending(saying(STIFF_NECK, signs=("unsafe",)), library) is Ending.CRISIS


def test_urgent_waits_for_a_later_emergency(library: Library) -> None:
    urgent = saying(STIFF_NECK, signs=("weak-numb",), G12="yes")
    assert ending(urgent, library) is Ending.URGENT
    both = saying(urgent, signs=("weak-numb", "headache"), H01="yes")
    assert ending(both, library) is Ending.EMERGENCY


def test_soon_and_not_sure_stop(library: Library) -> None:
    assert ending(saying(STIFF_NECK, signs=("out-of-the-blue",), G15="yes"), library) is Ending.SOON
    assert ending(saying(STIFF_NECK, signs=("out-of-the-blue",), G15="not-sure"), library) is Ending.SOON


def test_under_sixteen_stops(library: Library) -> None:
    assert ending(saying(STIFF_NECK, age=15), library) is Ending.SOON


@pytest.mark.parametrize("condition", [p for p in PRECAUTIONS if p.net], ids=lambda p: p.slug)
def test_every_condition_stops_or_travels_with_the_cleared(condition, library: Library) -> None:  # type: ignore[no-untyped-def]
    person = saying(STIFF_NECK, health=(condition.net,), **{condition.slug: "yes"})
    outcome = triage(walk(person, library).answers, TODAY)
    if isinstance(outcome, Stop):
        assert condition in outcome.conditions or outcome.findings
    else:
        assert isinstance(outcome, Cleared)
        assert condition.slug in {known.slug for known in outcome.conditions}


def test_not_sure_of_a_condition_stops(library: Library) -> None:
    person = saying(STIFF_NECK, health=("clots-thinners",), **{"blood-thinner": "not-sure"})
    assert ending(person, library) is Ending.SOON


SURGERY = {"health": ("operation-implant",), "surgery-recent": "yes"}


def cleared(person: Person, library: Library) -> Cleared:
    outcome = triage(walk(person, library).answers, TODAY)
    assert isinstance(outcome, Cleared)
    return outcome


def test_a_clinician_who_has_agreed_lifts_the_stop(library: Library) -> None:
    agreed = {**SURGERY, "agreed-surgery-recent": "yes"}
    assert ending(saying(STIFF_NECK, **SURGERY), library) is Ending.SOON
    assert ending(saying(STIFF_NECK, **{**SURGERY, "agreed-surgery-recent": "no"}), library) is Ending.SOON
    (condition,) = cleared(saying(STIFF_NECK, **agreed), library).conditions
    assert condition.is_agreed
    assert condition.places is None


def test_not_sure_of_a_condition_is_not_lifted_by_an_agreement(library: Library) -> None:
    unsure = {**SURGERY, "surgery-recent": "not-sure", "agreed-surgery-recent": "yes"}
    assert ending(saying(STIFF_NECK, **unsure), library) is Ending.SOON


def test_where_a_condition_sits_is_asked(library: Library) -> None:
    said = {**SURGERY, "agreed-surgery-recent": "yes", "at-surgery-recent": ("thigh-knee:left",)}
    (condition,) = cleared(saying(STIFF_NECK, **said), library).conditions
    assert condition.places is not None
    assert Place("knee-front", Side.LEFT) in condition.places
    assert Place("knee-front", Side.RIGHT) not in condition.places


def test_pain_in_both_legs_asks_about_bladder_and_saddle_at_once(library: Library) -> None:
    """B01: G04 is asked again, even when its boxes were left alone before."""
    legs = saying(LOW_BACK, signs=("both-legs",), B01="yes")
    assert ending(legs, library) is Ending.URGENT
    pages = {page.slug: page for page in all_pages(walk(legs, library).answers, library)}
    assert [question.slug for question in pages["closer-more"].questions][:3] == ["G04a", "G04b", "G04c"]
    assert ending(saying(legs, G04b="not-sure"), library) is Ending.EMERGENCY


def test_alcohol_waits(library: Library) -> None:
    assert ending(saying(STIFF_NECK, health=("drank-sedated",)), library) is Ending.WAIT


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_more_danger_never_lowers_the_level(library: Library, data: st.DataObject) -> None:
    """Turning any careful "no" into "yes" or "not sure" never leads to a milder ending."""
    base = walk(saying(CALF, signs=("weak-numb", "fever", "swollen-hot", "injury"), age=66), library).answers
    replies = sorted(key for key, value in base.values.items() if key[0].isupper() and value == "no")
    first = data.draw(st.sets(st.sampled_from(replies)))
    more = first | data.draw(st.sets(st.sampled_from(replies)))
    reply = data.draw(st.sampled_from(["yes", "not-sure"]))
    assert _rank(base, more, reply) >= _rank(base, first, reply)


_ORDER = (None, Ending.WAIT, Ending.SOON, Ending.URGENT, Ending.EMERGENCY)


def _rank(base: Answers, fired: set[str], reply: str) -> int:
    rest = {sign.id: "no" for flag in RED_FLAGS for sign in flag.signs}
    rest |= {combination.sign.id: "no" for combination in COMBINATIONS}
    outcome = triage(Answers({**rest, **base.values, **dict.fromkeys(fired, reply)}, TODAY), TODAY)
    return _ORDER.index(outcome.ending) if isinstance(outcome, Stop) else 0


def callers(name: str) -> list[str]:
    """The files of the product that call this."""
    return [
        path.name
        for path in sorted((ROOT / "triggercare").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == name
    ]


def test_cleared_is_made_in_triage_alone() -> None:
    assert callers("Cleared") == ["triage.py"]


def test_ranking_without_a_cleared_is_for_the_command_line_alone() -> None:
    """For outsiders and for the two commands that try the matcher; never for a page."""
    assert callers("explore") == ["assessment.py", "bench_matcher.py", "score_matching.py"]


def test_what_was_worked_out_is_never_carried_to_other_answers(library: Library) -> None:
    """Derived once for each answers: a copy with a danger sign must be judged afresh."""
    clear = walk(saying(STIFF_NECK, signs=("weak-numb",)), library).answers
    assert isinstance(triage(clear, TODAY), Cleared)
    assert isinstance(triage(replace(clear, values={**clear.values, "G12": "yes"}), TODAY), Stop | None)


COMBINED = (
    (
        "C01",
        {"signs": ("swollen-hot", "breathing-in"), "where": ("calf-upper:left", "chest-side:left")},
        ("G09a", "G23"),
        Ending.EMERGENCY,
    ),
    ("C02", {"signs": ("fever",)}, ("G11a", "C02a"), Ending.EMERGENCY),
    ("C02", {"signs": ("fever", "weak-numb")}, ("G11a", "G12"), Ending.EMERGENCY),
    ("C02", {"signs": ("fever",)}, ("G27", "C02c"), Ending.EMERGENCY),
    ("C03", {"signs": ("weak-numb",)}, ("G12", "C03a"), Ending.EMERGENCY),
    ("C03", {"signs": ("weak-numb",), "health": ("cancer",)}, ("G12", "G13"), Ending.EMERGENCY),
    ("C04", {"signs": ("out-of-the-blue", "weight-lump")}, ("G15", "G14"), Ending.URGENT),
    ("C04", {"signs": ("fever",), "age": 65}, ("G27",), Ending.URGENT),
    ("C05", {"signs": ("swollen-hot",)}, ("G16a", "C05a"), Ending.EMERGENCY),
    ("C06", {"signs": ("rash-yellow",), "where": ("temple:left",)}, ("G25", "C06a"), Ending.EMERGENCY),
    (
        "C07",
        {"signs": ("headache", "eye-face-jaw"), "where": ("temple:left",), "age": 71},
        ("H05", "C07a"),
        Ending.EMERGENCY,
    ),
    ("C07", {"signs": ("stiff-joints",), "age": 55}, ("G17", "C07b"), Ending.URGENT),
    ("C08", {"signs": ("headache",), "where": ("temple:left",)}, ("H08", "C08a"), Ending.EMERGENCY),
)


@pytest.mark.parametrize(
    ("rule", "says", "yes", "expected"), COMBINED, ids=[f"{c[0]} {c[2]}" for c in COMBINED]
)
def test_combinations_raise_the_level(
    rule: str, says: dict[str, object], yes: tuple[str, ...], expected: Ending, library: Library
) -> None:
    answers = {"worst": "same", **says, **dict.fromkeys(yes, "yes")}
    if "G23" in yes:  # asked with it, and answered no
        answers["C01b"] = "no"
    outcome = triage(walk(saying(STIFF_NECK, **answers), library).answers, TODAY)
    assert isinstance(outcome, Stop)
    assert outcome.ending is expected
    assert rule in {finding.flag.id for finding in outcome.findings}


def test_every_combination_is_tried() -> None:
    assert {c[0] for c in COMBINED} == {combination.flag.id for combination in COMBINATIONS}


def test_without_its_condition_the_level_stays(library: Library) -> None:
    assert ending(saying(STIFF_NECK, signs=("weak-numb",), G12="yes", C03a="no"), library) is Ending.URGENT
    assert ending(saying(STIFF_NECK, signs=("fever",), G27="yes"), library) is Ending.SOON


def test_combinations_name_known_items() -> None:
    known = {flag.id for flag in RED_FLAGS} | {combination.sign.id for combination in COMBINATIONS}
    assert set().union(*(items for c in COMBINATIONS for items in c.after)) <= known


def test_a_soon_that_was_looked_at_holds_nothing(library: Library) -> None:
    person = saying(STIFF_NECK, signs=("out-of-the-blue",), G15="yes", **{"seen-G15": "yes"})
    outcome = triage(walk(person, library).answers, TODAY)
    assert isinstance(outcome, Cleared)
    assert (outcome.held, outcome.held_places) == ((), ())


def test_a_regional_soon_holds_its_own_places_alone(library: Library) -> None:
    where = ("calf-upper:right", "neck-angle:right")
    person = saying(CALF, where=where, worst="same", signs=("both-legs",), L02="yes")
    outcome = triage(walk(person, library).answers, TODAY)
    assert isinstance(outcome, Cleared)
    assert [str(place) for place in outcome.places] == ["neck-angle:right"]
    assert [str(place) for place in outcome.held_places] == ["calf-upper:right"]
    assert [finding.flag.id for finding in outcome.held] == ["L02"]


def test_no_free_place_stops(library: Library) -> None:
    assert ending(saying(CALF, signs=("both-legs",), L02="yes"), library) is Ending.SOON
    assert ending(saying(CALF, signs=("both-legs",), L02="not-sure"), library) is Ending.SOON


def test_a_fever_with_a_cold_holds_everything_seen_or_not(library: Library) -> None:
    person = saying(STIFF_NECK, signs=("fever",), G27="yes", **{"seen-G27": "yes"})
    assert "seen" not in walk(person, library).slugs
    assert ending(person, library) is Ending.SOON


def test_something_urgent_is_not_asked_about_again(library: Library) -> None:
    person = saying(STIFF_NECK, signs=("weak-numb", "out-of-the-blue"), G12="yes", G15="yes")
    assert "seen" not in walk(person, library).slugs
    assert ending(person, library) is Ending.URGENT
