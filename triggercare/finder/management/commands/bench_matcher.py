"""manage.py bench_matcher: how long a ranking takes, and how that grows with the library."""

import platform
import sys
import tracemalloc
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle, islice
from statistics import median
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand

from triggercare.domain.anatomy import Library
from triggercare.domain.matching import explore
from triggercare.domain.patterns import compiled
from triggercare.domain.questions import Answers
from triggercare.library import catalogue

BASE = 200  # muscles of the library that counts as 1
SIZES = (1, 4, 10)
# A drawing as people make it: four places, the worst of them, a movement and what started it.
DRAWING = Answers(
    {
        "where": ("temple:right", "side-of-neck:right", "crown", "neck-angle:right"),
        "worst": "temple:right",
        "movements": ("turn-head",),
        "start": ("sitting",),
    }
)


class Command(BaseCommand):
    """Rank one drawing with made-up libraries of several sizes; print medians, growth and memory."""

    help = "Time the ranking with libraries of 200 muscles, of four and of ten times as many."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How often each ranking is timed."""
        parser.add_argument("--rounds", type=int, default=200)

    def handle(self, *, rounds: int, **_: Any) -> None:
        """Print a line for each size."""
        self.stdout.write(
            f"{platform.python_implementation()} {sys.version.split()[0]}, median of {rounds} rankings"
        )
        first = 0.0
        for size in SIZES:
            library = _library_of(size * BASE)
            compiling, memory = _compile(library)
            ranking = _median_ms(lambda library=library: explore(DRAWING, library), rounds)  # type: ignore[misc]
            first = first or ranking
            self.stdout.write(
                f"{size:>3} x: {len(library.muscles):>5} muscles, ranking {ranking:6.2f} ms ({ranking / first:4.1f} x),"
                f" compiling {compiling:7.1f} ms, index {memory / 1024:8.0f} KiB"
            )


def _library_of(muscles: int) -> Library:
    """The real muscles over and over, under other names, until there are so many."""
    real = catalogue.library()
    copies = islice(cycle(real.muscles.values()), muscles)
    made = {f"{m.slug}-{n}": replace(m, slug=f"{m.slug}-{n}") for n, m in enumerate(copies)}
    return replace(real, muscles=made)


def _compile(library: Library) -> tuple[float, int]:
    """Milliseconds to compile the index, and the bytes that it takes."""
    start = perf_counter()
    compiled.__wrapped__(library)
    took = (perf_counter() - start) * 1000
    tracemalloc.start()
    index = compiled(library)
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return took, taken if index.stories else 0


def _median_ms(rank: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        start = perf_counter()
        rank()
        times.append((perf_counter() - start) * 1000)
    return median(times)
