"""Ranked matches -> what to ask next: the one word that parts the likely muscles best, and where to press.

Both come after the results, never before, and may be skipped (docs/matching.md).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from triggercare.domain.anatomy import Kind, Library, Muscle, Routine, Tool, TriggerPoint
from triggercare.domain.drawing import Later, Press
from triggercare.domain.matching import Match
from triggercare.domain.precautions import decide
from triggercare.domain.questionnaire import OFFERED
from triggercare.domain.questions import Answers
from triggercare.domain.triage import Cleared

MOST_ASKED = 3
CLOSE = 0.35  # of the weight of the first: a muscle that is still in question
AMONG = 3  # muscles that a question may part
LEAST_GAIN = 0.02  # nats; below it a question tells too little to be asked
YES_IF_NAMED, YES_ELSE = (
    0.6,
    0.2,
)  # how often "yes" is said of a word that teaching names for the muscle, or does not
TESTED = 3  # muscles for which pressing is offered
MISSES = 3  # "nothing special" so often: perhaps it is no muscle at all


def next_word(
    matches: Sequence[Match], answers: Answers, later: Later, skipped: Iterable[str], library: Library
) -> str:
    """The movement or symptom whose answer would tell most; "" when none helps, or enough have been asked."""
    asked = {*later.said, *skipped}
    rivals = [m for m in matches[:AMONG] if m.weight >= CLOSE * matches[0].weight]
    if len(rivals) < 2 or len(asked) >= MOST_ASKED:
        return ""
    words = sorted({word for m in rivals for word in _named(m.muscle)} - asked - _answered(answers))
    known = [w for w in words if w in library.vocabulary.movements or w in library.vocabulary.symptoms]
    gain, word = max(((_gain(w, rivals), w) for w in known), default=(0.0, ""))
    return word if gain >= LEAST_GAIN else ""


def _named(muscle: Muscle) -> frozenset[str]:
    return frozenset((*muscle.aggravated_by, *muscle.symptoms))


def _answered(answers: Answers) -> frozenset[str]:
    """Words that were offered and seen: a page with no tick at all was passed over, so it answers nothing."""
    ticked = answers.ticked("movements") | answers.ticked("symptoms")
    offered = answers.ticked("movements" + OFFERED) | answers.ticked("symptoms" + OFFERED)
    return offered if ticked else frozenset()


def _gain(word: str, rivals: Sequence[Match]) -> float:
    """The expected information of the answer about which of these it is, in nats."""
    total = sum(m.weight for m in rivals)
    shares = [m.weight / total for m in rivals]
    yes = [YES_IF_NAMED if word in _named(m.muscle) else YES_ELSE for m in rivals]
    said_yes = sum(share * y for share, y in zip(shares, yes, strict=True))
    told = _entropy([s * y / said_yes for s, y in zip(shares, yes, strict=True)]) * said_yes
    told += _entropy([s * (1 - y) / (1 - said_yes) for s, y in zip(shares, yes, strict=True)]) * (
        1 - said_yes
    )
    return _entropy(shares) - told


def _entropy(shares: Iterable[float]) -> float:
    return -sum(share * log(share) for share in shares if share > 0)


@dataclass(frozen=True, slots=True)
class PressTest:
    """One spot to be pressed once, to see whether it is the place.

    `routine`: the pressing from which way and tool are taken; `tool` and `changes`: what is other for this person.
    """

    match: Match
    point: TriggerPoint
    routine: Routine
    tool: Tool
    changes: tuple[str, ...]


def press_tests(matches: Sequence[Match], cleared: Cleared, library: Library) -> tuple[PressTest, ...]:
    """Those of the first matches that this person may press; no-go areas and held places never are."""
    tests = (_press_test(match, cleared, library) for match in matches[:TESTED])
    return tuple(test for test in tests if test)


def _press_test(match: Match, cleared: Cleared, library: Library) -> PressTest | None:
    held = {place.zone for place in cleared.held_places}
    for routine in match.muscle.routines:
        if routine.kind is not Kind.PRESS or not held.isdisjoint(routine.on):
            continue
        pose = library.vocabulary.poses[routine.pose]
        decision = decide(
            routine, pose, cleared.conditions, match.sides, on_floor=cleared.answers.one("floor") == "yes"
        )
        point = _reached(match, routine)
        if decision.keep and point:
            return PressTest(match, point, routine, decision.tool, decision.reasons)
    return None


def _reached(match: Match, routine: Routine) -> TriggerPoint | None:
    """The likely point, or else another of the muscle, that lies where this routine presses."""
    points = sorted(match.muscle.points, key=lambda p: p != match.point)
    return next((p for p in points if p.marker and p.marker.zone in routine.on), None)


def is_missed(later: Later) -> bool:
    """Whether so many spots were pressed in vain that the answer may lie elsewhere."""
    return sum(felt is Press.NOTHING for felt in later.pressed.values()) >= MISSES
