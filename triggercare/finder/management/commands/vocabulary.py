"""manage.py vocabulary: every word that `assess` takes, as JSON."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from triggercare.domain.anatomy import FIXTURES, Place, zones
from triggercare.domain.assessment import FACTS, flag_parts
from triggercare.domain.combinations import COMBINATIONS
from triggercare.domain.precautions import PRECAUTIONS
from triggercare.domain.red_flags import RED_FLAGS
from triggercare.library.content import ContentError, read_content


class Command(BaseCommand):
    """Zones, flags with their parts, facts, conditions, movements, symptoms and causes, with their words."""

    help = "Print every slug that `assess` accepts, with its words, as JSON."

    def handle(self, **_: Any) -> None:
        """Write one JSON object."""
        try:
            words = read_content(FIXTURES).library.vocabulary
        except ContentError as error:
            raise CommandError(str(error)) from error
        flags = {flag.id: flag.short for flag in (*RED_FLAGS, *(c.flag for c in COMBINATIONS if not c.told))}
        signs = {sign.id: sign.words for flag in RED_FLAGS for sign in flag.signs}
        signs |= {c.sign.id: c.sign.words for c in COMBINATIONS}
        lists = {
            "zones": {
                str(Place(z.slug, side)): Place(z.slug, side).words
                for z in zones().values()
                for side in z.sides
            },
            "flags": {
                name: {
                    "words": flags.get(name) or signs[name],
                    "parts": {part: signs[part] for part in parts},
                }
                for name, parts in flag_parts().items()
            },
            "facts": {slug: words for slug, (words, _) in FACTS.items()},
            "conditions": {p.slug: {"words": p.words, "sits": p.sits} for p in PRECAUTIONS},
            "movements": {slug: term.words for slug, term in words.movements.items()},
            "symptoms": {slug: term.words for slug, term in words.symptoms.items()},
            "causes": {slug: cause.words for slug, cause in words.causes.items()},
        }
        self.stdout.write(json.dumps(lists, ensure_ascii=False, indent=1))
