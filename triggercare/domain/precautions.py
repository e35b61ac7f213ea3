"""Conditions of a person that change or forbid a routine: the clinical rules, section 2.

One `Precaution` record a condition; `decide` applies them to one routine. To add one, add a record.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from triggercare.domain.anatomy import (
    REGIONS,
    Dose,
    Group,
    Kind,
    Place,
    Pose,
    Posture,
    Routine,
    Side,
    Tool,
    group_zones,
    zones,
)
from triggercare.domain.doses import capped, halved
from triggercare.domain.limits import BALLS, PRESSING, region_zones


class Rule(StrEnum):
    """The three words of section 2."""

    STOP = "stop"
    SKIP = "skip"
    LIGHT = "light"


class Action(StrEnum):
    """What one effect does to a routine."""

    DROP = "drop"
    LIGHTEN = "lighten"  # 3/10 at most, half the time, hands or soft ball only
    NOTE = "note"  # keep it, with a sentence


@dataclass(frozen=True, slots=True)
class Here:
    """The places that the person names for a condition, as far as they lie in `within`; none named: all of it.

    `whole_limb`: an arm or leg named in part counts whole. `beside_arm`, `beside_leg`: what goes with it.
    """

    within: frozenset[str] | None = None
    whole_limb: bool = False
    beside_arm: frozenset[str] = frozenset()
    beside_leg: frozenset[str] = frozenset()

    def zones(self, named: frozenset[str] | None) -> frozenset[str] | None:
        """The zones meant; None is everywhere. Places that make no sense for it mean all of `within`."""
        if named is None:
            return self.within
        if not named:  # it sits on the other side
            return frozenset()
        if self.whole_limb:
            named = named.union(*(whole for limb, whole in self._limbs() if not named.isdisjoint(limb)))
        return named if self.within is None else named & self.within or self.within

    def _limbs(self) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
        return (_ARM, _ARM | self.beside_arm), (_LEG, _LEG | self.beside_leg)


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a person: its slug, where it sits (None: everywhere), and whether a clinician has agreed."""

    slug: str
    places: frozenset[Place] | None = None
    is_agreed: bool = False

    @classmethod
    def parse(cls, text: str) -> "Condition":
        """Read "surgery-recent" or "surgery-recent@knee-front:left". Raises ValueError for unknown words."""
        slug, _, place = text.partition("@")
        if slug not in BY_SLUG:
            raise ValueError("unknown condition")
        return cls(slug, frozenset({Place.parse(place)}) if place else None)

    def zones_on(self, sides: Iterable[Side]) -> frozenset[str] | None:
        """The zones in which it sits, as far as a routine for these sides meets them. None: everywhere."""
        if self.places is None:
            return None
        either = {Side.MIDDLE, *sides}
        return frozenset(p.zone for p in self.places if p.side in either or Side.MIDDLE in sides)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a condition does to the routines that it meets. Each None means: any.

    `zones` are compared with the zones where the routine's tool or hand goes (`Routine.on`).
    `words` are read by the patient: for DROP they finish "Left out because ...", for LIGHTEN and NOTE they
    are a short instruction. `at_most`: limits of a lightened dose beyond those of LIGHT.
    """

    action: Action
    words: str
    kinds: frozenset[Kind] | None = None
    tools: frozenset[Tool] | None = None
    zones: frozenset[str] | Here | None = None
    postures: frozenset[Posture] | None = None
    on_belly: bool = False  # only poses that lie on the belly
    flat_on_back: bool = False
    head_down: bool = False
    at_most: Dose | None = None

    def meets(self, routine: Routine, pose: Pose, named: frozenset[str] | None = None) -> bool:
        """Whether it has anything to do with this routine. A place that is not known counts as met.

        `named`: the zones in which the condition sits; None when that is not known.
        """
        area = self.zones.zones(named) if isinstance(self.zones, Here) else self.zones
        return (
            (self.kinds is None or routine.kind in self.kinds)
            and (self.tools is None or routine.tool in self.tools)
            and (area is None or not area.isdisjoint(routine.on) or (not routine.on and bool(area)))
            and (self.postures is None or pose.posture in self.postures)
            and (not self.on_belly or pose.lies_on_belly)
            and (not self.flat_on_back or pose.lies_flat_on_back)
            and (not self.head_down or pose.head_down)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Precaution:
    """One condition. `net`: the health box it hangs on; "" when another answer gives it.

    `also_nets`: further boxes that it hangs on. `asked_by_net`: ticking the box is the whole answer.
    `ask_first`: level "soon" until a clinician agrees; `ask_first_with` and `ask_first_at` narrow this to
    people who also have one of these conditions, or pain in one of these zones. `waits`: nothing is to be
    done but to wait (alcohol, fever). `sits`: it belongs to a place of the body, so that we ask where.
    `once_agreed`: the effects after a clinician has agreed; None: the same.
    """

    slug: str
    name: str
    words: str
    rule: Rule
    net: str
    effects: tuple[Effect, ...]
    also_nets: tuple[str, ...] = ()
    not_counted: str = ""
    asked_by_net: bool = False
    ask_first: bool = False
    ask_first_with: tuple[str, ...] = ()
    ask_first_at: frozenset[str] = frozenset()
    waits: bool = False
    sits: bool = False
    once_agreed: tuple[Effect, ...] | None = None
    sources: tuple[str, ...] = ()

    @property
    def nets(self) -> tuple[str, ...]:
        """Every health box that opens this condition."""
        return (self.net, *self.also_nets) if self.net else ()

    def effects_for(self, condition: Condition) -> tuple[Effect, ...]:
        """What it does to routines for this person."""
        agreed = condition.is_agreed and self.once_agreed is not None
        return self.once_agreed if agreed and self.once_agreed is not None else self.effects


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of one routine for one person. `reasons`: full sentences, why left out or how changed."""

    keep: bool
    dose: Dose
    tool: Tool
    reasons: tuple[str, ...] = ()


# Words of the rows -> zones ("Words in rows", section 2)

Where = frozenset[str] | Here | None

_THE_AREA = Here()
_HEAD = group_zones(Group.HEAD) | group_zones(Group.FACE)
_NECK = group_zones(Group.NECK)
_CHEST = group_zones(Group.CHEST)
_UPPER_BACK = region_zones("upper-back")
_BACK = _UPPER_BACK | {"low-back", "low-back-spine", "flank", "sacroiliac", "sacrum"}
_BELLY = region_zones("abdomen")
_GROIN = frozenset({"groin", "pubic-area", "perineum"})
_ARM = group_zones(Group.ARM)
_LEG = group_zones(Group.LEG)
_LIMBS = _ARM | _LEG
_CALF = frozenset({"calf-upper", "calf-lower"})
_NEAR_THE_EYE = frozenset({"eye", "eyebrow", "forehead", "temple", "cheekbone", "nose"})

_THAT_LIMB = Here(_LIMBS, whole_limb=True)
_BESIDE_A_LIMB = Here(
    _LIMBS | group_zones(Group.SHOULDER) | _CHEST | _GROIN,
    whole_limb=True,
    beside_arm=group_zones(Group.SHOULDER) | _CHEST,
    beside_leg=_GROIN,
)
_THAT_ARM = Here(_ARM, whole_limb=True)
_THAT_LEG = Here(_LEG, whole_limb=True)

_TOOLS = BALLS | {Tool.FOAM_ROLLER}
_LYING = frozenset({Posture.BED, Posture.FLOOR})
_STRETCH = frozenset({Kind.STRETCH})
_STRENGTHEN = frozenset({Kind.STRENGTHEN})
_WARMTH = frozenset({Tool.WARMTH})


# The words STOP, SKIP and LIGHT of section 2, and what rows say often. `because` finishes "Left out because".


def _drop(
    because: str,
    *,
    kinds: frozenset[Kind] | None = None,
    tools: frozenset[Tool] | None = None,
    zones: Where = None,
) -> Effect:
    return Effect(action=Action.DROP, words=because, kinds=kinds, tools=tools, zones=zones)


def _note(
    words: str,
    *,
    kinds: frozenset[Kind] | None = None,
    tools: frozenset[Tool] | None = None,
    zones: Where = None,
) -> Effect:
    return Effect(action=Action.NOTE, words=words, kinds=kinds, tools=tools, zones=zones)


def _stop(because: str) -> tuple[Effect, ...]:
    """STOP: only easy movement without warmth stays."""
    return (_drop(because, kinds=frozenset(Kind) - {Kind.EASE}), _drop(because, tools=_WARMTH))


def _skip(because: str, zones: Where) -> Effect:
    """SKIP: neither hand nor tool presses or rolls there."""
    return _drop(because, kinds=PRESSING, zones=zones)


def _no_tools(because: str, zones: Where) -> Effect:
    """No ball and no roller there; hands stay."""
    return _drop(because, kinds=PRESSING, tools=_TOOLS, zones=zones)


def _no_heat(because: str, zones: Where) -> Effect:
    return _drop(because, tools=_WARMTH, zones=zones)


def _lighten(when: str, zones: Where = None, at_most: Dose | None = None) -> Effect:
    return Effect(
        action=Action.LIGHTEN,
        words=f"Press only lightly and for a shorter time {when}.",
        kinds=PRESSING,
        zones=zones,
        at_most=at_most,
    )


def _light_but_roller(when: str, zones: Where = None, at_most: Dose | None = None) -> tuple[Effect, ...]:
    """LIGHT, save that it says nothing of a roller. A ball is used at a wall, seat or chair back only."""
    return (
        Effect(
            action=Action.DROP,
            words=f"lying on a ball presses too hard {when}",
            kinds=PRESSING,
            tools=BALLS,
            zones=zones,
            postures=_LYING,
        ),
        _lighten(when, zones, at_most),
        _note(
            "Use a soft ball or your hands instead of a tennis ball.",
            kinds=PRESSING,
            tools=frozenset({Tool.TENNIS_BALL}),
            zones=zones,
        ),
    )


def _light(when: str, zones: Where = None, at_most: Dose | None = None) -> tuple[Effect, ...]:
    """LIGHT: hands or soft ball only. `when` finishes "Press only lightly ..."."""
    no_roller = _drop(
        f"a roller presses too hard {when}", kinds=PRESSING, tools=frozenset({Tool.FOAM_ROLLER}), zones=zones
    )
    return (no_roller, *_light_but_roller(when, zones, at_most))


_GENTLE_STRETCH = _note(  # "no end-range stretch": all of ours are gentle (P8)
    "Stop at the first mild pull; do not go to the end of the movement.", kinds=_STRETCH
)
_SPARE_IT = _note("Leave this out if it loads the hurt part.", kinds=_STRENGTHEN)


PRECAUTIONS: tuple[Precaution, ...] = (
    Precaution(
        slug="clot-known-or-suspected",
        name="Blood clot",
        words="Do you have a blood clot now, or does a doctor think you may have one?",
        rule=Rule.STOP,
        net="clots-thinners",
        effects=_stop("pressing can move a clot, and a clinician must agree first"),
        ask_first=True,
        once_agreed=(
            _no_tools("only hands should press an arm or leg that has had a clot", _LIMBS),
            *_light("with a clot, even when a clinician has agreed"),
        ),
        sources=("bartsch-2021", "sutham-2020", "vte-massage-2010"),
    ),
    Precaution(
        slug="clot-in-the-past",
        name="Blood clot in the past",
        words="Have you ever had a blood clot in an arm or a leg?",
        rule=Rule.LIGHT,
        net="clots-thinners",
        effects=(
            _no_tools("only hands should press an arm or leg that has had a clot", _THAT_LIMB),
            _lighten("on an arm or leg that has had a clot", _THAT_LIMB),
            _note(
                "Do not press if that arm or leg is swollen, warm or newly sore. Speak to a doctor that day.",
                kinds=PRESSING,
                zones=_THAT_LIMB,
            ),
        ),
        sits=True,
        sources=("bartsch-2021",),
    ),
    Precaution(
        # Asked by no health box: the danger signs G11 and G27 decide it.
        slug="fever-unwell",
        name="Fever, or feeling ill",
        words="Do you have a fever, or do you feel ill?",
        rule=Rule.STOP,
        net="",
        effects=_stop("with a fever or illness your body needs rest until you are well"),
        waits=True,
        sources=("finucane-2020",),
    ),
    Precaution(
        slug="fracture-or-suspected",
        name="Broken bone",
        words="Do you have a broken bone, or a bone that may be broken?",
        not_counted="A break that a clinician says has healed.",
        rule=Rule.SKIP,
        net="bones",
        effects=(
            _skip("nothing should press near a broken bone until a clinician says it has healed", _THE_AREA),
            _SPARE_IT,
        ),
        sits=True,
        sources=("bartsch-2021",),
    ),
    Precaution(
        slug="open-wound-burn-rash-infection",
        name="Wound, burn, rash or skin infection",
        words="Do you have an open wound, a burn, a rash or a skin infection?",
        rule=Rule.SKIP,
        net="skin",
        effects=(
            _skip("nothing should press within a hand's width of a wound, burn or rash", _THE_AREA),
            _no_heat("heat should not go on a wound, burn or rash", _THE_AREA),
        ),
        sits=True,
        sources=("bartsch-2021",),
    ),
    Precaution(
        slug="inflamed-hot-swollen",
        name="Swollen or hot joint, tendon or muscle",
        words="Is a joint, tendon or muscle swollen, hot or inflamed?",
        rule=Rule.SKIP,
        net="skin",
        effects=(
            _skip("nothing should press a part that is hot or swollen", _THE_AREA),
            _no_heat("heat should not go on a part that is hot or swollen", _THE_AREA),
            _GENTLE_STRETCH,
            _SPARE_IT,
        ),
        sits=True,
        sources=("bartsch-2021",),
    ),
    Precaution(
        slug="fresh-muscle-tear-bruise",
        name="Fresh bruise or pulled muscle",
        words="Do you have a bruise, or a pulled or torn muscle, from the last 3 days or still swollen?",
        rule=Rule.SKIP,
        net="skin",
        effects=(
            _skip("nothing should press a fresh bruise or a torn muscle, for 3 days at least", _THE_AREA),
            _no_heat("heat should not go on a fresh bruise or a torn muscle", _THE_AREA),
            _GENTLE_STRETCH,
            _SPARE_IT,
        ),
        ask_first=True,
        ask_first_with=("blood-thinner",),
        sits=True,
        sources=("bartsch-2021",),
    ),
    Precaution(
        slug="hard-lump-after-a-knock",
        name="Hard lump after a knock",
        words="Do you have a hard lump in a muscle that came after a knock?",
        rule=Rule.SKIP,
        net="skin",
        effects=(
            _skip("nothing should press a muscle with a hard lump until it has been checked", _THE_AREA),
            _no_heat("heat should not go on a muscle with a hard lump until it has been checked", _THE_AREA),
            _GENTLE_STRETCH,
            _SPARE_IT,
        ),
        sits=True,
        sources=("bartsch-2021",),
    ),
    Precaution(
        slug="bone-infection",
        name="Bone infection",
        words="Do you have an infection in a bone, or one that no clinician has called over yet?",
        rule=Rule.STOP,
        net="bones",
        effects=_stop("with an infection in a bone a clinician must agree first"),
        ask_first=True,
        once_agreed=_light("after an infection in a bone"),
        sources=("bartsch-2021",),
    ),
    Precaution(
        slug="blood-thinner",
        name="Blood thinners",
        words="Do you take blood thinners, such as warfarin, heparin, apixaban or clopidogrel?",
        not_counted="Aspirin on its own. Just watch for bruises.",
        rule=Rule.LIGHT,
        net="clots-thinners",
        effects=(
            *_light("while you take blood thinners"),
            _note("Look for bruises afterwards. One that grows: speak to a doctor that day.", kinds=PRESSING),
        ),
        sources=("ernst-2003", "yin-2014"),
    ),
    Precaution(
        slug="bleeding-disorder",
        name="Bleeding easily",
        words="Do you have a bleeding disorder, such as haemophilia or low platelets?",
        rule=Rule.SKIP,
        net="clots-thinners",
        effects=(
            _no_tools("only very light hands should press when you bleed easily", None),
            _lighten("when you bleed easily", at_most=Dose(pain_aim=(1, 2))),
            _note("Do not press a muscle that has newly become tight: it may be a bleed.", kinds=PRESSING),
            _GENTLE_STRETCH,
        ),
        ask_first=True,
        sources=("ernst-2003",),
    ),
    Precaution(
        slug="weak-bones-or-long-steroids",
        name="Weak bones, or steroid tablets for long",
        words="Do you have weak bones (osteoporosis), or did you take steroid tablets, or a medicine that stops"
        " a sex hormone, for 3 months or more?",
        rule=Rule.LIGHT,
        net="bones",
        effects=(
            *_light("when your bones may be weak"),
            _note("If your skin is thin, press and let go. Do not slide over it.", kinds=PRESSING),
            _note(
                "Do not bend or twist your back to the end of the movement.",
                kinds=frozenset({Kind.STRETCH, Kind.STRENGTHEN, Kind.EASE}),
                tools=frozenset(Tool) - _WARMTH,
            ),
        ),
        sources=("freiwald-2016", "brooke-wavell-2022"),
    ),
    Precaution(
        slug="numb-skin-or-neuropathy",
        name="Numb skin",
        words="Do you have numb skin, or nerves that no longer feel well (neuropathy)?",
        rule=Rule.SKIP,
        net="nerves",
        effects=(
            _skip("pain cannot guide you where your skin is numb", _THE_AREA),
            _no_heat("you may not feel a burn where your skin is numb", _THE_AREA),
            _no_tools("only hands should press when some of your skin is numb", None),
        ),
        ask_first=True,
        sits=True,
        sources=("freiwald-2016",),
    ),
    Precaution(
        slug="diabetes",
        name="Diabetes",
        words="Do you have diabetes?",
        rule=Rule.LIGHT,
        net="diabetes",
        effects=(
            *_light("on your feet and lower legs with diabetes", region_zones("lower-leg", "ankle-foot")),
            _note(
                "Look at the skin of your foot and leg afterwards.",
                kinds=PRESSING,
                zones=region_zones("lower-leg", "ankle-foot"),
            ),
        ),
        asked_by_net=True,
        sources=("freiwald-2016",),
    ),
    Precaution(
        slug="varicose-veins",
        name="Varicose veins",
        words="Do you have varicose veins (thick, twisted veins) in a leg now?",
        rule=Rule.LIGHT,
        net="veins-swollen-limb",
        effects=(
            *_light("on a leg with varicose veins", _THAT_LEG),
            _note("Press beside the veins, never on them.", kinds=PRESSING, zones=_THAT_LEG),
        ),
        sits=True,
        sources=("freiwald-2016",),
    ),
    Precaution(
        slug="artery-disease-or-aneurysm",
        name="Narrow or widened arteries",
        words="Do you have narrowed or blocked arteries, or a widened artery (aneurysm)?",
        rule=Rule.SKIP,
        net="heart-arteries",
        effects=(
            _skip(
                "nothing should press on belly, back, neck or groin with artery trouble",
                _BELLY | _BACK | _NECK | _GROIN,
            ),
            _skip("nothing should press a leg with artery trouble", _THAT_LEG),
            _no_heat("heat should not go on a leg with artery trouble", _THAT_LEG),
            _drop("straining or heavy loads do not go with artery trouble", kinds=_STRENGTHEN),
            _GENTLE_STRETCH,
        ),
        ask_first=True,
        sits=True,
        sources=("ernst-2003", "freiwald-2016", "nice-ng156"),
    ),
    Precaution(
        slug="cancer-now-or-recent",
        name="Cancer, now or not long ago",
        words="Do you have cancer now, did treatment end less than 12 months ago, or has it spread?",
        not_counted="Cancer that has not come back since treatment ended over 12 months ago."
        " Still do not press on a scar, a port or treated skin.",
        rule=Rule.STOP,
        net="cancer",
        effects=_stop("your cancer team must agree first"),
        ask_first=True,
        once_agreed=(
            *_light("with cancer, even when your team has agreed"),
            _note("Never on a tumour, a port, a scar or treated skin.", kinds=PRESSING),
        ),
        sources=("finucane-2020",),
    ),
    Precaution(
        slug="swollen-limb-lymphoedema",
        name="Swollen arm or leg (lymphoedema)",
        words="Do you have an arm or leg that stays swollen, for instance lymphoedema?",
        rule=Rule.SKIP,
        net="veins-swollen-limb",
        effects=(
            _skip(
                "nothing should press a swollen arm or leg, or the shoulder, chest or groin next to it",
                _BESIDE_A_LIMB,
            ),
            _no_heat(
                "heat should not go on or near a swollen arm or leg",
                _BESIDE_A_LIMB,
            ),
        ),
        ask_first=True,
        sits=True,
        sources=("iscp-2012",),
    ),
    Precaution(
        slug="pregnant-or-6-weeks-after",
        name="Pregnant, or gave birth in the last 6 weeks",
        words="Are you pregnant, is your period late, or did you give birth in the last 6 weeks?",
        rule=Rule.LIGHT,
        net="pregnant",
        effects=(
            *_light("in pregnancy and for 6 weeks after birth"),
            _skip(
                "nothing should press belly, groin or inner thigh in pregnancy or soon after birth",
                _BELLY | _GROIN | {"thigh-inner"},
            ),
            _no_tools("only hands should press the calf in pregnancy or soon after birth", _CALF),
            Effect(
                action=Action.DROP,
                words="you should not lie on your belly in pregnancy or soon after birth",
                on_belly=True,
            ),
            Effect(
                action=Action.NOTE,
                words="After 20 weeks, do not lie flat on your back for long: prop yourself up.",
                flat_on_back=True,
            ),
            _note("Warm, never hot.", tools=_WARMTH),
            _GENTLE_STRETCH,
        ),
        asked_by_net=True,
        sources=("sutham-2020",),
    ),
    Precaution(
        # A region named on the questionnaire is wider than the hand's width and that side of the chest.
        slug="heart-device-or-implant",
        name="Heart device or implant",
        words="Do you have a pacemaker, another heart device, or an implant?",
        not_counted="A replaced joint: we ask that with operations.",
        rule=Rule.SKIP,
        net="heart-arteries",
        also_nets=("operation-implant",),
        effects=(_skip("nothing should press within a hand's width of a device or implant", _THE_AREA),),
        sits=True,
    ),
    Precaution(
        slug="surgery-recent",
        name="Operation",
        words="Have you had an operation in the last 12 weeks, or one after which your surgeon has not yet"
        " said that you may do all again? Or do you have a replaced joint?",
        rule=Rule.SKIP,
        net="operation-implant",
        effects=(
            _skip("nothing should press near an operation until your surgeon agrees", _THE_AREA),
            _drop("exercise with load has to wait until your surgeon agrees", kinds=_STRENGTHEN),
            _GENTLE_STRETCH,
        ),
        ask_first=True,
        once_agreed=(*_light("near an operation or a replaced joint", _THE_AREA), _GENTLE_STRETCH),
        sits=True,
    ),
    Precaution(
        slug="hypermobile-or-connective-tissue",
        name="Very bendy joints",
        words="Do you have very bendy joints that give you trouble, or a condition such as Ehlers-Danlos?",
        rule=Rule.SKIP,
        net="joints",
        effects=(
            _no_tools("no tool should press the neck when your joints are very bendy", _NECK),
            *_light("when your joints are very bendy"),
            _GENTLE_STRETCH,
        ),
        sources=("rushton-2023",),
    ),
    Precaution(
        slug="rheumatoid-or-neck-instability-or-down-syndrome",
        name="Rheumatoid arthritis, unstable neck or Down syndrome",
        words="Do you have rheumatoid arthritis, a neck that is not stable, or Down syndrome?",
        rule=Rule.SKIP,
        net="joints",
        effects=(
            _skip("nothing should press a neck that may not be stable", _NECK),
            _GENTLE_STRETCH,
        ),
        ask_first=True,
        ask_first_at=_NECK,
        sources=("rushton-2023",),
    ),
    Precaution(
        slug="disc-or-trapped-nerve",
        name="Disc problem or trapped nerve",
        words="Has a clinician spoken of a disc problem or a trapped nerve?",
        rule=Rule.SKIP,
        net="nerves",
        effects=(
            _no_tools("only hands should press where a nerve may be irritated", _THE_AREA),
            _note(
                "If it sends pain, tingling or numbness down the arm or leg, stop and leave that spot alone.",
                kinds=PRESSING,
            ),
            _note(
                "If a stretch sends pain, tingling or numbness down the arm or leg, leave it out.",
                kinds=_STRETCH,
            ),
        ),
        sits=True,
        sources=("george-2021", "blanpied-2017"),
    ),
    Precaution(
        slug="stroke-or-neck-artery-tear-ever",
        name="Stroke or torn neck artery",
        words="Have you ever had a stroke, a mini-stroke or a tear in a neck artery?",
        rule=Rule.SKIP,
        net="heart-arteries",
        effects=(
            _skip(
                "nothing should press neck, base of the skull or temple after a stroke or a torn artery",
                _NECK | {"temple"},
            ),
            _no_tools("after a stroke or a torn artery a clinician must agree to any tool first", None),
            _GENTLE_STRETCH,
        ),
        ask_first=True,
        once_agreed=(
            _skip(
                "nothing should press neck, base of the skull or temple after a stroke or a torn artery",
                _NECK | {"temple"},
            ),
            _GENTLE_STRETCH,
        ),
        sources=("rushton-2023", "sulkowski-2022"),
    ),
    Precaution(
        slug="fibromyalgia-or-widespread-pain",
        name="Fibromyalgia or pain all over",
        words="Do you have fibromyalgia, or pain all over your body?",
        rule=Rule.LIGHT,
        net="migraine-pain",
        effects=(
            *_light(
                "with pain all over",
                at_most=Dose(spots=2, hold_seconds=(20, 20), times_per_day=(1, 1)),
            ),
            _note(
                "Move or exercise first. Begin with your hands, on two spots a day in all.", kinds=PRESSING
            ),
        ),
        sources=("bourgaize-2018", "alonso-blanco-2012"),
    ),
    Precaution(
        slug="migraine",
        name="Migraine",
        words="Do you get migraine?",
        rule=Rule.LIGHT,
        net="migraine-pain",
        effects=(
            *_light("on head and neck when you get migraine", _HEAD | _NECK),
            _note(
                "Only between attacks: pressing can start one.",
                kinds=PRESSING,
                zones=_HEAD | _NECK,
            ),
        ),
        sources=("do-2018",),
    ),
    Precaution(
        slug="muscle-breakdown-before-or-sickle-cell-trait",
        name="Muscle breakdown before, or sickle cell",
        words="Have you ever had muscle breakdown (rhabdomyolysis), or do you carry sickle cell?",
        rule=Rule.SKIP,
        net="muscle-sickle",
        effects=(_note("Leave muscles alone while they are very sore.", kinds=PRESSING),),
        asked_by_net=True,
        sources=("chen-2021", "nye-2021"),
    ),
    Precaution(
        slug="very-sore-after-exercise",
        name="Very sore after sport or hard work",
        words="Are your muscles very sore after sport or hard work?",
        rule=Rule.LIGHT,
        net="sore-after-sport",
        effects=_light_but_roller("on muscles that are very sore after sport or hard work", _THE_AREA),
        asked_by_net=True,
        sits=True,
        sources=("chen-2021",),
    ),
    Precaution(
        slug="dialysis-fistula-or-drip-line",
        name="Dialysis arm or drip line",
        words="Do you have a dialysis arm (fistula) or a drip line?",
        rule=Rule.SKIP,
        net="veins-swollen-limb",
        effects=(_skip("nothing should press an arm with a dialysis fistula or a drip line", _THAT_ARM),),
        sits=True,
    ),
    Precaution(
        slug="complex-regional-pain-or-light-touch-hurts",
        name="Pain at a light touch",
        words="Do you have complex regional pain syndrome, or an arm or leg that hurts at a light touch?",
        rule=Rule.SKIP,
        net="migraine-pain",
        effects=(_skip("an arm or leg that hurts at a light touch needs a pain team's advice", _THAT_LIMB),),
        sits=True,
    ),
    Precaution(
        slug="hernia-or-recent-birth-by-caesarean",
        name="Hernia, or a caesarean not long ago",
        words="Do you have a hernia, or did you give birth by caesarean in the last 12 weeks?",
        rule=Rule.SKIP,
        net="operation-implant",
        also_nets=("pregnant",),
        effects=(
            _skip("nothing should press belly or groin with a hernia or after a caesarean", _BELLY | _GROIN),
            _drop(
                "exercise with load has to wait until a clinician has cleared your hernia or caesarean",
                kinds=_STRENGTHEN,
            ),
            _GENTLE_STRETCH,
            _note("Not on a wound.", tools=_WARMTH),
        ),
    ),
    Precaution(
        slug="whiplash-or-concussion-under-6-weeks",
        name="Whiplash or a knock to the head in the last 6 weeks",
        words="Have you had whiplash or a knock to the head in the last 6 weeks?",
        rule=Rule.SKIP,
        net="whiplash",
        effects=(
            _skip(
                "nothing should press head, face or neck for 6 weeks after whiplash or a knock to the head",
                _HEAD | _NECK,
            ),
            _GENTLE_STRETCH,
        ),
        asked_by_net=True,
        sources=("blanpied-2017",),
    ),
    Precaution(
        slug="dizzy-or-falls-risk",
        name="Dizzy, or falls",
        words="Do you get dizzy, or have you had falls?",
        rule=Rule.SKIP,
        net="dizzy-frail",
        effects=(
            Effect(
                action=Action.DROP,
                words="the floor is risky when you get dizzy or fall; a wall, a chair or a bed is better",
                postures=frozenset({Posture.FLOOR}),
            ),
        ),
    ),
    Precaution(
        slug="frail-or-thin-skin",
        name="Frail, or thin skin",
        words="Are you frail, or is your skin thin and easily torn?",
        rule=Rule.LIGHT,
        net="dizzy-frail",
        effects=(
            *_light("when you are frail or your skin is thin"),
            Effect(
                action=Action.DROP,
                words="the floor is not the place when you are frail or your skin is thin",
                postures=frozenset({Posture.FLOOR}),
            ),
            Effect(
                action=Action.NOTE,
                words="Do this sitting down. Put a ball between you and the back of the chair.",
                kinds=PRESSING,
                postures=frozenset({Posture.STANDING}),
            ),
            _note("If your skin is thin, press and let go. Do not slide over it.", kinds=PRESSING),
        ),
    ),
    Precaution(
        slug="lung-collapse-before",
        name="Collapsed lung before",
        words="Have you ever had a collapsed lung?",
        rule=Rule.SKIP,
        net="lung-collapse",
        effects=(
            _no_tools(
                "only flat hands should press chest and upper back after a collapsed lung",
                _CHEST | _UPPER_BACK,
            ),
            _note("Use a flat hand, not fingertips.", kinds=PRESSING, zones=_CHEST | _UPPER_BACK),
        ),
        asked_by_net=True,
        sources=("patel-2019",),
    ),
    Precaution(
        slug="glaucoma-or-eye-surgery",
        name="High eye pressure or an eye operation",
        words="Do you have high eye pressure (glaucoma), or have you had an eye operation?",
        rule=Rule.SKIP,
        net="eyes",
        effects=(
            Effect(
                action=Action.DROP,
                words="your head should not hang down with eye pressure or after an eye operation",
                head_down=True,
            ),
            _skip(
                "nothing should press near the eye with eye pressure or after an eye operation", _NEAR_THE_EYE
            ),
        ),
        asked_by_net=True,
    ),
    Precaution(
        slug="drank-alcohol-or-took-sedatives-or-strong-painkillers",
        name="Alcohol, sedatives or strong painkillers today",
        words="Have you had alcohol, sedatives or strong painkillers today?",
        rule=Rule.STOP,
        net="drank-sedated",
        effects=_stop(
            "pain cannot guide you after alcohol, sedatives or strong painkillers: wait until tomorrow"
        ),
        asked_by_net=True,
        waits=True,
    ),
    Precaution(
        slug="allergy-latex-or-skin",
        name="Rubber or skin allergy",
        words="Are you allergic to rubber (latex), or does your skin react easily?",
        rule=Rule.SKIP,
        net="allergy",
        effects=(
            _drop(
                "your skin may react to a rubber ball or band",
                tools=frozenset({Tool.TENNIS_BALL, Tool.BAND}),
            ),
            _note(
                "Use rolled-up socks instead of a rubber ball, with cloth between them and your skin.",
                tools=frozenset({Tool.SOFT_BALL}),
            ),
            _note("Keep cloth between the roller and your skin.", tools=frozenset({Tool.FOAM_ROLLER})),
        ),
        asked_by_net=True,
    ),
)

BY_SLUG: Mapping[str, Precaution] = {precaution.slug: precaution for precaution in PRECAUTIONS}


def decide(
    routine: Routine,
    pose: Pose,
    conditions: Iterable[Condition],
    sides: Iterable[Side] = (Side.LEFT, Side.RIGHT),
    *,
    on_floor: bool = True,
) -> Decision:
    """What becomes of a routine for a person with these conditions. The strictest word wins.

    `sides`: where the routine is done. `on_floor`: whether they can get down to the floor and up again. Raises
    KeyError for a condition that is not of section 2, so that a misspelt one is never taken for none.
    """
    have = {condition.slug: condition for condition in conditions}
    known = _known(have)
    both = tuple(sides)
    met = [
        effect
        for precaution in known
        for effect in precaution.effects_for(have[precaution.slug])
        if effect.meets(routine, pose, have[precaution.slug].zones_on(both))
    ]
    here = [p for p in known if have[p.slug].zones_on(both) != frozenset()]  # not on the other side alone
    left_out = [*_unable(pose, on_floor), *_avoided(routine, here), *_dropped(met)]
    if left_out:
        return Decision(False, routine.dose, routine.tool, _once(left_out))
    changes = _once(effect.words for effect in met)
    lighter = [effect for effect in met if effect.action is Action.LIGHTEN]
    if not lighter:
        return Decision(True, routine.dose, routine.tool, changes)
    return Decision(True, _lightened(routine.dose, lighter), _lighter_tool(routine.tool), changes)


_ONE_WHOLE = ("abdomen", "pelvis")  # regions that are named without a side


def named_places(name: str) -> frozenset[Place]:
    """The places meant by a name of `nameable`, or by one place as text. Raises ValueError for anything else."""
    return nameable().get(name) or frozenset({Place.parse(name)})


@cache
def nameable() -> Mapping[str, frozenset[Place]]:
    """What a person may name as the place of a condition: regions, most with a side, and their places."""
    found = {}
    for region in REGIONS:
        own = [zone for zone in zones().values() if zone.region == region]
        sides = (Side.MIDDLE,) if region in _ONE_WHOLE else (Side.LEFT, Side.RIGHT)
        for side in sides:
            name = region if side is Side.MIDDLE else f"{region}:{side}"
            found[name] = frozenset(
                Place(zone.slug, each)
                for zone in own
                for each in zone.sides
                if side is Side.MIDDLE or each in (side, Side.MIDDLE)
            )
    return found


def to_ask_first(conditions: Iterable[str], sore: Iterable[str]) -> tuple[Precaution, ...]:
    """Those of a person's conditions for which a clinician must agree first; `sore`: zones that hurt."""
    have = _known(conditions)
    slugs = {precaution.slug for precaution in have}
    zones = frozenset(sore)
    return tuple(
        precaution
        for precaution in have
        if precaution.ask_first
        and (not precaution.ask_first_with or not slugs.isdisjoint(precaution.ask_first_with))
        and (not precaution.ask_first_at or not zones.isdisjoint(precaution.ask_first_at))
    )


def _known(conditions: Iterable[str]) -> tuple[Precaution, ...]:
    """The precautions of these slugs, in the order of the rules."""
    wanted = {BY_SLUG[slug].slug for slug in conditions}
    return tuple(precaution for precaution in PRECAUTIONS if precaution.slug in wanted)


def _unable(pose: Pose, on_floor: bool) -> tuple[str, ...]:
    if pose.posture is Posture.FLOOR and not on_floor:
        return ("You said you cannot easily get up from the floor.",)
    return ()


def _avoided(routine: Routine, have: Iterable[Precaution]) -> list[str]:
    return [
        f"Left out because you ticked: {precaution.name}."
        for precaution in have
        if precaution.slug in routine.avoid_if
    ]


def _dropped(met: Iterable[Effect]) -> list[str]:
    return [f"Left out because {effect.words}." for effect in met if effect.action is Action.DROP]


def _lightened(dose: Dose, lighter: Iterable[Effect]) -> Dose:
    """Halved once, however many conditions ask for it; then the limits of each."""
    dose = halved(dose)
    for effect in lighter:
        if effect.at_most is not None:
            dose = capped(dose, effect.at_most)
    return dose


def _lighter_tool(tool: Tool) -> Tool:
    return Tool.SOFT_BALL if tool is Tool.TENNIS_BALL else tool


def _once(sentences: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sentences))
