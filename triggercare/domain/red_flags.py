"""The danger signs: one `RedFlag` record for each item of the clinical rules, sections 1.1 and 1.2.

To add one, add a record to RED_FLAGS: its question, stop page, public list and tests follow.
Words: reading age 9, one idea each. Sources are keys of fixtures/sources.csv.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from triggercare.domain.anatomy import Group, Side, Urgency, group_zones
from triggercare.domain.questions import Answers, Reply


class Fact(StrEnum):
    """Something already told that decides whether a sign is asked."""

    INJURY = "injury"  # began with an accident, fall, blow, twist or operation; or "I don't know"
    INJURY_TWO_WEEKS = "injury-two-weeks"  # the same, within two weeks
    NEEDLED = "needled"
    BOTH_SIDES = "both-sides"  # a zone marked on the left and on the right
    SPORT = "sport"
    AGE_UNDER_16 = "age-under-16"
    AGE_UNDER_18 = "age-under-18"
    LEG_OR_CHILD = "leg-or-child"  # pain in the leg, or under 16: G19 asks L04 of every child
    LIMB_OR_CHILD = "limb-or-child"  # the same, pain in the arm too
    AGE_40 = "age-40"
    AGE_50 = "age-50"
    AGE_65 = "age-65"
    AGE_70 = "age-70"
    CANCER_EVER = "cancer-ever"
    WEAK_BONES = "weak-bones"  # or steroid tablets for 3 months
    HEART_DISEASE = "heart-disease"
    WEAK_IMMUNE = "weak-immune"
    PREGNANT = "pregnant"  # or period late, or birth in the last 6 weeks
    DIABETES_OR_NUMB_FEET = "diabetes-or-numb-feet"
    LASTED_10_DAYS = "lasted-10-days"
    LASTED_3_WEEKS = "lasted-3-weeks"
    LASTED_6_WEEKS = "lasted-6-weeks"
    LASTED_3_MONTHS = "lasted-3-months"


def _age(answers: Answers, least: int) -> bool:
    age = answers.number("age")
    return age is not None and age >= least


def _younger(answers: Answers, than: int) -> bool:
    age = answers.number("age")
    return age is not None and age < than


def _hurts(answers: Answers, *groups: Group) -> bool:
    return any(not answers.zones.isdisjoint(group_zones(group)) for group in groups)


def _started(answers: Answers, *with_: str) -> bool:
    """Whether it began with one of these, or nobody knows how ("I don't know" is kept as an empty answer)."""
    told = answers.ticked("start")
    return not told or not told.isdisjoint(with_)


def _maybe(answers: Answers, *conditions: str) -> bool:
    """Whether the person has one of these conditions, or is not sure."""
    return any(answers.reply(slug) in (Reply.YES, Reply.NOT_SURE) for slug in conditions)


def _lasted(answers: Answers, *spans: str) -> bool:
    """Whether it has lasted for one of these spans. Spans that only may reach the limit count."""
    return answers.one("span") in spans


def _both_sides(answers: Answers) -> bool:
    sides: dict[str, set[Side]] = {}
    for place in answers.places:
        sides.setdefault(place.zone, set()).add(place.side)
    return any({Side.LEFT, Side.RIGHT} <= found for found in sides.values())


_FACTS: Mapping[Fact, Callable[[Answers], bool]] = {
    Fact.INJURY: lambda a: _started(a, "small-fall", "blow", "operation") or "injury" in a.ticked("signs"),
    Fact.INJURY_TWO_WEEKS: lambda a: _started(a, "small-fall", "blow") or "injury" in a.ticked("signs"),
    Fact.NEEDLED: lambda a: "needling" in a.ticked("start"),
    Fact.BOTH_SIDES: _both_sides,
    Fact.SPORT: lambda a: a.one("sport") == "yes",
    Fact.AGE_UNDER_16: lambda a: _younger(a, 16),
    Fact.AGE_UNDER_18: lambda a: _younger(a, 18),
    Fact.LEG_OR_CHILD: lambda a: _younger(a, 16) or _hurts(a, Group.LEG),
    Fact.LIMB_OR_CHILD: lambda a: _younger(a, 16) or _hurts(a, Group.LEG, Group.ARM),
    Fact.AGE_40: lambda a: _age(a, 40),
    Fact.AGE_50: lambda a: _age(a, 50),
    Fact.AGE_65: lambda a: _age(a, 65),
    Fact.AGE_70: lambda a: _age(a, 70),
    Fact.CANCER_EVER: lambda a: "cancer" in a.ticked("health"),
    Fact.WEAK_BONES: lambda a: _maybe(a, "weak-bones-or-long-steroids"),
    Fact.HEART_DISEASE: lambda a: "heart-arteries" in a.ticked("health"),
    Fact.WEAK_IMMUNE: lambda a: "weak-immune" in a.ticked("health"),
    Fact.PREGNANT: lambda a: "pregnant" in a.ticked("health") or "birth" in a.ticked("start"),
    Fact.DIABETES_OR_NUMB_FEET: lambda a: (
        "diabetes" in a.ticked("health") or _maybe(a, "diabetes", "numb-skin-or-neuropathy")
    ),
    Fact.LASTED_10_DAYS: lambda a: _lasted(a, "under-2-weeks", "under-6-weeks", "under-12-weeks", "longer"),
    Fact.LASTED_3_WEEKS: lambda a: _lasted(a, "under-6-weeks", "under-12-weeks", "longer"),
    Fact.LASTED_6_WEEKS: lambda a: _lasted(a, "under-12-weeks", "longer"),
    Fact.LASTED_3_MONTHS: lambda a: _lasted(a, "longer"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Whom an item is asked: those who marked one of these zones, and of whom these facts hold.

    No groups and no zones: wherever it hurts. `all_of`: every one; `any_of`: at least one, if any is named.
    """

    groups: frozenset[Group] = frozenset()
    zones: frozenset[str] = frozenset()
    all_of: tuple[Fact, ...] = ()
    any_of: tuple[Fact, ...] = ()

    @property
    def where(self) -> frozenset[str]:
        """The zones meant; empty for everywhere."""
        return self.zones.union(*(group_zones(group) for group in self.groups))

    def holds(self, answers: Answers) -> bool:
        """Whether the item is asked of this person."""
        if self.where and self.where.isdisjoint(answers.zones):
            return False
        return all(_FACTS[fact](answers) for fact in self.all_of) and (
            not self.any_of or any(_FACTS[fact](answers) for fact in self.any_of)
        )


EVERYONE = Ask()


class Tag(StrEnum):
    """What an item rests on (clinical rules, evidence tags)."""

    TRIAL = "E"
    CONSENSUS = "C"
    CAREFUL = "A"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One careful question of an item; any one "yes" fires the item.

    `level` and `ask` replace or narrow those of the item. `not_counted` stands beside the question.
    """

    id: str
    words: str
    not_counted: str = ""
    ask: Ask = EVERYONE
    level: Urgency | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlag:
    """One item of the rules. `nets` empty: asked by its facts alone.

    `short` names it in the public list of danger signs. `do` is shown when the usual advice of the level
    does not fit (dentist, maternity unit). `by_fact`: it fires by its facts, nothing is asked.
    `asked_by_net`: the net box itself is the question.
    """

    id: str
    level: Urgency
    short: str
    why: str
    signs: tuple[Sign, ...]
    nets: tuple[str, ...] = ()
    ask: Ask = EVERYONE
    sources: tuple[str, ...] = ()
    tag: Tag = Tag.CAREFUL
    do: str = ""
    by_fact: bool = False
    asked_by_net: bool = False

    @property
    def holds_all(self) -> bool:
        """Whether a "soon" of it holds every marked place (R03: the general items), not those of its zones alone."""
        return self.id.startswith("G") or not self.ask.where

    def level_of(self, sign: Sign) -> Urgency:
        """The level that this sign fires."""
        return sign.level or self.level


# What several questions share, in the words of the rules ("Words with one meaning").
_CHEST_WALL_SPOT = (
    "it hurts when you press it or push with that arm; it began after exercise, a strain or coughing, or is"
    " a sore rib joint that a doctor or physio has named; it does not come with walking or stairs; and it"
    " brings no pressure, sweating, sickness, short breath, faintness, racing heart or spread"
)
_WEAK_IMMUNE_SYSTEM = (
    "a weak immune system (chemotherapy, transplant, long immune-damping medicine, HIV not controlled, no"
    " spleen)"
)
_CLOT_RISK = (
    "an operation, plaster, bed rest or a journey over 4 hours in the last 4 weeks; pregnant, or within 6"
    " weeks of giving birth; the pill or hormone tablets; cancer; an earlier clot"
)

_ELBOW = frozenset("elbow-front elbow-outer elbow-inner elbow-back".split())
_WRIST_HAND = frozenset(
    "wrist-front wrist-back wrist-thumb-side wrist-little-side thumb-base palm palm-little-side back-of-hand"
    " thumb index-finger middle-finger ring-finger little-finger".split()
)
_THIGH_KNEE = frozenset(
    "thigh-front-upper thigh-front-lower thigh-inner thigh-outer-upper thigh-outer-lower thigh-back-upper"
    " thigh-back-lower knee-front knee-inner knee-outer knee-back".split()
)

_LOADED_BONE = Ask(groups=frozenset({Group.LEG}), zones=frozenset({"low-back"}), all_of=(Fact.SPORT,))

RED_FLAGS: tuple[RedFlag, ...] = (
    # General (rules, 1.1)
    RedFlag(
        id="G01",
        level=Urgency.EMERGENCY,
        short="Chest pain or pressure, or a new arm, jaw or upper-back ache with sweating or sickness",
        why="The heart can cause this, and not everyone feels it in the chest.",
        nets=("chest-now", "arm-jaw-sweat"),
        signs=(
            Sign(
                id="G01a",
                words="Do you have pressure, tightness, heaviness or pain in your chest, now or in the last"
                " 12 hours?",
                not_counted=f"only a sore spot on the chest wall ({_CHEST_WALL_SPOT}); a chest ache that has"
                " been checked and has not changed; skin that burns and is sore at the lightest touch, in a band"
                " on one side",
            ),
            Sign(
                id="G01b",
                words="Do you have a new ache in an arm, your jaw or between the shoulder blades, with no"
                " injury, together with sweating, feeling sick, short breath or faintness?",
                not_counted="a headache with feeling sick",
            ),
        ),
        sources=("nhs-heart-attack", "nice-cg95"),
        tag=Tag.CONSENSUS,
    ),
    RedFlag(
        id="G02",
        level=Urgency.EMERGENCY,
        short="Sudden or new short breath, or coughing up blood",
        why="The lungs or their blood supply can cause this.",
        nets=("breath-now",),
        signs=(
            Sign(id="G02", words="Are you suddenly or newly short of breath, or are you coughing up blood?"),
        ),
        sources=("nhs-dvt", "patel-2019"),
        tag=Tag.CONSENSUS,
    ),
    RedFlag(
        id="G03",
        level=Urgency.EMERGENCY,
        short="Sudden face drop, one-sided weakness or numbness, trouble speaking, lost or double sight",
        why="The blood supply of the brain can cause this, also after a massage tool was used on the neck.",
        nets=("face-speech-sight",),
        signs=(
            Sign(
                id="G03",
                words="Did one of these start within minutes: face dropping on one side, an arm or leg on"
                " one side weak or numb, trouble speaking, loss of sight in an eye, double sight?",
                not_counted="your usual migraine aura; tingling that came slowly, or that goes with a sore"
                " neck, back or wrist; a limb that fell asleep and woke when you moved it",
            ),
        ),
        sources=("rushton-2023", "sulkowski-2022", "shariff-2023"),
        tag=Tag.CONSENSUS,
    ),
    RedFlag(
        id="G04",
        level=Urgency.EMERGENCY,
        short="Numb between the legs, new trouble with pee or bowels, or no feeling in sex",
        why="The nerves at the base of the spine can cause this, and one sign alone is enough.",
        nets=("numb-between-legs", "bladder-bowel"),
        signs=(
            Sign(
                id="G04a",
                words="Since this began, are you numb, or does it feel odd, between your legs, in your"
                " private parts or round your back passage?",
            ),
            Sign(
                id="G04b",
                words="Do you have new trouble starting, stopping, holding or feeling your pee, can you not"
                " pee at all, or have you lost control of your bowels?",
                not_counted="burning when you pee; hard stools; a leak that you have had for years",
            ),
            Sign(id="G04c", words="Have you lost feeling in sex?"),
        ),
        sources=("girft-2023", "finucane-2020", "hssib-ces"),
        tag=Tag.CONSENSUS,
        do="Call your local emergency number or go to the emergency department now. Do not wait for more"
        " signs.",
    ),
    RedFlag(
        id="G05",
        level=Urgency.EMERGENCY,
        short="Sudden very bad belly, back or side pain, fainting, pulsing lump, or pain with an aneurysm",
        why="The main artery, a kidney stone or the gut can cause this, and each may need help fast.",
        nets=("injury", "out-of-the-blue", "belly-pee-stool"),
        ask=Ask(groups=frozenset({Group.BACK, Group.BELLY, Group.CHEST, Group.HIP})),
        signs=(
            Sign(
                id="G05a",
                words="Did a very bad pain in your belly, back or side start out of the blue, and does no"
                " position ease it?",
                not_counted="a back strain from lifting, bending or turning",
            ),
            Sign(
                id="G05b",
                words="Do you have a pulsing lump in your belly, did you faint with the pain, or do you have"
                " a known widened artery (aneurysm) and new pain?",
            ),
        ),
        sources=("nice-ng156",),
        tag=Tag.CONSENSUS,
    ),
    RedFlag(
        id="G06",
        level=Urgency.EMERGENCY,
        short="Pee dark like cola, with very sore, swollen or weak muscles",
        why="Overworked muscle can let things into the blood that strain the kidneys.",
        nets=("dark-pee",),
        ask=Ask(groups=frozenset({Group.BACK, Group.SHOULDER, Group.ARM, Group.LEG})),
        signs=(
            Sign(
                id="G06",
                words="Is your pee dark like cola, with very sore, swollen or weak muscles after hard"
                " exercise, heat or strong massage?",
            ),
        ),
        sources=("nye-2021", "chen-2021"),
        tag=Tag.CONSENSUS,
    ),
    RedFlag(
        id="G07",
        level=Urgency.EMERGENCY,
        short="After an accident: unchecked hard blow, leg that bears no weight, or a bent limb",
        why="A bone, a joint or something inside the body may be hurt without showing at first.",
        nets=("injury",),
        ask=Ask(all_of=(Fact.INJURY_TWO_WEEKS,)),
        signs=(
            Sign(
                id="G07a",
                words="Was it a crash, a fall from over 1 metre or 5 stairs, a dive, or a hard blow to head,"
                " neck, back, chest or belly, that nobody has checked?",
                not_counted="a slow bump from behind with neck ache only; a twisted ankle or knee",
            ),
            Sign(
                id="G07b",
                words="Since a fall, can you not put weight on the leg, with pain in hip, groin or thigh?",
                not_counted="a twisted ankle or knee",
            ),
            Sign(
                id="G07c",
                words="Does a limb or joint look bent or out of shape?",
                not_counted="swelling, a bruise, or a dip in a muscle or tendon",
            ),
        ),
        sources=("finucane-2020",),
        tag=Tag.CONSENSUS,
    ),
    RedFlag(
        id="G08",
        level=Urgency.URGENT,
        short="Bone pain after a small fall, lift or cough, with weak bones or from 70 on",
        why="A weak bone may have cracked.",
        signs=(
            Sign(
                id="G08a",
                words="Did it start with a small fall, a lift, a bend or a cough, with pain in the spine, ribs,"
                " breastbone, pelvis or hip, or on one bony spot?",
                ask=Ask(all_of=(Fact.WEAK_BONES,)),
            ),
            Sign(
                id="G08b",
                words="Did it start with a fall, with pain on the bone of the spine, ribs, pelvis or hip?",
                ask=Ask(all_of=(Fact.AGE_70,)),
            ),
        ),
        sources=("finucane-2020",),
        tag=Tag.CONSENSUS,
    ),
    RedFlag(
        id="G09",
        level=Urgency.URGENT,
        short="Arm, leg or calf swollen, warm, discoloured or constantly aching, or a sore red vein",
        why="A clot in a blood vessel can cause this, so it is checked before anybody presses there.",
        nets=("swollen-hot",),
        ask=Ask(groups=frozenset({Group.ARM, Group.SHOULDER, Group.LEG})),
        signs=(
            Sign(
                id="G09a",
                words="Has one arm or leg, or one calf, become swollen or thicker, warm, red, blue or"
                " darker, with no injury to explain it?",
                not_counted="a sprained joint; a cramp that passes; a known swollen limb that has not"
                " changed",
            ),
            Sign(id="G09b", words="Do you have a firm, painful, red line along a vein?"),
            Sign(
                id="G09c",
                words="Does one calf or thigh throb or ache all the time, with no strain, and does one of"
                f" these fit you: {_CLOT_RISK}?",
                not_counted="a cramp that passes",
            ),
        ),
        sources=("nhs-dvt", "nice-ng158", "sutham-2020"),
        tag=Tag.CONSENSUS,
        do="Speak to a doctor or urgent-care line today. Do not press or roll there at all.",
    ),
    RedFlag(
        id="G10",
        level=Urgency.EMERGENCY,
        short="A limb suddenly cold, pale or blue, or a tight, swollen muscle more painful each hour",
        why="The blood flow, or pressure inside a muscle, can cause this.",
        nets=("swollen-hot", "dark-pee"),
        ask=Ask(groups=frozenset({Group.ARM, Group.SHOULDER, Group.LEG})),
        signs=(
            Sign(
                id="G10a",
                words="Has an arm or leg suddenly, within minutes or hours, gone cold, pale or blue?",
                not_counted="a bruise; a colour that came over days with swelling, or that has come and gone for weeks",
            ),
            Sign(
                id="G10b",
                words="Is a muscle very tight and swollen and more painful each hour, after an injury or"
                " hard exercise?",
            ),
        ),
    ),
    RedFlag(
        id="G11",
        level=Urgency.URGENT,
        short="Fever with no clear cause, or new bone or spine pain with a risk of infection",
        why="An infection can settle in a bone, the spine or elsewhere and feel like a sore muscle.",
        nets=("fever",),
        signs=(
            Sign(
                id="G11a",
                words="Do you have a fever or shivers, and one of these: no cold or flu explains it; one"
                " place other than the throat hurts most; it has gone on for over a week; you were in a"
                " malaria country in the last year?",
            ),
            Sign(
                id="G11b",
                words="Is a back, neck or bone pain new and getting worse, and does one of these fit you:"
                f" {_WEAK_IMMUNE_SYSTEM}; you inject drugs; drenching night sweats; in the last 3 months a"
                " serious infection (blood, kidney, skin, abscess), a spinal injection or an operation?",
            ),
        ),
        sources=("finucane-2020",),
        tag=Tag.CONSENSUS,
    ),
    RedFlag(
        id="G12",
        level=Urgency.URGENT,
        short="An arm, hand, leg or foot losing strength, clumsy hands, or unsteady on your feet",
        why="A nerve, the spinal cord or a muscle can cause this.",
        nets=("weak-numb",),
        signs=(
            Sign(
                id="G12",
                words="Is an arm, hand, leg or foot losing strength (not only because it hurts), does a foot"
                " drop, are your hands clumsy with buttons, or are you unsteady on your feet?",
                not_counted="weakness right after an injury to that limb; old, checked weakness that has not"
                " changed",
            ),
        ),
        sources=("finucane-2020",),
        tag=Tag.CONSENSUS,
    ),
    RedFlag(
        id="G13",
        level=Urgency.URGENT,
        short="New bone pain in anybody who has or has had cancer",
        why="After a cancer, a new pain near a bone should be looked at before it is treated as muscle.",
        ask=Ask(all_of=(Fact.CANCER_EVER,)),
        signs=(
            Sign(
                id="G13",
                words="Do you have a new pain in spine, ribs, pelvis, hip, thigh or upper arm that has no"
                " clear cause, or that is constant, worse at night or growing?",
                not_counted="pain when your only cancer was a small skin cancer other than melanoma",
            ),
        ),
        sources=("finucane-2020", "nice-ng234"),
        tag=Tag.CONSENSUS,
    ),
    RedFlag(
        id="G14",
        level=Urgency.SOON,
        short="Weight loss without trying, a new or growing lump, or ill for over 3 weeks",
        why="This does not come from a muscle alone, so the cause should be looked for.",
        nets=("weight-lump",),
        signs=(
            Sign(
                id="G14",
                words="Have you lost weight without trying, found a new or growing lump, or felt ill for"
                " over 3 weeks with no reason?",
            ),
        ),
        sources=("nice-ng12", "finucane-2020"),
        tag=Tag.CONSENSUS,
    ),
    RedFlag(
        id="G15",
        level=Urgency.SOON,
        short="Pain all the time, worse at night, that neither moving nor resting changes",
        why="Muscle pain mostly changes with moving and resting.",
        nets=("out-of-the-blue",),
        signs=(
            Sign(
                id="G15",
                words="Are all three true: the pain is there all the time, it is worse at night, and neither"
                " moving nor resting changes it?",
            ),
        ),
        sources=("finucane-2020",),
        tag=Tag.CONSENSUS,
    ),
    RedFlag(
        id="G16",
        level=Urgency.URGENT,
        short="A hot, red, swollen joint, or hot, red, sore or spreading skin",
        why="An infection in a joint or the skin, or gout, can cause this.",
        nets=("eye-face-jaw", "swollen-hot"),  # a swollen, red eyelid is a swollen face to its owner
        signs=(
            Sign(id="G16a", words="Is a joint hot, red and swollen?"),
            Sign(
                id="G16b",
                words="Is a patch of skin hot, red and sore, or is redness spreading?",
                not_counted="the mark of a fresh sting or bite that stays the same size",
            ),
        ),
        sources=("nice-ng141",),
    ),
    RedFlag(
        id="G17",
        level=Urgency.SOON,
        short="Several newly swollen joints, or stiff for over 30 minutes on most mornings",
        why="Inflamed joints can cause this, and they need other care than sore muscles.",
        nets=("stiff-joints",),
        signs=(
            Sign(
                id="G17",
                words="Have several joints newly swelled, or have you been stiff for over 30 minutes on most"
                " mornings for 2 weeks or more?",
                not_counted="old bony lumps on finger joints",
            ),
        ),
    ),
    RedFlag(
        id="G18",
        level=Urgency.URGENT,
        short="A new rash or blisters in a band or patch on one sore side",
        why="This can be shingles, and treatment works best within 3 days.",
        nets=("rash-yellow",),
        signs=(
            Sign(
                id="G18",
                words="Do you have a new rash or blisters in a band or patch on one side, where it is sore?",
            ),
        ),
        sources=("nhs-shingles",),
        tag=Tag.CONSENSUS,
    ),
    RedFlag(
        id="G19",
        level=Urgency.SOON,
        short="Pain in anybody under 16",
        why="Pain in a growing body needs a look first, so there are no routines here for under 16.",
        ask=Ask(all_of=(Fact.AGE_UNDER_16,)),
        signs=(Sign(id="G19", words="You told us that you are under 16."),),
        sources=("fdlp-2011-children",),
        do="Show this to a parent or carer, and ask them to book a check with you within two weeks.",
        by_fact=True,
    ),
    RedFlag(
        id="G20",
        level=Urgency.EMERGENCY,
        short="Thoughts of hurting yourself, or not being safe at home",
        why="Pain can wear a person down, and nobody should be alone with this.",
        nets=("unsafe",),
        signs=(Sign(id="G20", words="Do you feel you might hurt yourself, or are you unsafe at home?"),),
        do="Please talk to a crisis line or to someone you trust now. In danger, call your local emergency"
        " number.",
        asked_by_net=True,
    ),
    RedFlag(
        id="G21",
        level=Urgency.EMERGENCY,
        short="New confusion, drowsiness, a fit, too ill to stand, or a rash that stays under glass",
        why="A serious infection in the body can cause this, and fast treatment helps.",
        nets=("confused-fit", "rash-under-glass"),
        signs=(
            Sign(
                id="G21a",
                words="Are you newly confused, very drowsy or having a fit, or are you so ill that you"
                " cannot stand, with pale, blotchy or blue skin?",
            ),
            Sign(
                id="G21b",
                words="Is there a rash of spots that stays when you press a glass on it, and do you feel"
                " ill?",
            ),
        ),
        sources=("nice-sepsis",),
        tag=Tag.CONSENSUS,
    ),
    RedFlag(
        id="G22",
        level=Urgency.URGENT,
        short="Tightness or ache in chest, arm or jaw that comes with effort and goes with rest",
        why="The heart can cause this when it works harder.",
        nets=("breathing-in",),
        signs=(
            Sign(
                id="G22",
                words="In the last weeks, does a tightness or ache in chest, arm or jaw come with effort and"
                " go with rest?",
                not_counted="a side stitch while running",
            ),
        ),
        sources=("nice-cg95",),
        tag=Tag.CONSENSUS,
    ),
    RedFlag(
        id="G23",
        level=Urgency.URGENT,
        short="New sharp pain in chest or side when you breathe in",
        why="The lung or its lining can cause this.",
        nets=("breathing-in",),
        ask=Ask(groups=frozenset({Group.CHEST, Group.BACK, Group.SHOULDER, Group.BELLY})),
        signs=(
            Sign(
                id="G23",
                words="Do you have a new sharp pain in chest or side when you breathe in?",
                not_counted=f"only a sore spot on the chest wall ({_CHEST_WALL_SPOT}); a side stitch; a rib"
                " injury that has been checked",
            ),
        ),
        sources=("nhs-chest-pain",),
        tag=Tag.CONSENSUS,
    ),
    RedFlag(
        id="G24",
        level=Urgency.EMERGENCY,
        short="More paracetamol (acetaminophen) than the packet allows, in the last 3 days",
        why="Too much can hurt the liver, and there may be no sign at first.",
        nets=("too-much-paracetamol",),
        signs=(
            Sign(
                id="G24",
                words="In the last 3 days, have you taken more paracetamol (acetaminophen) than the packet"
                " allows?",
            ),
        ),
        do="Call your local emergency number or go to the emergency department now, even if you feel well.",
    ),
    RedFlag(
        id="G25",
        level=Urgency.URGENT,
        short="Yellow eyes or skin",
        why="The liver or the tube that drains it can cause this.",
        nets=("rash-yellow",),
        ask=Ask(groups=frozenset({Group.HEAD, Group.CHEST, Group.BELLY, Group.BACK})),
        signs=(Sign(id="G25", words="Are your eyes or your skin yellow?"),),
        sources=("nidirect-jaundice",),
        tag=Tag.CONSENSUS,
    ),
    RedFlag(
        id="G26",
        level=Urgency.SOON,
        short="Aches on both sides within weeks of a new medicine or a higher dose",
        why="Some medicines can make muscles ache.",
        nets=("medicine",),
        ask=Ask(all_of=(Fact.BOTH_SIDES,)),
        signs=(
            Sign(
                id="G26",
                words="Did the ache start within weeks of a new medicine or a higher dose, for instance a"
                " statin?",
                not_counted="an arm that is tender for up to 3 days after a vaccination",
            ),
        ),
        do="Book a check within two weeks and ask about the medicine. Do not stop a medicine on your own.",
    ),
    RedFlag(
        id="G27",
        level=Urgency.SOON,
        short="Fever with a cold, cough, sore throat or aches all over",
        why="A short illness can make every muscle ache, and it needs rest first.",
        nets=("fever",),
        signs=(
            Sign(
                id="G27",
                words="Do you have a fever with a cold, cough, sore throat or aches all over, for a week at"
                " most?",
            ),
        ),
        sources=("nhs-flu",),
        tag=Tag.CONSENSUS,
        do="Rest, and do no routine until you are well.",
    ),
    RedFlag(
        id="G28",
        level=Urgency.SOON,
        short="An unchecked sore spot on the chest wall, from 40 on or with heart disease",
        why="The heart can feel like a sore chest wall.",
        nets=("breathing-in",),
        ask=Ask(groups=frozenset({Group.CHEST}), any_of=(Fact.AGE_40, Fact.HEART_DISEASE)),
        signs=(
            Sign(
                id="G28",
                words="Is it only a sore spot on the chest wall that nobody has checked yet? It hurts when"
                " you press it or push with that arm.",
            ),
        ),
        sources=("nice-cg95",),
    ),
    # Head and face (rules, 1.2)
    RedFlag(
        id="H01",
        level=Urgency.EMERGENCY,
        short="The worst headache of your life, or one that peaks within a minute",
        why="A blood vessel in the head can cause a headache that comes this hard or this fast.",
        nets=("headache",),
        ask=Ask(groups=frozenset({Group.HEAD, Group.NECK})),
        signs=(
            Sign(id="H01", words="Is it the worst headache of your life, or did it peak within a minute?"),
        ),
        sources=("do-2019",),
        tag=Tag.CONSENSUS,
    ),
    RedFlag(
        id="H02",
        level=Urgency.EMERGENCY,
        short="Headache with fever and stiff neck, confusion or a fit, or a red, painful, blurred eye",
        why="An infection, the brain or pressure in the eye can cause this.",
        nets=("headache", "eye-face-jaw", "fever"),
        ask=Ask(groups=frozenset({Group.HEAD, Group.NECK})),
        signs=(
            Sign(
                id="H02a",
                words="Do you have a headache with fever and a neck too stiff to put the chin on the chest?",
            ),
            Sign(id="H02b", words="Do you have a headache with confusion, drowsiness or a fit?"),
            Sign(
                id="H02c",
                words="Is the eyeball red and painful, with blurred sight, coloured rings round lights or"
                " being sick?",
            ),
        ),
        sources=("do-2019",),
        tag=Tag.CONSENSUS,
    ),
    RedFlag(
        id="H03",
        level=Urgency.EMERGENCY,
        short="Headache after a knock to the head, or a head knock while on blood thinners",
        why="A knock can make the head bleed inside, sometimes days later.",
        nets=("headache", "injury"),
        ask=Ask(groups=frozenset({Group.HEAD})),
        signs=(
            Sign(
                id="H03",
                words="Did the headache come after a knock to the head in the last days, or did you hit your"
                " head and do you take blood thinners?",
            ),
        ),
        sources=("do-2019",),
        tag=Tag.CONSENSUS,
        do="Call your local emergency number or go to the emergency department now. If you are being sick or"
        " sleepy, do not lose a minute.",
    ),
    RedFlag(
        id="H04",
        level=Urgency.URGENT,
        short="A new or changed headache with warning signs, pregnancy, cancer or weak immunity",
        why="A headache with one of these may come from more than muscle.",
        nets=("headache",),
        ask=Ask(groups=frozenset({Group.HEAD})),
        signs=(
            Sign(
                id="H04a",
                words="Is it a new headache, or a clear change, with any of these: worse day by day; worse"
                " on waking, lying, coughing or straining; only when upright; being sick or blurred sight;"
                " very bad pain round one eye?",
                not_counted="your usual migraine; the headache of a cold",
            ),
            Sign(
                id="H04b",
                words="Is it a new headache, and are you pregnant, within 6 weeks of giving birth, with"
                f" cancer now or before, or with {_WEAK_IMMUNE_SYSTEM}?",
                not_counted="your usual migraine; the headache of a cold",
            ),
        ),
        sources=("do-2019",),
        tag=Tag.CONSENSUS,
    ),
    RedFlag(
        id="H05",
        level=Urgency.URGENT,
        short="From 50 on: new headache or sore temple, with sore scalp, tired jaw or stiff shoulders",
        why="A sore artery in the head can cause this, and early treatment protects the sight.",
        nets=("headache", "eye-face-jaw"),
        ask=Ask(groups=frozenset({Group.HEAD, Group.FACE}), all_of=(Fact.AGE_50,)),
        signs=(
            Sign(
                id="H05",
                words="Do you have a new headache or sore temple with any of these: scalp sore when combing;"
                " jaw that tires and hurts as you chew and eases when you stop; both shoulders stiff;"
                " feeling ill?",
            ),
        ),
        sources=("bsr-gca-2020",),
        tag=Tag.CONSENSUS,
        do="Ask to be seen the same working day if possible, and within three days at most. If your sight"
        " changes, call your local emergency number at once.",
    ),
    RedFlag(
        id="H06",
        level=Urgency.URGENT,
        short="Swollen face or gum, fever with tooth pain, or a stuck jaw",
        why="A tooth, its gum or the jaw joint can cause this, and a dentist can see which.",
        nets=("eye-face-jaw",),
        ask=Ask(groups=frozenset({Group.FACE})),
        signs=(
            Sign(
                id="H06",
                words="Is your face or gum swollen, do you have a fever with tooth pain, or is your jaw"
                " stuck?",
            ),
        ),
        do="Call a dentist or an emergency dental line today.",
    ),
    RedFlag(
        id="H07",
        level=Urgency.EMERGENCY,
        short="Swelling under the tongue or in the neck, cannot swallow spit, or a jaw locked shut",
        why="Swelling here can get in the way of breathing, and spasms of the jaw can spread.",
        nets=("dizzy-speech", "eye-face-jaw"),
        ask=Ask(groups=frozenset({Group.FACE}), zones=frozenset({"throat", "side-of-neck"})),
        signs=(
            Sign(
                id="H07a",
                words="Is the floor of your mouth or your neck swelling, do you drool or can you not swallow"
                " your spit, or can you hardly open your mouth with fever or a sore throat?",
                not_counted="swallowing that only hurts",
            ),
            Sign(id="H07b", words="Does your jaw lock with painful spasms that spread?"),
        ),
    ),
    RedFlag(
        id="H08",
        level=Urgency.URGENT,
        short="Headache that others or pets at home share, or that goes when you leave the house",
        why="Fumes from a boiler, stove or fire can cause this, and you cannot smell them all.",
        nets=("headache",),
        ask=Ask(groups=frozenset({Group.HEAD})),
        signs=(
            Sign(
                id="H08",
                words="Do others or pets at home feel the same, or does the headache go whenever you leave"
                " the house?",
            ),
        ),
        sources=("nhs-co",),
        tag=Tag.CONSENSUS,
        do="Get out into fresh air now. Then call a doctor or urgent-care line today.",
    ),
    RedFlag(
        id="H09",
        level=Urgency.SOON,
        short="A new headache that keeps coming back, or painkillers on 10 or more days a month",
        why="A new headache should be looked at, and painkillers on many days can keep a headache going.",
        nets=("headache", "medicine"),
        ask=Ask(groups=frozenset({Group.HEAD})),
        signs=(
            Sign(
                id="H09a",
                words="Is it a new or clearly changed headache that has come back for a week or more, or, at"
                " 50 or over, a new headache on 3 days or more?",
                not_counted="the same headache as for years",
            ),
            Sign(id="H09b", words="Do you take painkillers on 10 or more days a month?"),
        ),
        sources=("do-2019", "bsr-gca-2020"),
        tag=Tag.CONSENSUS,
    ),
    RedFlag(
        id="H10",
        level=Urgency.SOON,
        short="Electric stabs in the face, set off by touch, talking, shaving or chewing",
        why="A nerve of the face can cause this, and it needs other care than a muscle.",
        nets=("eye-face-jaw",),
        ask=Ask(groups=frozenset({Group.FACE})),
        signs=(
            Sign(
                id="H10",
                words="Do you get electric stabs in the face, set off by touch, talking, shaving or chewing?",
            ),
        ),
    ),
    RedFlag(
        id="H11",
        level=Urgency.SOON,
        short="A mouth sore, hoarse voice, neck lump, one-sided ear pain or blocked nose that lasts",
        why="What lasts this long in the mouth, throat, ear or nose should be looked at.",
        nets=("eye-face-jaw", "weight-lump"),
        ask=Ask(groups=frozenset({Group.FACE, Group.NECK}), all_of=(Fact.LASTED_10_DAYS,)),
        signs=(
            Sign(
                id="H11a",
                words="For 3 weeks or more, have you had a mouth sore, a hoarse voice, pain in one ear or"
                " throat, or a lump in the neck?",
            ),
            Sign(id="H11b", words="Do you have face pain with a blocked nose, no better after 10 days?"),
        ),
        sources=("nice-ng12",),
    ),
    RedFlag(
        id="H12",
        level=Urgency.URGENT,
        short="A red, painful eye, or blisters on forehead, nose or near the eye",
        why="The eye may need treatment soon to keep its sight.",
        nets=("eye-face-jaw", "rash-yellow"),
        ask=Ask(zones=frozenset({"eye", "eyebrow", "forehead", "nose"})),
        signs=(
            Sign(
                id="H12",
                words="Is the eye itself red and painful, or do you have blisters on forehead, nose or near"
                " the eye?",
                not_counted="a stye on the lid",
            ),
        ),
        sources=("nhs-shingles",),
    ),
    # Neck
    RedFlag(
        id="N01",
        level=Urgency.EMERGENCY,
        short="New kind of neck pain or headache with dizziness, double sight, trouble speaking or"
        " swallowing",
        why="A blood vessel in the neck can cause this, also after a jolt or a massage gun.",
        nets=("headache", "dizzy-speech"),
        ask=Ask(groups=frozenset({Group.HEAD, Group.NECK})),
        signs=(
            Sign(
                id="N01",
                words="In the last 4 weeks, do you have a neck pain or headache unlike any before, with new"
                " dizziness, swaying, double vision, trouble speaking or swallowing, face numbness, or an"
                " eyelid that droops and stays so? It counts all the more after a jolt, neck cracking or a"
                " massage gun.",
            ),
        ),
        sources=("rushton-2023",),
        tag=Tag.CONSENSUS,
    ),
    RedFlag(
        id="N02",
        level=Urgency.EMERGENCY,
        short="Neck pain after a crash, fall, blow or dive, with one sign of a hurt spine",
        why="A bone of the neck may be hurt, so it is kept still until it has been checked.",
        nets=("injury",),
        ask=Ask(groups=frozenset({Group.NECK}), all_of=(Fact.INJURY,)),
        signs=(
            Sign(
                id="N02",
                words="Since a crash, fall, blow or dive in the last two weeks that nobody has checked, is"
                " any of these true: aged 65 or over; fast crash, dive or fall over 1 metre; tingling or"
                " weak arms or legs; sore on the bone in the middle; cannot turn the head halfway to each"
                " side?",
            ),
        ),
        sources=("finucane-2020", "stiell-2003"),
        tag=Tag.CONSENSUS,
        do="Keep your neck still, and call your local emergency number now.",
    ),
    RedFlag(
        id="N03",
        level=Urgency.URGENT,
        short="Both arms or hands numb or clumsy, or electric shocks on bending the neck",
        why="The spinal cord in the neck can cause this.",
        nets=("weak-numb",),
        ask=Ask(groups=frozenset({Group.NECK})),
        signs=(
            Sign(
                id="N03",
                words="Do both arms or hands feel numb or clumsy by day, or do you get electric shocks down"
                " your back when you bend your neck?",
            ),
        ),
        sources=("finucane-2020",),
        tag=Tag.CONSENSUS,
    ),
    RedFlag(
        id="N04",
        level=Urgency.URGENT,
        short="Neck pain since a crash, fall or blow in the last two weeks, not checked",
        why="A neck should be checked after an accident, even when it is only sore.",
        nets=("injury",),
        ask=Ask(groups=frozenset({Group.NECK}), all_of=(Fact.INJURY,)),
        signs=(
            Sign(
                id="N04",
                words="Has your neck been sore since a crash, fall or blow in the last two weeks that nobody"
                " has checked?",
            ),
        ),
        sources=("stiell-2003",),
    ),
    # Shoulder
    RedFlag(
        id="S01",
        level=Urgency.URGENT,
        short="An arm that you cannot lift by itself since an injury",
        why="A tendon, a nerve or the bone may be hurt.",
        nets=("injury",),
        ask=Ask(groups=frozenset({Group.SHOULDER}), all_of=(Fact.INJURY,)),
        signs=(
            Sign(
                id="S01",
                words="Since an injury, can you not lift your arm by itself, without help from the other"
                " hand?",
            ),
        ),
    ),
    RedFlag(
        id="S02",
        level=Urgency.EMERGENCY,
        short="Shoulder-tip pain with belly pain, after a blow to the belly, or in early pregnancy",
        why="Something inside the belly can be felt at the tip of the shoulder.",
        nets=("injury", "belly-pee-stool"),
        ask=Ask(groups=frozenset({Group.SHOULDER, Group.CHEST})),
        signs=(
            Sign(
                id="S02",
                words="Do you have pain at the tip of the shoulder with one of these: new belly pain; a blow"
                " to belly or lower ribs; early pregnancy with belly pain, bleeding or faintness?",
            ),
        ),
    ),
    RedFlag(
        id="S03",
        level=Urgency.SOON,
        short="A lump in the breast, armpit or above the collarbone, or a change in the breast",
        why="A lump or a change here should be looked at.",
        nets=("weight-lump",),
        ask=Ask(groups=frozenset({Group.SHOULDER, Group.CHEST})),
        signs=(
            Sign(
                id="S03",
                words="Do you have a lump in the breast, armpit or above the collarbone, or a change in the"
                " breast?",
            ),
        ),
        sources=("nice-ng12",),
        tag=Tag.CONSENSUS,
    ),
    RedFlag(
        id="S04",
        level=Urgency.SOON,
        short="Deep shoulder pain that moving does not change, with weight loss, cough or weak hand",
        why="The top of the lung or a nerve can be felt in the shoulder.",
        nets=("weak-numb", "weight-lump"),
        ask=Ask(groups=frozenset({Group.SHOULDER, Group.ARM})),
        signs=(
            Sign(
                id="S04",
                words="Do you have deep shoulder pain that moving does not change, with weight loss, a long"
                " cough, or a weak or numb hand?",
            ),
        ),
        sources=("nice-ng12",),
    ),
    # Back
    RedFlag(
        id="B01",
        level=Urgency.URGENT,
        short="New pain or tingling in both legs, or leg pain too bad to bear despite painkillers",
        why="Nerves at the base of the spine can cause this.",
        nets=("weak-numb", "both-legs"),
        ask=Ask(groups=frozenset({Group.BACK, Group.LEG})),
        signs=(
            Sign(
                id="B01",
                words="In the last 4 weeks, has pain or tingling begun in both legs, or is the leg pain"
                " unbearable in spite of painkillers?",
                not_counted="both legs sore only on walking, the same for months; muscles or shins sore from sport, work"
                " or a long walk, without tingling",
            ),
        ),
        sources=("girft-2023", "finucane-2020"),
        tag=Tag.CONSENSUS,
        do="Speak to a doctor or urgent-care line today. If you are numb between the legs, or have new"
        " trouble with pee, bowels or feeling in sex, call your local emergency number now.",
    ),
    RedFlag(
        id="B02",
        level=Urgency.URGENT,
        short="Pain in the side with fever, shivers, or blood or burning when you pee",
        why="The kidneys can cause this.",
        nets=("fever", "belly-pee-stool"),
        ask=Ask(groups=frozenset({Group.BACK, Group.BELLY})),
        signs=(
            Sign(
                id="B02",
                words="Do you have pain in the side or loin (the back below the ribs) with fever, shivers,"
                " or blood or burning when you pee?",
            ),
        ),
    ),
    RedFlag(
        id="B03",
        level=Urgency.SOON,
        short="Back pain for over 3 months, begun before 45, worse at rest and better with moving",
        why="Inflamed joints of the back can cause this, and there is treatment for it.",
        nets=("stiff-joints",),
        ask=Ask(groups=frozenset({Group.BACK, Group.HIP}), all_of=(Fact.LASTED_3_MONTHS,)),
        signs=(
            Sign(
                id="B03",
                words="Did your back pain start before 45, has it lasted over 3 months, and is it worse in"
                " the morning or at night and better with moving?",
            ),
        ),
    ),
    # Belly
    RedFlag(
        id="A01",
        level=Urgency.EMERGENCY,
        short="A rigid, untouchable or swollen belly, blood in vomit or stool, or no fluids kept down",
        why="Something inside the belly can cause this and may need help fast.",
        nets=("belly-pee-stool",),
        ask=Ask(groups=frozenset({Group.BELLY, Group.CHEST})),
        signs=(
            Sign(id="A01a", words="Is your belly hard as a board, or too sore to be touched or jolted?"),
            Sign(
                id="A01b",
                words="Do you vomit blood, pass black or much bloody stool, or bloody runny stool and feel"
                " ill?",
            ),
            Sign(
                id="A01c",
                words="Can you not keep fluids down with belly pain, or is the belly swollen with no stool"
                " or wind?",
            ),
        ),
        sources=("nice-ng156",),
    ),
    RedFlag(
        id="A02",
        level=Urgency.SOON,
        short="Bleeding after the menopause or between periods, or pelvic pain that keeps coming back",
        why="The womb or the ovaries can cause this.",
        nets=("belly-pee-stool",),
        ask=Ask(groups=frozenset({Group.BELLY}), zones=frozenset({"low-back"})),
        signs=(
            Sign(
                id="A02",
                words="Do you bleed after the menopause or between periods, or does pelvic pain (low in the"
                " belly) keep coming back apart from your usual period pain?",
            ),
        ),
        sources=("nice-ng12",),
    ),
    RedFlag(
        id="A03",
        level=Urgency.SOON,
        short="For 3 weeks: belly pain, bloating, changed bowel habit, or some blood in the stool",
        why="What lasts this long in the belly should be looked at.",
        nets=("belly-pee-stool",),
        ask=Ask(groups=frozenset({Group.BELLY}), all_of=(Fact.LASTED_3_WEEKS,)),
        signs=(
            Sign(
                id="A03",
                words="For 3 weeks or more, have you had one of these: belly pain that keeps coming back and"
                " moving does not change; bloating on most days; changed bowel habit; some blood in the"
                " stool?",
            ),
        ),
        sources=("nice-ng12",),
    ),
    RedFlag(
        id="A04",
        level=Urgency.SOON,
        short="Burning when you pee",
        why="The bladder can cause this and can be felt in the belly.",
        nets=("belly-pee-stool",),
        ask=Ask(groups=frozenset({Group.BELLY})),
        signs=(Sign(id="A04", words="Does it burn when you pee?"),),
    ),
    RedFlag(
        id="A05",
        level=Urgency.EMERGENCY,
        short="In pregnancy: bleeding, bad belly pain, faintness, waters, tightenings, baby moving less, bad"
        " headache",
        why="In pregnancy these signs are always checked, for you and the baby.",
        ask=Ask(all_of=(Fact.PREGNANT,)),
        signs=(
            Sign(
                id="A05a",
                words="Do you have bleeding, bad or one-sided belly pain, faintness, a hard womb, leaking"
                " waters, tightenings or back pains that come in waves before 37 weeks, or a baby that moves"
                " less?",
                not_counted="back or pelvic ache that comes with moving only",
            ),
            Sign(
                id="A05b",
                words="After 20 weeks, or since the birth: do you have a bad headache, flashing lights, or pain under the ribs?",
            ),
        ),
        do="Call the maternity unit now. If you have none, call your local emergency number.",
    ),
    RedFlag(
        id="A06",
        level=Urgency.EMERGENCY,
        short="A suddenly painful or swollen testicle, or a hard, painful or stuck groin or belly lump",
        why="The blood supply there can be cut off, and help within hours counts.",
        nets=("belly-pee-stool",),
        ask=Ask(groups=frozenset({Group.BELLY}), zones=frozenset({"thigh-inner", "low-back"})),
        signs=(
            Sign(id="A06a", words="Is a testicle suddenly painful or swollen?"),
            Sign(
                id="A06b",
                words="Do you have a lump in groin or belly that is hard and painful, or that you can no"
                " longer push back?",
            ),
        ),
        sources=("nhs-testicle",),
        tag=Tag.CONSENSUS,
    ),
    RedFlag(
        id="A07",
        level=Urgency.SOON,
        short="A soft groin or belly lump that comes and goes, or a painless testicle lump",
        why="A lump here should be looked at.",
        nets=("belly-pee-stool", "weight-lump"),
        ask=Ask(groups=frozenset({Group.BELLY}), zones=frozenset({"thigh-inner"})),
        signs=(
            Sign(
                id="A07",
                words="Do you have a soft lump in groin or belly that comes and goes, or a painless lump in"
                " a testicle?",
            ),
        ),
        sources=("nice-ng12",),
    ),
    RedFlag(
        id="A08",
        level=Urgency.URGENT,
        short="New belly pain, worse over a day or two, sore at each step, or with fever",
        why="Something inside the belly may be inflamed.",
        nets=("fever", "belly-pee-stool"),
        ask=Ask(groups=frozenset({Group.BELLY})),
        signs=(
            Sign(
                id="A08",
                words="Has a new belly pain got worse over a day or two, and does each step or cough hurt,"
                " or do you have a fever?",
            ),
        ),
    ),
    # Leg, and injuries of the arm
    RedFlag(
        id="L01",
        level=Urgency.URGENT,
        short="After an injury: cannot walk four steps, sore bone, or snap in calf, heel or knee",
        why="A bone or a tendon may be hurt.",
        nets=("injury",),
        ask=Ask(groups=frozenset({Group.LEG}), all_of=(Fact.INJURY,)),
        signs=(
            Sign(id="L01a", words="Since an injury, can you not take four steps on that leg?"),
            Sign(
                id="L01b",
                words="Since an injury, is a bone sore when you press it?",
                not_counted="soreness in soft flesh beside the bone, or after a knock that never swelled or bruised, in a"
                " leg that you walk and climb on",
            ),
            Sign(
                id="L01c",
                words="Since an injury, or at the moment of it, did you feel a snap, or as if kicked, in calf, heel or knee?",
                not_counted="a pull or a nip, if you can rise on your toes on that leg alone",
            ),
        ),
        sources=("stiell-1992",),
        tag=Tag.CONSENSUS,
    ),
    RedFlag(
        id="L02",
        level=Urgency.SOON,
        short="Legs that cramp, ache or get heavy on walking and ease on rest",
        why="The blood flow in the legs, or the nerves of the back, can cause this.",
        nets=("both-legs",),
        ask=Ask(groups=frozenset({Group.LEG})),
        signs=(Sign(id="L02", words="Do your legs cramp, ache or get heavy on walking and ease on rest?"),),
        sources=("freiwald-2016",),
    ),
    RedFlag(
        id="L03",
        level=Urgency.URGENT,
        short="Something gave way in the arm: a pop, then bruising, a changed shape or less strength",
        why="A tendon may have torn, and it is best seen early.",
        nets=("injury",),
        ask=Ask(groups=frozenset({Group.ARM}), all_of=(Fact.INJURY,)),
        signs=(
            Sign(
                id="L03",
                words="Did something give way in the arm (a pop, then bruising, a changed shape or less"
                " strength)?",
            ),
        ),
    ),
    RedFlag(
        id="L04",
        level=Urgency.URGENT,
        short="Under 18: a limp, hardly walking, foot turning out, swollen bone, or bone pain at night",
        why="While bones grow, the hip and other bones can be sore for reasons that need a look.",
        ask=Ask(all_of=(Fact.AGE_UNDER_18,)),
        signs=(
            Sign(
                id="L04a",
                words="Do you limp, can you hardly walk, or does the foot turn out?",
                ask=Ask(all_of=(Fact.LEG_OR_CHILD,)),
            ),
            Sign(
                id="L04b",
                words="Do you have a swelling on a bone, or bone pain at night, with no injury?",
                ask=Ask(all_of=(Fact.LIMB_OR_CHILD,)),
            ),
        ),
        sources=("nice-ng12",),
        tag=Tag.CONSENSUS,
    ),
    RedFlag(
        id="L05",
        level=Urgency.URGENT,
        short="Foot pain in bed, a black or open foot sore, or a hot, swollen numb foot",
        why="The blood flow or the nerves of the foot can cause this.",
        nets=("swollen-hot", "out-of-the-blue", "both-legs"),
        ask=Ask(groups=frozenset({Group.FOOT})),
        signs=(
            Sign(
                id="L05a",
                words="Does the foot hurt in bed and ease when it hangs down, or is there a black or open"
                " sore on it?",
            ),
            Sign(
                id="L05b",
                words="Is the foot hot, red, swollen or wounded, even without pain?",
                ask=Ask(all_of=(Fact.DIABETES_OR_NUMB_FEET,)),
            ),
        ),
        sources=("nice-ng19",),
        tag=Tag.CONSENSUS,
    ),
    RedFlag(
        id="L06",
        level=Urgency.URGENT,
        short="Hand, wrist or elbow since a fall or blow: sore bone, or cannot grip or straighten",
        why="A small bone may have cracked.",
        nets=("injury",),
        ask=Ask(zones=_WRIST_HAND | _ELBOW, all_of=(Fact.INJURY,)),
        signs=(
            Sign(
                id="L06",
                words="Since a fall or blow, is a bone sore when you press it (also the hollow at the root"
                " of the thumb), or can you not grip or straighten?",
            ),
        ),
    ),
    RedFlag(
        id="L07",
        level=Urgency.SOON,
        short="A snap in thigh or groin with a bruise, or a muscle lump after a knock",
        why="A muscle may have torn, or bone may be forming in it.",
        nets=("injury", "weight-lump"),
        ask=Ask(groups=frozenset({Group.LEG}), all_of=(Fact.INJURY,)),
        signs=(
            Sign(
                id="L07a",
                words="Did you feel a snap in the thigh or groin, with a bruise?",
                not_counted="a pull without a snap",
            ),
            Sign(id="L07b", words="Do you have a hard lump in a muscle weeks after a knock?"),
        ),
        sources=("bartsch-2021",),
    ),
    RedFlag(
        id="L08",
        level=Urgency.SOON,
        short="Hip or groin pain for over 6 weeks, with steroids, much alcohol or sickle cell disease",
        why="The blood supply of the hip bone can suffer from these.",
        ask=Ask(groups=frozenset({Group.HIP}), zones=_THIGH_KNEE, all_of=(Fact.LASTED_6_WEEKS,)),
        signs=(
            Sign(
                id="L08",
                words="Has groin or hip pain lasted over 6 weeks, and have you had steroid courses, much"
                " alcohol, or sickle cell disease?",
            ),
        ),
    ),
    RedFlag(
        id="L09",
        level=Urgency.SOON,
        short="Weeks after an injury or operation: hand or foot burns, swells or changes colour",
        why="Upset pain nerves can cause this, and it needs other care than a muscle.",
        nets=("swollen-hot",),
        ask=Ask(groups=frozenset({Group.ARM, Group.LEG}), all_of=(Fact.INJURY,)),
        signs=(
            Sign(
                id="L09",
                words="Weeks after an injury or operation, does the hand or foot burn, swell, change colour,"
                " or hurt at a light touch?",
            ),
        ),
    ),
    RedFlag(
        id="L10",
        level=Urgency.URGENT,
        short="A sore or swollen tendon during or after an antibiotic whose name ends in “floxacin”",
        why="These antibiotics can weaken a tendon, weeks later too.",
        nets=("medicine",),
        ask=Ask(groups=frozenset({Group.ARM, Group.SHOULDER, Group.LEG})),
        signs=(
            Sign(
                id="L10",
                words="Did a tendon (heel, knee, shoulder, elbow or wrist) get sore or swollen while you took an"
                " antibiotic whose name ends in “floxacin”, or within months after?",
            ),
        ),
        sources=("southtees-fq",),
        tag=Tag.CONSENSUS,
        do="Speak to a doctor or urgent-care line today, before the next tablet. Rest that limb. No routines until"
        " then.",
    ),
    # Sport and training
    RedFlag(
        id="T01",
        level=Urgency.SOON,
        short="In sport: pain on one coin-sized spot of bone, sore to press, worse with load",
        why="A bone can tire from hard training, and then it needs rest.",
        nets=("sport-signs",),
        ask=_LOADED_BONE,
        signs=(
            Sign(
                id="T01",
                words="Do you have pain on one spot of bone, no bigger than a coin, sore to press, worse the"
                " more you load it?",
                not_counted="soreness spread along the bone",
            ),
        ),
        sources=("mountjoy-2023",),
        tag=Tag.CONSENSUS,
        do="Book a check within two weeks. Stop running, jumping and other impact until you have been seen.",
    ),
    RedFlag(
        id="T02",
        level=Urgency.SOON,
        short="In sport: missed periods, low sex drive, often ill or hurt, food or weight worries",
        why="Heavy training with too little food can upset hormones, and a doctor can check.",
        nets=("sport-signs",),
        ask=Ask(all_of=(Fact.SPORT,)),
        signs=(
            Sign(
                id="T02",
                words="Have your periods stopped or become rare, has your sex drive dropped, do you get ill"
                " or hurt often, or do you worry about food or weight?",
            ),
        ),
        sources=("mountjoy-2023", "mountjoy-2018"),
        tag=Tag.CONSENSUS,
    ),
    RedFlag(
        id="T03",
        level=Urgency.SOON,
        short="In sport: form worse for over two weeks despite rest, with poor sleep or low mood",
        why="It is called overtraining only when illness has been ruled out.",
        nets=("sport-signs",),
        ask=Ask(all_of=(Fact.SPORT,)),
        signs=(
            Sign(
                id="T03",
                words="Has your form been worse for over two weeks in spite of rest, with poor sleep or low"
                " mood?",
            ),
        ),
        sources=("meeusen-2013", "kreher-2012"),
        tag=Tag.CONSENSUS,
    ),
    RedFlag(
        id="T04",
        level=Urgency.EMERGENCY,
        short="Chest pain, fainting or a racing heart brought on by exercise",
        why="The heart can cause this, at any age.",
        nets=("breathing-in",),
        signs=(
            Sign(
                id="T04a",
                words="Did exercise bring chest pain, fainting or a racing heart that is still there?",
            ),
            Sign(
                id="T04b",
                words="Has exercise brought chest pain, fainting or a racing heart before, and has it"
                " passed?",
                level=Urgency.URGENT,
            ),
        ),
        sources=("nice-cg95",),
        do="Stop exercise. Still there: call your local emergency number now. Passed: speak to a doctor"
        " today, and do no exercise until then.",
    ),
    RedFlag(
        id="T05",
        level=Urgency.URGENT,
        short="In sport: sore bone spot or groin pain, even in walking or at night",
        why="A tired bone that hurts without hard load should not be loaded further.",
        nets=("out-of-the-blue", "sport-signs"),
        ask=_LOADED_BONE,
        signs=(
            Sign(
                id="T05",
                words="Do you have one sore spot on a bone, or a groin pain that came with training, that hurts even"
                " when you walk or at night?",
            ),
        ),
        sources=("mountjoy-2023",),
        do="Speak to a doctor or urgent-care line today. No running, no hopping.",
    ),
    # After needling
    RedFlag(
        id="X01",
        level=Urgency.EMERGENCY,
        short="After needling of neck, shoulder, chest or back: chest pain, short breath or dry cough",
        why="A needle can let air in beside the lung, and it can start hours to days later.",
        ask=Ask(all_of=(Fact.NEEDLED,)),
        signs=(
            Sign(
                id="X01",
                words="Since needling of the neck, shoulder, chest or back, do you have chest pain, short"
                " breath or a dry cough? It can start hours to days later.",
            ),
        ),
        sources=("patel-2019", "uzar-2018", "mintken-2025"),
        tag=Tag.TRIAL,
    ),
    RedFlag(
        id="X02",
        level=Urgency.EMERGENCY,
        short="After needling: new weakness or numbness, very bad spine pain, or a bad headache",
        why="A needle can reach a nerve or cause bleeding near the spine.",
        ask=Ask(all_of=(Fact.NEEDLED,)),
        signs=(
            Sign(
                id="X02",
                words="Since needling, do you have new weakness or numbness, very bad spine pain, or a bad"
                " headache?",
            ),
        ),
        sources=("lee-2011", "berrigan-2018", "ji-2015"),
        tag=Tag.TRIAL,
    ),
    RedFlag(
        id="X03",
        level=Urgency.URGENT,
        short="After needling: fever, or a spot that is hot, red or leaking",
        why="A needle spot can become infected.",
        ask=Ask(all_of=(Fact.NEEDLED,)),
        signs=(
            Sign(
                id="X03",
                words="Since needling, do you have a fever, or a spot that is hot, red or leaking?",
                not_counted="an arm that is sore and a little warm for up to 3 days after a vaccine, if you feel well",
            ),
        ),
        sources=("mcevoy-2013", "iscp-2012"),
        tag=Tag.CONSENSUS,
    ),
)
