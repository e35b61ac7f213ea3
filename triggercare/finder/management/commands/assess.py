"""manage.py assess: cases as JSON lines on standard input -> assessments as JSON lines."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from triggercare.domain.anatomy import FIXTURES, Library
from triggercare.domain.assessment import Assessment, CaseError, assess
from triggercare.library.content import ContentError, read_content


class Command(BaseCommand):
    """Read from the files, so that a curator can judge what is not loaded yet."""

    help = "Judge cases: one JSON object a line in, one a line out. `manage.py vocabulary` lists every word."

    def handle(self, **_: Any) -> None:
        """Answer every line; a line with an error says so, and the others go on."""
        try:
            library = read_content(FIXTURES).library
        except ContentError as error:
            raise CommandError(str(error)) from error
        for line in sys.stdin:
            if line.strip():
                self.stdout.write(json.dumps(_answer(line, library), ensure_ascii=False))


def _answer(line: str, library: Library) -> dict[str, Any]:
    try:
        case = json.loads(line)
    except ValueError as error:
        return {"id": None, "error": f"not a JSON object: {error}"}
    if not isinstance(case, dict):
        return {"id": None, "error": "not a JSON object"}
    try:
        return {"id": case.get("id"), **_plain(assess(case, library, timezone.localdate()))}
    except CaseError as error:
        return {"id": case.get("id"), "error": str(error)}


def _plain(found: Assessment) -> dict[str, Any]:
    return {
        "level": found.level,
        "flags": list(found.flags),
        "not_asked": list(found.not_asked),
        "ranked": [
            {
                "muscle": match.muscle.slug,
                "side": "both" if len(match.sides) > 1 else match.sides[0],
                "points": [match.point.number],
                "reasons": list(match.reasons),
            }
            for match in found.matches
        ],
        "routines": [
            {"muscle": r.muscle, "kind": r.kind, "tool": r.tool, "decision": r.decision, "why": r.why}
            for r in found.routines
        ],
    }
