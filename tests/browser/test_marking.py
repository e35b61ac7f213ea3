"""Marking places on the picture and in the list: the same boxes, whichever way is used."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.test_accessible import faults
from tests.browser.walking import slug_of

PHONE = {"width": 390, "height": 844}
THE_THREE = ["crown", "temple:right", "side-of-neck:right"]
MIDDLE = """place => {
  const zone = document.querySelector(`.zone[data-place="${place}"]`);
  zone.scrollIntoView({block: "center"});
  const box = zone.getBoundingClientRect();
  for (const down of [.5, .4, .6, .3, .7, .2, .8])
    for (const across of [.5, .4, .6, .3, .7, .2, .8]) {
      const at = [box.x + across * box.width, box.y + down * box.height];
      if (document.elementFromPoint(...at) === zone) return at;
    }
}"""
MARKED = "[...document.querySelectorAll('.places input:checked')].map(box => box.value)"
PAINTED = "[...document.querySelectorAll('.zone.is-marked')].map(zone => zone.dataset.place)"


def open_where(page: Any, base: str) -> None:
    """Up to the page "where", with the picture shown if scripts run."""
    page.goto(f"{base}/my/")
    page.locator("input[value=none]").check()
    page.locator("main .button").last.click()
    assert slug_of(page) == "where"


def tap(page: Any, place: str) -> None:
    page.touchscreen.tap(*page.evaluate(MIDDLE, place))
    page.wait_for_selector(".map-picture:not(.is-waiting) > .map-view")


def turn(page: Any, face: str) -> None:
    page.locator(f".map [data-face={face}]").click()
    page.wait_for_selector(f".map:has(.is-on[data-face={face}]) .map-picture:not(.is-waiting)")


def whole(page: Any) -> None:
    page.locator(".map [data-tool=whole]").click()
    page.wait_for_selector(".map:has([data-tool=whole][hidden]) .map-picture:not(.is-waiting)")


@pytest.fixture
def phone(new_context: Callable[..., Any], live_server: Any) -> Any:
    page = new_context(viewport=PHONE, has_touch=True).new_page()
    open_where(page, live_server.url)
    page.wait_for_selector(".map-view")
    return page


def test_three_places_take_four_taps(phone: Any) -> None:
    """The head enlarges at the first tap; each further tap marks."""
    for place in ("nose", "temple:right", "side-of-neck:right", "crown"):
        tap(phone, place)
    assert phone.evaluate(MARKED) == THE_THREE
    assert "Temple, right side" in phone.locator(".marks").inner_text()
    assert faults(phone) == {}


def test_turning_keeps_marks_on_their_own_side(phone: Any) -> None:
    tap(phone, "shoulder-front:right")
    tap(phone, "shoulder-side:right")
    turn(phone, "back")
    assert phone.evaluate(MARKED) == ["shoulder-side:right"]
    assert "shoulder-side:right" in phone.evaluate(PAINTED)
    assert "shoulder-side:left" not in phone.evaluate(PAINTED)


def test_left_and_right_are_named_on_the_picture(phone: Any) -> None:
    assert phone.locator(".map-side").all_inner_texts() == ["your right", "your left"]
    assert phone.evaluate(MIDDLE, "hip-side:right")[0] < phone.evaluate(MIDDLE, "hip-side:left")[0]
    turn(phone, "back")
    phone.wait_for_function("() => document.querySelector('.map-side').textContent === 'your left'")
    assert phone.evaluate(MIDDLE, "hip-side:left")[0] < phone.evaluate(MIDDLE, "hip-side:right")[0]


def test_a_mark_goes_by_tap_by_chip_and_by_box(phone: Any) -> None:
    for place in ("nose", "forehead:left", "forehead:left"):
        tap(phone, place)
    assert phone.evaluate(MARKED) == []
    tap(phone, "forehead:left")
    phone.locator(".chip-remove").click()
    assert phone.evaluate(MARKED) == []
    assert phone.evaluate(PAINTED) == []


def test_a_tap_beside_the_body_means_the_nearest_place(phone: Any) -> None:
    tap(phone, "nose")
    x, y = phone.evaluate(
        "() => (b => [b.x + b.width / 2, b.y - 8])(document.querySelector('.zone[data-place=crown]').getBoundingClientRect())"
    )
    phone.touchscreen.tap(x, y)
    assert phone.evaluate(MARKED) == ["crown"]
    phone.touchscreen.tap(x, y - 30)
    assert phone.evaluate(MARKED) == ["crown"]


def test_hands_feet_and_mouth_have_pictures_of_their_own(phone: Any) -> None:
    tap(phone, "palm:left")
    tap(phone, "index-finger:left")
    whole(phone)
    turn(phone, "back")
    tap(phone, "heel:right")
    whole(phone)
    turn(phone, "front")
    tap(phone, "nose")
    phone.locator("[data-tool=mouth]").click()
    phone.wait_for_selector(".map:has([data-tool=mouth][hidden]) .map-picture:not(.is-waiting)")
    tap(phone, "lower-teeth:left")
    assert phone.evaluate(MARKED) == ["lower-teeth:left", "index-finger:left"]


def test_larger_doubles_the_picture(phone: Any) -> None:
    tap(phone, "nose")
    width = "() => document.querySelector('.map-view').getBoundingClientRect().width"
    before = phone.evaluate(width)
    phone.locator("[data-tool=larger]").click()
    assert phone.evaluate(width) == pytest.approx(2 * before, rel=0.01)
    tap(phone, "nose")
    assert phone.evaluate(MARKED) == ["nose"]


def test_list_and_picture_share_their_marks(phone: Any) -> None:
    phone.locator("#places-filter").fill("belly button")
    box = phone.get_by_label("Here: Around the belly button")
    box.check()
    assert phone.evaluate(PAINTED) == ["navel"]
    rows = phone.locator(".place-row:visible").all_inner_texts()
    assert all("belly button" in row for row in rows)
    assert 0 < len(rows) < 5
    phone.locator("#places-filter").fill("no such place")
    assert "No place with these words" in phone.locator(".places-filter").inner_text()


def test_the_worst_place_and_going_back(phone: Any) -> None:
    """Asked on the way: the page "pain" shows it chosen. Coming back shows the marks."""
    for place in ("nose", "temple:right", "side-of-neck:right"):
        tap(phone, place)
    phone.get_by_label("worst: Side of the neck, right side").check()
    phone.locator("main .button").last.click()
    assert slug_of(phone) == "you"
    phone.locator("input[name=age]").fill("40")
    phone.locator("input[name=sport][value=no]").check()
    phone.locator("main .button").last.click()
    phone.locator("input[name=start][value=sitting]").check()
    phone.locator("main .button").last.click()
    assert phone.locator("input[name=worst]:checked").get_attribute("value") == "side-of-neck:right"
    phone.goto(phone.url.replace("/pain/", "/where/"))
    phone.wait_for_selector(".map-view")
    assert phone.evaluate(MARKED) == ["temple:right", "side-of-neck:right"]


def test_by_keyboard_alone(new_context: Callable[..., Any], live_server: Any) -> None:
    """The picture takes no focus; the list lights the place that has it, and turns the figure to it."""
    page = new_context(viewport={"width": 1280, "height": 900}).new_page()
    open_where(page, live_server.url)
    page.wait_for_selector(".map-view")
    page.locator("#places-filter").focus()
    page.keyboard.type("low back")
    page.keyboard.press("Enter")
    assert slug_of(page) == "where"
    for _ in range(2):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.value") == "low-back:left"
    page.wait_for_selector(".zone.is-lit[data-place='low-back:left']")
    page.keyboard.press("Space")
    assert page.evaluate(MARKED) == ["low-back:left"]
    assert page.evaluate("document.querySelectorAll('.map :focus, .map [tabindex=\"0\"]').length") == 0
    page.locator("main .button").last.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/my/you/")


def test_without_scripts_the_list_does_it_all(new_context: Callable[..., Any], live_server: Any) -> None:
    page = new_context(viewport=PHONE, java_script_enabled=False).new_page()
    open_where(page, live_server.url)
    assert not page.locator(".map").is_visible()
    assert not page.locator(".marks").is_visible()
    page.get_by_role("heading", name="Head and face").click()
    page.locator("input[value='temple:right']").check()
    page.locator("main .button").last.click()
    assert slug_of(page) == "you"


@pytest.mark.parametrize("width", [320, 256])
def test_narrow_and_enlarged_four_times(
    new_context: Callable[..., Any], live_server: Any, width: int
) -> None:
    """A window of 1280 by 1024 pixels at 400 % is 320 by 256 pixels wide and high."""
    page = new_context(viewport={"width": width, "height": 256}, has_touch=True).new_page()
    open_where(page, live_server.url)
    page.wait_for_selector(".map-view")
    assert faults(page) == {}
    page.locator(".map-picture").scroll_into_view_if_needed()
    assert page.locator(".map-picture").bounding_box()["width"] <= width


def test_when_the_picture_does_not_come(
    new_context: Callable[..., Any], live_server: Any, complaints: list[str]
) -> None:
    page = new_context(viewport=PHONE).new_page()
    page.route("**/body-map/*.svg", lambda route: route.abort())
    open_where(page, live_server.url)
    page.wait_for_selector("#places-filter")
    page.wait_for_timeout(200)
    assert not page.locator(".map").is_visible()
    assert page.get_by_role("heading", name="Head and face").is_visible()
    complaints.clear()  # the browser itself notes the lost picture


def test_the_public_map_leads_to_places_and_to_the_check(
    new_context: Callable[..., Any], live_server: Any
) -> None:
    page = new_context(viewport=PHONE, has_touch=True).new_page()
    page.goto(f"{live_server.url}/body-map/")
    page.wait_for_selector(".map-view")
    tap(page, "nose")
    tap(page, "temple:right")
    assert faults(page) == {}
    page.locator(".marks .chip a").click()
    assert page.url.endswith("/pain-in/temple/")
    page.go_back()
    page.wait_for_selector(".chip")  # the browser remembers the tick
    page.get_by_role("button", name="Check this pain").click()
    page.locator("input[value=none]").check()
    page.locator("main .button").last.click()
    assert page.evaluate(MARKED) == ["temple:right"]
