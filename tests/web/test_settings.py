"""Production says what it misses; a database address is read right."""

import os
import subprocess
import sys
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from triggercare.settings.databases import from_url

WHOLE = {
    "SECRET_KEY": "k7" * 40,
    "ALLOWED_HOSTS": "example.org",
    "DATABASE_URL": "postgresql://a:b@localhost/c",
}


def _start(**variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "triggercare.settings.production"}
    command = [sys.executable, "-c", "import django; django.setup()"]
    return subprocess.run(command, env=environment | variables, capture_output=True, text=True, check=False)


def test_production_starts_when_everything_is_set() -> None:
    assert _start(**WHOLE).stderr == ""


@pytest.mark.parametrize("name", WHOLE)
def test_production_names_the_missing_variable(name: str) -> None:
    started = _start(**{key: value for key, value in WHOLE.items() if key != name})
    assert started.returncode != 0
    assert f"Set the environment variable {name}." in started.stderr


def test_production_refuses_a_short_secret() -> None:
    assert "SECRET_KEY must have at least 50" in _start(**WHOLE | {"SECRET_KEY": "short"}).stderr


def test_production_with_mails_asks_for_the_way_there() -> None:
    assert "EMAIL_HOST" in _start(**WHOLE, ADMIN_EMAILS="a@example.org").stderr


def test_a_database_address_is_taken_apart() -> None:
    found: dict[str, Any] = from_url("postgresql://us%40er:p%2Fw@db.example.org:5433/care")
    assert [found[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "us@er",
        "p/w",
        "db.example.org",
        "5433",
        "care",
    ]
    assert from_url("sqlite:////var/lib/care.sqlite3")["NAME"] == "/var/lib/care.sqlite3"


@pytest.mark.parametrize("url", ["mysql://a:secret@b/c", "postgresql://a:secret@b/", "secret"])
def test_a_wrong_database_address_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        from_url(url)
    assert "secret" not in str(refused.value)
