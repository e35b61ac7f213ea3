"""The whole way for five people, with and without JavaScript, by pointer and by keyboard alone."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.browser.walking import slug_of, walk
from tests.people import CALF, DANGER, FIVE, STIFF_NECK, Person

PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("person", FIVE, ids=lambda person: person.name)
def test_five_people_reach_their_outcome(
    new_context: Callable[..., Any], live_server: Any, person: Person, scripts: bool
) -> None:
    page = new_context(viewport=PHONE, java_script_enabled=scripts).new_page()
    met = walk(page, live_server.url, person)
    if person is DANGER:
        assert met == ["now", "closer-now", "emergency"]
        assert page.locator("h1").inner_text().startswith("Call your local emergency number now")
    else:
        assert met[-3:] == ["check", "results", "plan"]
        assert "Stop at once if you feel" in page.locator("main").inner_text()


def test_the_first_pages_by_keyboard_alone(page: Any, live_server: Any) -> None:
    page.goto(f"{live_server.url}/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Check my pain"
    page.keyboard.press("Enter")
    page.wait_for_url("**/my/now/")
    _tab_to(page, "input[value=none]")
    page.keyboard.press("Space")
    _tab_to(page, "button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/my/where/")
    _tab_to(page, "summary")
    page.keyboard.press("Enter")
    _tab_to(page, "input[name=where]")
    page.keyboard.press("Space")
    _tab_to(page, "button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/my/you/")


def _tab_to(page: Any, selector: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached by keyboard")


def test_an_error_takes_the_focus_and_leads_to_its_field(page: Any, live_server: Any) -> None:
    page.goto(f"{live_server.url}/my/")
    page.locator("button[type=submit]").click()
    page.wait_for_selector("#problem:focus")  # the browser moves the focus when the page has been drawn
    assert page.title().startswith("Error: ")
    page.locator("#problem a").click()
    assert page.evaluate("document.activeElement.name") == "now"


def test_back_and_start_again(page: Any, live_server: Any) -> None:
    walk(page, live_server.url, STIFF_NECK)
    page.goto(f"{live_server.url}/my/check/")
    page.get_by_role("link", name=re.compile("Change.*How old are you")).click()
    assert page.locator("input[name=age]").input_value() == "34"
    page.go_back()
    assert slug_of(page) == "check"
    page.goto(f"{live_server.url}/my/start-again/")
    page.get_by_role("button", name="Forget my answers").click()
    page.goto(f"{live_server.url}/my/plan/")
    assert slug_of(page) == "now"


def test_the_plan_prints_without_a_cut(new_context: Callable[..., Any], live_server: Any) -> None:
    page = new_context(viewport=PHONE).new_page()
    walk(page, live_server.url, CALF)
    page.emulate_media(media="print")
    for selector in ("header.top", "footer", ".no-print"):
        assert all(not part.is_visible() for part in page.locator(selector).all())
    for paper in ("A4", "Letter"):
        pages = len(re.findall(rb"/Type /Page[^s]", page.pdf(format=paper)))
        assert 1 <= pages <= 2, paper


def test_the_first_result_is_seen_at_once(new_context: Callable[..., Any], live_server: Any) -> None:
    """Picture and reasons of the likeliest muscle, in at most 60 words, above the fold of a phone."""
    places = ("temple:right", "side-of-neck:right", "crown")
    says = {**STIFF_NECK.says, "where": places, "worst": "temple:right", "movements": (), "symptoms": ()}
    page = new_context(viewport=PHONE).new_page()
    walk(page, live_server.url, replace(STIFF_NECK, says=says), until="results")
    card = page.locator(".result").first
    box = card.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= PHONE["height"]
    assert card.locator("svg.body-figure").is_visible()
    assert len(card.inner_text().split()) <= 60


def test_a_spot_is_pressed_and_a_question_answered(new_context: Callable[..., Any], live_server: Any) -> None:
    for scripts in (True, False):
        page = new_context(viewport=PHONE, java_script_enabled=scripts).new_page()
        says = {**STIFF_NECK.says, "movements": ()}
        walk(page, live_server.url, replace(STIFF_NECK, says=says), until="results")
        page.locator("text=Find it yourself").first.click()
        page.wait_for_url("**/my/press/**")
        page.locator("input[value=mine]").check()
        page.locator("main button[type=submit]").click()
        page.wait_for_url("**/my/results/")
        assert "it brought on your pain" in page.locator(".result").first.inner_text()
        if page.locator(".asked").count():
            page.locator(".asked button", has_text="Skip it").click()
            page.wait_for_url("**/my/results/")
