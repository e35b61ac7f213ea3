"""Guessing passwords at the admin login is stopped after five tries."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.http import HttpResponse
from django.test import Client

pytestmark = pytest.mark.django_db

Try = Callable[..., HttpResponse]


@pytest.fixture
def log_in(django_user_model: Any) -> Try:
    """Post the login form as a browser does."""
    for name in ("editor", "second"):
        django_user_model.objects.create_superuser(name, password="correct horse battery")

    def post(password: str, name: str = "editor", address: str = "192.0.2.1") -> HttpResponse:
        return Client(REMOTE_ADDR=address).post("/admin/login/", {"username": name, "password": password})

    return post


def test_the_right_password_opens_the_admin_and_nothing_else(log_in: Try) -> None:
    response = log_in("correct horse battery")
    assert response.status_code == 302
    assert response.cookies["sessionid"]["path"] == "/admin/"


def test_the_fifth_failure_locks_even_the_right_password(log_in: Try) -> None:
    assert [log_in("wrong").status_code for _ in range(5)] == [200, 200, 200, 200, 429]
    locked = log_in("correct horse battery")
    assert locked.status_code == 429
    assert locked["Content-Type"] == "text/plain; charset=utf-8"
    assert locked["Retry-After"] == "3600"
    assert "editor" not in locked.content.decode()


def test_others_are_not_locked_out(log_in: Try) -> None:
    for _ in range(6):
        log_in("wrong")
    assert log_in("correct horse battery", name="second").status_code == 302
    assert log_in("correct horse battery", address="192.0.2.2").status_code == 302


def test_the_lock_opens_after_an_hour(log_in: Try) -> None:
    for _ in range(5):
        log_in("wrong")
    for attempt in AccessAttempt.objects.all():
        attempt.attempt_time -= timedelta(minutes=61)
        attempt.save()
    assert log_in("correct horse battery").status_code == 302


def test_a_success_forgets_earlier_failures(log_in: Try) -> None:
    for _ in range(4):
        log_in("wrong")
    log_in("correct horse battery")
    assert log_in("wrong").status_code == 200
