"""Stop pages as a screen reader reads them: level, action, number, in this order; then why and what to say."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.test_accessible import faults
from tests.browser.walking import fill_in, slug_of
from tests.people import DANGER, STIFF_NECK, Person

URGENT = Person("weak", {**STIFF_NECK.says, "signs": ("weak-numb",), "G12": "yes"})
SOON = Person("pain that never lets up", {**STIFF_NECK.says, "signs": ("out-of-the-blue",), "G15": "yes"})
CRISIS = Person("unsafe", {**STIFF_NECK.says, "signs": ("unsafe",)})
WAIT = Person("had a drink", {**STIFF_NECK.says, "health": ("drank-sedated",)})

CARDS = {
    "emergency": """\
- region "Call 999 now. Do not drive yourself. Do not press or roll.":
  - paragraph: Emergency
  - heading "Call 999 now. Do not drive yourself. Do not press or roll." [level=1]
  - paragraph:
    - 'link "Emergency: 999"':
      - /url: tel:999""",
    "crisis": """\
- region "If you may hurt yourself or are not safe, call 999 now.":
  - paragraph: You matter. Talk to somebody now.
  - heading "If you may hurt yourself or are not safe, call 999 now." [level=1]
  - paragraph:
    - 'link "Samaritans: 116 123"':
      - /url: tel:116123
  - paragraph:
    - 'link "Emergency: 999"':
      - /url: tel:999""",
    "urgent": """\
- region "Speak to a doctor or NHS 111 today. No routines until then.":
  - paragraph: Urgent
  - heading "Speak to a doctor or NHS 111 today. No routines until then." [level=1]
  - paragraph:
    - link "NHS 111":
      - /url: tel:111
    - text: In England, Scotland and Wales.
  - paragraph:
    - 'link "Emergency: 999"':
      - /url: tel:999""",
    "soon": """\
- region "Book a check within two weeks. Leave this area alone until then, unless a clinician has said it is fine.":
  - paragraph: See someone soon
  - heading "Book a check within two weeks. Leave this area alone until then, unless a clinician has said it is fine." [level=1]""",
    "wait": """\
- region "Leave it until tomorrow. After alcohol, sedatives or strong painkillers, pain cannot tell you when to stop.":
  - paragraph: Not today
  - heading "Leave it until tomorrow. After alcohol, sedatives or strong painkillers, pain cannot tell you when to stop." [level=1]""",
}
PEOPLE = {"emergency": DANGER, "crisis": CRISIS, "urgent": URGENT, "soon": SOON, "wait": WAIT}


def stopped(page: Any, base: str, person: Person) -> str:
    """Walk until a page stops; its slug."""
    page.goto(f"{base}/my/")
    for _ in range(25):
        if (slug := slug_of(page)) in CARDS:
            return slug
        if slug != "check":
            fill_in(page, person)
        page.locator("main .button").last.click()
    raise AssertionError(slug)


@pytest.mark.parametrize("ending", CARDS)
def test_the_card_reads_level_action_number(
    new_context: Callable[..., Any], live_server: Any, ending: str
) -> None:
    page = new_context(viewport={"width": 390, "height": 844}).new_page()
    assert stopped(page, live_server.url, PEOPLE[ending]) == ending
    if page.locator("#country").count():
        page.locator("#country").select_option("GB")
        page.get_by_role("button", name="Show").click()
        assert faults(page) == {}
    assert page.locator("main .care").aria_snapshot() == CARDS[ending]
    heading = page.locator("h1").inner_text()
    assert len(heading.split()) < 25
    assert page.locator("main .care").bounding_box()["y"] < 300  # without scrolling
