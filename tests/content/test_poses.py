"""The pictures of poses say the same as the routines that show them."""

import gzip
from pathlib import Path

import pytest

from triggercare.domain.anatomy import FIXTURES, Routine
from triggercare.domain.limits import PRESSING
from triggercare.library import poses
from triggercare.library.content import read_content

SHADES = Path(__file__).parents[2] / "static" / "poses"
LIBRARY = read_content(FIXTURES).library
PICTURED = [
    pytest.param(routine, id=f"{muscle.slug}-{routine.pose}")
    for muscle in LIBRARY.muscles.values()
    for routine in muscle.routines
    if routine.pose in poses.drawn()
]


@pytest.mark.parametrize("routine", PICTURED)
def test_the_picture_presses_where_the_routine_presses(routine: Routine) -> None:
    """A ball, roller or hand lies on a place of `on`; a picture of any other routine presses nothing."""
    drawing = poses.drawing(routine.pose)
    assert drawing is not None
    if routine.kind in PRESSING:
        assert drawing.presses
        assert set(drawing.presses) <= set(routine.on)
    else:
        assert not drawing.presses


def test_every_picture_is_used_and_has_its_shade() -> None:
    """No picture without a routine, none without its second file."""
    used = {routine.pose for muscle in LIBRARY.muscles.values() for routine in muscle.routines}
    assert poses.drawn() <= used
    shades = {path.name.removesuffix("-shade.webp") for path in SHADES.glob("*-shade.webp")}
    assert shades == poses.drawn()


@pytest.mark.parametrize("slug", sorted(poses.drawn()))
def test_a_picture_is_light(slug: str) -> None:
    """At most 12 KB of lines, compressed, and 15 KB of shade."""
    lines = (poses.FOLDER / f"{slug}.json").read_bytes()
    assert len(gzip.compress(lines)) <= 12_000
    assert (SHADES / f"{slug}-shade.webp").stat().st_size <= 15_000


def test_who_lies_flat_on_the_back_is_known_to_the_precautions() -> None:
    """Late in pregnancy one should not lie so for long: a pose that does not say it gets no such note."""
    unsaid = [
        f"{muscle.slug}: {routine.pose}"
        for muscle in LIBRARY.muscles.values()
        for routine in muscle.routines
        for step in routine.steps
        if step.startswith("Lie on your back") and "or sit" not in step
        if not LIBRARY.vocabulary.poses[routine.pose].lies_flat_on_back
    ]
    assert not unsaid
