"""What is asked, in words: options, net boxes and the fixed questions. Add a question or a box here.

Form, address, order, back link, review row and error derive from these records.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property, wraps
from typing import Any, TypeVar

from triggercare.domain.anatomy import Group, Place, Tool

Value = str | int | tuple[str, ...]


class Reply(StrEnum):
    """An answer to one careful question. Not sure is never taken for a no."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not-sure"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: what is stored and what is read."""

    slug: str
    label: str
    hint: str = ""
    group: str = ""  # a title above the first option that carries it

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True, kw_only=True)
class Net(Option):
    """A broad box: who ticks it is asked the exact signs behind it. `groups` empty: shown to everyone."""

    groups: frozenset[Group] = frozenset()
    sport_only: bool = False


class Kind(StrEnum):
    """How a question is answered."""

    MANY = "many"  # tick all; may be "none of these"
    ONE = "one"
    NUMBER = "number"
    SCALE = "scale"  # 0 to 10
    PLACES = "places"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One field of a page. `error` says what to do when it is left open; empty: it may be left open."""

    slug: str
    kind: Kind
    legend: str
    error: str
    options: tuple[Option, ...] = ()
    hint: str = ""
    none_label: str = ""  # MANY: the label of the answer that excludes all others
    least: int = 0  # NUMBER: the range allowed
    most: int = 120
    left_open: str = "Nothing ticked"  # MANY: what an empty answer means, on the check page
    offer_matters: bool = False  # MANY: options depend on earlier answers, so remember which were shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One address of the questionnaire. The heading is the question."""

    slug: str
    step: int
    heading: str
    questions: tuple[Question, ...]
    hint: str = ""
    warning: str = ""


@dataclass(frozen=True)  # no slots: places and zones are worked out once
class Answers:
    """All that a person has said so far: question slug -> answer. Absent means not asked yet.

    `day` is the day on which the danger questions were begun. `worked_out` keeps what `once` has derived; it is
    never copied to other answers.
    """

    values: Mapping[str, Value] = field(default_factory=dict)
    day: date | None = None
    worked_out: dict[tuple[object, ...], Any] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    def ticked(self, question: str) -> frozenset[str]:
        """The ticked options of a MANY question; empty when none or not asked."""
        value = self.values.get(question, ())
        return frozenset(value) if isinstance(value, tuple) else frozenset()

    def one(self, question: str) -> str:
        """The chosen option of a ONE question; "" when not asked."""
        value = self.values.get(question, "")
        return value if isinstance(value, str) else ""

    def number(self, question: str) -> int | None:
        """The number given; None when not asked."""
        value = self.values.get(question)
        return value if isinstance(value, int) else None

    def reply(self, sign: str) -> Reply | None:
        """The answer to one careful question; None when not asked."""
        value = self.one(sign)
        return Reply(value) if value else None

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Where it hurts, in a fixed order."""
        return tuple(sorted(Place.parse(text) for text in self.ticked("where")))

    @cached_property
    def zones(self) -> frozenset[str]:
        """The zones that hurt, on whichever side."""
        return frozenset(text.partition(":")[0] for text in self.ticked("where"))


Derived = TypeVar("Derived")


def once(derive: Callable[..., Derived]) -> Callable[..., Derived]:
    """A function of answers that is worked out once for each `Answers`, which never change."""

    @wraps(derive)
    def kept(answers: Answers, *more: str) -> Derived:
        key = (derive.__name__, *more)
        if key not in answers.worked_out:
            answers.worked_out[key] = derive(answers, *more)
        found: Derived = answers.worked_out[key]
        return found

    return kept


NOT_SURE_HINT = "If in doubt, tick it: we ask more."

NOW_NETS = (
    Net("chest-now", "Chest pain or pressure in the last 12 hours"),
    Net("arm-jaw-sweat", "An aching arm, jaw or upper back with sweating, sickness or faintness"),
    Net("breath-now", "Short of breath, or coughing up blood"),
    Net(
        "face-speech-sight",
        "A drooping face, or sudden numbness or trouble moving, speaking or seeing, passed or not",
    ),
    Net("numb-between-legs", "Numb or odd feeling between the legs"),
    Net("bladder-bowel", "New trouble with pee or stool, or no feeling in sex"),
    Net("confused-fit", "Confused, very drowsy, a fit, or too ill to stand"),
    Net("rash-under-glass", "Ill, with a rash that stays under glass"),
    Net("too-much-paracetamol", "Too much paracetamol in the last 3 days"),
)

_HEAD_NECK = frozenset({Group.HEAD, Group.NECK})

SIGN_NETS = (
    Net("headache", "A new, changed or very bad headache", groups=_HEAD_NECK),
    Net(
        "dizzy-speech",
        "New dizziness, double sight, a numb face, a drooping eyelid, or trouble speaking or swallowing",
        groups=_HEAD_NECK | {Group.FACE},
    ),
    Net(
        "eye-face-jaw",
        "A swollen face, sore scalp, electric stabs, or trouble with eye, ear, nose, mouth, throat, teeth or jaw",
        groups=_HEAD_NECK | {Group.FACE},
    ),
    Net("fever", "Fever, sweats, feeling very ill, injected drugs, or a bad infection or operation lately"),
    Net("weak-numb", "Weakness, numbness, electric shocks, clumsy hands, or unsteady walking"),
    Net("injury", "A fall, crash, knock, snap or pop, or pain after a lift or cough"),
    Net(
        "swollen-hot",
        "A swollen, hot, cold, burning, throbbing or discoloured limb or joint, or skin sore at a touch",
    ),
    Net("breathing-in", "Chest pain, aching on effort, pain breathing in, faintness, or a racing heart"),
    Net("out-of-the-blue", "Sudden very bad pain, pain with fainting, or pain that never lets up"),
    Net(
        "dark-pee",
        "Dark pee, or a muscle tighter and sorer each hour",
        groups=frozenset({Group.BACK, Group.SHOULDER, Group.ARM, Group.LEG}),
    ),
    Net(
        "belly-pee-stool",
        "Belly trouble, a belly or groin lump, a sore testicle, or changed pee, stool or periods",
        groups=frozenset({Group.BACK, Group.BELLY, Group.CHEST, Group.HIP, Group.SHOULDER}),
    ),
    Net(
        "both-legs",
        "Pain or tingling in both legs, unbearable leg pain, cramp on walking, a limp, a sore foot",
        groups=frozenset({Group.BACK, Group.LEG}),
    ),
    Net("rash-yellow", "A rash, blisters, or yellow skin or eyes"),
    Net("weight-lump", "Weight loss, a lump, breast change, long cough, or weeks of illness"),
    Net("stiff-joints", "Swollen joints, or long stiffness in the morning or at night"),
    Net("medicine", "A new medicine or dose, or painkillers often"),
    Net(
        "sport-signs",
        "A sore spot on a bone, groin pain, missed periods, low sex drive, often ill, or dropping form",
        sport_only=True,
    ),
    Net("unsafe", "Thoughts of hurting myself, or not safe at home"),
)

HEALTH_NETS = (
    Net("clots-thinners", "Blood clots, blood thinners, or bleeding easily", group="Blood and heart"),
    Net("heart-arteries", "Heart or artery trouble, a stroke, or a heart device", group="Blood and heart"),
    Net(
        "veins-swollen-limb",
        "Varicose veins, a swollen limb, a drip line or dialysis arm",
        group="Blood and heart",
    ),
    Net(
        "bones",
        "A weak or broken bone, a bone infection, or 3 months of steroids or hormone-stopping medicine",
        group="Bones, joints and nerves",
    ),
    Net(
        "joints",
        "Rheumatoid arthritis, very bendy joints, Down syndrome, or unstable neck",
        group="Bones, joints and nerves",
    ),
    Net("nerves", "A disc problem, a trapped nerve, or numb skin", group="Bones, joints and nerves"),
    Net("whiplash", "Whiplash or a head knock in the last 6 weeks", group="Bones, joints and nerves"),
    Net(
        "skin",
        "A wound, burn, rash, bruise, muscle tear, hot swelling, or lump after a knock",
        group="Skin, and lately",
    ),
    Net("sore-after-sport", "Muscles very sore after sport or hard work", group="Skin, and lately"),
    Net("operation-implant", "An operation, an implant or a hernia", group="Skin, and lately"),
    Net("cancer", "Cancer, now or ever", group="Your whole body"),
    Net("diabetes", "Diabetes", group="Your whole body"),
    Net(
        "weak-immune",
        "A weak immune system: chemotherapy, a transplant, HIV not controlled, no spleen",
        group="Your whole body",
    ),
    Net("lung-collapse", "A collapsed lung, ever", group="Your whole body"),
    Net("migraine-pain", "Migraine, pain all over, or pain at a light touch", group="Your whole body"),
    Net("muscle-sickle", "Muscle breakdown before, or sickle cell", group="Your whole body"),
    Net("eyes", "Glaucoma, or an eye operation", group="Your whole body"),
    Net("pregnant", "Pregnant, period late, or gave birth in the last 6 weeks", group="Pregnancy and birth"),
    Net("dizzy-frail", "Dizzy, falls, frail, or thin skin", group="Balance and strength"),
    Net("drank-sedated", "Alcohol, sedatives or strong painkillers today", group="Today"),
    Net("allergy", "An allergy to rubber (latex), or skin that reacts easily", group="Allergy"),
)

START = (
    Option("slowly", "It came on slowly"),
    Option("sitting", "Sitting for long, or a screen"),
    Option("head-down", "Head down over a phone or book"),
    Option("lifting", "Lifting or carrying"),
    Option("new-job", "A new job, hobby or movement"),
    Option("sport", "Sport or training"),
    Option("slept-badly", "I slept badly on it"),
    Option("small-fall", "A small fall or twist"),
    Option("blow", "A crash, big fall or hard blow in the last 2 weeks"),
    Option("stress", "Stress, or clenching my teeth"),
    Option("illness", "A cold or other illness"),
    Option("new-medicine", "A new medicine"),
    Option("needling", "Dry needling, acupuncture or an injection"),
    Option("operation", "An operation"),
    Option("birth", "Giving birth"),
)

SPANS = (
    Option("under-3-days", "Less than 3 days"),
    Option("under-2-weeks", "3 days to 2 weeks"),
    Option("under-6-weeks", "2 to 6 weeks"),
    Option("under-12-weeks", "6 to 12 weeks"),
    Option("longer", "Longer than 12 weeks"),
)

TOOLS = (
    Option(Tool.TENNIS_BALL, "A tennis ball"),
    Option(Tool.SOFT_BALL, "A soft ball, or rolled-up socks"),
    Option(Tool.FOAM_ROLLER, "A foam roller"),
    Option(Tool.BAND, "A stretchy exercise band"),
    Option(Tool.WEIGHT, "A small weight, a full bottle or a tin"),
)

YES_NO = (Option("yes", "Yes"), Option("no", "No"))
SCALE = tuple(
    Option(str(n), str(n), hint={0: "no pain", 5: "middling", 10: "the worst"}.get(n, "")) for n in range(11)
)
REPLIES = (Option(Reply.YES, "Yes"), Option(Reply.NO, "No"), Option(Reply.NOT_SURE, "Not sure"))
