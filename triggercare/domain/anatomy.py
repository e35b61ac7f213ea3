"""What the body and the library are made of: zones, places, muscles, points, routines.

Plain frozen records. A muscle file under fixtures/muscles/ has exactly the shape of `Muscle`; to add a
field, add it here and the loader asks every file for it.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


class MissingContent(Exception):
    """A file that everything rests on cannot be read."""


class Side(StrEnum):
    """The person's own side; the middle for zones that have none."""

    LEFT = "left"
    RIGHT = "right"
    MIDDLE = "middle"

    @property
    def opposite(self) -> "Side":
        """The other side; the middle is its own."""
        return {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}.get(self, self)


class Urgency(StrEnum):
    """How soon somebody should look at it (clinical rules, levels)."""

    SELF_CARE = "self-care"
    SOON = "soon"
    URGENT = "urgent"
    EMERGENCY = "emergency"

    @property
    def rank(self) -> int:
        """0 for self-care up to 3 for an emergency."""
        return list(Urgency).index(self)


class Frequency(StrEnum):
    """How common knots in this muscle are, in four steps."""

    VERY_COMMON = "very-common"
    COMMON = "common"
    OCCASIONAL = "occasional"
    RARE = "rare"


class Evidence(StrEnum):
    """Where a referred-pain pattern comes from."""

    EXPERT_MAP = "expert-map"
    PROVOKED_IN_STUDY = "provoked-in-study"
    CASE_SERIES = "case-series"


class Kind(StrEnum):
    """What a routine does."""

    PRESS = "press"
    ROLL = "roll"
    STRETCH = "stretch"
    STRENGTHEN = "strengthen"
    EASE = "ease"


class Tool(StrEnum):
    """What a routine is done with, gentlest first."""

    NOTHING = "nothing"
    HANDS = "hands"
    WARMTH = "warmth"
    TOWEL = "towel"
    SOFT_BALL = "soft-ball"
    TENNIS_BALL = "tennis-ball"
    FOAM_ROLLER = "foam-roller"
    BAND = "band"
    WEIGHT = "weight"


class Posture(StrEnum):
    """How the body is held in a pose; what a person must be able to do."""

    SEATED = "seated"
    STANDING = "standing"
    BED = "bed"
    FLOOR = "floor"


class Group(StrEnum):
    """Groups of zones that the danger questions speak of (clinical rules, section 1)."""

    FACE = "face"
    HEAD = "head"
    NECK = "neck"
    CHEST = "chest"
    SHOULDER = "shoulder"
    ARM = "arm"
    BACK = "back"
    BELLY = "belly"
    HIP = "hip"
    LEG = "leg"
    FOOT = "foot"


REGIONS: Mapping[str, str] = {
    "head-face": "Head and face",
    "neck": "Neck",
    "shoulder": "Shoulder and armpit",
    "upper-back": "Upper back",
    "chest": "Chest",
    "arm": "Arm",
    "wrist-hand": "Wrist and hand",
    "abdomen": "Belly",
    "low-back-hip": "Low back, buttock and hip",
    "pelvis": "Groin and pelvis",
    "thigh-knee": "Thigh and knee",
    "lower-leg": "Lower leg",
    "ankle-foot": "Ankle and foot",
}


@dataclass(frozen=True, slots=True)
class Zone:
    """One named patch of the body map. Its slug never changes."""

    slug: str
    label: str
    anatomical_term: str
    region: str
    paired: bool
    views: tuple[str, ...]
    description: str

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides on which this zone exists."""
        return (Side.LEFT, Side.RIGHT) if self.paired else (Side.MIDDLE,)


@cache
def zones() -> Mapping[str, Zone]:
    """All zones of fixtures/body-zones.csv by slug, in the order of the file. Raises MissingContent."""
    path = FIXTURES / "body-zones.csv"
    try:
        return read_zones(path)
    except (OSError, ValueError) as error:
        raise MissingContent(f"{path} cannot be used: {error}") from error


def read_zones(path: Path) -> Mapping[str, Zone]:
    """Read a zone file. Raises OSError or ValueError, naming what is wrong."""
    found: dict[str, Zone] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            try:
                zone = Zone(
                    slug=row["slug"],
                    label=row["label"],
                    anatomical_term=row["anatomical_term"],
                    region=row["region"],
                    paired={"yes": True, "no": False}[row["paired"]],
                    views=tuple(row["views"].split()),
                    description=row["description"],
                )
            except (KeyError, AttributeError) as error:
                raise ValueError(f"{path.name}: row {len(found) + 2} lacks or misspells {error}") from error
            if zone.region not in REGIONS:
                raise ValueError(f"{path.name}: {zone.slug}: unknown region {zone.region!r}")
            if zone.slug in found:
                raise ValueError(f"{path.name}: {zone.slug} stands there twice")
            found[zone.slug] = zone
    return found


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A zone on one side of one person: where it hurts, or where a tool goes."""

    zone: str
    side: Side

    @classmethod
    def parse(cls, text: str) -> "Place":
        """Read "temple:left" or "crown". Raises ValueError for anything else."""
        slug, _, side_name = text.partition(":")
        zone = zones().get(slug)
        if zone is None:
            raise ValueError("unknown zone")
        side = Side(side_name) if side_name else Side.MIDDLE
        if side not in zone.sides:
            raise ValueError("this zone has no such side")
        return cls(slug, side)

    def __str__(self) -> str:
        return self.zone if self.side is Side.MIDDLE else f"{self.zone}:{self.side}"

    @property
    def words(self) -> str:
        """The place as a person says it: "Temple, left side"."""
        label = zones()[self.zone].label
        return label if self.side is Side.MIDDLE else f"{label}, {self.side} side"


def _regions(*names: str) -> frozenset[str]:
    return frozenset(slug for slug, zone in zones().items() if zone.region in names)


_FACE = frozenset(
    "cheekbone cheek nose jaw-joint jaw chin upper-teeth lower-teeth lower-front-teeth mouth ear".split()
)
_HIP = frozenset(
    "hip-crest sacroiliac buttock-upper buttock sitting-bone hip-side groin thigh-front-upper thigh-inner"
    " thigh-outer-upper thigh-back-upper".split()
)
_SHOULDER_EXTRA = frozenset("shoulder-blade-top shoulder-blade collarbone".split())
_BACK_EXTRA = frozenset(
    "low-back low-back-spine flank hip-crest sacroiliac sacrum tailbone buttock-upper buttock".split()
)


@cache
def group_zones(group: Group) -> frozenset[str]:
    """The zones of one group, as the clinical rules list them in section 1."""
    match group:
        case Group.FACE:
            return _FACE
        case Group.HEAD:
            return _regions("head-face") - _FACE
        case Group.NECK:
            return _regions("neck") | {"base-of-skull", "back-of-head", "behind-ear"}
        case Group.CHEST:
            return _regions("chest") | {"armpit"}
        case Group.SHOULDER:
            return _regions("shoulder") | _SHOULDER_EXTRA
        case Group.ARM:
            return _regions("arm", "wrist-hand", "shoulder")
        case Group.BACK:
            return _regions("upper-back") | _BACK_EXTRA
        case Group.BELLY:
            return _regions("abdomen", "pelvis") | {"lower-ribs-front", "flank"}
        case Group.HIP:
            return _HIP
        case Group.LEG:
            return _HIP | _regions("thigh-knee", "lower-leg", "ankle-foot")
        case Group.FOOT:
            return _regions("ankle-foot")


Range = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anatomy:
    """Where a muscle runs and what it does, in plain words."""

    origin: str
    insertion: str
    nerve: str
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """Where the X of a point stands: a zone in one view, and a spot (0-1, 0-1) in its box."""

    view: str
    zone: str
    at: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerPoint:
    """One tender spot as the tradition teaches it, and where it sends pain (zones of the same side)."""

    number: int
    where: str
    find_it: str
    essential: tuple[str, ...]
    spillover: tuple[str, ...]
    sources: tuple[str, ...]
    checked_against: tuple[str, ...]
    evidence: Evidence
    marker: Marker | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LookAlike:
    """Something else that feels like this muscle, how to tell, and how soon to see somebody."""

    what: str
    tell: str
    act: Urgency
    flag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """How much of a routine. Ranges are (from, to); `None` where the kind has no such measure.

    hold_seconds and roll_seconds in seconds, minutes in minutes, pain_aim on a scale of 0 to 10.
    Limits: clinical rules, section 4.
    """

    hold_seconds: Range | None = None
    roll_seconds: Range | None = None
    minutes: Range | None = None
    spots: int | None = None
    holds: Range | None = None
    sets: Range | None = None
    repeats: Range | None = None
    times_per_day: Range | None = None
    days_per_week: Range | None = None
    pain_aim: Range | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Routine:
    """One thing to do at home. `on` is where a tool or hand goes; it may be empty for a movement."""

    kind: Kind
    name: str
    tool: Tool
    pose: str
    on: tuple[str, ...]
    steps: tuple[str, ...]
    feel: str
    dose: Dose
    easier: str
    sources: tuple[str, ...]
    beneath: str = ""
    harder: str = ""
    avoid_if: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """A muscle whose pain feels nearly the same. `tell`: what parts the two, seen from this muscle."""

    muscle: str
    tell: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DryNeedling:
    """What to know before anybody needles this muscle."""

    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Muscle:
    """One muscle, complete. `frequency` is None where nobody has counted."""

    slug: str
    name: str
    plain_name: str
    latin_name: str
    region: str
    group: str
    also_known_as: tuple[str, ...]
    summary: str
    feels_like: tuple[str, ...]
    aggravated_by: tuple[str, ...]
    symptoms: tuple[str, ...]
    causes: tuple[str, ...]
    related: tuple[str, ...]
    habits: tuple[str, ...]
    see_someone_if: tuple[str, ...]
    anatomy: Anatomy
    points: tuple[TriggerPoint, ...]
    look_alikes: tuple[LookAlike, ...]
    routines: tuple[Routine, ...]
    dry_needling: DryNeedling
    frequency: Frequency | None = None
    frequency_sources: tuple[str, ...] = ()
    not_pressed_because: str = ""
    not_strengthened_because: str = ""
    twins: tuple[Twin, ...] = ()

    @property
    def places_of_pain(self) -> tuple[str, ...]:
        """Every zone that some point refers to, essential ones first, each once."""
        essential = [zone for point in self.points for zone in point.essential]
        spillover = [zone for point in self.points for zone in point.spillover]
        return tuple(dict.fromkeys(essential + spillover))


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of the vocabulary with what a person reads."""

    slug: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Something that sets a muscle off; `start` is the answer on the page "What started it" that means it."""

    slug: str
    words: str
    start: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """A way to hold the body for a routine, in words that stand in for a picture."""

    slug: str
    words: str
    posture: Posture
    lies_on_belly: bool = False
    lies_flat_on_back: bool = False
    head_down: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A citation of fixtures/sources.csv. `verified` False: its original has not been opened yet."""

    key: str
    title: str
    authors: str
    year: str
    container: str
    doi: str
    pmid: str
    url: str
    kind: str
    covers: str
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The closed lists of words that muscle files and the questionnaire share."""

    movements: Mapping[str, Term]
    symptoms: Mapping[str, Term]
    causes: Mapping[str, Cause]
    poses: Mapping[str, Pose]
    sentences: Mapping[str, Term] = field(default_factory=dict)
    no_main_pattern: Mapping[str, Term] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Library:
    """Everything known about muscles, as one value that never changes."""

    version: str
    muscles: Mapping[str, Muscle]
    vocabulary: Vocabulary
    sources: Mapping[str, Source] = field(default_factory=dict)

    def referring_to(self, places: Iterable[str]) -> tuple[Muscle, ...]:
        """Muscles with a point that refers to any of these zones, in the library's order."""
        wanted = frozenset(places)
        return tuple(m for m in self.muscles.values() if wanted.intersection(m.places_of_pain))
