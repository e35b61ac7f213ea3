"""Where nothing may press, how much is allowed, and when to stop: the clinical rules, sections 3 and 4.

`problems_of` holds one routine against them while content is read; a routine with a problem is refused.
What one person's conditions change on top of this stands in precautions.py.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from triggercare.domain.anatomy import (
    Dose,
    Group,
    Kind,
    Pose,
    Posture,
    Range,
    Routine,
    Tool,
    group_zones,
    zones,
)
from triggercare.domain.doses import PLACEHOLDER, longest_seconds, measures

PRESSING = frozenset({Kind.PRESS, Kind.ROLL})
BALLS = frozenset({Tool.SOFT_BALL, Tool.TENNIS_BALL})
_HANDS = frozenset({Tool.HANDS})
_HANDS_OR_SOFT_BALL = frozenset({Tool.HANDS, Tool.SOFT_BALL})
_PRESSING_TOOLS = _HANDS | BALLS | {Tool.FOAM_ROLLER}


def region_zones(*regions: str) -> frozenset[str]:
    """The zones of whole regions of the body map."""
    return frozenset(slug for slug, zone in zones().items() if zone.region in regions)


# Section 3: where


@dataclass(frozen=True, slots=True)
class NoGo:
    """Why nothing presses here, in words for the page. No sources: chosen to be careful."""

    why: str
    sources: tuple[str, ...] = ()


def _no_go(slugs: str, why: str, *sources: str) -> dict[str, NoGo]:
    return dict.fromkeys(slugs.split(), NoGo(why, sources))


NO_GO: Mapping[str, NoGo] = {
    **_no_go(
        "throat side-of-neck",
        "The big neck artery, the windpipe and nerves lie right under the skin here.",
        *("rushton-2023", "shariff-2023", "ernst-2003"),
    ),
    **_no_go("eye", "The eye must never be pressed."),
    **_no_go("ear behind-ear", "A nerve, an artery and a gland lie in the hollow round the ear."),
    **_no_go("jaw", "A nerve, an artery and a gland lie at the corner of the jaw. Press on the cheek only."),
    **_no_go("jaw-joint", "This is the joint itself. The jaw muscle is pressed on the cheek only."),
    **_no_go(
        "mouth upper-teeth lower-teeth lower-front-teeth",
        "The inside of the mouth is work for a dentist or a therapist.",
    ),
    **_no_go(
        "collarbone armpit",
        "Big blood vessels and nerves lie here, and at the collarbone the tip of the lung.",
    ),
    **_no_go(
        "breast breastbone chest-side lower-ribs-front",
        "Thin ribs and the lung lie right under the skin here. Stroking lightly is fine.",
    ),
    **_no_go(
        "upper-abdomen navel abdomen-side lower-abdomen",
        "The main artery, the bowel, the bladder and the womb lie here.",
        "nice-ng156",
    ),
    **_no_go(
        "upper-back-spine low-back-spine sacrum tailbone",
        "This is bone with little cover. Stay two finger-widths to the side of it.",
        "freiwald-2016",
    ),
    **_no_go("groin pubic-area perineum", "A big artery, a vein and a nerve lie close under the skin here."),
    **_no_go("knee-back", "Big blood vessels and nerves lie in the hollow of the knee."),
    **_no_go("knee-outer", "A nerve runs over the bone here, right under the skin."),
    **_no_go("knee-front", "The kneecap and its tendon are not muscle. Stay a hand's width above or below."),
    **_no_go(
        "elbow-front elbow-inner upper-arm-inner wrist-front",
        "An artery and nerves lie close under the skin here.",
    ),
    **_no_go("shin", "This is bone with thin skin over it. Stay on the muscle beside it."),
    **_no_go("achilles", "This is tendon, not muscle. Stay on the calf above it."),
    **_no_go(
        "ankle-inner ankle-front top-of-foot", "Tendons, a nerve and bone lie right under the skin here."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How a zone may be pressed. `ball_postures`: how the body is held when a ball is used there."""

    rule: str = "section 3"
    tools: frozenset[Tool] = _PRESSING_TOOLS
    pain_aim: int = 5
    hold_seconds: int = 90
    ball_postures: frozenset[Posture] = frozenset(Posture)
    rolling: bool = True


_FOREARM = frozenset({"forearm-front", "forearm-back", "forearm-thumb-side", "forearm-little-side"})
_GENTLE = region_zones("head-face", "wrist-hand") | group_zones(Group.NECK) | _FOREARM  # D1: 3 out of 10
_NECK_LIMIT = Limit(
    tools=_HANDS_OR_SOFT_BALL,
    pain_aim=3,
    hold_seconds=30,
    ball_postures=frozenset({Posture.SEATED, Posture.BED, Posture.FLOOR}),
    rolling=False,
)

LIMITED: Mapping[str, Limit] = {
    **dict.fromkeys(_GENTLE, Limit(rule="D1", pain_aim=3)),
    **dict.fromkeys(group_zones(Group.FACE), Limit(tools=_HANDS, pain_aim=3)),
    "temple": Limit(tools=_HANDS, pain_aim=2),
    "eyebrow": Limit(tools=_HANDS, pain_aim=2),
    "back-of-neck": _NECK_LIMIT,
    "base-of-skull": _NECK_LIMIT,
    "chest-upper": Limit(tools=_HANDS_OR_SOFT_BALL, pain_aim=3, ball_postures=frozenset({Posture.STANDING})),
    "flank": Limit(tools=_HANDS, pain_aim=3),
    "low-back": Limit(tools=_HANDS_OR_SOFT_BALL, ball_postures=frozenset({Posture.STANDING, Posture.SEATED})),
    "thigh-inner": Limit(tools=_HANDS, pain_aim=3, hold_seconds=30),  # lower half only, as LIGHT
    "lower-leg-outer": Limit(tools=_HANDS),
}

# P1 and the list of tools: calf, thigh, buttock and upper back; never ribs (mid-back, shoulder-blade-bottom).
ROLLER_ZONES = frozenset(
    {"calf-upper", "calf-lower", "buttock-upper", "buttock"}
    | {"thigh-front-upper", "thigh-front-lower", "thigh-outer-upper", "thigh-outer-lower"}
    | {"thigh-back-upper", "thigh-back-lower"}
    | {"shoulder-blade-top", "shoulder-blade", "shoulder-blade-inner-edge"}
)

# What a pressing routine must tell, by zone: section 3, and the question about clots (G09).
_TELLS: tuple[tuple[frozenset[str], re.Pattern[str], str], ...] = (
    (
        frozenset({"calf-upper", "calf-lower"}),
        re.compile(r"(swollen|thick)[^.]*(warm|red)|warm[^.]*(swollen|thick)"),
        "must ask about a swollen, warm or red calf (G09)",
    ),
    (
        frozenset({"buttock", "buttock-upper", "sitting-bone", "hip-side"}),
        re.compile(r"down the (leg|thigh)"),
        "must stop for pain or tingling down the leg",
    ),
    (
        frozenset({"thigh-inner"}),
        re.compile(r"lower (half|third)|above the (inner )?knee"),
        "must say that it stays in the lower half",
    ),
)

# What each kind is done with. A ball in a "stretch" would slip past all that is asked of pressing.
_TOOLS: Mapping[Kind, frozenset[Tool]] = {
    Kind.PRESS: _PRESSING_TOOLS,
    Kind.ROLL: _PRESSING_TOOLS,
    Kind.STRETCH: frozenset({Tool.NOTHING, Tool.HANDS, Tool.TOWEL, Tool.BAND}),
    Kind.STRENGTHEN: frozenset(Tool) - {Tool.WARMTH, Tool.FOAM_ROLLER},
    Kind.EASE: frozenset({Tool.NOTHING, Tool.HANDS, Tool.TOWEL, Tool.WARMTH}),
}


# Section 4: how much


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most of one measure; `high` None where the rules name no most."""

    rule: str
    low: int
    high: int | None
    required: bool = True


_PAIN_AIM = Bounds("D1", 1, 5)
_TIMES_PER_DAY = Bounds("D4", 1, 3)

_DOSES: Mapping[Kind, Mapping[str, Bounds]] = {
    Kind.PRESS: {
        "hold_seconds": Bounds("D2", 20, 90),
        "spots": Bounds("D2", 1, 3),
        "holds": Bounds("D2", 1, 3),
        "times_per_day": _TIMES_PER_DAY,
        "pain_aim": _PAIN_AIM,
    },
    Kind.ROLL: {
        "roll_seconds": Bounds("D3", 30, 60),
        "sets": Bounds("D3", 1, 3),
        "times_per_day": _TIMES_PER_DAY,
        "pain_aim": _PAIN_AIM,
    },
    Kind.STRETCH: {
        "hold_seconds": Bounds("D7", 20, 30),
        "repeats": Bounds("D7", 2, 3),
        "times_per_day": _TIMES_PER_DAY,
    },
    Kind.STRENGTHEN: {
        "sets": Bounds("D8", 1, 3),
        "repeats": Bounds("D8", 8, 12),
        "days_per_week": Bounds("D8", 2, 3),
    },
    Kind.EASE: {
        "minutes": Bounds("D4", 1, 15, required=False),
        "repeats": Bounds("D8", 1, None, required=False),
        "times_per_day": Bounds("D4", 1, None),
    },
}

_MOST_SECONDS_A_REGION = 300  # D4: five minutes

# D11. Each finishes "Stop at once if you feel ..."; whoever stopped does not start again that day.
STOP_NOW: tuple[str, ...] = (
    "pain of 7 out of 10 or more",
    "sharp, burning or electric pain",
    "tingling, a numb part or a weak part",
    "skin that goes cold, white or blue",
    "a pulse under your hand or the ball",
    "dizzy, sick or faint",
    "a change in sight, speech or balance: get emergency help now",
    "a new headache",
    "chest pain or short breath: get emergency help now",
)

AFTER: tuple[str, ...] = (  # D9 and D10
    "Move the part slowly, as far as is easy, in every direction.",
    "Drink as you usually do.",
    "Gentle warmth is fine if it feels normal there and we did not leave warmth out for you.",
    "Mild soreness or a small bruise for a day or two is normal.",
    "Sore for more than 48 hours, or a big bruise? Rest until it is gone. Then do half.",
    "Sore for more than 72 hours, or a bruise that grows? See someone about it.",
    "If you take blood thinners and that happens, speak to a doctor the same day.",
)


# The check


def problems_of(routine: Routine, pose: Pose | None) -> list[str]:
    """One sentence for each rule that a routine breaks. `pose` None: its pose is not known."""
    return [
        *_dose_problems(routine),
        *_time_problems(routine),
        *_tool_problems(routine),
        *_place_problems(routine),
        *(_pose_problems(routine, pose) if pose else ()),
        *_missing(routine),
        *_word_problems(routine),
        *_untold(routine),
    ]


def _dose_problems(routine: Routine) -> Iterator[str]:
    allowed = _DOSES[routine.kind]
    for measure in (field.name for field in fields(Dose)):
        value: int | Range | None = getattr(routine.dose, measure)
        bounds = allowed.get(measure)
        if bounds is None:
            if value is not None:
                yield f"section 4: {routine.kind} has no {measure}"
        elif value is None:
            if bounds.required:
                yield f"section 4: {routine.kind} needs {measure}"
        else:
            yield from _range_problems(measure, value, bounds)


def _range_problems(measure: str, value: int | Range, bounds: Bounds) -> Iterator[str]:
    low, high = value if isinstance(value, tuple) else (value, value)
    if low > high:
        yield f"section 4: {measure} must go from low to high"
    if min(low, high) < bounds.low:
        yield f"{bounds.rule}: {measure} may not be below {bounds.low}"
    if bounds.high is not None and max(low, high) > bounds.high:
        yield f"{bounds.rule}: {measure} may not exceed {bounds.high}"


def _time_problems(routine: Routine) -> Iterator[str]:
    dose = routine.dose
    if routine.kind in PRESSING and longest_seconds(dose) > _MOST_SECONDS_A_REGION:
        yield (
            f"D4: seconds, spots, holds and sets come to {longest_seconds(dose)} seconds at most;"
            f" {_MOST_SECONDS_A_REGION} is the limit for a region"
        )
    if routine.kind is Kind.EASE and dose.minutes is None and dose.repeats is None:
        yield "section 4: ease needs minutes or repeats"
    if routine.tool is Tool.WARMTH and dose.minutes is None:
        yield "P6: warmth needs minutes, 15 at most"


def _tool_problems(routine: Routine) -> Iterator[str]:
    if routine.tool not in _TOOLS[routine.kind]:
        yield f"section 2: {routine.kind} is not done with {routine.tool}"
    if routine.tool is Tool.FOAM_ROLLER:
        for zone in routine.on:
            if zone not in ROLLER_ZONES:
                yield f"P1: a foam roller may not go on {zone}"


def _place_problems(routine: Routine) -> Iterator[str]:
    if routine.kind not in PRESSING:
        return
    for zone in routine.on:
        if zone in NO_GO:
            yield f"section 3: nothing may press {zone}"
        elif zone in LIMITED:
            yield from _limit_problems(routine, zone, LIMITED[zone])


def _limit_problems(routine: Routine, zone: str, limit: Limit) -> Iterator[str]:
    aim, hold = routine.dose.pain_aim, routine.dose.hold_seconds
    if routine.tool not in limit.tools:
        yield f"{limit.rule}: {zone} may be pressed only with {' or '.join(sorted(limit.tools))}"
    if aim and max(aim) > limit.pain_aim:
        yield f"{limit.rule}: pain_aim on {zone} may not exceed {limit.pain_aim}"
    if hold and max(hold) > limit.hold_seconds:
        yield f"{limit.rule}: hold_seconds on {zone} may not exceed {limit.hold_seconds}"
    if routine.kind is Kind.ROLL and not limit.rolling:
        yield f"{limit.rule}: nothing may roll on {zone}"


def _pose_problems(routine: Routine, pose: Pose) -> Iterator[str]:
    if routine.kind not in PRESSING or routine.tool not in BALLS:
        return
    for zone in routine.on:
        limit = LIMITED.get(zone)
        if limit and pose.posture not in limit.ball_postures:
            yield f"{limit.rule}: a ball on {zone} is used only {' or '.join(sorted(limit.ball_postures))}"


def _missing(routine: Routine) -> Iterator[str]:
    if not routine.steps:
        yield "R08: a routine needs at least one step"
    if routine.tool is Tool.WARMTH and not routine.on:
        yield "R08: warmth needs on, the zones where it goes"
    if routine.kind not in PRESSING:
        return
    for name in ("on", "beneath", "feel", "sources"):
        if not getattr(routine, name):
            yield f"R08: {routine.kind} needs {name}"


def _untold(routine: Routine) -> Iterator[str]:
    """What belongs to a place and must be read before anybody presses there."""
    if routine.kind not in PRESSING:
        return
    text = " ".join((*routine.steps, routine.feel, routine.beneath))
    for where, pattern, what in _TELLS:
        if not where.isdisjoint(routine.on) and not pattern.search(text):
            yield f"section 3: pressing {' or '.join(sorted(where.intersection(routine.on)))} {what}"


_SIZE = re.compile(r"\d+(?:[.,]\d+)?(?: ?(?:to|-) ?\d+(?:[.,]\d+)?)? ?cm\b")


def _word_problems(routine: Routine) -> Iterator[str]:
    """Numbers of a dose live once: sentences name a measure and hold no number, save a size in cm."""
    known = measures(routine.dose)
    for number, step in enumerate(routine.steps, start=1):
        for name in PLACEHOLDER.findall(step):
            if name not in known:
                yield f"content guide: step {number} names {{{name}}}, which the dose does not have"
        if re.search(r"[{}]", PLACEHOLDER.sub("", step)):
            yield f"content guide: step {number} has a brace that belongs to no placeholder"
        if re.search(r"\d", _SIZE.sub("", step)):
            yield f"content guide: step {number} holds a number that is not a size in cm"
    for name in ("feel", "easier", "harder"):
        text: str = getattr(routine, name)
        if re.search(r"[{}]", text):
            yield f"content guide: {name} has a placeholder; only steps are filled"
        if re.search(r"\d", _SIZE.sub("", text)):
            yield f"content guide: {name} holds a number that is not a size in cm"
