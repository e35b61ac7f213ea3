"""One case in plain words of the vocabulary -> level, ranking and what becomes of each routine.

For people who test the rules from outside. Here, and nowhere else, what is not listed counts as answered "no".
"""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from triggercare.domain.anatomy import Library, Place, Routine, Urgency, zones
from triggercare.domain.combinations import COMBINATIONS
from triggercare.domain.matching import Match, explore, rank
from triggercare.domain.plan import HELD
from triggercare.domain.precautions import BY_SLUG, PRECAUTIONS, Condition, decide
from triggercare.domain.questionnaire import (
    OFFERED,
    agreed_slug,
    asked_at_once,
    at_slug,
    conditions_of,
    open_combinations,
    open_signs,
    seen_slug,
)
from triggercare.domain.questions import NOW_NETS, SIGN_NETS, Answers, Value
from triggercare.domain.red_flags import RED_FLAGS
from triggercare.domain.triage import Cleared, Ending, Stop, triage

# Facts that *Ask* and section 1.3 need -> the answers that give them: (question, option or "yes").
FACTS: Mapping[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "pregnant": ("Pregnant, period late, or birth in the last 6 weeks", (("health", "pregnant"),)),
    "cancer-ever": ("Cancer, now or ever", (("health", "cancer"),)),
    "weak-immune": ("A weak immune system", (("health", "weak-immune"),)),
    "heart-disease": ("Heart or artery trouble", (("health", "heart-arteries"),)),
    "weak-bones": (
        "Weak bones, or steroid tablets for 3 months or more",
        (("health", "bones"), ("weak-bones-or-long-steroids", "yes")),
    ),
    "diabetes": ("Diabetes", (("health", "diabetes"),)),
    "injury": ("It began with an injury, in the last 12 weeks", (("start", "small-fall"),)),
    "injury-two-weeks": ("An injury or blow in the last 2 weeks", (("start", "blow"),)),
    "needling": ("Dry needling, acupuncture or an injection", (("start", "needling"),)),
    "sport": ("Sport or hard training most weeks", (("sport", "yes"),)),
    "clot-risk": (
        "Clot risk: operation, plaster, bed rest, long trip, pregnancy, pill, cancer",
        (("C01b", "yes"),),
    ),
    "very-unwell": ("Very unwell", (("C02a", "yes"), ("C05b", "yes"))),
    "chemotherapy-or-no-spleen": ("Chemotherapy, no spleen, or sickle cell disease", (("C02c", "yes"),)),
    "side-cramps": ("Cramps in the side: cannot keep still", (("C02d", "yes"),)),
    "fast": ("The weakness began or got clearly worse in the last 3 days", (("C03a", "yes"),)),
    "weak-both-legs": ("Both legs got weak within the last 2 weeks", (("C03c", "yes"),)),
    "numbness-climbs": ("Numbness climbs upward", (("C03d", "yes"),)),
    "smoker": ("Smokes, or smoked for years", (("C04c", "yes"),)),
    "fever": ("Fever or shivers", (("C04d", "yes"), ("C05a", "yes"), ("C06a", "yes"))),
    "sight-change": ("Sight has changed in any way", (("C07a", "yes"),)),
    "both-shoulders-or-hips-with-headache": (
        "Both shoulders or hips stiff, with headache or jaw",
        (("C07b", "yes"),),
    ),
    "others-ill-at-home": ("Others at home confused, faint or short of breath", (("C08a", "yes"),)),
    "no-weight-on-leg": ("Cannot put weight on that leg", (("C08b", "yes"),)),
}
LIST_FIELDS = ("zones", "flags", "facts", "conditions", "movements", "symptoms", "causes")
FIELDS = ("id", *LIST_FIELDS, "age", "sex", "days", "intensity", "explore")
SEXES = ("f", "m", None)
_SPANS = ((3, "under-3-days"), (15, "under-2-weeks"), (43, "under-6-weeks"), (85, "under-12-weeks"))
_LEVELS = {
    Ending.EMERGENCY: Urgency.EMERGENCY,
    Ending.CRISIS: Urgency.EMERGENCY,
    Ending.URGENT: Urgency.URGENT,
    Ending.SOON: Urgency.SOON,
    Ending.WAIT: Urgency.SELF_CARE,  # alcohol or a fever only wait
}


class CaseError(ValueError):
    """The case cannot be read; the message says what is wrong and names the nearest known word."""


@dataclass(frozen=True, slots=True)
class RoutineDecision:
    """What becomes of one routine: keep, change or drop, and why."""

    muscle: str
    kind: str
    tool: str
    decision: str
    why: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """The outcome of one case. `not_asked`: flags that are not asked of this person at these places."""

    level: Urgency
    flags: tuple[str, ...]
    matches: tuple[Match, ...] = ()
    routines: tuple[RoutineDecision, ...] = ()
    not_asked: tuple[str, ...] = ()


def assess(case: Mapping[str, object], library: Library, today: date) -> Assessment:
    """Judge one case as the site would. Raises CaseError.

    `explore` in the case ranks and decides as if the level allowed it: for curators.
    """
    read = read_case(case, library, today)
    outcome = triage(read.answers, today)
    if outcome is None:
        raise CaseError("the case leaves a danger question open")
    findings = outcome.held if isinstance(outcome, Cleared) else outcome.findings
    matches, held = _ranked(outcome, read, library, explores=case.get("explore") is True)
    decided = tuple(
        _decide(match, routine, read.conditions, held, library)
        for match in matches
        for routine in match.muscle.routines
    )
    flags = tuple(dict.fromkeys(finding.flag.id for finding in findings))
    return Assessment(_level(outcome), flags, matches, decided, _not_asked(read))


def _level(outcome: Stop | Cleared) -> Urgency:
    if isinstance(outcome, Stop):
        return _LEVELS[outcome.ending]
    return max((f.level for f in outcome.held), key=lambda level: level.rank, default=Urgency.SELF_CARE)


def _ranked(
    outcome: Stop | Cleared, read: "Case", library: Library, *, explores: bool
) -> tuple[tuple[Match, ...], frozenset[str]]:
    """The matches, and the zones that no routine may touch."""
    if isinstance(outcome, Cleared) and not explores:
        return rank(outcome, library), frozenset(place.zone for place in outcome.held_places)
    if explores or _waits(outcome):
        return explore(read.answers, library), frozenset()
    return (), frozenset()


def _waits(outcome: Stop | Cleared) -> bool:
    """Whether there is nothing to do but to wait: every routine is dropped, and the level stays self-care."""
    return isinstance(outcome, Stop) and outcome.ending is Ending.WAIT


@dataclass(frozen=True, slots=True)
class Case:
    """A case as answers; `named`: the flags that it lists, with their signs; `conditions`: those of the person."""

    answers: Answers
    named: Mapping[str, tuple[str, ...]]
    conditions: tuple[Condition, ...]


def read_case(case: Mapping[str, object], library: Library, today: date) -> Case:
    """The answers of a person with this case. Raises CaseError."""
    for name in case:
        _known(name, FIELDS, "field")
    words = {name: _words(case, name) for name in LIST_FIELDS}
    if not words["zones"]:
        raise CaseError("zones: name at least one place, such as temple:left")
    for place in words["zones"]:
        _place(place)
    conditions = _merged(_condition(text) for text in words["conditions"])
    named = {flag: _signs(flag) for flag in words["flags"]}
    values = _all_no(case, words["zones"])
    values |= {sign: "yes" for signs in named.values() for sign in signs}
    ticks: dict[str, set[str]] = {"health": set(), "start": set()}
    for fact in words["facts"]:
        _known(fact, FACTS, "fact")
        for question, option in FACTS[fact][1]:
            if question in ticks:
                ticks[question].add(option)
            else:
                values[question] = option
    for slug in words["causes"]:
        _known(slug, library.vocabulary.causes, "cause")
        if start := library.vocabulary.causes[slug].start:
            ticks["start"].add(start)
    for condition in conditions:
        precaution = BY_SLUG[condition.slug]
        values[condition.slug] = "yes"
        values[at_slug(precaution)] = tuple(str(place) for place in condition.places or ())
        ticks["health"].update(precaution.nets[:1])
    values["health"] = tuple(sorted(ticks["health"]))
    values["start"] = tuple(sorted(ticks["start"])) or ("slowly",)
    values["signs"] = tuple(net.slug for net in SIGN_NETS if net.slug != "unsafe" or "G20" in named)
    for name, known in (
        ("movements", library.vocabulary.movements),
        ("symptoms", library.vocabulary.symptoms),
    ):
        for word in words[name]:
            _known(word, known, name[:-1])
        values[name] = tuple(words[name])
    answers = Answers(values, today)
    not_asked = tuple(
        c for c in conditions if not BY_SLUG[c.slug].net
    )  # a danger sign decides it on the site
    return Case(answers, named, (*conditions_of(answers), *not_asked))


def _merged(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """Each condition once, with all its places; one without a place sits everywhere."""
    found: dict[str, Condition] = {}
    for condition in conditions:
        before = found.get(condition.slug, condition)
        everywhere = before.places is None or condition.places is None
        places = None if everywhere else (before.places or frozenset()) | (condition.places or frozenset())
        found[condition.slug] = Condition(condition.slug, places)
    return tuple(found.values())


def _all_no(case: Mapping[str, object], places: list[str]) -> dict[str, Value]:
    """Everything asked and everything answered no, for a person of this age with these places."""
    values: dict[str, Value] = {sign.id: "no" for flag in RED_FLAGS for sign in flag.signs}
    values |= {combination.sign.id: "no" for combination in COMBINATIONS}
    values |= {seen_slug(flag): "no" for flag in RED_FLAGS}
    for precaution in PRECAUTIONS:
        values |= {precaution.slug: "no", agreed_slug(precaution): "no", at_slug(precaution): ()}
    values |= {
        "now": tuple(net.slug for net in NOW_NETS),
        "where": tuple(places),
        "worst": "same",
        "age": _number(case, "age", 0, 120, 30),
        "sport": "no",
        "span": _span(_number(case, "days", 0, 40_000, 1)),
        "intensity": _number(case, "intensity", 0, 10, 5),
        "signs" + OFFERED: tuple(net.slug for net in SIGN_NETS),
    }
    if case.get("sex") not in SEXES:
        raise CaseError('sex: "f", "m" or nothing')
    return values


def _span(days: int) -> str:
    return next((span for below, span in _SPANS if days < below), "longer")


def _number(case: Mapping[str, object], name: str, least: int, most: int, default: int) -> int:
    value = case.get(name, default)
    value = default if value is None else value
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise CaseError(f"{name}: a whole number from {least} to {most}, not {value!r}")
    return value


def _words(case: Mapping[str, object], name: str) -> list[str]:
    value = case.get(name, [])
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise CaseError(f"{name}: a list of words")
    return value


def _known(word: str, known: Iterable[str], kind: str) -> None:
    words = list(known)
    if word not in words:
        near = difflib.get_close_matches(word, words, 1, 0.5)
        raise CaseError(f"unknown {kind} {word!r}" + (f"; did you mean {near[0]!r}?" if near else ""))


def _place(text: str) -> Place:
    slug = text.partition(":")[0]
    _known(slug, zones(), "zone")
    try:
        return Place.parse(text)
    except ValueError as error:
        wanted = " or ".join(str(Place(slug, side)) for side in zones()[slug].sides)
        raise CaseError(f"zone {text!r}: write {wanted}") from error


def _condition(text: str) -> Condition:
    slug, at, place = text.partition("@")
    _known(slug, BY_SLUG, "condition")
    return Condition(slug, frozenset({_place(place)}) if at else None)


def _signs(flag: str) -> tuple[str, ...]:
    """The signs that an id of the rules means: a part itself, or an item's parts at the item's own level."""
    parts = flag_parts()
    _known(flag, parts, "flag")
    return parts[flag]


def flag_parts() -> Mapping[str, tuple[str, ...]]:
    """Every id that `flags` takes, with the signs behind it: items, their parts, combinations of 1.3."""
    found: dict[str, tuple[str, ...]] = {}
    for flag in (*RED_FLAGS, *(c.flag for c in COMBINATIONS if not c.told)):
        own = tuple(sign.id for sign in flag.signs if flag.level_of(sign) is flag.level)
        found[flag.id] = (*found.get(flag.id, ()), *own)
        found |= {sign.id: (sign.id,) for sign in flag.signs}
    return found


def _not_asked(read: Case) -> tuple[str, ...]:
    answers = read.answers
    asked = {sign.id for page in ("now", "signs") for _, sign in open_signs(answers, page)}
    asked |= {sign.id for _, sign in asked_at_once(answers)} | {c.sign.id for c in open_combinations(answers)}
    asked |= {sign.id for flag in RED_FLAGS if flag.by_fact or flag.asked_by_net for sign in flag.signs}
    return tuple(flag for flag, signs in read.named.items() if asked.isdisjoint(signs))


def _decide(
    match: Match, routine: Routine, conditions: Iterable[Condition], held: frozenset[str], library: Library
) -> RoutineDecision:
    pose = library.vocabulary.poses[routine.pose]
    decision = decide(routine, pose, conditions, match.sides)
    is_held = not held.isdisjoint(routine.on)
    word = "drop" if is_held or not decision.keep else "change" if decision.reasons else "keep"
    why = HELD if is_held else " ".join(decision.reasons)
    return RoutineDecision(match.muscle.slug, routine.kind, routine.tool, word, why)
