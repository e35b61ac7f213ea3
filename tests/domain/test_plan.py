"""The home plan: what is on the sheet, and what a condition changes."""

import pytest

from tests.people import CALF, FIVE, LOW_BACK, STIFF_NECK, TODAY, Person, walk
from triggercare.domain.anatomy import Kind, Library, Tool
from triggercare.domain.matching import rank
from triggercare.domain.plan import ALWAYS_AT_HAND, HomePlan, build_plan
from triggercare.domain.triage import Cleared, triage


def plan_of(person: Person, library: Library, muscles: int = 3, **says: object) -> HomePlan:
    """The plan with the first matches chosen."""
    outcome = triage(walk(Person(person.name, {**person.says, **says}), library).answers, TODAY)
    assert isinstance(outcome, Cleared)
    return build_plan(outcome, rank(outcome, library)[:muscles], library, TODAY)


@pytest.mark.parametrize("person", FIVE[:4], ids=lambda person: person.name)
def test_a_plan_holds_moves_stop_signs_and_habits(person: Person, library: Library) -> None:
    plan = plan_of(person, library)
    assert plan.stop_now
    assert plan.habits
    assert plan.see_someone_if
    assert all(column.moves for column in plan.columns)
    assert "{" not in "".join(step for c in plan.columns for move in c.moves for step in move.steps)


@pytest.mark.parametrize("person", FIVE[:4], ids=lambda person: person.name)
def test_only_tools_at_hand_are_used(person: Person, library: Library) -> None:
    owned = {Tool(slug) for slug in person.says["tools"]}  # type: ignore[union-attr]
    used = {move.tool for column in plan_of(person, library).columns for move in column.moves}
    assert used <= owned | ALWAYS_AT_HAND


def test_who_cannot_get_up_from_the_floor_gets_no_floor_pose(library: Library) -> None:
    plan = plan_of(LOW_BACK, library)
    poses = {library.vocabulary.poses[m.routine.pose].posture for c in plan.columns for m in c.moves}
    assert "floor" not in poses


def test_a_blood_thinner_makes_everything_lighter(library: Library) -> None:
    plan = plan_of(STIFF_NECK, library, health=("clots-thinners",), **{"blood-thinner": "yes"})
    pressing = [move for c in plan.columns for move in c.moves if move.routine.kind is Kind.PRESS]
    assert pressing
    assert all(move.tool in (Tool.HANDS, Tool.SOFT_BALL) for move in pressing)
    assert all("3 out of 10" in dict(move.dose)["How hard"] for move in pressing)
    assert all(move.changes for move in pressing)


def test_pregnancy_takes_the_roller_from_the_calf_and_says_so(library: Library) -> None:
    plan = plan_of(CALF, library, health=("pregnant",), A05a="no", A05b="no")
    assert Tool.FOAM_ROLLER not in {move.tool for c in plan.columns for move in c.moves}
    assert any("roll" in left.name.lower() for left in plan.left_out)
    assert all(left.reasons for left in plan.left_out)


def test_the_title_names_the_places_in_words(library: Library) -> None:
    title = plan_of(STIFF_NECK, library).title
    assert title.startswith("Right ")
    assert "back of the neck" in title


def test_no_routine_touches_a_place_that_waits_for_a_check(library: Library) -> None:
    """Walking cramps hold the calf; the heel of a soleus point is felt elsewhere, yet its ball goes to the calf."""
    where = ("calf-lower:right", "low-back:right", "buttock:right")
    plan = plan_of(
        CALF, library, where=where, worst="same", signs=("stiff-joints",), span="longer", B03="yes"
    )
    held = {place.zone for place in plan.held}
    used = {zone for column in plan.columns for move in column.moves for zone in move.routine.on}
    assert held == {"low-back", "buttock"}
    assert not used & held
