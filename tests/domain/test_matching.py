"""Ranking: every muscle is found by its own pattern, sides stay sides, and reasons are given."""

import pytest

from tests.people import CALF, ELBOW, LOW_BACK, STIFF_NECK, TODAY, Person, walk
from triggercare.domain.anatomy import FIXTURES, Library, Side, zones
from triggercare.domain.matching import Match, rank
from triggercare.domain.triage import Cleared, triage
from triggercare.library.content import read_content

SLUGS = sorted(read_content(FIXTURES).library.muscles)


def cleared(library: Library, **says: object) -> Cleared:
    """A person who is cleared, with these answers."""
    person = Person("somebody", {**STIFF_NECK.says, "movements": (), "symptoms": (), "worst": "same", **says})
    outcome = triage(walk(person, library).answers, TODAY)
    assert isinstance(outcome, Cleared)
    return outcome


def matches_of(person: Person, library: Library) -> tuple[Match, ...]:
    outcome = triage(walk(person, library).answers, TODAY)
    assert isinstance(outcome, Cleared)
    return rank(outcome, library)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_muscle_is_among_the_first_five_by_its_own_pattern(slug: str, library: Library) -> None:
    """The whole pattern; one of a single place is shared by too many muscles."""
    for point in library.muscles[slug].points:
        pattern = (*point.essential, *point.spillover)
        if len(pattern) == 1:
            continue
        where = tuple(f"{zone}:left" if zones()[zone].paired else zone for zone in pattern)
        found = rank(cleared(library, where=where), library)
        assert slug in [match.muscle.slug for match in found[:5]]


def test_the_side_is_kept(library: Library) -> None:
    left = rank(cleared(library, where=("neck-angle:left",)), library)
    right = rank(cleared(library, where=("neck-angle:right",)), library)
    assert [m.muscle.slug for m in left] == [m.muscle.slug for m in right]
    assert {m.sides for m in left} == {(Side.LEFT,)}
    assert {m.sides for m in right} == {(Side.RIGHT,)}


@pytest.mark.parametrize(
    ("person", "slug"),
    [
        (STIFF_NECK, "levator-scapulae"),
        (ELBOW, "supinator"),
        (LOW_BACK, "iliocostalis-lumborum"),
        (CALF, "gastrocnemius-medial"),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_typical_pains_find_their_muscle(person: Person, slug: str, library: Library) -> None:
    found = matches_of(person, library)
    assert slug in [match.muscle.slug for match in found[:3]]
    assert all(match.reasons for match in found)


def test_nothing_fits_gives_no_match(library: Library) -> None:
    uncovered = [zone for zone in zones() if not library.referring_to({zone})]
    where = tuple(zone for zone in uncovered if not zones()[zone].paired)[:1]
    assert rank(cleared(library, where=where), library) == ()


def test_the_order_of_ticking_does_not_matter(library: Library) -> None:
    places = ("neck-angle:right", "back-of-neck:right", "temple:right")
    one = rank(cleared(library, where=places), library)
    other = rank(cleared(library, where=places[::-1]), library)
    assert one == other


def test_a_movement_that_fits_speaks_for_a_muscle(library: Library) -> None:
    without = rank(cleared(library, where=("neck-angle:right",)), library)
    with_it = rank(cleared(library, where=("neck-angle:right",), movements=("turn-head",)), library)
    before = [m.muscle.slug for m in without].index("levator-scapulae")
    after = [m.muscle.slug for m in with_it].index("levator-scapulae")
    assert after <= before
    assert any("turning your head" in reason for reason in with_it[after].reasons)
