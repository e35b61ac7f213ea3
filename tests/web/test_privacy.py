"""Nothing that a person tells reaches a log or a mail, whatever goes wrong."""

import io
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from triggercare.privacy import PrivateAdminEmailHandler, PrivateFormatter, redact

pytestmark = pytest.mark.urls(__name__)

SECRETS = ("temple", "55 years", "sumatriptan", "c00kie", "sheet-of-anna", "anna@", "why-i-came")


class Careless(Exception):
    """An exception whose class and words are our own."""


@csrf_exempt
def fails(request: HttpRequest, name: str) -> HttpResponse:
    """Raises with what the person told, in its own words and those of its cause."""
    told = request.POST["where"]
    try:
        raise KeyError(f"sheet-of-anna {told}")
    except KeyError as error:
        raise ValueError("right temple 55 years") from error


@csrf_exempt
def database_fails(request: HttpRequest, name: str) -> HttpResponse:
    """Databases repeat values in their messages."""
    raise OperationalError("DETAIL: Key (where)=(right temple) sheet-of-anna")


@csrf_exempt
def suspicious(request: HttpRequest, name: str) -> HttpResponse:
    """Django logs the words of this one as the message itself."""
    raise SuspiciousOperation("right temple 55 years")


@csrf_exempt
def missing(request: HttpRequest, name: str) -> HttpResponse:
    """Its path is logged by Django."""
    raise Http404("right temple")


@csrf_exempt
def logs(request: HttpRequest, name: str) -> HttpResponse:
    """A careless line of our own, in every shape."""
    error = Careless("right temple 55 years")
    log = logging.getLogger("triggercare.careless")
    log.error("It failed: %s", error)
    log.error("It failed: %(error)s", {"error": error})
    log.error(error)
    log.error("Three words for two places: %s %s", request.path)
    log.error("At %s?where=temple", request.get_full_path(), stack_info=True, exc_info=error)
    return HttpResponse("fine")


@csrf_protect
def form(request: HttpRequest, name: str) -> HttpResponse:
    """Refused without a token."""
    return HttpResponse("fine")


urlpatterns = [
    path("my/fails/<str:name>/", fails),
    path("my/database-fails/<str:name>/", database_fails),
    path("my/suspicious/<str:name>/", suspicious),
    path("my/missing/<str:name>/", missing),
    path("my/logs/<str:name>/", logs),
    path("my/form/<str:name>/", form),
]


def handler500(request: HttpRequest) -> HttpResponse:
    """A page without templates."""
    return HttpResponse("sorry", status=500)


def handler400(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A page without templates."""
    return HttpResponse("sorry", status=400)


def handler404(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A page without templates."""
    return HttpResponse("sorry", status=404)


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page without templates."""
    return HttpResponse("sorry", status=403)


@pytest.fixture
def console() -> Iterator[io.StringIO]:
    """What the console handler writes."""
    (handler,) = [
        h for h in logging.root.handlers if isinstance(h.formatter, PrivateFormatter) and _writes(h)
    ]
    text = io.StringIO()
    before = handler.setStream(text)
    yield text
    handler.setStream(before)


def _writes(handler: logging.Handler) -> bool:
    return isinstance(handler, logging.StreamHandler)


@pytest.fixture
def told(settings: Any, console: io.StringIO) -> Any:
    """Send a form full of secrets to an address; returns status, log, and mails as text."""
    settings.CSRF_FAILURE_VIEW = f"{__name__}.refused"
    settings.ADMINS = [("Operator", "operator@example.org")]

    def send(address: str, enforce_csrf: bool = False) -> tuple[int, str, str]:
        client = Client(raise_request_exception=False, enforce_csrf_checks=enforce_csrf)
        client.cookies["answers"] = "c00kie"
        response = client.post(
            f"/my/{address}/right temple 55 years/?q=why-i-came",
            {
                "where": "right temple",
                "age": "55 years",
                "medicine": "sumatriptan",
                "note": "anna@example.org",
            },
            headers={"Referer": "http://testserver/my/sheet-of-anna/", "User-Agent": "why-i-came"},
        )
        mails = "\n".join(str(m.message()) + m.subject + m.body for m in mail.outbox)
        return response.status_code, console.getvalue(), mails

    return send


def _assert_silent(*texts: str) -> None:
    for text in texts:
        for secret in SECRETS:
            assert secret not in text


def test_an_error_is_logged_by_class_and_frames_alone(told: Any) -> None:
    status, log, mails = told("fails")
    assert status == 500
    _assert_silent(log, mails)
    for text in (log, mails):
        assert "builtins.ValueError" in text
        assert "builtins.KeyError" in text
        assert "in fails" in text
        assert "test_privacy.py:" in text
    assert "/my/…" in log
    assert len(mail.outbox) == 1
    assert mail.outbox[0].subject == "[Django] ERROR: Internal Server Error: /my/…"


def test_a_database_error_answers_503_and_keeps_its_words(told: Any) -> None:
    status, log, mails = told("database-fails")
    assert status == 503
    _assert_silent(log, mails)
    assert "OperationalError" in log
    assert "OperationalError" in mails


@pytest.mark.parametrize(("address", "status"), [("suspicious", 400), ("missing", 404), ("nowhere", 404)])
def test_a_refused_request_is_logged_without_its_words(told: Any, address: str, status: int) -> None:
    answered, log, mails = told(address)
    assert answered == status
    assert f"[{status}]" in log
    _assert_silent(log, mails)


def test_a_refused_form_is_logged_without_its_address(told: Any) -> None:
    status, log, _ = told("form", enforce_csrf=True)
    assert status == 403
    assert "django.security.csrf: Forbidden" in log
    _assert_silent(log)


def test_a_careless_log_line_is_cleaned(told: Any) -> None:
    status, log, mails = told("logs")
    assert status == 200
    assert log.count("It failed: Careless") == 2
    assert "triggercare.careless: Careless" in log
    _assert_silent(log, mails)


def test_all_handlers_are_private() -> None:
    names = ["", *logging.root.manager.loggerDict]
    handlers = {handler for name in names for handler in logging.getLogger(name).handlers}
    own = {handler for handler in handlers if not type(handler).__module__.startswith("_pytest.")}
    assert all(isinstance(handler.formatter, PrivateFormatter) for handler in own - {logging.lastResort})
    assert {type(handler) for handler in own} >= {logging.StreamHandler, PrivateAdminEmailHandler}


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Not Found: /my/results/", "Not Found: /my/…"),
        ("Not Found: /My/right temple", "Not Found: /my/…"),
        ("GET /muscles/?q=temple HTTP/1.1", "GET /muscles/"),
        ("Not Found: /muscles/soleus/", "Not Found: /muscles/soleus/"),
        ("Not Found: /mysterious/", "Not Found: /mysterious/"),
    ],
)
def test_redact_cuts_private_addresses_and_queries(text: str, clean: str) -> None:
    assert redact(text) == clean
