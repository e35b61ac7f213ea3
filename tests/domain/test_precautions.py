"""Section 2 of the clinical rules, row by row, and that the strictest word wins."""

import csv
import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

import pytest

from triggercare.domain.anatomy import (
    FIXTURES,
    Dose,
    Kind,
    Place,
    Pose,
    Posture,
    Routine,
    Side,
    Tool,
    zones,
)
from triggercare.domain.precautions import (
    BY_SLUG,
    PRECAUTIONS,
    Action,
    Condition,
    Decision,
    Rule,
    nameable,
    to_ask_first,
)
from triggercare.domain.precautions import decide as decide_for
from triggercare.domain.questions import HEALTH_NETS

SLUGS = [
    "clot-known-or-suspected",
    "clot-in-the-past",
    "fever-unwell",
    "fracture-or-suspected",
    "open-wound-burn-rash-infection",
    "inflamed-hot-swollen",
    "fresh-muscle-tear-bruise",
    "hard-lump-after-a-knock",
    "bone-infection",
    "blood-thinner",
    "bleeding-disorder",
    "weak-bones-or-long-steroids",
    "numb-skin-or-neuropathy",
    "diabetes",
    "varicose-veins",
    "artery-disease-or-aneurysm",
    "cancer-now-or-recent",
    "swollen-limb-lymphoedema",
    "pregnant-or-6-weeks-after",
    "heart-device-or-implant",
    "surgery-recent",
    "hypermobile-or-connective-tissue",
    "rheumatoid-or-neck-instability-or-down-syndrome",
    "disc-or-trapped-nerve",
    "stroke-or-neck-artery-tear-ever",
    "fibromyalgia-or-widespread-pain",
    "migraine",
    "muscle-breakdown-before-or-sickle-cell-trait",
    "very-sore-after-exercise",
    "dialysis-fistula-or-drip-line",
    "complex-regional-pain-or-light-touch-hurts",
    "hernia-or-recent-birth-by-caesarean",
    "whiplash-or-concussion-under-6-weeks",
    "dizzy-or-falls-risk",
    "frail-or-thin-skin",
    "lung-collapse-before",
    "glaucoma-or-eye-surgery",
    "drank-alcohol-or-took-sedatives-or-strong-painkillers",
    "allergy-latex-or-skin",
]
STOPS = {
    "clot-known-or-suspected",
    "fever-unwell",
    "bone-infection",
    "cancer-now-or-recent",
    "drank-alcohol-or-took-sedatives-or-strong-painkillers",
}
LIGHTS = {
    "clot-in-the-past",
    "blood-thinner",
    "weak-bones-or-long-steroids",
    "diabetes",
    "varicose-veins",
    "pregnant-or-6-weeks-after",
    "fibromyalgia-or-widespread-pain",
    "migraine",
    "very-sore-after-exercise",
    "frail-or-thin-skin",
}

STANDING = Pose(slug="wall", words="Standing at a wall", posture=Posture.STANDING)
SEATED = Pose(slug="chair", words="Sitting", posture=Posture.SEATED)
BACK = Pose(slug="back", words="Lying on your back", posture=Posture.BED, lies_flat_on_back=True)
BELLY = Pose(slug="belly", words="Lying on your belly", posture=Posture.BED, lies_on_belly=True)
FLOOR = Pose(slug="floor", words="Sitting on the floor", posture=Posture.FLOOR)
HEAD_DOWN = Pose(slug="down", words="Bending with the head down", posture=Posture.STANDING, head_down=True)
POSES = (STANDING, SEATED, BACK, BELLY, FLOOR, HEAD_DOWN)

PRESS_DOSE = Dose(hold_seconds=(30, 60), spots=2, holds=(1, 2), times_per_day=(1, 2), pain_aim=(3, 5))


def decide(routine: Routine, pose: Pose, slugs: Iterable[str], *, on_floor: bool = True) -> Decision:
    """For conditions that sit everywhere."""
    return decide_for(routine, pose, [Condition(slug) for slug in slugs], on_floor=on_floor)


def press(tool: Tool, *on: str) -> Routine:
    return Routine(
        kind=Kind.PRESS,
        name="Press",
        tool=tool,
        pose="any",
        on=on,
        steps=("Press until it is {pressure}.",),
        feel="A dull ache.",
        dose=PRESS_DOSE,
        easier="Press less.",
        sources=("hou-2002",),
    )


def roll(*on: str) -> Routine:
    dose = Dose(roll_seconds=(30, 60), sets=(1, 2), times_per_day=(1, 1), pain_aim=(3, 5))
    return replace(press(Tool.FOAM_ROLLER, *on), kind=Kind.ROLL, dose=dose)


def move(kind: Kind, tool: Tool = Tool.NOTHING, *on: str) -> Routine:
    return replace(press(tool, *on), kind=kind, dose=Dose(repeats=(8, 10)))


STRETCH = move(Kind.STRETCH)
STRENGTHEN = move(Kind.STRENGTHEN, Tool.BAND)
EASE = move(Kind.EASE)
WARM_BACK = move(Kind.EASE, Tool.WARMTH, "low-back")

ROUTINES = (
    *(
        press(tool, zone)
        for tool in (Tool.HANDS, Tool.SOFT_BALL, Tool.TENNIS_BALL)
        for zone in ("shoulder-blade", "back-of-neck", "temple", "calf-upper", "forearm-front", "thigh-inner")
    ),
    roll("calf-upper"),
    roll("shoulder-blade"),
    STRETCH,
    STRENGTHEN,
    move(Kind.STRENGTHEN, Tool.TENNIS_BALL),
    EASE,
    WARM_BACK,
    move(Kind.EASE, Tool.WARMTH, "calf-upper"),
)


def kept(routine: Routine, pose: Pose, *conditions: str) -> bool:
    return decide(routine, pose, conditions).keep


# The records


def test_every_condition_of_the_rules_is_there_in_its_order() -> None:
    assert len(SLUGS) == 39
    assert [precaution.slug for precaution in PRECAUTIONS] == SLUGS
    assert list(BY_SLUG) == SLUGS


def test_rules_are_those_of_the_table() -> None:
    assert {p.slug for p in PRECAUTIONS if p.rule is Rule.STOP} == STOPS
    assert {p.slug for p in PRECAUTIONS if p.rule is Rule.LIGHT} == LIGHTS


def test_every_health_box_is_used_and_every_condition_hangs_on_one() -> None:
    used = {net for precaution in PRECAUTIONS for net in precaution.nets}
    assert used | {"weak-immune"} == {net.slug for net in HEALTH_NETS}
    assert [p.slug for p in PRECAUTIONS if not p.nets] == ["fever-unwell"]


def test_who_must_ask_first() -> None:
    assert {p.slug for p in PRECAUTIONS if p.ask_first} == {
        "clot-known-or-suspected",
        "fresh-muscle-tear-bruise",
        "bone-infection",
        "bleeding-disorder",
        "numb-skin-or-neuropathy",
        "artery-disease-or-aneurysm",
        "cancer-now-or-recent",
        "swollen-limb-lymphoedema",
        "surgery-recent",
        "rheumatoid-or-neck-instability-or-down-syndrome",
        "stroke-or-neck-artery-tear-ever",
    }
    assert {p.slug for p in PRECAUTIONS if p.waits} == STOPS - {
        "clot-known-or-suspected",
        "bone-infection",
        "cancer-now-or-recent",
    }


def test_ask_first_is_narrowed_where_the_row_says_so() -> None:
    neck = "rheumatoid-or-neck-instability-or-down-syndrome"
    assert to_ask_first([neck], ["knee-front"]) == ()
    assert to_ask_first([neck], ["back-of-neck"]) == (BY_SLUG[neck],)
    assert to_ask_first(["fresh-muscle-tear-bruise"], ["buttock"]) == ()
    assert to_ask_first(["blood-thinner", "fresh-muscle-tear-bruise"], ["buttock"]) == (
        BY_SLUG["fresh-muscle-tear-bruise"],
    )
    assert to_ask_first(["bone-infection", "diabetes"], []) == (BY_SLUG["bone-infection"],)


def test_sources_are_known() -> None:
    with (FIXTURES / "sources.csv").open(encoding="utf-8", newline="") as lines:
        known = {row["key"] for row in csv.DictReader(lines)}
    assert {source for precaution in PRECAUTIONS for source in precaution.sources} <= known


@pytest.mark.parametrize("slug", SLUGS)
def test_words_are_plain_and_fit_their_sentence(slug: str) -> None:
    precaution = BY_SLUG[slug]
    assert precaution.words.endswith("?")
    assert precaution.effects
    for effect in precaution.effects:
        if effect.action is Action.DROP:
            assert effect.words[0].islower()
            assert effect.words[-1].isalnum()
        else:
            assert effect.words[0].isupper()
            assert effect.words.endswith(".")
    said = " ".join((precaution.words, precaution.not_counted, *(e.words for e in precaution.effects)))
    banned = r"safe|cure|cured|damage|toxin|toxins|proven|diagnosis|crumbling|contraindicated|you have an?"
    assert not re.search(rf"\b({banned})\b", said.replace("Do you have a", "").replace("do you have a", ""))


@pytest.mark.parametrize("slug", SLUGS)
def test_every_effect_meets_some_routine(slug: str) -> None:
    odd = (
        press(Tool.SOFT_BALL, "foot-outer-edge"),
        press(Tool.HANDS, "lower-abdomen"),
        roll("back-of-neck"),
    )
    for effect in BY_SLUG[slug].effects:
        assert any(effect.meets(routine, pose) for routine in (*ROUTINES, *odd) for pose in POSES)


# One condition, one routine


def test_without_conditions_nothing_changes() -> None:
    for routine in ROUTINES:
        assert decide(routine, STANDING, []) == Decision(True, routine.dose, routine.tool, ())


def test_a_misspelt_condition_is_never_taken_for_none() -> None:
    with pytest.raises(KeyError):
        decide(EASE, SEATED, ["blood-thinners"])


@pytest.mark.parametrize("slug", sorted(STOPS))
def test_stop_leaves_easy_movement_only(slug: str) -> None:
    for routine in ROUTINES:
        easy = routine.kind is Kind.EASE and routine.tool is not Tool.WARMTH
        assert kept(routine, SEATED, slug) == easy


ROWS: list[tuple[str, Routine, Pose, bool]] = [
    ("clot-in-the-past", press(Tool.SOFT_BALL, "calf-upper"), SEATED, False),
    ("clot-in-the-past", press(Tool.HANDS, "calf-upper"), SEATED, True),
    ("clot-in-the-past", press(Tool.TENNIS_BALL, "mid-back"), STANDING, True),
    ("fracture-or-suspected", press(Tool.HANDS, "calf-upper"), SEATED, False),
    ("fracture-or-suspected", WARM_BACK, SEATED, True),
    ("open-wound-burn-rash-infection", WARM_BACK, SEATED, False),
    ("open-wound-burn-rash-infection", press(Tool.HANDS, "buttock"), SEATED, False),
    ("inflamed-hot-swollen", WARM_BACK, SEATED, False),
    ("inflamed-hot-swollen", press(Tool.HANDS, "buttock"), SEATED, False),
    ("fresh-muscle-tear-bruise", press(Tool.HANDS, "buttock"), SEATED, False),
    ("fresh-muscle-tear-bruise", WARM_BACK, SEATED, False),
    ("fresh-muscle-tear-bruise", STRETCH, SEATED, True),
    ("hard-lump-after-a-knock", WARM_BACK, SEATED, False),
    ("hard-lump-after-a-knock", press(Tool.HANDS, "buttock"), SEATED, False),
    ("blood-thinner", roll("calf-upper"), FLOOR, False),
    ("blood-thinner", press(Tool.SOFT_BALL, "buttock"), FLOOR, False),
    ("blood-thinner", press(Tool.SOFT_BALL, "buttock"), SEATED, True),
    ("bleeding-disorder", press(Tool.SOFT_BALL, "buttock"), SEATED, False),
    ("bleeding-disorder", press(Tool.HANDS, "buttock"), SEATED, True),
    ("weak-bones-or-long-steroids", press(Tool.SOFT_BALL, "mid-back"), BACK, False),
    ("numb-skin-or-neuropathy", press(Tool.HANDS, "buttock"), SEATED, False),
    ("numb-skin-or-neuropathy", WARM_BACK, SEATED, False),
    ("diabetes", roll("calf-upper"), FLOOR, False),
    ("diabetes", roll("shoulder-blade"), FLOOR, True),
    ("varicose-veins", roll("thigh-outer-upper"), FLOOR, False),
    ("varicose-veins", press(Tool.TENNIS_BALL, "shoulder-blade"), FLOOR, True),
    ("artery-disease-or-aneurysm", press(Tool.HANDS, "low-back"), SEATED, False),
    ("artery-disease-or-aneurysm", press(Tool.HANDS, "back-of-neck"), SEATED, False),
    ("artery-disease-or-aneurysm", press(Tool.HANDS, "forearm-front"), SEATED, True),
    ("artery-disease-or-aneurysm", move(Kind.EASE, Tool.WARMTH, "calf-upper"), SEATED, False),
    ("artery-disease-or-aneurysm", WARM_BACK, SEATED, True),
    ("artery-disease-or-aneurysm", STRENGTHEN, SEATED, False),
    ("swollen-limb-lymphoedema", press(Tool.HANDS, "shoulder-blade"), SEATED, False),
    ("swollen-limb-lymphoedema", move(Kind.EASE, Tool.WARMTH, "forearm-front"), SEATED, False),
    ("swollen-limb-lymphoedema", press(Tool.HANDS, "cheek"), SEATED, True),
    ("pregnant-or-6-weeks-after", press(Tool.TENNIS_BALL, "calf-upper"), SEATED, False),
    ("pregnant-or-6-weeks-after", press(Tool.SOFT_BALL, "calf-upper"), SEATED, False),
    ("pregnant-or-6-weeks-after", press(Tool.HANDS, "calf-upper"), SEATED, True),
    ("pregnant-or-6-weeks-after", press(Tool.HANDS, "thigh-inner"), SEATED, False),
    ("pregnant-or-6-weeks-after", STRETCH, BELLY, False),
    ("pregnant-or-6-weeks-after", STRETCH, BACK, True),
    ("heart-device-or-implant", press(Tool.HANDS, "chest-upper"), SEATED, False),
    ("heart-device-or-implant", STRENGTHEN, SEATED, True),
    ("surgery-recent", STRENGTHEN, SEATED, False),
    ("surgery-recent", press(Tool.HANDS, "buttock"), SEATED, False),
    ("surgery-recent", WARM_BACK, SEATED, True),
    ("hypermobile-or-connective-tissue", press(Tool.SOFT_BALL, "base-of-skull"), SEATED, False),
    ("hypermobile-or-connective-tissue", press(Tool.HANDS, "base-of-skull"), SEATED, True),
    ("rheumatoid-or-neck-instability-or-down-syndrome", press(Tool.HANDS, "base-of-skull"), SEATED, False),
    ("rheumatoid-or-neck-instability-or-down-syndrome", press(Tool.TENNIS_BALL, "buttock"), FLOOR, True),
    ("disc-or-trapped-nerve", press(Tool.TENNIS_BALL, "buttock"), SEATED, False),
    ("disc-or-trapped-nerve", press(Tool.HANDS, "buttock"), SEATED, True),
    ("stroke-or-neck-artery-tear-ever", press(Tool.HANDS, "temple"), SEATED, False),
    ("stroke-or-neck-artery-tear-ever", press(Tool.SOFT_BALL, "calf-upper"), SEATED, False),
    ("stroke-or-neck-artery-tear-ever", press(Tool.HANDS, "calf-upper"), SEATED, True),
    ("muscle-breakdown-before-or-sickle-cell-trait", roll("calf-upper"), FLOOR, True),
    ("very-sore-after-exercise", roll("calf-upper"), FLOOR, True),
    ("dialysis-fistula-or-drip-line", press(Tool.HANDS, "forearm-front"), SEATED, False),
    ("dialysis-fistula-or-drip-line", press(Tool.HANDS, "calf-upper"), SEATED, True),
    ("complex-regional-pain-or-light-touch-hurts", press(Tool.HANDS, "palm"), SEATED, False),
    ("hernia-or-recent-birth-by-caesarean", STRENGTHEN, SEATED, False),
    ("hernia-or-recent-birth-by-caesarean", press(Tool.HANDS, "lower-abdomen"), SEATED, False),
    ("hernia-or-recent-birth-by-caesarean", press(Tool.TENNIS_BALL, "shoulder-blade"), STANDING, True),
    ("whiplash-or-concussion-under-6-weeks", press(Tool.HANDS, "cheek"), SEATED, False),
    ("whiplash-or-concussion-under-6-weeks", press(Tool.HANDS, "neck-angle"), SEATED, False),
    ("whiplash-or-concussion-under-6-weeks", EASE, SEATED, True),
    ("dizzy-or-falls-risk", EASE, FLOOR, False),
    ("dizzy-or-falls-risk", EASE, BACK, True),
    ("frail-or-thin-skin", STRETCH, FLOOR, False),
    ("lung-collapse-before", press(Tool.SOFT_BALL, "shoulder-blade"), STANDING, False),
    ("lung-collapse-before", roll("shoulder-blade"), FLOOR, False),
    ("lung-collapse-before", press(Tool.HANDS, "chest-upper"), SEATED, True),
    ("lung-collapse-before", press(Tool.TENNIS_BALL, "buttock"), FLOOR, True),
    ("glaucoma-or-eye-surgery", STRETCH, HEAD_DOWN, False),
    ("glaucoma-or-eye-surgery", press(Tool.HANDS, "temple"), SEATED, False),
    ("glaucoma-or-eye-surgery", press(Tool.HANDS, "back-of-neck"), SEATED, True),
    ("allergy-latex-or-skin", STRENGTHEN, SEATED, False),
    ("allergy-latex-or-skin", press(Tool.TENNIS_BALL, "buttock"), SEATED, False),
    ("allergy-latex-or-skin", press(Tool.SOFT_BALL, "buttock"), SEATED, True),
]


@pytest.mark.parametrize(("slug", "routine", "pose", "stays"), ROWS)
def test_a_row_takes_away_what_it_says_and_no_more(
    slug: str, routine: Routine, pose: Pose, stays: bool
) -> None:
    decision = decide(routine, pose, [slug])
    assert decision.keep == stays
    assert stays or all(reason.startswith("Left out because ") for reason in decision.reasons)


@pytest.mark.parametrize("slug", sorted(LIGHTS - {"clot-in-the-past"}))
def test_light_presses_less_for_half_the_time(slug: str) -> None:
    zone = "back-of-neck" if slug == "migraine" else "calf-lower"
    if slug == "pregnant-or-6-weeks-after":
        zone = "shoulder-blade"
    decision = decide(press(Tool.TENNIS_BALL, zone), SEATED, [slug])
    assert decision.keep
    assert decision.tool is Tool.SOFT_BALL
    assert decision.dose.pain_aim == (2, 3)
    assert decision.dose.hold_seconds in ((20, 30), (20, 20))
    assert "Use a soft ball or your hands instead of a tennis ball." in decision.reasons


@pytest.mark.parametrize("slug", sorted(LIGHTS))
def test_light_means_no_roller_and_no_lying_on_a_ball(slug: str) -> None:
    zone = "back-of-neck" if slug == "migraine" else "calf-upper"
    assert kept(roll(zone), SEATED, slug) == (slug == "very-sore-after-exercise")
    assert not kept(press(Tool.SOFT_BALL, zone), BACK, slug)
    assert kept(press(Tool.HANDS, zone), BACK, slug)


def test_a_blood_thinner_lightens() -> None:
    decision = decide(press(Tool.HANDS, "shoulder-blade"), SEATED, ["blood-thinner"])
    assert decision == Decision(
        True,
        Dose(hold_seconds=(20, 30), spots=2, holds=(1, 2), times_per_day=(1, 2), pain_aim=(2, 3)),
        Tool.HANDS,
        (
            "Press only lightly and for a shorter time while you take blood thinners.",
            "Look for bruises afterwards. One that grows: speak to a doctor that day.",
        ),
    )


def test_halves_do_not_add_up() -> None:
    routine = press(Tool.HANDS, "shoulder-blade")
    one = decide(routine, SEATED, ["blood-thinner"])
    two = decide(routine, SEATED, ["blood-thinner", "weak-bones-or-long-steroids", "frail-or-thin-skin"])
    assert one.dose == two.dose


def test_widespread_pain_begins_with_less() -> None:
    dose = decide(press(Tool.HANDS, "shoulder-blade"), SEATED, ["fibromyalgia-or-widespread-pain"]).dose
    assert (dose.hold_seconds, dose.spots, dose.times_per_day) == ((20, 20), 2, (1, 1))


def test_bleeding_easily_means_very_light_hands() -> None:
    assert decide(press(Tool.HANDS, "buttock"), SEATED, ["bleeding-disorder"]).dose.pain_aim == (1, 2)


def test_a_roller_stays_for_sore_muscles_but_lightly() -> None:
    decision = decide(roll("calf-upper"), FLOOR, ["very-sore-after-exercise"])
    assert (decision.tool, decision.dose.pain_aim, decision.dose.roll_seconds) == (
        Tool.FOAM_ROLLER,
        (2, 3),
        (20, 30),
    )
    assert not kept(roll("calf-upper"), FLOOR, "very-sore-after-exercise", "blood-thinner")


def test_frail_people_sit() -> None:
    reasons = decide(press(Tool.SOFT_BALL, "shoulder-blade"), STANDING, ["frail-or-thin-skin"]).reasons
    assert "Do this sitting down. Put a ball between you and the back of the chair." in reasons


@pytest.mark.parametrize(
    "slug",
    [
        "inflamed-hot-swollen",
        "fresh-muscle-tear-bruise",
        "hard-lump-after-a-knock",
        "bleeding-disorder",
        "artery-disease-or-aneurysm",
        "pregnant-or-6-weeks-after",
        "surgery-recent",
        "hypermobile-or-connective-tissue",
        "rheumatoid-or-neck-instability-or-down-syndrome",
        "stroke-or-neck-artery-tear-ever",
        "hernia-or-recent-birth-by-caesarean",
        "whiplash-or-concussion-under-6-weeks",
    ],
)
def test_no_end_range_stretch(slug: str) -> None:
    reasons = decide(STRETCH, SEATED, [slug]).reasons
    assert "Stop at the first mild pull; do not go to the end of the movement." in reasons


def test_a_routine_may_name_a_condition_itself() -> None:
    routine = replace(EASE, avoid_if=("migraine",))
    assert decide(routine, SEATED, ["migraine"]).reasons == ("Left out because you ticked: Migraine.",)
    assert kept(routine, SEATED, "diabetes")


def test_who_cannot_get_up_stays_off_the_floor() -> None:
    decision = decide(EASE, FLOOR, [], on_floor=False)
    assert not decision.keep
    assert decision.reasons == ("You said you cannot easily get up from the floor.",)
    assert decide(EASE, BACK, [], on_floor=False).keep


def test_a_place_that_is_not_known_counts_as_met() -> None:
    assert not kept(press(Tool.HANDS), SEATED, "whiplash-or-concussion-under-6-weeks")


# Several conditions


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda r: f"{r.kind}-{r.tool}-{'-'.join(r.on)}")
def test_one_more_condition_never_brings_anything_back(routine: Routine) -> None:
    for pose in POSES:
        alone = {slug: decide(routine, pose, [slug]) for slug in SLUGS}
        for first, second in combinations(SLUGS, 2):
            both = decide(routine, pose, [first, second])
            assert both == decide(routine, pose, [second, first])
            assert both.keep == (alone[first].keep and alone[second].keep)
            if both.keep:
                assert_no_more(both, alone[first])
                assert_no_more(both, alone[second])


def assert_no_more(both: Decision, one: Decision) -> None:
    """No measure is higher, no tool harder and no sentence lost than for one of the conditions."""
    tools = list(Tool)
    assert tools.index(both.tool) <= tools.index(one.tool)
    assert set(one.reasons) <= set(both.reasons)
    for name in ("pain_aim", "hold_seconds", "roll_seconds", "holds", "sets", "times_per_day"):
        more, most = getattr(both.dose, name), getattr(one.dose, name)
        assert more is None or (more[0] <= most[0] and more[1] <= most[1])
    assert both.dose.spots is None or one.dose.spots is None or both.dose.spots <= one.dose.spots


def sits(slug: str, *places: str, agreed: bool = False) -> list[Condition]:
    return [Condition(slug, frozenset(map(Place.parse, places)) or None, agreed)]


@pytest.mark.parametrize(
    ("slug", "place", "on", "side", "stays"),
    [
        # The area: the zones that the person names
        ("fracture-or-suspected", "wrist-back:left", "buttock", Side.LEFT, True),
        ("fracture-or-suspected", "buttock:left", "buttock", Side.LEFT, False),
        ("fracture-or-suspected", "buttock:left", "buttock", Side.RIGHT, True),
        # That limb counts whole
        ("varicose-veins", "ankle-inner:right", "calf-upper", Side.RIGHT, False),
        ("varicose-veins", "ankle-inner:right", "calf-upper", Side.LEFT, True),
        ("dialysis-fistula-or-drip-line", "elbow-front:left", "forearm-back", Side.LEFT, False),
        ("dialysis-fistula-or-drip-line", "elbow-front:left", "forearm-back", Side.RIGHT, True),
        # With a limb goes what lies beside it
        ("swollen-limb-lymphoedema", "wrist-back:left", "chest-upper", Side.LEFT, False),
        ("swollen-limb-lymphoedema", "ankle-inner:left", "chest-upper", Side.LEFT, True),
        ("swollen-limb-lymphoedema", "ankle-inner:left", "thigh-back-upper", Side.LEFT, False),
        # Belly, back and neck stay closed wherever the arteries are bad
        ("artery-disease-or-aneurysm", "calf-upper:left", "neck-angle", Side.RIGHT, False),
        ("artery-disease-or-aneurysm", "calf-upper:left", "calf-upper", Side.RIGHT, True),
        # Elsewhere hands only
        ("numb-skin-or-neuropathy", "sole:left", "forearm-back", Side.LEFT, False),
    ],
)
def test_a_condition_acts_where_it_sits(slug: str, place: str, on: str, side: Side, stays: bool) -> None:
    routine = roll(on) if slug == "varicose-veins" else press(Tool.SOFT_BALL, on)
    assert decide_for(routine, SEATED, sits(slug, place), [side]).keep == stays
    assert not decide_for(routine, SEATED, sits(slug), [side]).keep  # left open: everywhere


def test_either_side_counts_as_both() -> None:
    routine = press(Tool.HANDS, "buttock")
    fracture = sits("fracture-or-suspected", "buttock:left")
    assert not decide_for(routine, SEATED, fracture, [Side.LEFT, Side.RIGHT]).keep


@pytest.mark.parametrize("slug", ["clot-known-or-suspected", "bone-infection", "cancer-now-or-recent"])
def test_after_a_clinician_agreed_a_stop_becomes_light(slug: str) -> None:
    routine = press(Tool.HANDS, "shoulder-blade")
    assert not decide_for(routine, SEATED, sits(slug)).keep
    agreed = decide_for(routine, SEATED, sits(slug, agreed=True))
    assert agreed.keep
    assert agreed.dose.pain_aim is not None
    assert max(agreed.dose.pain_aim) <= 3
    assert not decide_for(roll("calf-upper"), FLOOR, sits(slug, agreed=True)).keep


def test_an_operation_that_the_surgeon_has_cleared_becomes_light() -> None:
    exercise = move(Kind.STRENGTHEN)
    assert not decide_for(exercise, SEATED, sits("surgery-recent")).keep
    assert decide_for(exercise, SEATED, sits("surgery-recent", agreed=True)).keep


def test_every_place_can_be_named() -> None:
    named = frozenset().union(*nameable().values())
    assert named == {Place(zone.slug, side) for zone in zones().values() for side in zone.sides}


def test_conditions_can_be_read_from_words() -> None:
    assert Condition.parse("blood-thinner") == Condition("blood-thinner")
    knee = Condition.parse("surgery-recent@knee-front:left")
    assert knee.places == {Place("knee-front", Side.LEFT)}
    for wrong in ("blood-thinners", "surgery-recent@knee", "surgery-recent@crown:left"):
        with pytest.raises(ValueError, match=r"unknown|no such side"):
            Condition.parse(wrong)
