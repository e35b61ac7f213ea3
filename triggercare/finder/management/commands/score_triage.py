"""manage.py score_triage: how the danger check does on stories from published guidelines (tests/cases/README.md)."""

import tomllib
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from triggercare.domain.anatomy import Urgency
from triggercare.domain.questionnaire import OFFERED, danger_pages, is_answered
from triggercare.domain.questions import Answers, Kind, Question, Value
from triggercare.domain.triage import Cleared, Ending, Stop, triage

DAY = date(2026, 1, 1)  # no case depends on it
LEVELS = tuple(Urgency)
_LEVEL_OF = {
    Ending.EMERGENCY: Urgency.EMERGENCY,
    Ending.CRISIS: Urgency.EMERGENCY,
    Ending.URGENT: Urgency.URGENT,
    Ending.SOON: Urgency.SOON,
    Ending.WAIT: Urgency.SELF_CARE,
}


@dataclass(frozen=True, slots=True)
class Scored:
    """One case with the level that the questionnaire came to. `first`: what the first reader had expected."""

    id: str
    expected: Urgency
    first: Urgency
    acceptable: frozenset[Urgency]
    got: Urgency

    @property
    def is_under(self) -> bool:
        """Less urgent than any level that a careful clinician accepts."""
        return self.got.rank < min(level.rank for level in self.acceptable)

    @property
    def is_over(self) -> bool:
        """More urgent than any level that a careful clinician accepts."""
        return self.got.rank > max(level.rank for level in self.acceptable)


def level_of(case: Mapping[str, Any]) -> Urgency:
    """The level at which the questionnaire ends for this person. What is not in `says` is answered no."""
    outcome = triage(_answers(case), DAY)
    if isinstance(outcome, Cleared):
        return Urgency.SOON if outcome.held else Urgency.SELF_CARE
    if isinstance(outcome, Stop):
        return _LEVEL_OF[outcome.ending]
    raise CommandError(f"{case['id']}: a danger question has no answer")


def _answers(case: Mapping[str, Any]) -> Answers:
    says = {key: tuple(value) if isinstance(value, list) else value for key, value in case["says"].items()}
    answers = Answers({"where": tuple(case["places"]), "age": case["age"]}, DAY)
    says["worst"] = case["worst"]
    while True:
        opened = [q for page in danger_pages(answers) for q in page.questions if not is_answered(q, answers)]
        if not opened:
            return answers
        values = dict(answers.values)
        for question in opened:
            values |= _reply(question, says)
        answers = Answers(values, DAY)


def _reply(question: Question, says: Mapping[str, Value]) -> dict[str, Value]:
    if question.kind is Kind.MANY:
        said = says.get(question.slug, ())
        ticked = tuple(said) if isinstance(said, tuple) else ()
        offered = tuple(option.slug for option in question.options)
        if question.slug.startswith("at-"):  # places are named one by one in the cases
            return {question.slug: ticked}
        reply: dict[str, Value] = {question.slug: tuple(slug for slug in ticked if slug in offered)}
        return reply | ({question.slug + OFFERED: offered} if question.offer_matters else {})
    return {question.slug: says.get(question.slug, "no")}


class Command(BaseCommand):
    """Read the cases, print the figures, name every miss."""

    help = "Score the danger check on stories written from published guidelines."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file of cases."""
        default = settings.BASE_DIR / "tests" / "cases" / "triage.toml"
        parser.add_argument("--cases", type=Path, default=default)

    def handle(self, *, cases: Path, **_: Any) -> None:
        """Print confusion matrix, under-triage, over-triage and shares."""
        try:
            read = tomllib.loads(cases.read_text(encoding="utf-8"))["case"]
        except (OSError, ValueError, KeyError) as error:
            raise CommandError(f"{cases}: {error}") from error
        scored = [
            Scored(
                case["id"],
                Urgency(case["expected"]),
                Urgency(case.get("first", case["expected"])),
                frozenset(map(Urgency, case["acceptable"])),
                level_of(case),
            )
            for case in read
        ]
        self._print(scored)

    def _print(self, scored: list[Scored]) -> None:
        counted = Counter((case.expected, case.got) for case in scored)
        self.stdout.write("expected \\ got" + "".join(f"{level:>12}" for level in LEVELS))
        for expected in LEVELS:
            row = "".join(f"{counted[expected, got]:>12}" for got in LEVELS)
            self.stdout.write(f"{expected:<14}{row}")
        under = [case for case in scored if case.is_under]
        benign = [case for case in scored if case.expected is Urgency.SELF_CARE]
        escalated = [case for case in benign if case.is_over]
        exact = sum(case.got is case.expected for case in scored)
        accepted = sum(case.got in case.acceptable for case in scored)
        self.stdout.write(
            f"cases {len(scored)}, to be caught {len(scored) - len(benign)}, benign {len(benign)}"
        )
        self.stdout.write(f"under-triage {len(under)} ({len(under) / len(scored):.1%})")
        self.stdout.write(f"benign escalated {len(escalated)} ({len(escalated) / max(len(benign), 1):.1%})")
        self.stdout.write(
            f"exact {exact} ({exact / len(scored):.1%}), acceptable {accepted / len(scored):.1%}"
        )
        first = sum(case.got is case.first for case in scored)
        self.stdout.write(f"exact by the first reader's levels {first} ({first / len(scored):.1%})")
        for name, found in (("under", under), ("over", [case for case in scored if case.is_over])):
            for case in found:
                self.stdout.write(f"{name}: {case.id}: expected {case.expected}, got {case.got}")
