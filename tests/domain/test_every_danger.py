"""Every danger answer alone, and every pair of them: proof, not sample. docs/safety.md quotes the number."""

import re
import sys
from itertools import combinations
from pathlib import Path

import pytest

from tests.people import TODAY
from triggercare.domain.anatomy import Library, Place, zones
from triggercare.domain.combinations import COMBINATIONS
from triggercare.domain.matching import rank
from triggercare.domain.plan import build_plan
from triggercare.domain.precautions import PRECAUTIONS
from triggercare.domain.questionnaire import OFFERED, danger_pages, is_answered, seen_slug
from triggercare.domain.questions import NOW_NETS, SIGN_NETS, Answers, Value
from triggercare.domain.red_flags import RED_FLAGS
from triggercare.domain.triage import Cleared, Ending, Stop, triage

SAFETY = Path(__file__).resolve().parents[2] / "docs" / "safety.md"
SIGNS = tuple(sign.id for flag in RED_FLAGS for sign in flag.signs)
RAISES = tuple(combination.sign.id for combination in COMBINATIONS if not combination.told)
ASKED = (*SIGNS, *RAISES)
REPLIES = ("yes", "not-sure")
ORDER = (None, Ending.WAIT, Ending.SOON, Ending.URGENT, Ending.CRISIS, Ending.EMERGENCY)
# A place of every group of zones, on both sides, as far as one has sides
EVERYWHERE = (
    *(
        str(Place(slug, side))
        for slug in (
            "temple",
            "forehead",
            "jaw",
            "back-of-neck",
            "elbow-outer",
            "chest-upper",
            "shoulder-side",
            "forearm-back",
            "low-back",
        )
        for side in zones()[slug].sides
    ),
    *"navel groin:left groin:right buttock:left calf-upper:left calf-upper:right sole:left".split(),
)


def someone(age: int, places: tuple[str, ...]) -> dict[str, Value]:
    """A person to whom every sign is asked that can be asked, who answers no to all of them."""
    values: dict[str, Value] = dict.fromkeys(ASKED, "no")
    values |= {seen_slug(flag): "no" for flag in RED_FLAGS}
    values |= {
        "now": tuple(net.slug for net in NOW_NETS),
        "where": places,
        "worst": "same",
        "age": age,
        "sport": "yes",
        "start": ("blow", "needling", "operation"),
        "span": "longer",
        "intensity": 5,
        "health": ("bones", "cancer", "heart-arteries", "weak-immune", "pregnant", "diabetes"),
        "signs": tuple(net.slug for net in SIGN_NETS if net.slug != "unsafe"),
        "signs" + OFFERED: tuple(net.slug for net in SIGN_NETS),
    }
    values |= {p.slug: "no" for p in PRECAUTIONS} | {f"agreed-{p.slug}": "yes" for p in PRECAUTIONS}
    values |= {f"at-{p.slug}": () for p in PRECAUTIONS}
    return values | {"weak-bones-or-long-steroids": "yes"}


OLD, YOUNG = someone(72, EVERYWHERE), someone(17, EVERYWHERE)
ONLY_YOUNG = ("L04a", "L04b")
LATER: dict[str, Value] = {"movements": (), "symptoms": (), "tools": ("tennis-ball",), "floor": "yes"}


def level(values: dict[str, Value]) -> int:
    """The rank of the ending; -1 while something is unanswered."""
    outcome = triage(Answers(values, TODAY), TODAY)
    if outcome is None:
        return -1
    return ORDER.index(outcome.ending) if isinstance(outcome, Stop) else 0


def is_asked(values: dict[str, Value], sign: str) -> bool:
    return any(q.slug == sign for page in danger_pages(Answers(values, TODAY)) for q in page.questions)


def test_these_two_are_asked_every_sign() -> None:
    asked: set[str] = set()
    for values in (OLD, YOUNG):
        pages = danger_pages(Answers(values, TODAY))
        asked |= {q.slug for page in pages for q in page.questions}
        assert all(is_answered(q, Answers(values, TODAY)) for page in pages for q in page.questions)
        assert isinstance(triage(Answers(values, TODAY), TODAY), Cleared)
    by_fact = {sign.id for flag in RED_FLAGS if flag.by_fact or flag.asked_by_net for sign in flag.signs}
    assert set(SIGNS) - asked - by_fact == set()


def test_every_danger_answer_and_every_pair(capsys: pytest.CaptureFixture[str]) -> None:
    """A second danger answer never lowers the level of the first, nor does "not sure" in place of "yes"."""
    pairs = list(combinations(ASKED, 2))
    checked = 0
    for person, chosen in ((OLD, pairs), (YOUNG, [p for p in pairs if not set(p).isdisjoint(ONLY_YOUNG)])):
        alone = {(sign, reply): level({**person, sign: reply}) for sign in ASKED for reply in REPLIES}
        checked += len(alone)
        for first, second in chosen:
            for reply in REPLIES:
                checked += 1
                both = level({**person, first: reply, second: reply})
                assert both >= max(alone[first, reply], alone[second, reply]), (first, second, reply)
    with capsys.disabled():
        sys.stdout.write(f"\n{checked} combinations of danger answers checked\n")
    quoted = re.search(r"\*\*([\d,]+) combinations\*\*", SAFETY.read_text(encoding="utf-8"))
    assert quoted is not None
    assert int(quoted[1].replace(",", "")) == checked


@pytest.mark.parametrize("person", [OLD, YOUNG], ids=["old", "young"])
def test_a_blank_clears_nobody(person: dict[str, Value]) -> None:
    for sign in (sign for sign in ASKED if is_asked(person, sign)):
        blank = {key: value for key, value in person.items() if key != sign}
        assert triage(Answers(blank, TODAY), TODAY) is None, sign


@pytest.mark.parametrize("person", [OLD, YOUNG], ids=["old", "young"])
def test_every_danger_answer_stops_or_holds(person: dict[str, Value]) -> None:
    """Each sign that is asked, answered yes or not sure, leaves no place free that it speaks of."""
    for flag in RED_FLAGS:
        for sign in (sign for sign in flag.signs if is_asked(person, sign.id)):
            for reply in REPLIES:
                outcome = triage(Answers({**person, sign.id: reply}, TODAY), TODAY)
                if isinstance(outcome, Cleared):
                    assert not any(flag.holds_all or place.zone in flag.ask.where for place in outcome.places)


def test_no_routine_touches_a_held_place(library: Library) -> None:
    """Every pair of signs that only holds places: the whole plan of every likely muscle keeps off them."""
    signs = [sign for sign in SIGNS if is_asked(OLD, sign) and level({**OLD, sign: "yes"}) == 0]
    assert signs
    for first, second in combinations(signs, 2):
        values = {**OLD, **LATER, first: "yes", second: "yes"}
        outcome = triage(Answers(values, TODAY), TODAY)
        if not isinstance(outcome, Cleared):
            continue
        held = {place.zone for place in outcome.held_places}
        assert held
        matches = rank(outcome, library)
        assert all(place not in outcome.held_places for match in matches for place in match.covers)
        plan = build_plan(outcome, matches, library, TODAY)
        touched = {zone for c in plan.columns for move in c.moves for zone in move.routine.on}
        assert touched.isdisjoint(held), (first, second)
