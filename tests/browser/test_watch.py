"""The watch over browser tests (tests/conftest.py) sees what it must see."""

from typing import Any

import pytest

FORBIDDEN = {
    "inline style": "document.body.setAttribute('style', 'color: red')",
    "inline script": "document.body.append(Object.assign(document.createElement('script'), {textContent: '1'}))",
    "missing file": "document.body.append(Object.assign(new Image(), {src: '/static/none.png'}))",
    "console error": "console.error('it failed')",
    "script error": "setTimeout(() => { throw new Error('it failed') })",
}


@pytest.mark.parametrize("script", FORBIDDEN.values(), ids=FORBIDDEN.keys())
def test_what_a_page_must_not_do_is_noted(
    page: Any, live_server: Any, complaints: list[str], script: str
) -> None:
    page.goto(f"{live_server.url}/admin/login/")
    assert complaints == []
    page.evaluate(f"() => {{ {script} }}")
    page.wait_for_timeout(300)
    assert complaints != []
    complaints.clear()


def test_a_refused_page_itself_is_no_complaint(page: Any, live_server: Any) -> None:
    assert page.goto(f"{live_server.url}/admin/login/?next=/").status == 200
    assert page.goto(f"{live_server.url}/healthz/none").status == 404
