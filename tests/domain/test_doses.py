"""A dose in words, and what "half" means."""

import pytest

from triggercare.domain.anatomy import Dose, Kind
from triggercare.domain.doses import capped, fill, halved, longest_seconds, strip

PRESS = Dose(hold_seconds=(30, 60), spots=3, holds=(1, 1), times_per_day=(1, 2), pain_aim=(3, 5))
ROLL = Dose(roll_seconds=(30, 60), sets=(1, 3), times_per_day=(1, 1), pain_aim=(3, 4))
STRETCH = Dose(hold_seconds=(20, 30), repeats=(2, 3), times_per_day=(1, 2))
STRENGTHEN = Dose(sets=(1, 3), repeats=(8, 12), days_per_week=(2, 3))


@pytest.mark.parametrize(
    ("step", "dose", "expected"),
    [
        ("Lean until it is {pressure}.", PRESS, "Lean until it is 3 to 5 out of 10."),
        ("Hold for {hold}.", PRESS, "Hold for 30 to 60 seconds."),
        ("Hold for {hold}.", Dose(hold_seconds=(20, 20)), "Hold for 20 seconds."),
        ("Roll for {hold}.", ROLL, "Roll for 30 to 60 seconds."),
        ("Repeat, {spots}.", PRESS, "Repeat, up to 3 spots."),
        ("Repeat, {spots}.", Dose(spots=1), "Repeat, 1 spot only."),
        ("Press it {holds}.", PRESS, "Press it once."),
        ("Press it {holds}.", Dose(holds=(1, 2)), "Press it 1 to 2 times."),
        ("Do {sets}.", ROLL, "Do 1 to 3 sets."),
        ("Do {sets}.", Dose(sets=(1, 1)), "Do 1 set."),
        ("Do it {repeats}.", STRETCH, "Do it 2 to 3 times."),
        ("Stay for {minutes}.", Dose(minutes=(10, 15)), "Stay for 10 to 15 minutes."),
        ("Nothing to fill, 2 cm away.", PRESS, "Nothing to fill, 2 cm away."),
    ],
)
def test_a_step_reads_as_a_sentence(step: str, dose: Dose, expected: str) -> None:
    assert fill(step, dose) == expected


def test_a_step_never_shows_an_unfilled_measure() -> None:
    with pytest.raises(KeyError):
        fill("Hold for {hold}.", Dose(spots=2))


@pytest.mark.parametrize(
    ("dose", "kind", "expected"),
    [
        (
            PRESS,
            Kind.PRESS,
            ("3 to 5 out of 10", "30 to 60 seconds, up to 3 spots, once each", "1 to 2 times a day"),
        ),
        (ROLL, Kind.ROLL, ("3 to 4 out of 10", "30 to 60 seconds, 1 to 3 sets", "once a day")),
        (
            STRETCH,
            Kind.STRETCH,
            ("to the first mild pull", "20 to 30 seconds, 2 to 3 times", "1 to 2 times a day"),
        ),
        (
            STRENGTHEN,
            Kind.STRENGTHEN,
            ("slowly, breathing easily", "8 to 12 times, 1 to 3 sets", "2 to 3 days a week"),
        ),
        (
            Dose(minutes=(5, 10), times_per_day=(1, 3)),
            Kind.EASE,
            ("as far as is comfortable", "5 to 10 minutes", "1 to 3 times a day"),
        ),
    ],
)
def test_the_strip_says_how_hard_how_long_how_often(
    dose: Dose, kind: Kind, expected: tuple[str, ...]
) -> None:
    labels, values = zip(*strip(dose, kind), strict=True)
    assert labels == ("How hard", "How long", "How often")
    assert values == expected


@pytest.mark.parametrize(
    ("dose", "expected"),
    [
        # The seconds alone give half.
        (PRESS, Dose(hold_seconds=(20, 30), spots=3, holds=(1, 1), times_per_day=(1, 2), pain_aim=(2, 3))),
        # They may not go below 20 to 30: then the spots give way,
        (
            Dose(hold_seconds=(20, 30), spots=2, holds=(1, 3), pain_aim=(1, 2)),
            Dose(hold_seconds=(20, 30), spots=1, holds=(1, 3), pain_aim=(1, 2)),
        ),
        # then the holds,
        (
            Dose(hold_seconds=(20, 30), spots=1, holds=(2, 3), pain_aim=(3, 3)),
            Dose(hold_seconds=(20, 30), spots=1, holds=(1, 1), pain_aim=(2, 3)),
        ),
        # and never below one hold of 20 seconds.
        (
            Dose(hold_seconds=(20, 20), spots=1, holds=(1, 1), pain_aim=(3, 5)),
            Dose(hold_seconds=(20, 20), spots=1, holds=(1, 1), pain_aim=(2, 3)),
        ),
        (ROLL, Dose(roll_seconds=(20, 30), sets=(1, 3), times_per_day=(1, 1), pain_aim=(2, 3))),
        (
            Dose(roll_seconds=(30, 30), sets=(2, 3), pain_aim=(3, 5)),
            Dose(roll_seconds=(20, 20), sets=(1, 1), pain_aim=(2, 3)),
        ),
    ],
)
def test_half_a_dose(dose: Dose, expected: Dose) -> None:
    assert halved(dose) == expected


@pytest.mark.parametrize("seconds", [(20, 90), (30, 60), (45, 60), (20, 30), (20, 20)])
@pytest.mark.parametrize("spots", [1, 2, 3])
@pytest.mark.parametrize("holds", [(1, 1), (1, 2), (2, 3), (3, 3)])
def test_a_half_is_half_or_the_least_there_is(
    seconds: tuple[int, int], spots: int, holds: tuple[int, int]
) -> None:
    dose = Dose(hold_seconds=seconds, spots=spots, holds=holds, pain_aim=(3, 5))
    light = halved(dose)
    assert light.hold_seconds is not None
    assert light.holds is not None
    assert 20 <= light.hold_seconds[0] <= light.hold_seconds[1] <= 30
    assert light.holds[0] <= light.holds[1]
    assert longest_seconds(light) * 2 <= longest_seconds(dose) or (light.spots, light.holds) == (1, (1, 1))


def test_a_cap_lowers_and_never_raises() -> None:
    most = Dose(hold_seconds=(20, 20), spots=2, times_per_day=(1, 1), minutes=(1, 1))
    assert capped(PRESS, most) == Dose(
        hold_seconds=(20, 20), spots=2, holds=(1, 1), times_per_day=(1, 1), pain_aim=(3, 5)
    )
    assert capped(Dose(spots=1), most) == Dose(spots=1)


def test_longest_time_takes_the_most_of_everything() -> None:
    assert longest_seconds(Dose(hold_seconds=(30, 60), spots=3, holds=(1, 2))) == 360
    assert longest_seconds(ROLL) == 180
    assert longest_seconds(STRENGTHEN) == 0
