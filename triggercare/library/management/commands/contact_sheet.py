"""manage.py contact_sheet SHEET.png [SLUG ...]: all drawings of trigger points on one picture, to look at."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from triggercare.domain.anatomy import FIXTURES
from triggercare.library.content import ContentError, read_content
from triggercare.library.thumbnails import contact_sheet


class Command(BaseCommand):
    """Draw the sheet from the files, loaded or not."""

    help = "Draw every trigger point's pictures on one sheet, to be looked at by a curator."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The picture to write and the muscles to draw."""
        parser.add_argument("sheet", type=Path, help="the picture to write: .png or .webp")
        parser.add_argument("muscles", nargs="*", metavar="slug", help="only these muscles; all without any")
        parser.add_argument("--fixtures", type=Path, default=FIXTURES, help="the folder to read")

    def handle(self, *, sheet: Path, muscles: list[str], fixtures: Path, **_: Any) -> None:
        """Write the sheet. Raises CommandError with what is wrong."""
        try:
            known = read_content(fixtures).library.muscles
        except ContentError as error:
            raise CommandError(str(error)) from error
        if unknown := sorted(set(muscles) - set(known)):
            raise CommandError(f"No such muscle: {', '.join(unknown)}. Known: {', '.join(sorted(known))}")
        if not sheet.parent.is_dir() or sheet.suffix not in (".png", ".webp"):
            raise CommandError(f"{sheet}: needs a folder that exists and a name that ends in .png or .webp")
        contact_sheet(known[slug] for slug in muscles or sorted(known)).save(sheet)
        self.stdout.write(f"{sheet}: {len(muscles or known)} muscles")
