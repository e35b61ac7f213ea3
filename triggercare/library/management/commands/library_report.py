"""manage.py library_report: what the library covers, and what it lacks, from the files."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from triggercare.domain.anatomy import FIXTURES, REGIONS, Kind, Library, Muscle, zones
from triggercare.library import models
from triggercare.library.content import ContentError, read_content


class Command(BaseCommand):
    """Print the report, region by region, then what is missing."""

    help = "Report muscles, points, zones, routines and sources of the library, and what is missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder to read."""
        parser.add_argument("--fixtures", type=Path, default=FIXTURES)

    def handle(self, *, fixtures: Path, **_: Any) -> None:
        """Write the report."""
        try:
            library = read_content(fixtures).library
        except ContentError as error:
            raise CommandError(str(error)) from error
        for line in (*_regions(library), *_zones(library), *_routines(library), *_sources(library)):
            self.stdout.write(line)
        reviewed = set(models.Review.objects.values_list("muscle_slug", flat=True))
        self.stdout.write(f"awaiting a clinician's review: {len(set(library.muscles) - reviewed)} muscles")


def _regions(library: Library) -> Iterator[str]:
    yield f"{'region':<28}{'muscles':>8}{'points':>8}{'press':>7}{'roll':>6}{'not pressed':>13}"
    for slug, label in REGIONS.items():
        own = [muscle for muscle in library.muscles.values() if muscle.region == slug]
        points = sum(len(muscle.points) for muscle in own)
        kinds = Counter(routine.kind for muscle in own for routine in muscle.routines)
        unpressed = sum(bool(muscle.not_pressed_because) for muscle in own)
        yield f"{label:<28}{len(own):>8}{points:>8}{kinds[Kind.PRESS]:>7}{kinds[Kind.ROLL]:>6}{unpressed:>13}"
    total = sum(len(muscle.points) for muscle in library.muscles.values())
    yield f"{'all':<28}{len(library.muscles):>8}{total:>8}"


def _zones(library: Library) -> Iterator[str]:
    points = [point for muscle in library.muscles.values() for point in muscle.points]
    main = {zone for point in points for zone in point.essential}
    wider = {zone for point in points for zone in point.spillover}
    yield f"zones with a main pattern: {len(main)} of {len(zones())}; with any: {len(main | wider)}"
    for zone in sorted(set(zones()) - main):
        why = library.vocabulary.no_main_pattern.get(zone)
        yield f"no main pattern: {zone}: {why.words if why else 'no reason is written down'}"


def _routines(library: Library) -> Iterator[str]:
    routines = [routine for muscle in library.muscles.values() for routine in muscle.routines]
    yield "routines: " + _counts(routine.kind for routine in routines)
    yield "tools: " + _counts(routine.tool for routine in routines)
    yield "poses in use: " + str(len({routine.pose for routine in routines}))
    for muscle in library.muscles.values():
        if muscle.not_pressed_because:
            yield f"not pressed: {muscle.slug}: {_first_sentence(muscle)}"


def _first_sentence(muscle: Muscle) -> str:
    return muscle.not_pressed_because.partition(". ")[0].rstrip(".") + "."


def _sources(library: Library) -> Iterator[str]:
    muscles = library.muscles.values()
    used = Counter(key for muscle in muscles for point in muscle.points for key in point.sources)
    used += Counter(key for muscle in muscles for routine in muscle.routines for key in routine.sources)
    crossed = sum(bool(point.checked_against) for muscle in muscles for point in muscle.points)
    yield f"sources used by muscles: {len(used)} of {len(library.sources)}; points cross-checked: {crossed}"
    yield "most used: " + ", ".join(f"{key} {count}" for key, count in used.most_common(8))
    yield "never used by a muscle: " + _list(set(library.sources) - set(used))


def _counts(words: Iterable[str]) -> str:
    return ", ".join(f"{word} {count}" for word, count in Counter(words).most_common())


def _list(words: Iterable[str]) -> str:
    return ", ".join(sorted(words)) or "none"
