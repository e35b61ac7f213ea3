"""Which page asks what: order, nets, closer looks, and what changing an answer forgets."""

from dataclasses import replace

import pytest

from tests.people import CALF, DANGER, FIVE, STIFF_NECK, TODAY, Person, answered, walk
from triggercare.domain.anatomy import Library
from triggercare.domain.precautions import PRECAUTIONS
from triggercare.domain.questionnaire import (
    OFFERED,
    all_pages,
    danger_pages,
    first_open,
    offered_nets,
    open_signs,
    settle,
)
from triggercare.domain.questions import HEALTH_NETS, NOW_NETS, SIGN_NETS, Answers
from triggercare.domain.red_flags import RED_FLAGS

TYPICAL = ("now", "where", "you", "start", "pain", "health", "signs", "worse", "tools")


@pytest.mark.parametrize("person", FIVE[:4], ids=lambda person: person.name)
def test_typical_pain_meets_the_ten_steps_in_order(person: Person, library: Library) -> None:
    assert walk(person, library).slugs == TYPICAL


def test_emergency_ends_after_two_pages(library: Library) -> None:
    assert walk(DANGER, library).slugs == ("now", "closer-now")


def test_a_typical_danger_check_is_short(library: Library) -> None:
    for person in FIVE[:4]:
        met = [page for page in walk(person, library).pages if page.slug in ("now", "signs")]
        boxes = [option for page in met for question in page.questions for option in question.options]
        words = sum(len(option.label.split()) for option in boxes)
        assert len(met) == 2
        assert len(boxes) <= 30
        assert words <= 260


def test_every_sign_hangs_on_a_net_or_a_fact() -> None:
    nets = {net.slug for net in (*NOW_NETS, *SIGN_NETS)}
    for flag in RED_FLAGS:
        by_fact = flag.ask.all_of or flag.ask.any_of or any(s.ask.all_of or s.ask.any_of for s in flag.signs)
        assert set(flag.nets) <= nets
        assert flag.nets or by_fact, flag.id


def test_every_condition_hangs_on_a_net_except_fever() -> None:
    nets = {net.slug for net in HEALTH_NETS}
    assert {p.slug for p in PRECAUTIONS if p.net not in nets} == {"fever-unwell"}


def test_every_sign_can_be_reached_from_some_place() -> None:
    """A net that opens a sign is offered wherever the sign is asked."""
    for flag in RED_FLAGS:
        offered = [net for net in (*NOW_NETS, *SIGN_NETS) if net.slug in flag.nets]
        for zone in sorted(flag.ask.where):
            shown = {net.slug for net in offered_nets(Answers({"where": (_place(zone),), "sport": "yes"}))}
            always = {net.slug for net in NOW_NETS}
            assert not offered or any(net.slug in shown | always for net in offered), (flag.id, zone)


def _place(zone: str) -> str:
    from triggercare.domain.anatomy import zones

    return f"{zone}:left" if zones()[zone].paired else zone


def test_none_on_a_net_opens_nothing(library: Library) -> None:
    done = walk(STIFF_NECK, library).answers
    assert open_signs(done, "now") == ()
    assert open_signs(done, "signs") == ()


def test_changing_the_place_asks_the_signs_again_and_keeps_ticks(library: Library) -> None:
    done = walk(
        replace(STIFF_NECK, says={**STIFF_NECK.says, "signs": ("weak-numb",), "G12": "no"}), library
    ).answers
    moved = Answers({**done.values, "where": ("calf-upper:left",)}, TODAY)
    moved = settle(moved, library)
    page = first_open(danger_pages(moved), moved)
    assert page is not None
    assert page.slug == "signs"
    assert moved.ticked("signs") == {"weak-numb"}
    assert "stiff-neck" not in moved.ticked("symptoms")


def test_untick_forgets_the_closer_answers(library: Library) -> None:
    says = {**CALF.says, "signs": ("weak-numb",)}
    done = walk(replace(CALF, says=says), library).answers
    asked = [sign.id for _, sign in open_signs(done, "signs")]
    assert asked
    cleared = settle(Answers({**done.values, "signs": ()}, TODAY), library)
    assert not set(asked) & set(cleared.values)


def test_an_injury_told_at_the_start_opens_its_signs_without_a_box(library: Library) -> None:
    done = walk(replace(CALF, says={**CALF.says, "start": ("blow",)}), library)
    signs = next(page for page in done.pages if page.slug == "signs")
    assert "injury" not in {option.slug for option in signs.questions[0].options}
    assert "closer-signs" in done.slugs


def test_more_than_twenty_signs_take_a_second_page(library: Library) -> None:
    every_box = tuple(net.slug for net in SIGN_NETS if net.slug != "unsafe")
    person = replace(CALF, says={**CALF.says, "age": 72, "signs": every_box})
    answers = Answers()
    while (page := first_open(all_pages(answers, library), answers)) and page.slug != "closer-signs":
        answers = answered(answers, page, person)
    closer = [page for page in danger_pages(answers) if page.slug.startswith("closer-signs")]
    assert len(closer) > 1
    assert max(len(page.questions) for page in closer) <= 20


def test_the_offer_is_remembered(library: Library) -> None:
    done = walk(STIFF_NECK, library).answers
    assert set(done.ticked("signs" + OFFERED)) == {net.slug for net in offered_nets(done)}
