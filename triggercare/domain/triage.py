"""Answers -> Stop | Cleared | None. The gate: nothing personal is shown without a `Cleared`.

`Cleared` is made here and nowhere else (a test walks the syntax tree). None means: ask on.
Clinical rules: gate logic R01-R11. A "soon" holds the places that it speaks of until somebody has looked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from triggercare.domain.anatomy import Place, Urgency
from triggercare.domain.precautions import PRECAUTIONS, Condition, Precaution
from triggercare.domain.questionnaire import (
    agreed_slug,
    conditions_of,
    danger_pages,
    fired_combinations,
    fired_signs,
    first_open,
    known_conditions,
    seen_slug,
    ticked_nets,
    to_agree,
)
from triggercare.domain.questions import Answers, Reply
from triggercare.domain.red_flags import RED_FLAGS, RedFlag, Sign

FRESH = timedelta(days=7)  # R06: asked again when older


class Ending(StrEnum):
    """The pages on which a questionnaire can stop; each has its own address."""

    EMERGENCY = "emergency"
    CRISIS = "crisis"
    URGENT = "urgent"
    SOON = "soon"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Finding:
    """A danger sign that fired, and what the person answered."""

    flag: RedFlag
    sign: Sign
    reply: Reply

    @property
    def level(self) -> Urgency:
        """The level that this answer fires."""
        return self.flag.level_of(self.sign)


@dataclass(frozen=True, slots=True)
class Stop:
    """No routine: what to do instead, and the person's own answers that led here."""

    ending: Ending
    findings: tuple[Finding, ...]
    conditions: tuple[Precaution, ...] = ()


@dataclass(frozen=True, slots=True)
class Cleared:
    """Some places are free. Carries the answers, these places, the known conditions, and what holds the others."""

    answers: Answers
    places: tuple[Place, ...]
    conditions: tuple[Condition, ...]
    held: tuple[Finding, ...] = ()

    @property
    def held_places(self) -> tuple[Place, ...]:
        """The marked places that wait for a check."""
        return tuple(place for place in self.answers.places if place not in self.places)


def triage(answers: Answers, today: date) -> Stop | Cleared | None:
    """What these answers allow. None: something is unanswered, or the answers are over 7 days old."""
    findings = tuple(_findings(answers))
    if any(finding.level is Urgency.EMERGENCY for finding in findings):
        return _emergency(findings)
    if first_open(danger_pages(answers), answers) or not _is_fresh(answers, today):
        return None
    if any(finding.level is Urgency.URGENT for finding in findings):
        return Stop(Ending.URGENT, findings)
    asking = _to_ask_first(answers)
    held = tuple(f for f in findings if answers.reply(seen_slug(f.flag)) is not Reply.YES)
    free = tuple(place for place in answers.places if not any(_holds(f.flag, place) for f in held))
    if asking or not free:
        return Stop(Ending.SOON, held, asking)
    waiting = tuple(p for p, _ in known_conditions(answers) if p.waits)
    if waiting:
        return Stop(Ending.WAIT, (), waiting)
    return Cleared(answers, free, conditions_of(answers), held)


def _holds(flag: RedFlag, place: Place) -> bool:
    """R03: a general item holds every marked place, a regional one those of its zones."""
    return flag.holds_all or place.zone in flag.ask.where


def _is_fresh(answers: Answers, today: date) -> bool:
    return answers.day is not None and timedelta(0) <= today - answers.day <= FRESH


def _emergency(findings: tuple[Finding, ...]) -> Stop:
    """Thoughts of self-harm alone have a page of their own (G20)."""
    emergencies = [finding for finding in findings if finding.level is Urgency.EMERGENCY]
    only_crisis = all(finding.flag.asked_by_net for finding in emergencies)
    return Stop(Ending.CRISIS if only_crisis else Ending.EMERGENCY, findings)


def _findings(answers: Answers) -> Iterator[Finding]:
    """All danger signs that fired, most urgent first."""
    fired = [*_by_reply(answers), *_by_fact(answers), *_by_combination(answers)]
    yield from sorted(fired, key=lambda finding: -finding.level.rank)


def _by_reply(answers: Answers) -> Iterator[Finding]:
    for flag, sign in fired_signs(answers):
        yield Finding(flag, sign, answers.reply(sign.id) or Reply.NOT_SURE)


def _by_fact(answers: Answers) -> Iterator[Finding]:
    nets = ticked_nets(answers)
    for flag in RED_FLAGS:
        asked_by_net = flag.asked_by_net and not nets.isdisjoint(flag.nets)
        if asked_by_net or (flag.by_fact and flag.ask.holds(answers)):
            yield Finding(flag, flag.signs[0], Reply.YES)


def _by_combination(answers: Answers) -> Iterator[Finding]:
    """Section 1.3: what raises the level when two things come together."""
    for combination in fired_combinations(answers):
        reply = answers.reply(combination.sign.id) or Reply.YES
        yield Finding(combination.flag, combination.sign, reply)


def _to_ask_first(answers: Answers) -> tuple[Precaution, ...]:
    """Conditions to which a clinician has not agreed, and those of which the person is not sure (R04)."""
    unsure = [p for p, reply in known_conditions(answers) if reply is Reply.NOT_SURE]
    not_agreed = [p for p in to_agree(answers) if answers.one(agreed_slug(p)) != "yes"]
    return tuple(p for p in PRECAUTIONS if p in unsure or p in not_agreed)
