"""manage.py burden: pages, boxes and words that twelve typical pains meet when everything is "none"."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from triggercare.domain.anatomy import FIXTURES
from triggercare.domain.burden import burdens
from triggercare.library.content import ContentError, read_content


class Command(BaseCommand):
    """Print a line for each pain."""

    help = "Report how much twelve typical pains are asked."

    def handle(self, **_: Any) -> None:
        """Write the table."""
        try:
            library = read_content(FIXTURES).library
        except ContentError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{'pain':<18}{'pages':>6}{'danger pages':>14}{'boxes':>7}{'words':>7}")
        for b in burdens(library):
            self.stdout.write(f"{b.name:<18}{b.pages:>6}{b.danger_pages:>14}{b.boxes:>7}{b.words:>7}")
