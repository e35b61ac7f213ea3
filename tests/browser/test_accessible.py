"""Every page, in its normal and its error state: axe, and what axe does not see."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.walking import fill_in, slug_of, walk
from tests.people import DANGER, STIFF_NECK, Person
from triggercare.domain.anatomy import FIXTURES
from triggercare.library.content import read_content

CONTENT = read_content(FIXTURES)
PUBLIC = (
    "/",
    "/menu/",
    "/danger-signs/",
    "/about/",
    "/privacy/",
    "/muscles/",
    "/body-map/",
    "/body-map/neck/",
    "/muscles/?q=neck",
    "/muscles/?q=zzzz",
    "/muscles/levator-scapulae/",
    "/muscles/sternocleidomastoid-sternal/",
    "/pain-in/temple/",
    "/pain-in/crown/",
    "/nothing-here/",
    *(f"/guide/{slug}/" for slug in CONTENT.pages),
)
PHONE = {"width": 320, "height": 800}
AXE = Axe()

# Everything that axe does not tell: each returns the offenders.
DANGLING = """[...document.querySelectorAll('[aria-describedby],[aria-labelledby],[for]')].flatMap(e =>
  ['aria-describedby','aria-labelledby','for'].flatMap(a => (e.getAttribute(a) || '').split(/\\s+/).filter(Boolean)))
  .filter(id => !document.getElementById(id))"""
DEAD = """[...document.querySelectorAll("a[href^='#']")].map(a => a.getAttribute('href').slice(1))
  .filter(id => !document.getElementById(id))"""
LOOSE = """[...document.querySelectorAll('input[type=radio],input[type=checkbox]')].filter(i =>
  !i.closest('fieldset') || !i.closest('fieldset').querySelector('legend')).map(i => i.name)"""
TWICE = """(ids => ids.filter((id, i) => ids.indexOf(id) !== i))([...document.querySelectorAll('[id]')].map(e => e.id))"""
WIDE = (
    "document.documentElement.scrollWidth > window.innerWidth ? [document.documentElement.scrollWidth] : []"
)
SMALL = """[...document.querySelectorAll('a,button,input:not([type=hidden]),summary')].filter(e => {
  const inText = e.matches('a') && getComputedStyle(e).display === 'inline' && e.parentElement.matches('p,li,td,th,dd,h3,span');
  const named = e.matches('input') && e.labels && e.labels.length;
  const box = (named ? e.labels[0] : e).getBoundingClientRect();
  return !inText && box.width > 0 && (box.width < 24 || box.height < 24) && !e.closest('.unseen');
}).map(e => e.outerHTML.slice(0, 120))"""
NO_TITLE = "document.querySelectorAll('h1').length === 1 ? [] : [document.querySelectorAll('h1').length]"


def faults(page: Any) -> dict[str, Any]:
    """All that is wrong with the page as it stands; {} when nothing is."""
    checks = {
        "ids that lead nowhere": DANGLING,
        "links that lead nowhere": DEAD,
        "choices outside a fieldset": LOOSE,
        "ids that stand twice": TWICE,
        "wider than the screen": WIDE,
        "targets under 24 px": SMALL,
        "not one h1": NO_TITLE,
    }
    found = {name: page.evaluate(script) for name, script in checks.items()}
    result = AXE.run(page)
    found["axe"] = [violation["id"] for violation in result.response["violations"]]
    return {name: offenders for name, offenders in found.items() if offenders}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages(new_context: Callable[..., Any], live_server: Any, address: str, scheme: str) -> None:
    page = new_context(viewport=PHONE, color_scheme=scheme).new_page()
    page.goto(live_server.url + address)
    assert faults(page) == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_the_questionnaire_and_its_error(
    new_context: Callable[..., Any], live_server: Any, scheme: str
) -> None:
    """With two boxes ticked, so that both closer looks are met."""
    person = Person("careful", {**STIFF_NECK.says, "health": ("clots-thinners",), "signs": ("weak-numb",)})
    page = new_context(viewport=PHONE, color_scheme=scheme).new_page()
    page.goto(f"{live_server.url}/my/")
    met = []
    while (slug := slug_of(page)) != "check":
        met.append(slug)
        assert faults(page) == {}, slug
        if slug != "worse":
            page.locator("button[type=submit]").click()
            assert page.locator("#problem").count() == 1, slug
            assert faults(page) == {}, f"{slug} with an error"
        fill_in(page, person)
        page.locator("button[type=submit]").click()
        assert len(met) < 20, met
    assert {"closer-health", "closer-signs"} <= set(met)
    assert faults(page) == {}
    page.locator("main .button").click()
    assert faults(page) == {}
    page.locator("main .button").last.click()
    assert page.locator("#problem").count() == 1
    assert faults(page) == {}


def test_combinations_seen_and_places_that_wait(new_context: Callable[..., Any], live_server: Any) -> None:
    """A sign that holds the calf leaves the neck free; a raised level is asked on a page of its own."""
    where = ("calf-upper:right", "neck-angle:right")
    says = {**STIFF_NECK.says, "where": where, "worst": "same", "signs": ("both-legs",), "L02": "yes"}
    page = new_context(viewport=PHONE).new_page()
    page.goto(f"{live_server.url}/my/")
    met = []
    while (slug := slug_of(page)) != "results":
        met.append(slug)
        assert len(met) < 20, met
        if slug == "seen":
            assert faults(page) == {}
            page.locator("button[type=submit]").click()
            assert faults(page) == {}
        if slug != "check":
            fill_in(page, Person("two places", says))
        page.locator("main .button").last.click()
    assert "seen" in met
    assert "upper calf, right side" in page.locator(".care").inner_text().lower()
    assert faults(page) == {}
    urgent = Person("weak", {**STIFF_NECK.says, "signs": ("weak-numb",), "G12": "yes"})
    page = new_context(viewport=PHONE).new_page()
    page.goto(f"{live_server.url}/my/")
    while slug_of(page) != "closer-more":
        fill_in(page, urgent)
        page.locator("main .button").last.click()
    assert faults(page) == {}


def test_plan_and_start_again(new_context: Callable[..., Any], live_server: Any) -> None:
    page = new_context(viewport=PHONE).new_page()
    walk(page, live_server.url, STIFF_NECK)
    assert faults(page) == {}
    page.goto(f"{live_server.url}/my/start-again/")
    assert faults(page) == {}


def test_pressing_and_its_error(new_context: Callable[..., Any], live_server: Any) -> None:
    page = new_context(viewport=PHONE).new_page()
    walk(page, live_server.url, STIFF_NECK, until="results")
    page.locator("text=Find it yourself").first.click()
    page.wait_for_url("**/my/press/**")
    assert faults(page) == {}
    page.locator("main button[type=submit]").click()
    page.wait_for_selector("#problem")
    assert faults(page) == {}


ENDINGS = {
    "emergency": DANGER.says,
    "crisis": {**STIFF_NECK.says, "signs": ("unsafe",)},
    "urgent": {**STIFF_NECK.says, "signs": ("weak-numb",), "G12": "yes"},
    "soon": {**STIFF_NECK.says, "signs": ("out-of-the-blue",), "G15": "not-sure"},
    "wait": {**STIFF_NECK.says, "health": ("drank-sedated",)},
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_endings(new_context: Callable[..., Any], live_server: Any, ending: str, scheme: str) -> None:
    page = new_context(viewport=PHONE, color_scheme=scheme).new_page()
    met = walk(page, live_server.url, Person(ending, ENDINGS[ending]))
    assert met[-1] == ending
    assert faults(page) == {}


def test_a_broken_cookie_and_nothing_fits(new_context: Callable[..., Any], live_server: Any) -> None:
    context = new_context(viewport=PHONE)
    context.add_cookies([{"name": "answers", "value": "x", "url": f"{live_server.url}/my/"}])
    page = context.new_page()
    page.goto(f"{live_server.url}/my/now/")
    assert "We have to start again" in page.locator("h1").inner_text()
    assert faults(page) == {}
