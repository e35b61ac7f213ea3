"""After the results: pressing where it is allowed, and the question that tells most."""

from dataclasses import replace

import pytest

from tests.people import CALF, ELBOW, STIFF_NECK, TODAY, Person, walk
from triggercare.domain.anatomy import Kind, Library
from triggercare.domain.drawing import Later, Press
from triggercare.domain.matching import rank
from triggercare.domain.sharpening import MOST_ASKED, is_missed, next_word, press_tests
from triggercare.domain.triage import Cleared, triage


def cleared(person: Person, library: Library, **says: object) -> Cleared:
    outcome = triage(walk(replace(person, says={**person.says, **says}), library).answers, TODAY)
    assert isinstance(outcome, Cleared)
    return outcome


@pytest.mark.parametrize("person", [STIFF_NECK, ELBOW, CALF], ids=lambda person: person.name)
def test_pressing_is_offered_where_a_routine_may_press(person: Person, library: Library) -> None:
    outcome = cleared(person, library)
    matches = rank(outcome, library)
    tests = press_tests(matches, outcome, library)
    assert tests
    for test in tests:
        assert test.match in matches[:3]
        assert test.routine.kind is Kind.PRESS
        assert test.point.marker is not None
        assert test.point.marker.zone in test.routine.on
        assert not test.match.muscle.not_pressed_because


def test_pressing_is_not_offered_against_a_condition(library: Library) -> None:
    """A wound at the calf takes all pressing there away."""
    says = {"health": ("skin",), "open-wound-burn-rash-infection": "yes"}
    outcome = cleared(CALF, library, **says)
    assert press_tests(rank(outcome, library), outcome, library) == ()


def test_a_muscle_that_is_never_pressed_has_no_test(library: Library) -> None:
    outcome = cleared(STIFF_NECK, library, where=("throat",), worst="same", movements=())
    never = [m for m in rank(outcome, library) if m.muscle.not_pressed_because]
    assert never
    assert not {t.match.muscle.slug for t in press_tests(never, outcome, library)}


def test_a_question_parts_the_likely_muscles_and_is_asked_once(library: Library) -> None:
    outcome = cleared(ELBOW, library, movements=(), symptoms=())
    later, asked = Later(), []
    while word := next_word(rank(outcome, library, later), outcome.answers, later, (), library):
        assert word not in asked
        asked.append(word)
        later = replace(later, said={**later.said, word: False})
    assert 0 < len(asked) <= MOST_ASKED


def test_a_skipped_question_is_not_asked_again(library: Library) -> None:
    outcome = cleared(ELBOW, library, movements=(), symptoms=())
    matches = rank(outcome, library)
    first = next_word(matches, outcome.answers, Later(), (), library)
    assert first
    assert next_word(matches, outcome.answers, Later(), (first,), library) != first


def test_what_was_offered_and_left_unticked_is_not_asked_again(library: Library) -> None:
    outcome = cleared(ELBOW, library, movements=("grip",))
    offered = outcome.answers.ticked("movements-offered") | outcome.answers.ticked("symptoms-offered")
    word = next_word(rank(outcome, library), outcome.answers, Later(), (), library)
    assert word not in offered


def test_a_clear_first_asks_nothing(library: Library) -> None:
    outcome = cleared(ELBOW, library)
    only = rank(outcome, library)[:1]
    assert next_word(only, outcome.answers, Later(), (), library) == ""


def test_three_misses_lead_elsewhere() -> None:
    felt = dict.fromkeys(("supinator", "anconeus"), Press.NOTHING)
    assert not is_missed(Later(pressed={**felt, "soleus": Press.TENDER}))
    assert is_missed(Later(pressed={**felt, "soleus": Press.NOTHING}))
