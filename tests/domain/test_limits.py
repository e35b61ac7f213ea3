"""Every limit of sections 3 and 4 refuses a routine that breaks it, and a good routine passes."""

from dataclasses import replace
from typing import Any

import pytest

from triggercare.domain.anatomy import Dose, Kind, Pose, Posture, Routine, Tool, zones
from triggercare.domain.limits import AFTER, LIMITED, NO_GO, ROLLER_ZONES, STOP_NOW, problems_of

STANDING = Pose(slug="wall", words="Standing at a wall", posture=Posture.STANDING)
SEATED = Pose(slug="chair", words="Sitting", posture=Posture.SEATED)
BED = Pose(slug="bed", words="Lying on a bed", posture=Posture.BED)
FLOOR = Pose(slug="floor", words="Lying on the floor", posture=Posture.FLOOR)

PRESS = Routine(
    kind=Kind.PRESS,
    name="Ball at the wall",
    tool=Tool.TENNIS_BALL,
    pose="wall",
    on=("shoulder-blade",),
    steps=(
        "Lean until it is {pressure}.",
        "Hold for {hold}, {holds}.",
        "Move 2 to 3 cm and repeat, {spots}.",
    ),
    feel="A dull ache that eases.",
    dose=Dose(hold_seconds=(30, 60), spots=2, holds=(1, 2), times_per_day=(1, 2), pain_aim=(3, 5)),
    easier="Stand closer to the wall.",
    sources=("hou-2002",),
    beneath="Leave a swollen, warm or red calf alone. Stop if pain goes down the leg. Stay in the lower half.",
)
GENTLE = replace(PRESS, tool=Tool.HANDS, dose=replace(PRESS.dose, hold_seconds=(20, 30), pain_aim=(2, 3)))
ROLL = replace(
    PRESS,
    kind=Kind.ROLL,
    tool=Tool.FOAM_ROLLER,
    on=("calf-upper",),
    steps=("Roll for {hold} at {pressure}. Do {sets}.",),
    dose=Dose(roll_seconds=(30, 60), sets=(1, 3), times_per_day=(1, 2), pain_aim=(3, 5)),
)
STRETCH = replace(
    PRESS,
    kind=Kind.STRETCH,
    tool=Tool.NOTHING,
    on=(),
    beneath="",
    steps=("Stay for {hold}. Do this {repeats}.",),
    dose=Dose(hold_seconds=(20, 30), repeats=(2, 3), times_per_day=(1, 2)),
)
STRENGTHEN = replace(
    STRETCH,
    kind=Kind.STRENGTHEN,
    tool=Tool.BAND,
    steps=("Pull {repeats}. Do {sets}.",),
    dose=Dose(sets=(1, 3), repeats=(8, 12), days_per_week=(2, 3)),
)
EASE = replace(
    STRETCH,
    kind=Kind.EASE,
    steps=("Turn your head {repeats}.",),
    dose=Dose(repeats=(5, 10), times_per_day=(2, 6)),
    sources=(),
)
WARMTH = replace(
    EASE,
    tool=Tool.WARMTH,
    on=("low-back",),
    steps=("Rest with the warm pack for {minutes}.",),
    dose=Dose(minutes=(10, 15), times_per_day=(1, 2)),
)


@pytest.mark.parametrize(
    "routine", [PRESS, GENTLE, ROLL, STRETCH, STRENGTHEN, EASE, WARMTH], ids=lambda r: f"{r.kind}-{r.tool}"
)
def test_a_good_routine_has_no_problem(routine: Routine) -> None:
    assert problems_of(routine, STANDING) == []
    assert problems_of(routine, None) == []


@pytest.mark.parametrize(
    ("routine", "change", "expected"),
    [
        (PRESS, {"pain_aim": (3, 6)}, "D1: pain_aim may not exceed 5"),
        (PRESS, {"pain_aim": (0, 3)}, "D1: pain_aim may not be below 1"),
        (PRESS, {"hold_seconds": (10, 60)}, "D2: hold_seconds may not be below 20"),
        (GENTLE, {"hold_seconds": (30, 91), "spots": 1}, "D2: hold_seconds may not exceed 90"),
        (GENTLE, {"spots": 4, "holds": (1, 1)}, "D2: spots may not exceed 3"),
        (GENTLE, {"spots": 0}, "D2: spots may not be below 1"),
        (GENTLE, {"holds": (1, 4), "spots": 1}, "D2: holds may not exceed 3"),
        (PRESS, {"times_per_day": (1, 4)}, "D4: times_per_day may not exceed 3"),
        (PRESS, {"hold_seconds": (60, 30)}, "section 4: hold_seconds must go from low to high"),
        (PRESS, {"spots": None}, "section 4: press needs spots"),
        (PRESS, {"pain_aim": None}, "section 4: press needs pain_aim"),
        (PRESS, {"repeats": (2, 3)}, "section 4: press has no repeats"),
        (PRESS, {"minutes": (1, 2)}, "section 4: press has no minutes"),
        (
            PRESS,
            {"spots": 3},
            "D4: seconds, spots, holds and sets come to 360 seconds at most; 300 is the limit for a region",
        ),
        (ROLL, {"roll_seconds": (20, 60)}, "D3: roll_seconds may not be below 30"),
        (ROLL, {"roll_seconds": (30, 90)}, "D3: roll_seconds may not exceed 60"),
        (ROLL, {"sets": (1, 4)}, "D3: sets may not exceed 3"),
        (ROLL, {"pain_aim": (4, 7)}, "D1: pain_aim may not exceed 5"),
        (ROLL, {"hold_seconds": (30, 30)}, "section 4: roll has no hold_seconds"),
        (STRETCH, {"hold_seconds": (20, 60)}, "D7: hold_seconds may not exceed 30"),
        (STRETCH, {"hold_seconds": (10, 30)}, "D7: hold_seconds may not be below 20"),
        (STRETCH, {"repeats": (1, 3)}, "D7: repeats may not be below 2"),
        (STRETCH, {"repeats": (2, 5)}, "D7: repeats may not exceed 3"),
        (STRETCH, {"pain_aim": (2, 3)}, "section 4: stretch has no pain_aim"),
        (STRENGTHEN, {"sets": (1, 4)}, "D8: sets may not exceed 3"),
        (STRENGTHEN, {"repeats": (8, 15)}, "D8: repeats may not exceed 12"),
        (STRENGTHEN, {"repeats": (5, 12)}, "D8: repeats may not be below 8"),
        (STRENGTHEN, {"days_per_week": (2, 5)}, "D8: days_per_week may not exceed 3"),
        (STRENGTHEN, {"days_per_week": None}, "section 4: strengthen needs days_per_week"),
        (WARMTH, {"minutes": (10, 20)}, "D4: minutes may not exceed 15"),
        (EASE, {"times_per_day": None}, "section 4: ease needs times_per_day"),
    ],
)
def test_a_dose_beyond_its_limit_is_refused(routine: Routine, change: dict[str, Any], expected: str) -> None:
    assert expected in problems_of(replace(routine, dose=replace(routine.dose, **change)), None)


def test_easy_movement_needs_a_length_and_warmth_needs_minutes() -> None:
    endless = replace(EASE, steps=("Turn your head.",), dose=Dose(times_per_day=(1, 2)))
    assert problems_of(endless, None) == ["section 4: ease needs minutes or repeats"]
    hot = replace(WARMTH, steps=("Rest.",), dose=Dose(repeats=(1, 2), times_per_day=(1, 2)))
    assert problems_of(hot, None) == ["P6: warmth needs minutes, 15 at most"]


SKIPPED = [
    "throat",
    "side-of-neck",
    "eye",
    "ear",
    "behind-ear",
    "jaw",
    "mouth",
    "collarbone",
    "armpit",
    "breast",
    "breastbone",
    "chest-side",
    "lower-ribs-front",
    "upper-abdomen",
    "navel",
    "abdomen-side",
    "lower-abdomen",
    "upper-back-spine",
    "low-back-spine",
    "sacrum",
    "tailbone",
    "groin",
    "pubic-area",
    "perineum",
    "knee-back",
    "knee-outer",
    "knee-front",
    "elbow-front",
    "elbow-inner",
    "upper-arm-inner",
    "wrist-front",
    "shin",
    "ankle-inner",
    "ankle-front",
    "top-of-foot",
    "achilles",
]


def test_every_skip_of_the_rules_is_a_no_go() -> None:
    assert set(SKIPPED) <= set(NO_GO)


@pytest.mark.parametrize("zone", NO_GO)
@pytest.mark.parametrize("kind", [Kind.PRESS, Kind.ROLL])
def test_nothing_presses_a_no_go_zone(zone: str, kind: Kind) -> None:
    base = GENTLE if kind is Kind.PRESS else replace(ROLL, tool=Tool.HANDS)
    assert problems_of(replace(base, on=("shoulder-blade", zone)), SEATED) == [
        f"section 3: nothing may press {zone}"
    ]


def test_warmth_and_movement_may_go_to_a_no_go_zone() -> None:
    assert problems_of(replace(WARMTH, on=("lower-abdomen",)), BED) == []


def test_zones_are_zones_of_the_body_map() -> None:
    assert {*NO_GO, *LIMITED, *ROLLER_ZONES} <= set(zones())
    assert ROLLER_ZONES.isdisjoint(NO_GO)


def test_each_no_go_says_why() -> None:
    assert all(no_go.why.endswith(".") for no_go in NO_GO.values())


@pytest.mark.parametrize(
    ("zone", "tool", "aim", "hold", "pose"),
    [
        ("back-of-neck", Tool.SOFT_BALL, 3, 30, SEATED),
        ("base-of-skull", Tool.SOFT_BALL, 3, 30, BED),
        ("base-of-skull", Tool.HANDS, 3, 30, SEATED),
        ("temple", Tool.HANDS, 2, 90, SEATED),
        ("eyebrow", Tool.HANDS, 2, 90, SEATED),
        ("cheek", Tool.HANDS, 3, 90, SEATED),
        ("chest-upper", Tool.SOFT_BALL, 3, 90, STANDING),
        ("chest-upper", Tool.HANDS, 3, 90, SEATED),
        ("flank", Tool.HANDS, 3, 90, SEATED),
        ("low-back", Tool.SOFT_BALL, 5, 90, STANDING),
        ("thigh-inner", Tool.HANDS, 3, 30, SEATED),
        ("lower-leg-outer", Tool.HANDS, 5, 90, SEATED),
        ("neck-angle", Tool.HANDS, 3, 90, SEATED),
        ("forearm-back", Tool.TENNIS_BALL, 3, 90, SEATED),
        ("thumb-base", Tool.HANDS, 3, 90, SEATED),
        ("buttock", Tool.TENNIS_BALL, 5, 90, FLOOR),
    ],
)
def test_a_limited_zone_at_its_limit_and_beyond(
    zone: str, tool: Tool, aim: int, hold: int, pose: Pose
) -> None:
    dose = replace(PRESS.dose, spots=1, pain_aim=(1, aim), hold_seconds=(20, hold))
    routine = replace(PRESS, on=(zone,), tool=tool, dose=dose)
    assert problems_of(routine, pose) == []
    assert problems_of(replace(routine, dose=replace(dose, pain_aim=(1, aim + 1))), pose)
    assert problems_of(replace(routine, dose=replace(dose, hold_seconds=(20, hold + 1))), pose)


@pytest.mark.parametrize(
    ("zone", "tool", "pose"),
    [
        ("back-of-neck", Tool.TENNIS_BALL, SEATED),
        ("base-of-skull", Tool.SOFT_BALL, STANDING),
        ("temple", Tool.SOFT_BALL, SEATED),
        ("cheek", Tool.SOFT_BALL, SEATED),
        ("chest-upper", Tool.TENNIS_BALL, STANDING),
        ("chest-upper", Tool.SOFT_BALL, FLOOR),
        ("flank", Tool.SOFT_BALL, STANDING),
        ("low-back", Tool.TENNIS_BALL, STANDING),
        ("low-back", Tool.SOFT_BALL, FLOOR),
        ("thigh-inner", Tool.SOFT_BALL, SEATED),
        ("lower-leg-outer", Tool.TENNIS_BALL, SEATED),
    ],
)
def test_a_wrong_tool_or_posture_on_a_limited_zone_is_refused(zone: str, tool: Tool, pose: Pose) -> None:
    routine = replace(GENTLE, on=(zone,), tool=tool, dose=replace(GENTLE.dose, pain_aim=(1, 2)))
    problems = problems_of(routine, pose)
    assert len(problems) == 1
    assert problems[0].startswith("section 3: ")


def test_nothing_rolls_on_the_neck() -> None:
    routine = replace(ROLL, tool=Tool.HANDS, on=("back-of-neck",), dose=replace(ROLL.dose, pain_aim=(2, 3)))
    assert problems_of(routine, SEATED) == ["section 3: nothing may roll on back-of-neck"]


@pytest.mark.parametrize("zone", sorted(set(zones()) - ROLLER_ZONES))
def test_a_roller_goes_nowhere_else(zone: str) -> None:
    assert f"P1: a foam roller may not go on {zone}" in problems_of(replace(ROLL, on=(zone,)), FLOOR)


@pytest.mark.parametrize("zone", sorted(ROLLER_ZONES))
def test_a_roller_goes_on_soft_tissue(zone: str) -> None:
    assert problems_of(replace(ROLL, on=(zone,)), FLOOR) == []


@pytest.mark.parametrize(
    ("routine", "tool"),
    [
        (PRESS, Tool.WARMTH),
        (PRESS, Tool.NOTHING),
        (STRETCH, Tool.TENNIS_BALL),
        (STRENGTHEN, Tool.WARMTH),
        (EASE, Tool.SOFT_BALL),
    ],
)
def test_pressing_cannot_hide_under_another_kind(routine: Routine, tool: Tool) -> None:
    problems = problems_of(replace(routine, tool=tool), None)
    assert f"section 2: {routine.kind} is not done with {tool}" in problems


@pytest.mark.parametrize("field", ["on", "beneath", "feel", "sources"])
def test_a_pressing_routine_lacks_nothing(field: str) -> None:
    emptied: dict[str, Any] = {field: type(getattr(PRESS, field))()}
    assert problems_of(replace(PRESS, **emptied), STANDING) == [f"R08: press needs {field}"]


def test_every_routine_has_steps_and_warmth_a_place() -> None:
    assert problems_of(replace(STRETCH, steps=()), None) == ["R08: a routine needs at least one step"]
    assert problems_of(replace(WARMTH, on=()), None) == ["R08: warmth needs on, the zones where it goes"]


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("Do {repeats}.", "content guide: step 1 names {repeats}, which the dose does not have"),
        ("Hold for {seconds}.", "content guide: step 1 names {seconds}, which the dose does not have"),
        ("Hold for { hold }.", "content guide: step 1 has a brace that belongs to no placeholder"),
        ("Hold for 30 seconds.", "content guide: step 1 holds a number that is not a size in cm"),
        ("Move 2 cm and press 5 times.", "content guide: step 1 holds a number that is not a size in cm"),
    ],
)
def test_numbers_of_a_dose_stand_in_the_dose_only(step: str, expected: str) -> None:
    assert problems_of(replace(PRESS, steps=(step,)), STANDING) == [expected]


@pytest.mark.parametrize("step", ["Move 2 cm.", "Move 2 to 3 cm.", "Move 1.5 cm.", "Count to three."])
def test_a_size_and_number_words_are_fine(step: str) -> None:
    assert problems_of(replace(PRESS, steps=(step,)), STANDING) == []


@pytest.mark.parametrize("field", ["feel", "easier", "harder"])
def test_no_number_slips_in_beside_the_steps(field: str) -> None:
    numbered: dict[str, Any] = {field: "Press up to 8 out of 10."}
    assert problems_of(replace(PRESS, **numbered), STANDING) == [
        f"content guide: {field} holds a number that is not a size in cm"
    ]
    braced: dict[str, Any] = {field: "Hold for {hold}."}
    assert problems_of(replace(PRESS, **braced), STANDING) == [
        f"content guide: {field} has a placeholder; only steps are filled"
    ]


def test_all_problems_come_at_once() -> None:
    worst = replace(PRESS, on=("throat",), sources=(), dose=replace(PRESS.dose, pain_aim=(3, 8)))
    assert len(problems_of(worst, STANDING)) == 3


def test_stop_signs_and_aftercare_are_short_plain_lines() -> None:
    assert len(STOP_NOW) == 9
    assert all(line[0].islower() and len(line.split()) <= 12 for line in STOP_NOW)
    assert all(line.endswith(".") and len(line.split()) <= 18 for line in AFTER)
