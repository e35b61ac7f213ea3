"""Every address: public pages are the same for everybody, personal ones are kept nowhere."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver

from triggercare.domain.anatomy import FIXTURES, REGIONS, zones
from triggercare.domain.triage import Ending
from triggercare.library.bodymap import VIEWS
from triggercare.library.content import read_content

CONTENT = read_content(FIXTURES)
PUBLIC = (
    "/",
    "/menu/",
    "/danger-signs/",
    "/about/",
    "/privacy/",
    "/robots.txt",
    "/muscles/",
    "/body-map/",
    *(f"/body-map/{view}.svg" for view in VIEWS),
    *(f"/body-map/{region}/" for region in REGIONS),
    *(f"/guide/{slug}/" for slug in CONTENT.pages),
    *(f"/muscles/{slug}/" for slug in CONTENT.library.muscles),
    *(f"/pain-in/{slug}/" for slug in list(zones())[::10]),
)
PERSONAL = (
    "/my/",
    "/my/now/",
    "/my/where/",
    "/my/check/",
    "/my/results/",
    "/my/results/said/",
    "/my/press/soleus/",
    "/my/plan/",
    "/my/start-again/",
    *(f"/my/{ending}/" for ending in Ending),
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_is_the_same_for_two_visitors(address: str) -> None:
    one, other = Client(), Client()
    other.get("/my/")
    other.get("/my/now/")
    first, second = one.get(address), other.get(address)
    assert first.status_code == 200
    assert first.content == second.content
    assert first["Cache-Control"].startswith("public")
    assert not first.cookies
    assert not second.cookies
    assert b"csrfmiddlewaretoken" not in first.content
    assert one.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize("address", PERSONAL)
def test_a_personal_page_is_kept_nowhere(client: Client, address: str) -> None:
    assert client.get(address)["Cache-Control"] == "no-store, private"


def test_no_address_is_forgotten() -> None:
    """Each pattern of the site is tried by one of the tests here, or is the admin, or says how it is."""
    tried = (*PUBLIC, *PERSONAL, "/healthz", "/muscles/pictures/a-version/soleus.webp")
    for pattern in _patterns(get_resolver().url_patterns, ""):
        if not pattern.startswith("admin/"):
            assert any(re.fullmatch(pattern, address[1:]) for address in tried), pattern


def _patterns(entries: list, prefix: str) -> list[str]:  # type: ignore[type-arg]
    found = []
    for entry in entries:
        own = prefix + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            found += _patterns(entry.url_patterns, own)
        else:
            found.append(re.sub(r"<(\w+:)?\w+>", r"[\\w-]+", own))
    return found


def test_health_says_whether_a_library_is_loaded(client: Client) -> None:
    from triggercare.library.models import LibraryVersion

    response = client.get("/healthz")
    assert (response.status_code, response.json()["status"]) == (200, "ok")
    LibraryVersion.objects.all().delete()
    response = client.get("/healthz")
    assert (response.status_code, response.json()["status"]) == (503, "no library is loaded")
