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
    AGE_40 = "age-40"
    AGE_50 = "age-50"
    AGE_70 = "age-70"
    CANCER_EVER = "cancer-ever"
    WEAK_BONES = "weak-bones"  # or steroid tablets for 3 months
    HEART_DISEASE = "heart-disease"
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


def _started(answers: Answers, *with_: str) -> bool:
    """Whether it began with one of these, or nobody knows how."""
    return not answers.ticked("start").isdisjoint({*with_, "unknown"})


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
    Fact.AGE_40: lambda a: _age(a, 40),
    Fact.AGE_50: lambda a: _age(a, 50),
    Fact.AGE_70: lambda a: _age(a, 70),
    Fact.CANCER_EVER: lambda a: "cancer" in a.ticked("health"),
    Fact.WEAK_BONES: lambda a: _maybe(a, "weak-bones-or-long-steroids"),
    Fact.HEART_DISEASE: lambda a: "heart-arteries" in a.ticked("health"),
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

    def level_of(self, sign: Sign) -> Urgency:
        """The level that this sign fires."""
        return sign.level or self.level


RED_FLAGS: tuple[RedFlag, ...] = (
    RedFlag(
        id="G08",
        level=Urgency.URGENT,
        short="Pain on a bone after a small fall, lift or cough, with weak bones or at 70 and over",
        why="A weak bone may have cracked.",
        nets=("injury",),
        signs=(
            Sign(
                id="G08a",
                words="Did it start with a small fall, a lift or a cough, with pain in the spine, ribs, breastbone,"
                " pelvis or hip, or on one bony spot?",
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
)
