"""Matches + answers -> the home plan: one sheet of paper. To add a section, add it to HomePlan here.

The plan is derived afresh each time and never kept; screen and paper read the same finished values.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from triggercare.domain.anatomy import Kind, Library, Place, Routine, Side, Tool
from triggercare.domain.doses import fill, strip
from triggercare.domain.limits import AFTER, STOP_NOW
from triggercare.domain.matching import Match
from triggercare.domain.precautions import decide
from triggercare.domain.triage import Cleared

MOST_MUSCLES = 3
_LINES = {1: 3, 2: 2, 3: 1}  # habits, and signs to see somebody, for each chosen muscle
DAYS = 14
ALWAYS_AT_HAND = frozenset({Tool.NOTHING, Tool.HANDS, Tool.WARMTH, Tool.TOWEL})
_SLOTS = ((Kind.PRESS, Kind.ROLL), (Kind.STRETCH,), (Kind.STRENGTHEN,), (Kind.EASE,))
_MOVES = {1: (4,), 2: (3, 2), 3: (2, 1, 1)}  # moves for each chosen muscle: what fits on one sheet


@dataclass(frozen=True, slots=True)
class Move:
    """One routine of the sheet, its tool and dose already changed for this person."""

    routine: Routine
    tool: Tool
    steps: tuple[str, ...]
    dose: tuple[tuple[str, str], ...]
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """The moves for one muscle on the person's own side."""

    match: Match
    side: str
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A routine that does not fit this person, and why."""

    name: str
    muscle: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HomePlan:
    """The whole sheet, in the order in which it is read."""

    title: str
    made_on: date
    look_again_on: date
    see_someone_on: date
    worst_pain: int | None
    columns: tuple[Column, ...]
    first_week: str
    stop_now: tuple[str, ...]
    after: tuple[str, ...]
    habits: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    held: tuple[Place, ...]
    see_someone_if: tuple[str, ...]
    needling: str
    days: tuple[int, ...]


FIRST_WEEK = (
    "In the first week do half of everything, on one muscle alone. Then raise one thing at a time, once a week"
    " at most. No more than 5 minutes a place and 15 minutes in all."
)
HELD = "Left out because a sign that you ticked there needs a check first."
NEEDLING = (
    "Does pain still limit you after 4 to 6 weeks of this sheet and exercise? Let a clinician examine you. Then you"
    " may ask about dry needling. It is one option, usually used alongside exercise."
)


def build_plan(cleared: Cleared, chosen: tuple[Match, ...], library: Library, today: date) -> HomePlan:
    """A plan for up to three chosen muscles. Needs a `Cleared`, so it cannot be made around the gate."""
    chosen = chosen[:MOST_MUSCLES]
    decided = [(match, *_decide(match, cleared, library)) for match in chosen]
    room = _MOVES.get(len(chosen), ())
    lines = _LINES.get(len(chosen), 0)
    columns = tuple(
        Column(
            match=match,
            side=_side_words(match),
            moves=_choose(moves, cleared)[:most],
        )
        for (match, moves, _), most in zip(decided, room, strict=True)
    )
    return HomePlan(
        title=_title(chosen),
        made_on=today,
        look_again_on=today + timedelta(weeks=2),
        see_someone_on=today + timedelta(weeks=4),
        worst_pain=cleared.answers.number("intensity"),
        columns=columns,
        first_week=FIRST_WEEK,
        stop_now=STOP_NOW,
        after=AFTER,
        habits=_merged(match.muscle.habits[:lines] for match in chosen),
        held=cleared.held_places,
        left_out=tuple(left for _, _, left_out in decided for left in left_out),
        see_someone_if=_merged(match.muscle.see_someone_if[:lines] for match in chosen),
        needling=NEEDLING,
        days=tuple(range(1, DAYS + 1)),
    )


def _decide(match: Match, cleared: Cleared, library: Library) -> tuple[tuple[Move, ...], tuple[LeftOut, ...]]:
    """Every routine of the muscle, kept or changed or left out for this person."""
    moves, left_out = [], []
    on_floor = cleared.answers.one("floor") == "yes"
    held = {place.zone for place in cleared.held_places}
    for routine in match.muscle.routines:
        pose = library.vocabulary.poses[routine.pose]
        decision = decide(routine, pose, cleared.conditions, match.sides, on_floor=on_floor)
        if held.intersection(routine.on):
            left_out.append(LeftOut(routine.name, match.muscle.name, (HELD,)))
        elif decision.keep:
            steps = tuple(fill(step, decision.dose) for step in routine.steps)
            dose = strip(decision.dose, routine.kind)
            moves.append(Move(routine, decision.tool, steps, dose, decision.reasons))
        else:
            left_out.append(LeftOut(routine.name, match.muscle.name, decision.reasons))
    return tuple(moves), tuple(left_out)


def _choose(moves: tuple[Move, ...], cleared: Cleared) -> tuple[Move, ...]:
    """One move to press, one to loosen, one to strengthen; easing fills an empty place. Tools at hand first."""
    at_hand = ALWAYS_AT_HAND | {Tool(slug) for slug in cleared.answers.ticked("tools")}
    usable = [move for move in moves if move.tool in at_hand]
    chosen = [found for kinds in _SLOTS for found in _first(usable, kinds)]
    return tuple(chosen)


def _first(moves: list[Move], kinds: tuple[Kind, ...]) -> Iterator[Move]:
    """The first move of these kinds; a tool that the person owns goes before bare hands."""
    fitting = [move for move in moves if move.routine.kind in kinds]
    yield from sorted(fitting, key=lambda move: move.tool in ALWAYS_AT_HAND)[:1]


def _side_words(match: Match) -> str:
    return "both sides, one after the other" if len(match.sides) > 1 else match.side_words


def _title(chosen: tuple[Match, ...]) -> str:
    """The person's own places in words: "Right: temple, side of the neck"."""
    places = sorted({place for match in chosen for place in match.covers})
    words = []
    for side in (Side.RIGHT, Side.LEFT, Side.MIDDLE):
        labels = [place.words.partition(",")[0].lower() for place in places if place.side is side]
        if labels:
            prefix = "" if side is Side.MIDDLE else f"{side} "
            words.append(
                prefix + " and ".join([", ".join(labels[:-1]), labels[-1]] if labels[:-1] else labels)
            )
    text = "; ".join(words)
    return text[:1].upper() + text[1:]


def _merged(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """All sentences in order, each once."""
    return tuple(dict.fromkeys(sentence for group in groups for sentence in group))
