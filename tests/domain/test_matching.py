"""Ranking: every muscle is found by its own pattern, sides stay sides, and what is told later counts."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.people import CALF, ELBOW, LOW_BACK, STIFF_NECK, TODAY, Person, walk
from triggercare.domain.anatomy import FIXTURES, Library, Place, Side, TriggerPoint, zones
from triggercare.domain.drawing import Later, Press, drawing_of
from triggercare.domain.matching import Match, explore, rank, tell_alone, weigh
from triggercare.domain.patterns import compiled, neighbours
from triggercare.domain.questions import Answers
from triggercare.domain.triage import Cleared, triage
from triggercare.library.content import read_content

LIBRARY = read_content(FIXTURES).library
SLUGS = sorted(LIBRARY.muscles)
PLACES = [str(Place(zone.slug, side)) for zone in zones().values() for side in zone.sides]
ALL = len(SLUGS)
drawings = st.lists(st.sampled_from(PLACES), min_size=1, max_size=7, unique=True)


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


def drawn(*where: str, **more: object) -> Answers:
    """Answers of somebody who marked these places, whatever else they said."""
    return Answers({"where": where, "worst": "same", **more})  # type: ignore[dict-item]  # test values


def order(*where: str, most: int = ALL, **more: object) -> list[str]:
    return [match.muscle.slug for match in explore(drawn(*where, **more), LIBRARY, most)]


def own_drawing(slug: str) -> tuple[str, ...]:
    """All zones that any point of this muscle lies in or refers to, on the left."""
    points = LIBRARY.muscles[slug].points
    pattern = dict.fromkeys(z for p in points for z in (*p.essential, *p.spillover, *_own(p)))
    return tuple(f"{zone}:left" if zones()[zone].paired else zone for zone in pattern)


def _own(point: TriggerPoint) -> tuple[str, ...]:
    return (point.marker.zone,) if point.marker else ()


@pytest.mark.parametrize("slug", SLUGS)
def test_every_muscle_is_among_the_first_three_by_its_own_pattern(slug: str) -> None:
    """And it is the first, unless a twin that its file names shares the pattern."""
    first = order(*own_drawing(slug))[:3]
    assert slug in first
    assert set(first[: first.index(slug)]) <= {twin.muscle for twin in LIBRARY.muscles[slug].twins}


@given(drawings, st.randoms())
def test_the_order_of_ticking_does_not_matter(places: list[str], chance: Random) -> None:
    mixed = list(places)
    chance.shuffle(mixed)
    assert explore(drawn(*places), LIBRARY) == explore(drawn(*mixed), LIBRARY)


@given(drawings)
def test_a_mirrored_drawing_gives_the_mirrored_ranking(places: list[str]) -> None:
    mirrored = [str(replace(p, side=p.side.opposite)) for p in map(Place.parse, places)]
    here, there = explore(drawn(*places), LIBRARY, ALL), explore(drawn(*mirrored), LIBRARY, ALL)
    assert [m.muscle.slug for m in here] == [m.muscle.slug for m in there]
    assert [{s.opposite for s in m.sides} for m in here] == [set(m.sides) for m in there]


@given(st.sampled_from(SLUGS), st.sampled_from(SLUGS), drawings, st.sampled_from(PLACES))
def test_a_place_that_only_one_of_two_explains_never_moves_that_one_down(
    one: str, other: str, places: list[str], new: str
) -> None:
    two = replace(LIBRARY, muscles={slug: LIBRARY.muscles[slug] for slug in (one, other)})
    if new in places or one == other or not expects(one, new, two) or expects(other, new, two):
        return
    before = [match.muscle.slug for match in explore(drawn(*places), two)]
    after = [match.muscle.slug for match in explore(drawn(*places, new), two)]
    if one in before and after:
        assert after.index(one) <= before.index(one)


def expects(slug: str, place: str, library: Library) -> bool:
    """Whether any story of this muscle makes this mark likelier."""
    return any(place in s.expects for s in compiled(library).stories if s.muscle.slug == slug)


def test_neighbours_are_mutual() -> None:
    near = neighbours()
    assert set(near) == set(zones())
    assert all(zone in near[other] for zone, others in near.items() for other in others)


def test_the_side_is_kept(library: Library) -> None:
    left = rank(cleared(library, where=("neck-angle:left",)), library)
    right = rank(cleared(library, where=("neck-angle:right",)), library)
    assert [m.muscle.slug for m in left] == [m.muscle.slug for m in right]
    assert {m.sides for m in left} == {(Side.LEFT,)}
    assert {m.sides for m in right} == {(Side.RIGHT,)}


def test_the_same_pain_on_both_sides_is_one_muscle_on_both_sides() -> None:
    first = explore(drawn("low-back:left", "low-back:right", "sacroiliac:left", "sacroiliac:right"), LIBRARY)[
        0
    ]
    assert first.side_words == "both sides"


def test_pain_in_the_middle_tells_no_side() -> None:
    assert explore(drawn("pubic-area"), LIBRARY)[0].side_words == "either side"


def test_two_muscles_explain_what_neither_does_alone() -> None:
    """The second explains the rest of the drawing, not the same once more."""
    elbow_and_hip = order(
        "elbow-outer:right", "thumb-base:right", "hip-side:left", "thigh-outer-upper:left", most=3
    )
    regions = {LIBRARY.muscles[slug].region for slug in elbow_and_hip[:2]}
    assert len(regions) == 2


@pytest.mark.parametrize(
    ("person", "slug"),
    [
        (STIFF_NECK, "levator-scapulae"),
        (ELBOW, "supinator"),
        (LOW_BACK, "iliocostalis-lumborum"),
        (CALF, "soleus"),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_typical_pains_find_their_muscle(person: Person, slug: str, library: Library) -> None:
    found = matches_of(person, library)
    assert slug in [match.muscle.slug for match in found[:3]]
    assert all(match.reasons for match in found)


def test_pain_nearly_everywhere_fits_no_muscle(library: Library) -> None:
    assert rank(cleared(library, where=tuple(PLACES[::3])), library) == ()


def test_a_movement_that_fits_speaks_for_a_muscle(library: Library) -> None:
    without = rank(cleared(library, where=("neck-angle:right",)), library)
    with_it = rank(cleared(library, where=("neck-angle:right",), movements=("turn-head",)), library)
    before = [m.muscle.slug for m in without].index("levator-scapulae")
    after = [m.muscle.slug for m in with_it].index("levator-scapulae")
    assert after <= before
    assert any("turning your head" in reason for reason in with_it[after].reasons)


def test_a_frequent_muscle_counts_more() -> None:
    assert order("temple:right", "side-of-neck:right", "crown")[0] in (
        "upper-trapezius",
        "sternocleidomastoid-sternal",
    )


def test_what_pressing_felt_like_moves_a_muscle(library: Library) -> None:
    person = cleared(library, where=("neck-angle:right", "back-of-neck:right"))
    first, second = (match.muscle.slug for match in rank(person, library)[:2])
    mine = rank(person, library, Later(pressed={second: Press.MINE, first: Press.NOTHING}))
    assert mine[0].muscle.slug == second
    assert any("brought on your pain" in reason for reason in mine[0].reasons)
    loser = next(match for match in mine if match.muscle.slug == first)
    assert any("nothing special" in doubt for doubt in loser.doubts)
    for felt in (Press.TENDER, Press.NOT_REACHED, Press.RATHER_NOT):
        same = rank(person, library, Later(pressed={first: felt}))
        assert [m.muscle.slug for m in same] == [m.muscle.slug for m in rank(person, library)]


def test_a_word_told_later_counts_for_the_muscles_that_it_names(library: Library) -> None:
    person = cleared(library, where=("neck-angle:right",))
    word = "turn-head"
    yes, no = (
        weigh(tell_alone(drawing_of(person.answers, person.places, Later(said={word: reply})), library))
        for reply in (True, False)
    )
    named = [s for s in yes.keys() & no.keys() if word in library.muscles[s].aggravated_by]
    silent = [s for s in yes.keys() & no.keys() if word not in library.muscles[s].aggravated_by]
    assert named
    assert silent
    for one in named:
        for other in silent:
            assert yes[one] / yes[other] > no[one] / no[other]
