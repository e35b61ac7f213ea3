"""Caching is chosen per view: `@public` pages are the same for everybody, `@private` ones are kept nowhere.

A public page is kept compressed in this process under its path, encoding and library version, so a new
library makes new pages by itself.
"""

import gzip
import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple

import brotli
from django.core.cache import cache
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from triggercare.library.catalogue import library_version

View = Callable[..., HttpResponse]

KEPT = "public, max-age=300"
FOR_EVER = "public, max-age=31536000, immutable"  # for addresses that change with what they show
NOT_KEPT = "no-store, private"
COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: bytes(brotli.compress(body, quality=5)),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
    "identity": lambda body: body,
}


class Page(NamedTuple):
    """A finished page: the bytes that go over the wire, and what describes them."""

    body: bytes
    content_type: str
    encoding: str
    etag: str


def public(view: View, kept: str = KEPT) -> View:
    """The same page for everybody, which browsers may keep as `kept` says. With a query string it is kept nowhere."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        encoding = _encoding(request.headers.get("Accept-Encoding", ""))
        key = _key(request, encoding)
        page: Page | None = cache.get(key) if key else None
        if page is None:
            response = view(request, *args, **kwargs)
            _refuse_cookies(request, response)
            if response.status_code != 200:
                response["Cache-Control"] = NOT_KEPT
                return response
            page = _page(response, encoding)
            if key:
                cache.set(key, page)
        return _answer(request, page, kept if key else NOT_KEPT)

    return answer


def private(view: View) -> View:
    """A page about one person: nobody may keep it."""

    @wraps(view)
    def never_kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = NOT_KEPT
        return response

    return never_kept


def _key(request: HttpRequest, encoding: str) -> str | None:
    """Where the page is kept; None when it must not be. Hashed, for a path may be long and strange."""
    if request.method not in ("GET", "HEAD") or request.META.get("QUERY_STRING"):
        return None
    name = "\n".join((_version(), encoding, request.path))
    return hashlib.sha256(name.encode()).hexdigest()


_last_version: dict[str, str] = {}


def _version() -> str:
    """The library's version; the last known one while the database is away, so that danger signs stay readable."""
    try:
        _last_version["library"] = library_version()
    except DatabaseError:
        if "library" not in _last_version:
            raise
    return _last_version["library"]


def _encoding(accepted: str) -> str:
    """The best encoding that the browser takes."""
    offers = [offer.replace(" ", "").lower().partition(";q=") for offer in accepted.split(",")]
    wanted = {name for name, _, weight in offers if not weight or weight.strip("0.")}
    return next((name for name in ("br", "gzip") if name in wanted), "identity")


def _refuse_cookies(request: HttpRequest, response: HttpResponse) -> None:
    """A cookie or a form token on a page for everybody would go to everybody: a mistake in the view."""
    has_token = request.META.get("CSRF_COOKIE_NEEDS_UPDATE", False)
    read_session = getattr(getattr(request, "session", None), "accessed", False)
    if response.cookies or has_token or read_session:
        raise RuntimeError("A public page used a cookie, a form token or the session.")


def _page(response: HttpResponse, encoding: str) -> Page:
    body = COMPRESS[encoding](response.content)
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}-{encoding}"'
    return Page(body, response["Content-Type"], encoding, etag)


def _answer(request: HttpRequest, page: Page, kept: str) -> HttpResponse:
    response = HttpResponse(page.body, content_type=page.content_type)
    if page.encoding != "identity":
        response["Content-Encoding"] = page.encoding
    response["Vary"] = "Accept-Encoding"
    response["Cache-Control"] = kept
    if kept == NOT_KEPT:
        return response
    response["ETag"] = page.etag
    return get_conditional_response(request, etag=page.etag, response=response) or response
