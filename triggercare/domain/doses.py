"""A dose in words, and a lighter dose. Limits of a dose stand in limits.py (clinical rules, section 4)."""

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from triggercare.domain.anatomy import Dose, Kind, Range

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")

LEAST_SECONDS = 20  # D2: a hold is never shorter
LIGHT_MOST = Dose(hold_seconds=(LEAST_SECONDS, 30), pain_aim=(2, 3))  # D1 and D2: LIGHT


def fill(step: str, dose: Dose) -> str:
    """A step with its placeholders replaced. Raises KeyError when the dose has no such measure."""
    words = measures(dose)
    return PLACEHOLDER.sub(lambda found: words[found[1]], step)


def measures(dose: Dose) -> Mapping[str, str]:
    """What each placeholder reads as, for the measures that this dose has."""
    found: dict[str, str] = {}
    seconds = dose.hold_seconds or dose.roll_seconds
    if dose.pain_aim:
        found["pressure"] = f"{_span(dose.pain_aim)} out of 10"
    if seconds:
        found["hold"] = _count(seconds, "second")
    if dose.spots:
        found["spots"] = f"up to {dose.spots} spots" if dose.spots > 1 else "1 spot only"
    if dose.holds:
        found["holds"] = _times(dose.holds)
    if dose.sets:
        found["sets"] = _count(dose.sets, "set")
    if dose.repeats:
        found["repeats"] = _times(dose.repeats)
    if dose.minutes:
        found["minutes"] = _count(dose.minutes, "minute")
    return found


def strip(dose: Dose, kind: Kind) -> tuple[tuple[str, str], ...]:
    """Three pairs of label and value: how hard, how long, how often."""
    return (
        ("How hard", _how_hard(dose, kind)),
        ("How long", _how_long(dose)),
        ("How often", _how_often(dose)),
    )


_EFFORT: Mapping[Kind, str] = {
    Kind.PRESS: "lightly",
    Kind.ROLL: "lightly",
    Kind.STRETCH: "to the first mild pull",
    Kind.STRENGTHEN: "slowly, breathing easily",
    Kind.EASE: "as far as is comfortable",
}


def _how_hard(dose: Dose, kind: Kind) -> str:
    return measures(dose).get("pressure", _EFFORT[kind])


def _how_long(dose: Dose) -> str:
    words = measures(dose)
    parts = [words[name] for name in ("minutes", "hold", "repeats", "sets", "spots") if name in words]
    if "holds" in words:
        parts.append(f"{words['holds']} each")
    return ", ".join(parts)


def _how_often(dose: Dose) -> str:
    if dose.days_per_week:
        return f"{_count(dose.days_per_week, 'day')} a week"
    return f"{_times(dose.times_per_day)} a day" if dose.times_per_day else "as it suits you"


def _span(numbers: Range) -> str:
    low, high = numbers
    return str(high) if low == high else f"{low} to {high}"


def _count(numbers: Range, unit: str) -> str:
    return f"{_span(numbers)} {unit}" if numbers[1] == 1 else f"{_span(numbers)} {unit}s"


def _times(numbers: Range) -> str:
    return "once" if numbers == (1, 1) else f"{_span(numbers)} times"


def longest_seconds(dose: Dose) -> int:
    """How long a hand or tool is on the body if somebody takes the most of every measure."""
    seconds = dose.hold_seconds or dose.roll_seconds or (0, 0)
    holds = dose.holds or (1, 1)
    sets = dose.sets or (1, 1)
    return seconds[1] * (dose.spots or 1) * holds[1] * sets[1]


def capped(dose: Dose, most: Dose) -> Dose:
    """The dose with no measure above that of `most`. What `most` leaves open stays as it is."""
    lower: dict[str, Any] = {
        measure.name: _lower(getattr(dose, measure.name), getattr(most, measure.name))
        for measure in fields(Dose)
    }
    return Dose(**lower)


def _lower(value: int | Range | None, most: int | Range | None) -> int | Range | None:
    if isinstance(value, tuple) and isinstance(most, tuple):
        return (min(value[0], most[0]), min(value[1], most[1]))
    if isinstance(value, int) and isinstance(most, int):
        return min(value, most)
    return value


def halved(dose: Dose) -> Dose:
    """The dose of LIGHT for pressing and rolling: 3 out of 10 at most, and half the time (D1, D2).

    The seconds give way first, but never below 20. Where that is not yet half of the longest time, the
    spots are halved, then the holds (or the sets of rolling), never below 1. Meant to be used once:
    halves do not add up.
    """
    half = longest_seconds(dose) / 2
    light = capped(dose, LIGHT_MOST)
    if light.roll_seconds:
        light = replace(light, roll_seconds=_half_seconds(light.roll_seconds))
    if light.spots and longest_seconds(light) > half:
        light = replace(light, spots=_half(light.spots))
    if light.holds and longest_seconds(light) > half:
        light = replace(light, holds=(1, _half(light.holds[1])))
    if light.sets and longest_seconds(light) > half:
        light = replace(light, sets=(1, _half(light.sets[1])))
    return light


def _half(number: int) -> int:
    return max(1, number // 2)


def _half_seconds(seconds: Range) -> Range:
    return (max(LEAST_SECONDS, seconds[0] // 2), max(LEAST_SECONDS, seconds[1] // 2))
