"""manage.py load_library [--check] [--fixtures FOLDER]: files into the database, whole or not at all."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from triggercare.domain.anatomy import FIXTURES
from triggercare.library.content import ContentError, read_content
from triggercare.library.loading import Change, load
from triggercare.library.reading import report


class Command(BaseCommand):
    """Reads fixtures/, reports every problem at once, or writes everything."""

    help = "Load the library from its files. Reports every problem at once and then writes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="only check the files, write nothing")
        parser.add_argument("--fixtures", type=Path, default=FIXTURES, help="the folder to read")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content = read_content(options["fixtures"])
        except ContentError as error:
            lines = "\n".join(f"  {problem}" for problem in error.problems)
            raise CommandError(f"{len(error.problems)} problem(s); nothing was written:\n{lines}") from error
        points = sum(len(muscle.points) for muscle in content.library.muscles.values())
        self.stdout.write(
            f"{len(content.library.muscles)} muscles with {points} points, {len(content.zones)} zones,"
            f" {len(content.library.sources)} sources, {len(content.pages)} pages: no problem found."
        )
        if options["check"]:
            self.stdout.write(report(content.library.muscles))
            return
        try:
            changes = load(content)
        except DatabaseError as error:
            raise CommandError(f"The database cannot be used ({error}). Nothing was written.") from error
        for change in changes:
            self._tell(change)
        self.stdout.write(f"Library version {content.library.version} is loaded.")

    def _tell(self, change: Change) -> None:
        for verb, slugs in (
            ("added", change.added),
            ("changed", change.changed),
            ("removed", change.removed),
        ):
            if slugs:
                shown = ", ".join(slugs[:6]) + (", ..." if len(slugs) > 6 else "")
                self.stdout.write(f"  {change.kind}: {len(slugs)} {verb}: {shown}")
