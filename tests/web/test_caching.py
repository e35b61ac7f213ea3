"""Public pages are kept compressed and equal for all; private ones are kept nowhere."""

import gzip
from typing import Any

import brotli
import pytest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotFound
from django.middleware.csrf import get_token
from django.test import Client
from django.urls import path

from triggercare import caching

TEXT = "The upper trapezius. " * 200
made: list[str] = []


@caching.public
def page(request: HttpRequest) -> HttpResponse:
    """Counts how often it is made."""
    made.append(request.get_full_path())
    return HttpResponse(TEXT + request.GET.get("q", ""))


@caching.public
def gone(request: HttpRequest) -> HttpResponse:
    """Not worth keeping."""
    made.append(request.path)
    return HttpResponseNotFound("gone")


@caching.public
def raises(request: HttpRequest) -> HttpResponse:
    """What a view does for an unknown slug."""
    raise Http404


@caching.public
def sets_cookie(request: HttpRequest) -> HttpResponse:
    """A mistake."""
    response = HttpResponse("hello")
    response.set_cookie("a", "b")
    return response


@caching.public
def holds_token(request: HttpRequest) -> HttpResponse:
    """A mistake: the first visitor's token would be everybody's."""
    return HttpResponse(get_token(request))


@caching.public
def reads_session(request: HttpRequest) -> HttpResponse:
    """A mistake."""
    return HttpResponse(str(request.session.get("a")))


@caching.private
def mine(request: HttpRequest) -> HttpResponse:
    """About one person."""
    made.append(request.path)
    return HttpResponse(TEXT)


urlpatterns = [
    path("page/", page),
    path("gone/", gone),
    path("raises/", raises),
    path("sets-cookie/", sets_cookie),
    path("holds-token/", holds_token),
    path("reads-session/", reads_session),
    path("mine/", mine),
]


def handler404(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A page without templates."""
    return HttpResponse("none", status=404)


pytestmark = pytest.mark.urls(__name__)


@pytest.fixture(autouse=True)
def version(monkeypatch: Any) -> list[str]:
    """The library version that the pages are kept under; changed by tests."""
    made.clear()
    current = ["one"]
    monkeypatch.setattr(caching, "library_version", lambda: current[0])
    return current


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip;q=1.0, br;q=0", "gzip", gzip.decompress),
        ("gzip, br; q=0.0", "gzip", gzip.decompress),
        ("", None, bytes),
    ],
)
def test_a_public_page_is_sent_in_the_best_encoding(
    client: Client, accepted: str, encoding: str | None, unpack: Any
) -> None:
    for _ in range(2):
        response = client.get("/page/", headers={"accept-encoding": accepted})
        assert response.get("Content-Encoding") == encoding
        assert unpack(response.content).decode() == TEXT
        assert response["Vary"] == "Accept-Encoding"
        assert response["Cache-Control"] == "public, max-age=300"
        assert response["Content-Type"] == "text/html; charset=utf-8"
        assert not response.cookies
    assert made == ["/page/"]


def test_encodings_have_etags_of_their_own(client: Client) -> None:
    tags = {client.get("/page/", headers={"accept-encoding": a})["ETag"] for a in ("br", "gzip", "")}
    assert len(tags) == 3
    assert not any(tag.startswith("W/") for tag in tags)


def test_a_known_etag_answers_304(client: Client) -> None:
    tag = client.get("/page/", headers={"accept-encoding": "br"})["ETag"]
    again = client.get("/page/", headers={"accept-encoding": "br", "if-none-match": tag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    other = client.get("/page/", headers={"accept-encoding": "gzip", "if-none-match": tag})
    assert other.status_code == 200


def test_a_new_library_makes_new_pages(client: Client, version: list[str]) -> None:
    client.get("/page/")
    version[0] = "two"
    client.get("/page/")
    assert made == ["/page/", "/page/"]


def test_head_shares_what_get_made(client: Client) -> None:
    client.get("/page/")
    assert client.head("/page/").status_code == 200
    assert made == ["/page/"]


def test_a_search_is_compressed_and_kept_nowhere(client: Client) -> None:
    for _ in range(2):
        response = client.get("/page/?q=temple", headers={"accept-encoding": "br"})
        assert brotli.decompress(response.content).decode() == TEXT + "temple"
        assert response["Cache-Control"] == "no-store, private"
        assert "ETag" not in response
    assert len(made) == 2
    assert client.get("/page/").content.decode() == TEXT


def test_an_error_is_not_kept(client: Client) -> None:
    for _ in range(2):
        response = client.get("/gone/")
        assert (response.status_code, response["Cache-Control"]) == (404, "no-store, private")
    assert client.get("/raises/").status_code == 404
    assert made == ["/gone/", "/gone/"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/sets-cookie/", "/holds-token/", "/reads-session/"])
def test_a_public_page_must_not_know_its_visitor(client: Client, address: str) -> None:
    with pytest.raises(RuntimeError, match="public page"):
        client.get(address)


def test_a_private_page_is_kept_nowhere(client: Client) -> None:
    for _ in range(2):
        assert client.get("/mine/")["Cache-Control"] == "no-store, private"
    assert made == ["/mine/", "/mine/"]
