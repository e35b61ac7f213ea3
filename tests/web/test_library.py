"""The library to read: what stands on its pages, and what it costs."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from triggercare.domain.anatomy import FIXTURES, zones
from triggercare.library import models
from triggercare.library.content import read_content

SLUGS = sorted(read_content(FIXTURES).library.muscles)

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    """The text of a page that must be there."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("slug", SLUGS)
def test_a_muscle_page_holds_all_of_its_content_in_order(client: Client, slug: str) -> None:
    muscle = read_content(FIXTURES).library.muscles[slug]
    html = page(client, f"/muscles/{slug}/")
    assert html.index("Check first") < html.index("Stop at once if you feel") < html.index("routine-1")
    for text in (muscle.name, muscle.latin_name, muscle.anatomy.origin):
        assert escape(text) in html
    assert html.count('class="routine"') == len(muscle.routines)
    assert "Not yet checked by a clinician" in html
    assert "Sources" in html
    assert "{hold}" not in html


def test_a_review_counts_only_for_the_content_that_was_read(client: Client) -> None:
    muscle = models.Muscle.objects.get(slug="soleus")
    review = models.Review.objects.create(
        muscle_slug="soleus",
        content_hash=muscle.content_hash,
        reviewer="A. Tester, physiotherapist",
        reviewed_on=date(2026, 11, 1),
        next_review_on=date(2028, 11, 1),
    )
    assert "Checked by A. Tester" in page(client, "/muscles/soleus/?fresh")
    review.content_hash = "of another text"
    review.save()
    assert "Checked by" not in page(client, "/muscles/soleus/?fresh")


@pytest.mark.parametrize("words", ["calf", "SOLEUS", "musculus soleus", "  soleus "])
def test_search_finds_by_lay_word_name_and_latin(client: Client, words: str) -> None:
    assert "/muscles/soleus/" in page(client, f"/muscles/?q={words}")


def test_search_finds_places_and_says_when_nothing_fits(client: Client) -> None:
    assert "/pain-in/temple/" in page(client, "/muscles/?q=temple")
    assert "Nothing found" in page(client, "/muscles/?q=zzzz")
    assert "<script>" not in page(client, "/muscles/?q=<script>alert(1)</script>")


@pytest.mark.parametrize("slug", sorted(zones()))
def test_every_zone_has_its_page_with_danger_signs(client: Client, slug: str) -> None:
    html = page(client, f"/pain-in/{slug}/")
    assert "Check first" in html
    assert f"place={slug}" in html


def test_a_zone_page_puts_essential_before_spillover(client: Client) -> None:
    html = page(client, "/pain-in/temple/")
    assert html.index("Muscles that may cause it") < html.index("Their pain sometimes spreads here")


@pytest.mark.parametrize("address", ["/muscles/nobody/", "/pain-in/nowhere/", "/guide/nothing/", "/nope"])
def test_an_unknown_address_is_a_friendly_404(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "There is no such page" in response.content.decode()


@pytest.fixture
def one_muscle(tmp_path: Path) -> Callable[[], None]:
    """Load a library that holds one muscle."""

    def load() -> None:
        (tmp_path / "muscles").mkdir()
        for name in ("body-zones.csv", "sources.csv", "vocabulary.toml"):
            (tmp_path / name).write_bytes((FIXTURES / name).read_bytes())
        text = (FIXTURES / "muscles/soleus.toml").read_text(encoding="utf-8")
        head, _, rest = text.partition("related = [")
        (tmp_path / "muscles/soleus.toml").write_text(
            head + 'related = ["soleus"' + rest[rest.index("]") :], encoding="utf-8"
        )
        call_command("load_library", fixtures=tmp_path, verbosity=0)

    return load


@pytest.mark.parametrize(
    "address", ["/muscles/?fresh", "/muscles/soleus/?fresh", "/pain-in/calf-lower/?fresh"]
)
def test_the_number_of_queries_does_not_grow(
    client: Client, one_muscle: Callable[[], None], address: str
) -> None:
    with CaptureQueriesContext(connection) as many:
        page(client, address)
    one_muscle()
    with CaptureQueriesContext(connection) as few:
        page(client, address)
    assert len(many) == len(few)
    assert len(many) <= 8
