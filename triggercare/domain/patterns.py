"""Library -> stories: what somebody would draw whose pain comes from one trigger point. Compiled once per library.

docs/matching.md tells the model, every number and where it comes from. To change a number, change it here and there,
and look at what `manage.py score_matching` prints.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log

from triggercare.domain.anatomy import (
    FIXTURES,
    Frequency,
    Library,
    MissingContent,
    Muscle,
    Side,
    TriggerPoint,
    zones,
)

# How likely somebody marks a zone whose pain comes from this point. Assumptions: docs/matching.md.
ESSENTIAL = 0.36  # the main pattern
SPILLOVER = 0.14  # the wider pattern
OWN = 0.24  # where the tender spot itself lies
NEAR = 0.02  # beside one of these: people miss by one zone
STRAY = 0.012  # anywhere else
# Odds that a muscle is active, by how often tender spots are found in it.
ODDS = {
    Frequency.VERY_COMMON: 0.16,
    Frequency.COMMON: 0.09,
    Frequency.OCCASIONAL: 0.028,
    Frequency.RARE: 0.015,
}
NOT_COUNTED = 0.05  # nobody has counted: the middle
BOTH_SIDES = 0.3  # how much rarer the same point is on both sides at once


@dataclass(frozen=True, slots=True, eq=False)
class Story:
    """One point (or all points) of one muscle on one side (or both), and what would be marked because of it.

    `expects`: place as text -> likelihood of its mark. `silent`: the logarithm of the likelihood that none of
    them is marked, against a body without this story. `odds`: the logarithm of the odds of the story itself.
    """

    muscle: Muscle
    points: tuple[TriggerPoint, ...]
    sides: tuple[Side, ...]
    expects: Mapping[str, float]
    silent: float
    odds: float


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """All stories of a library; `by_place`: place -> number of the story and the likelihood of this mark in it."""

    stories: tuple[Story, ...]
    by_place: Mapping[str, tuple[tuple[int, float], ...]]


@cache
def neighbours() -> Mapping[str, frozenset[str]]:
    """Zones that touch each other on the body, from fixtures/bodymap/neighbours.csv. Raises MissingContent."""
    path = FIXTURES / "bodymap" / "neighbours.csv"
    found: dict[str, set[str]] = defaultdict(set)
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                found[row["zone"]].add(row["neighbour"])
    except (OSError, KeyError) as error:
        raise MissingContent(f"{path} cannot be used: {error}") from error
    return {zone: frozenset(near) for zone, near in found.items()}


@lru_cache(maxsize=2)
def compiled(library: Library) -> Index:
    """The stories of this library; kept, as a library never changes."""
    stories = tuple(story for muscle in library.muscles.values() for story in _stories(muscle))
    by_place: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, story in enumerate(stories):
        for place, likely in story.expects.items():
            by_place[place].append((number, likely))
    return Index(stories, {place: tuple(found) for place, found in by_place.items()})


def _stories(muscle: Muscle) -> Iterable[Story]:
    odds = ODDS[muscle.frequency] if muscle.frequency else NOT_COUNTED
    together: list[tuple[TriggerPoint, ...]] = [(point,) for point in muscle.points]
    if len(muscle.points) > 1:
        together.append(muscle.points)
    for points in together:
        expected = _expected(points)
        for side in (Side.LEFT, Side.RIGHT):
            yield _story(muscle, points, (side,), expected, odds)
        yield _story(muscle, points, (Side.LEFT, Side.RIGHT), expected, odds * BOTH_SIDES)


def _expected(points: tuple[TriggerPoint, ...]) -> Mapping[str, float]:
    """Zone -> likelihood of its mark; the strongest reason wins."""
    main = {zone for point in points for zone in point.essential}
    own = {point.marker.zone for point in points if point.marker}
    found = {near: NEAR for zone in main | own for near in neighbours()[zone]}
    for likelihood, named in (
        (OWN, own),
        (SPILLOVER, {zone for point in points for zone in point.spillover}),
        (ESSENTIAL, main),
    ):
        found |= {zone: max(likelihood, found.get(zone, 0)) for zone in named}
    return found


def _story(
    muscle: Muscle,
    points: tuple[TriggerPoint, ...],
    sides: tuple[Side, ...],
    expected: Mapping[str, float],
    odds: float,
) -> Story:
    """Pain stays on its side; zones in the middle belong to both."""
    places = {
        f"{zone}:{side}" if zones()[zone].paired else zone: likely
        for zone, likely in expected.items()
        for side in sides
    }
    silent = sum(log(1 - likely) for likely in places.values())
    return Story(muscle, points, sides, places, silent, log(odds))
