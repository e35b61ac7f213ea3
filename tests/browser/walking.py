"""Filling in the questionnaire in a real browser: whatever comes next, from a named set of answers."""

from typing import Any

from tests.people import Person

ENDINGS = ("emergency", "crisis", "urgent", "soon", "wait")


def slug_of(page: Any) -> str:
    """The page's name below /my/."""
    return str(page.url).partition("/my/")[2].strip("/")


def fill_in(page: Any, person: Person) -> None:
    """Answer every question on the page as this person does."""
    names = page.evaluate(
        "[...new Set([...document.querySelectorAll('main input[name]:not([type=hidden])')].map(i => i.name))]"
    )
    for name in names:
        boxes = page.locator(f"main input[name='{name}']")
        said = person.says.get(name)
        match boxes.first.get_attribute("type"):
            case "number":
                boxes.fill(str(said))
            case "radio":
                _choose(page, name, [str("no" if said is None else said)])
            case _:
                _choose(page, name, list(said) if isinstance(said, tuple) else [])


def _choose(page: Any, name: str, values: list[str]) -> None:
    wanted = [page.locator(f"main input[name='{name}'][value='{value}']") for value in values]
    wanted = [box for box in wanted if box.count()]
    none = page.locator(f"main input[name='{name}'][value='none']")
    for box in wanted or ([none] if none.count() else []):
        _unfold(box)
        box.check()


def _unfold(box: Any) -> None:
    region = box.locator("xpath=ancestor::details")
    if region.count() and region.get_attribute("open") is None:
        region.locator("summary").click()


def walk(page: Any, base: str, person: Person, until: str = "") -> list[str]:
    """Go through the whole questionnaire up to the plan, an ending, or the page named; the pages met."""
    page.goto(f"{base}/my/")
    met: list[str] = []
    while True:
        slug = slug_of(page)
        met.append(slug)
        assert len(met) < 25, met
        if slug in (*ENDINGS, "plan", until):
            return met
        if slug == "results":
            for box in page.locator("input[name=muscles]").all()[:2]:
                box.check()
        elif slug != "check":
            fill_in(page, person)
        page.locator("main .button").last.click()
