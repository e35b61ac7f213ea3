"""The danger signs against the clinical rules: nothing lost, nothing softened, nothing out of reach."""

import csv
import re

import pytest

from triggercare.domain.anatomy import FIXTURES, Group, Urgency, group_zones, zones
from triggercare.domain.questions import NOW_NETS, SIGN_NETS, Answers, Net, Value
from triggercare.domain.red_flags import RED_FLAGS, Ask, Fact, RedFlag, Sign

EMERGENCY, URGENT, SOON = Urgency.EMERGENCY, Urgency.URGENT, Urgency.SOON

# Item -> level and number of tick boxes: rules 1.1 and 1.2, in their order. L01 stands in three boxes, so that each part
# can be answered for itself; L10 is our own (docs/decisions/0012).
RULES: dict[str, tuple[Urgency, int]] = {
    "G01": (EMERGENCY, 2),
    "G02": (EMERGENCY, 1),
    "G03": (EMERGENCY, 1),
    "G04": (EMERGENCY, 3),
    "G05": (EMERGENCY, 2),
    "G06": (EMERGENCY, 1),
    "G07": (EMERGENCY, 3),
    "G08": (URGENT, 2),
    "G09": (URGENT, 3),
    "G10": (EMERGENCY, 2),
    "G11": (URGENT, 2),
    "G12": (URGENT, 1),
    "G13": (URGENT, 1),
    "G14": (SOON, 1),
    "G15": (SOON, 1),
    "G16": (URGENT, 2),
    "G17": (SOON, 1),
    "G18": (URGENT, 1),
    "G19": (SOON, 1),
    "G20": (EMERGENCY, 1),
    "G21": (EMERGENCY, 2),
    "G22": (URGENT, 1),
    "G23": (URGENT, 1),
    "G24": (EMERGENCY, 1),
    "G25": (URGENT, 1),
    "G26": (SOON, 1),
    "G27": (SOON, 1),
    "G28": (SOON, 1),
    "H01": (EMERGENCY, 1),
    "H02": (EMERGENCY, 3),
    "H03": (EMERGENCY, 1),
    "H04": (URGENT, 2),
    "H05": (URGENT, 1),
    "H06": (URGENT, 1),
    "H07": (EMERGENCY, 2),
    "H08": (URGENT, 1),
    "H09": (SOON, 2),
    "H10": (SOON, 1),
    "H11": (SOON, 2),
    "H12": (URGENT, 1),
    "N01": (EMERGENCY, 1),
    "N02": (EMERGENCY, 1),
    "N03": (URGENT, 1),
    "N04": (URGENT, 1),
    "S01": (URGENT, 1),
    "S02": (EMERGENCY, 1),
    "S03": (SOON, 1),
    "S04": (SOON, 1),
    "B01": (URGENT, 1),
    "B02": (URGENT, 1),
    "B03": (SOON, 1),
    "A01": (EMERGENCY, 3),
    "A02": (SOON, 1),
    "A03": (SOON, 1),
    "A04": (SOON, 1),
    "A05": (EMERGENCY, 2),
    "A06": (EMERGENCY, 2),
    "A07": (SOON, 1),
    "A08": (URGENT, 1),
    "L01": (URGENT, 3),
    "L02": (SOON, 1),
    "L03": (URGENT, 1),
    "L04": (URGENT, 2),
    "L05": (URGENT, 2),
    "L06": (URGENT, 1),
    "L07": (SOON, 2),
    "L08": (SOON, 1),
    "L09": (SOON, 1),
    "L10": (URGENT, 1),
    "T01": (SOON, 1),
    "T02": (SOON, 1),
    "T03": (SOON, 1),
    "T04": (EMERGENCY, 2),
    "T05": (URGENT, 1),
    "X01": (EMERGENCY, 1),
    "X02": (EMERGENCY, 1),
    "X03": (URGENT, 1),
}

# Net box -> the items that it opens: the table of the questionnaire's design.
OPENS: dict[str, str] = {
    "chest-now": "G01",
    "arm-jaw-sweat": "G01",
    "breath-now": "G02",
    "face-speech-sight": "G03",
    "numb-between-legs": "G04",
    "bladder-bowel": "G04",
    "confused-fit": "G21",
    "rash-under-glass": "G21",
    "too-much-paracetamol": "G24",
    "headache": "H01 H02 H03 H04 H05 H08 H09 N01",
    "dizzy-speech": "H07 N01",
    "eye-face-jaw": "G16 H02 H05 H06 H07 H10 H11 H12",
    "fever": "G11 G27 H02 B02 A08",
    "weak-numb": "G12 N03 S04 B01",
    "injury": "G05 G07 H03 N02 N04 S01 S02 L01 L03 L06 L07",
    "swollen-hot": "G09 G10 G16 L05 L09",
    "breathing-in": "G22 G23 G28 T04",
    "out-of-the-blue": "G05 G15 L05 T05",
    "dark-pee": "G06 G10",
    "belly-pee-stool": "G05 S02 B02 A01 A02 A03 A04 A06 A07 A08",
    "both-legs": "B01 L02 L05",
    "rash-yellow": "G18 G25 H12",
    "weight-lump": "G14 H11 S03 S04 A07 L07",
    "stiff-joints": "G17 B03",
    "medicine": "G26 H09 L10",
    "sport-signs": "T01 T02 T03 T05",
    "unsafe": "G20",
}
ASKED_BY_FACT_ALONE = {"G08", "G13", "G19", "A05", "L04", "L08", "X01", "X02", "X03"}

# Items that the rules ask of everyone (G22, T04) or by a fact other than a place.
ASKED_WHEREVER_IT_HURTS = {
    *"G01 G02 G03 G04 G07 G08 G11 G12 G13 G14 G15 G16 G17 G18 G19 G20 G21 G22 G24 G26 G27".split(),
    *"A05 L04 T02 T03 T04 X01 X02 X03".split(),
}

NETS: dict[str, Net] = {net.slug: net for net in (*NOW_NETS, *SIGN_NETS)}
BY_ID = {flag.id: flag for flag in RED_FLAGS}
SIGNS = [(flag, sign) for flag in RED_FLAGS for sign in flag.signs]

each_flag = pytest.mark.parametrize("flag", RED_FLAGS, ids=lambda flag: flag.id)
each_sign = pytest.mark.parametrize("sign", [sign for _, sign in SIGNS], ids=lambda sign: sign.id)


def said(*where: str, age: int = 30, **more: Value) -> Answers:
    """Somebody whose pain came on slowly, and who has nothing else, unless said otherwise."""
    values: dict[str, Value] = {
        "where": where,
        "age": age,
        "sport": "no",
        "start": ("slowly",),
        "span": "under-2-weeks",
        "health": (),
        "signs": (),
    }
    return Answers(values={**values, **more})


def asked(sign_id: str, answers: Answers) -> bool:
    """Whether the facts and places of this sign hold; whether its net was ticked is another matter."""
    return any(
        flag.ask.holds(answers) and sign.ask.holds(answers) for flag, sign in SIGNS if sign.id == sign_id
    )


def is_offered(net: Net, zone: str) -> bool:
    return not net.groups or any(zone in group_zones(group) for group in net.groups)


def test_every_item_of_the_rules_is_there_once_and_in_their_order() -> None:
    assert [flag.id for flag in RED_FLAGS] == list(RULES)


@each_flag
def test_an_item_has_the_level_and_the_tick_boxes_of_the_rules(flag: RedFlag) -> None:
    level, boxes = RULES[flag.id]
    expected = [flag.id] if boxes == 1 else [flag.id + letter for letter in "abc"[:boxes]]
    assert flag.level is level
    assert [sign.id for sign in flag.signs] == expected


def test_only_the_passed_exercise_sign_has_a_level_of_its_own() -> None:
    own = {sign.id: flag.level_of(sign) for flag, sign in SIGNS if sign.level is not None}
    assert own == {"T04b": URGENT}


def test_sign_ids_are_unique() -> None:
    ids = [sign.id for _, sign in SIGNS]
    assert len(ids) == len(set(ids))


def test_every_net_opens_exactly_the_items_of_the_design() -> None:
    opened = {slug: [flag.id for flag in RED_FLAGS if slug in flag.nets] for slug in NETS}
    assert opened == {slug: [i for i in RULES if i in items.split()] for slug, items in OPENS.items()}


@each_flag
def test_an_item_hangs_on_known_nets_or_on_a_fact(flag: RedFlag) -> None:
    assert set(flag.nets) <= set(NETS)
    assert (not flag.nets) == (flag.id in ASKED_BY_FACT_ALONE)
    if not flag.nets:
        assert flag.ask.all_of or flag.ask.any_of or all(sign.ask.all_of for sign in flag.signs)


def test_every_net_is_used() -> None:
    assert {slug for flag in RED_FLAGS for slug in flag.nets} == set(NETS)


@each_flag
def test_whoever_can_be_asked_an_item_is_offered_one_of_its_nets(flag: RedFlag) -> None:
    nets = [NETS[slug] for slug in flag.nets]
    if not nets:
        return
    out_of_reach = {
        zone for zone in flag.ask.where or zones() if not any(is_offered(net, zone) for net in nets)
    }
    assert not out_of_reach
    if all(net.sport_only for net in nets):
        assert Fact.SPORT in flag.ask.all_of


@each_flag
def test_an_item_names_places_only_where_the_rules_do(flag: RedFlag) -> None:
    assert flag.ask.where <= set(zones())
    assert (not flag.ask.where) == (flag.id in ASKED_WHEREVER_IT_HURTS)


@each_flag
def test_every_source_is_in_the_list_of_sources(flag: RedFlag) -> None:
    with (FIXTURES / "sources.csv").open(encoding="utf-8", newline="") as lines:
        known = {row["key"] for row in csv.DictReader(lines)}
    assert set(flag.sources) <= known


@each_flag
def test_an_item_is_named_and_explained_shortly_and_without_a_diagnosis(flag: RedFlag) -> None:
    assert 0 < len(flag.short.split()) <= 16
    assert not flag.short.endswith((".", "?"))
    assert re.fullmatch(r"[A-Z][^.?!]+\.", flag.why)
    told = " ".join((flag.short, flag.why, flag.do, *(sign.words for sign in flag.signs))).lower()
    for banned in ("caused by", "proven", "toxin", "damage", "crumbling", "out of place", "all clear"):
        assert banned not in told
    assert "you have" not in flag.why.lower()


@each_sign
def test_a_sign_is_a_question_in_clean_words(sign: Sign) -> None:
    assert "?" in sign.words or sign.id == "G19"
    for text in (sign.words, sign.not_counted):
        assert text == " ".join(text.split())
        assert not re.search(r"\b[GHNSBALTX]\d\d", text), "codes are not for readers"
        assert "{" not in text
    assert not sign.not_counted.endswith(".")
    assert not sign.not_counted.lower().startswith("does not count")


def test_only_the_age_fires_by_fact_and_only_the_crisis_box_by_its_net() -> None:
    assert [flag.id for flag in RED_FLAGS if flag.by_fact] == ["G19"]
    assert [flag.id for flag in RED_FLAGS if flag.asked_by_net] == ["G20"]


@pytest.mark.parametrize(
    ("flag", "words"),
    [
        ("G09", "Do not press or roll"),
        ("G19", "parent or carer"),
        ("G26", "Do not stop a medicine on your own"),
        ("G27", "Rest"),
        ("H05", "same working day"),
        ("H06", "dentist"),
        ("H08", "fresh air now"),
        ("N02", "Keep your neck still"),
        ("A05", "maternity unit now"),
        ("T01", "until you have been seen"),
        ("T05", "No running, no hopping"),
    ],
)
def test_what_to_do_when_the_usual_advice_does_not_fit(flag: str, words: str) -> None:
    assert words in BY_ID[flag].do


def test_an_ask_without_conditions_holds_for_everyone() -> None:
    assert Ask().holds(Answers())
    assert Ask().where == frozenset()


def test_sore_temple_is_asked_from_50_on_and_with_head_or_face_marked() -> None:
    assert asked("H05", said("temple:left", age=55))
    assert asked("H05", said("jaw:left", age=50))
    assert not asked("H05", said("temple:left", age=49))
    assert not asked("H05", said("temple:left", age=40))
    assert not asked("H05", said("big-toe:left", age=55))


def test_a_hurt_neck_is_asked_only_after_an_injury() -> None:
    assert not asked("N02", said("back-of-neck:left"))
    assert asked("N02", said("back-of-neck:left", start=("blow",)))
    assert asked("N02", said("back-of-neck:left", start=("small-fall",)))
    assert asked("N02", said("back-of-neck:left", signs=("injury",)))
    assert not asked("N02", said("big-toe:left", start=("blow",)))


def test_a_start_that_nobody_knows_may_have_been_an_injury() -> None:
    assert asked("N02", said("back-of-neck:left", start=()))
    assert asked("L09", said("palm:left", start=()))


def test_an_operation_counts_as_an_injury_but_not_as_an_accident_of_these_weeks() -> None:
    assert asked("L09", said("palm:left", start=("operation",)))
    assert not asked("G07a", said("palm:left", start=("operation",)))


def test_weak_bones_are_asked_by_the_condition_or_by_age() -> None:
    slug = "weak-bones-or-long-steroids"
    weak = Answers({**said("mid-back:left").values, slug: "yes"})
    unsure = Answers({**weak.values, slug: "not-sure"})
    assert asked("G08a", weak)
    assert asked("G08a", unsure)
    assert not asked("G08b", weak)
    assert asked("G08b", said("mid-back:left", age=70))
    assert not asked("G08a", said("mid-back:left", age=70))
    assert not asked("G08b", said("mid-back:left", age=69))


def test_a_sore_chest_wall_is_asked_from_40_on_or_with_heart_disease() -> None:
    assert asked("G28", said("breast:left", age=40))
    assert asked("G28", said("breast:left", age=25, health=("heart-arteries",)))
    assert not asked("G28", said("breast:left", age=25))
    assert not asked("G28", said("calf-upper:left", age=60))


def test_a_child_is_asked_about_a_limp_wherever_it_hurts() -> None:
    assert asked("G19", said("temple:left", age=15))
    assert not asked("G19", said("temple:left", age=16))
    assert asked("L04a", said("temple:left", age=15))
    assert asked("L04b", said("temple:left", age=15))
    assert not asked("L04a", said("temple:left", age=17))
    assert asked("L04a", said("knee-front:left", age=17))
    assert asked("L04b", said("forearm-back:left", age=17))
    assert not asked("L04a", said("forearm-back:left", age=17))
    assert not asked("L04a", said("knee-front:left", age=18))


def test_how_long_it_has_lasted_decides() -> None:
    assert not asked("A03", said("navel", span="under-2-weeks"))
    assert asked("A03", said("navel", span="under-6-weeks"))
    assert not asked("L08", said("knee-front:left", span="under-6-weeks"))
    assert asked("L08", said("knee-front:left", span="under-12-weeks"))
    assert asked("B03", said("sacrum", span="longer"))
    assert not asked("B03", said("sacrum", span="under-12-weeks"))
    assert asked("H11b", said("cheek:left", span="under-2-weeks"))
    assert not asked("H11b", said("cheek:left", span="under-3-days"))


def test_conditions_and_events_that_are_asked_after_by_themselves() -> None:
    assert asked("A05a", said("temple:left", health=("pregnant",)))
    assert not asked("A05a", said("temple:left"))
    assert asked("G13", said("temple:left", health=("cancer",)))
    assert not asked("G13", said("temple:left"))
    assert asked("X01", said("temple:left", start=("needling",)))
    assert not asked("X01", said("temple:left"))


def test_numb_feet_are_asked_about_a_foot_that_does_not_hurt() -> None:
    assert asked("L05a", said("sole:left"))
    assert not asked("L05b", said("sole:left"))
    assert asked("L05b", said("sole:left", health=("diabetes",)))
    assert not asked("L05b", said("palm:left", health=("diabetes",)))


def test_a_medicine_is_asked_about_only_with_both_sides_marked() -> None:
    assert asked("G26", said("calf-upper:left", "calf-upper:right"))
    assert not asked("G26", said("calf-upper:left"))


def test_sport_items_are_asked_of_those_who_train() -> None:
    assert asked("T01", said("shin:left", sport="yes"))
    assert asked("T01", said("low-back:left", sport="yes"))
    assert not asked("T01", said("shin:left"))
    assert not asked("T01", said("palm:left", sport="yes"))
    assert asked("T02", said("palm:left", sport="yes"))
    assert asked("T04a", said("palm:left"))


def test_named_regions_are_whole() -> None:
    by_region = {
        name: {slug for slug, zone in zones().items() if zone.region == name}
        for name in ("wrist-hand", "thigh-knee")
    }
    elbows = {slug for slug in zones() if slug.startswith("elbow-")}
    assert BY_ID["L06"].ask.where == by_region["wrist-hand"] | elbows
    assert BY_ID["L08"].ask.where == by_region["thigh-knee"] | group_zones(Group.HIP)
