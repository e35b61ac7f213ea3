"""manage.py score_matching: how the matcher does on drawings that experts would read (tests/cases/README.md)."""

import tomllib
from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from triggercare.domain.anatomy import Frequency, Library, Place, Side
from triggercare.domain.matching import explore
from triggercare.domain.questions import Answers
from triggercare.library import catalogue

DEPTH = 10
TOPS = (1, 3, 5)
UPPER = ("head", "neck", "shoulder", "arm", "hand", "chest", "upper-back")
Ranking = list[tuple[str, tuple[Side, ...]]]
_COMMONEST_FIRST = (Frequency.VERY_COMMON, Frequency.COMMON, None, Frequency.OCCASIONAL, Frequency.RARE)


@dataclass(frozen=True, slots=True)
class Case:
    """One drawing; `expected`: muscle and side, the main one first."""

    id: str
    region: str
    kind: str
    answers: Answers
    expected: tuple[tuple[str, Side], ...]

    @property
    def is_kept_apart(self) -> bool:
        """Whether nobody looked at this case while the numbers were chosen: a third, by the name alone."""
        return crc32(self.id.encode()) % 3 == 0


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a file. Raises CommandError, naming the file."""
    try:
        return tuple(_case(case) for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"])
    except (OSError, ValueError, KeyError) as error:
        raise CommandError(f"{path}: {error}") from error


def _case(case: Mapping[str, Any]) -> Case:
    values = {name: tuple(case[name]) for name in ("movements", "symptoms", "start")}
    values["where"] = tuple(str(Place.parse(text)) for text in case["places"])
    expected = tuple((slug, Side(side)) for slug, _, side in (e.partition(":") for e in case["expected"]))
    answers = Answers({**values, "worst": case["worst"] or "same"})
    return Case(case["id"], case["region"], case["kind"], answers, expected)


def ours(case: Case, library: Library) -> Ranking:
    """The ranking of the site."""
    return [(match.muscle.slug, match.sides) for match in explore(case.answers, library, DEPTH)]


def covered_zones(case: Case, library: Library) -> Ranking:
    """Baseline (a): how many of the marked zones a muscle's patterns cover."""
    found = [
        (len(case.answers.zones.intersection(muscle.places_of_pain)), muscle.slug)
        for muscle in library.muscles.values()
    ]
    ordered = sorted((-count, slug) for count, slug in found if count)[:DEPTH]
    return [(slug, _sides(case)) for _, slug in ordered]


def area_lists(case: Case, library: Library) -> Ranking:
    """Baseline (b): the muscles that refer to the worst place, then to the others, commonest first."""
    worst = case.answers.one("worst").partition(":")[0]
    order: dict[str, None] = {}
    for zone in sorted(case.answers.zones, key=lambda zone: (zone != worst, zone)):
        listed = [m for m in library.muscles.values() if zone in m.places_of_pain]
        listed.sort(key=lambda m: (_COMMONEST_FIRST.index(m.frequency), m.slug))
        order |= dict.fromkeys(m.slug for m in listed)
    return [(slug, _sides(case)) for slug in list(order)[:DEPTH]]


def _sides(case: Case) -> tuple[Side, ...]:
    """The baselines know the sides of the marks, no more."""
    sides = {place.side for place in case.answers.places} - {Side.MIDDLE}
    return tuple(sorted(sides)) or (Side.LEFT, Side.RIGHT)


def place_of(expected: tuple[str, Side], ranking: Ranking) -> int:
    """Where the muscle stands, from 1; DEPTH + 1 when it is not among them or on the wrong side."""
    slug, side = expected
    return next(
        (n for n, (found, sides) in enumerate(ranking, 1) if found == slug and side in sides), DEPTH + 1
    )


def first_right(case: Case, ranking: Ranking) -> int:
    """Where the first right muscle stands. A drawing of several has several right ones; recall counts them all."""
    return min(place_of(expected, ranking) for expected in case.expected)


class Command(BaseCommand):
    """Rank every case in three ways and print how often the muscle is found."""

    help = "Score the matcher on drawings from classic teaching and published reports, beside two baselines."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file of cases, and whether misses are named."""
        default = settings.BASE_DIR / "tests" / "cases" / "matching.toml"
        parser.add_argument("--cases", type=Path, default=default)
        parser.add_argument(
            "--misses", action="store_true", help="name the cases in sight whose muscle is not first"
        )

    def handle(self, *, cases: Path, misses: bool, **_: Any) -> None:
        """Print the shares of both parts, by kind and by region."""
        library = catalogue.library()
        read = [
            case for case in read_cases(cases) if {slug for slug, _ in case.expected} <= set(library.muscles)
        ]
        self.stdout.write(f"{'':<26}cases   top-1   top-3   top-5   several: recall at {DEPTH}")
        in_sight = [case for case in read if not case.is_kept_apart]
        apart = [case for case in read if case.is_kept_apart]
        methods = (("ours", ours), ("a: covered zones", covered_zones), ("b: area lists", area_lists))
        for name, method in methods:
            self._line(f"{name}, all", read, method, library)
        for name, part in (("in sight", in_sight), ("kept apart", apart)):
            self._line(f"ours, {name}", part, ours, library)
        for kind in ("teaching", "published"):
            self._line(f"ours, {kind}", [case for case in read if case.kind == kind], ours, library)
        for name, part in (
            ("upper half", [case for case in read if case.region in UPPER]),
            ("lower half", [case for case in read if case.region not in UPPER]),
        ):
            self._line(f"ours, {name}", part, ours, library)
        for region in dict.fromkeys(case.region for case in read):
            self._line(f"ours, {region}", [case for case in read if case.region == region], ours, library)
        if misses:
            self._name_misses(in_sight, library)

    def _line(
        self, name: str, cases: list[Case], method: Callable[[Case, Library], Ranking], library: Library
    ) -> None:
        ranked = [(case, method(case, library)) for case in cases]
        first = [first_right(case, ranking) for case, ranking in ranked]
        shares = "".join(f"{sum(p <= top for p in first) / max(len(first), 1):>8.1%}" for top in TOPS)
        several = [
            place_of(e, ranking) <= DEPTH for c, ranking in ranked if len(c.expected) > 1 for e in c.expected
        ]
        recall = f"{sum(several) / len(several):>8.1%} of {len(several)}" if several else ""
        self.stdout.write(f"{name:<26}{len(cases):>5}{shares}{recall}")

    def _name_misses(self, cases: list[Case], library: Library) -> None:
        for case in cases:
            ranking = ours(case, library)
            if (stands := first_right(case, ranking)) > 1:
                first = ", ".join(slug for slug, _ in ranking[:3])
                self.stdout.write(f"{case.id}: {case.expected[0][0]} stands {stands}; first: {first}")
