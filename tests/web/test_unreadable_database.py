"""A database that cannot be read: real processes on a file that is none, no stack trace for anybody."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ASK = """
from django.test import Client
import django; django.setup()
for address in ("/", "/muscles/soleus/", "/my/now/", "/healthz"):
    response = Client(raise_request_exception=False).get(address, HTTP_HOST="localhost")
    print(response.status_code, "Traceback" in response.content.decode(), "emergency" in response.content.decode())
"""


KEEP = """
import django; django.setup()
from django.core.management import call_command
from django.db import connections
from django.test import Client
from pathlib import Path
from django.conf import settings
call_command("migrate", verbosity=0)
call_command("load_library", verbosity=0)
ask = lambda address: Client(raise_request_exception=False).get(address, HTTP_HOST="localhost").status_code
print(ask("/danger-signs/"))
connections.close_all()
name = Path(settings.DATABASES["default"]["NAME"])
for path in name.parent.glob(name.name + "*"):
    path.write_bytes(b"this is no database " * 100)
print(ask("/danger-signs/"), ask("/about/"), ask("/my/now/"), ask("/healthz"))
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Development settings on a file that holds no database."""
    broken = tmp_path / "db.sqlite3"
    broken.write_bytes(b"this is no database " * 100)
    settings = tmp_path / "broken_settings.py"
    settings.write_text(
        "from triggercare.settings.dev import *\n"
        f"DATABASES['default']['NAME'] = {str(broken)!r}\n"
        "STORAGES['staticfiles'] = {'BACKEND': 'django.contrib.staticfiles.storage.StaticFilesStorage'}\n"
    )
    paths = os.pathsep.join((str(tmp_path), str(ROOT)))
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "broken_settings", "PYTHONPATH": paths}


def test_a_visitor_reads_a_clear_page(environment: dict[str, str]) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", ASK], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert answer.stdout.splitlines() == ["503 False True"] * 4


def test_danger_signs_that_were_read_before_stay_readable(
    environment: dict[str, str], tmp_path: Path
) -> None:
    """A page kept in the process outlives the database; what was never made answers 503."""
    (tmp_path / "db.sqlite3").unlink()
    answer = subprocess.run(
        [sys.executable, "-c", KEEP], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert answer.stdout.splitlines()[-2:] == ["200", "200 503 503 503"]


def test_loading_names_the_trouble(environment: dict[str, str]) -> None:
    answer = subprocess.run(
        [sys.executable, "manage.py", "load_library"],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert answer.returncode == 1
    assert "CommandError: The database cannot be used" in answer.stderr
    assert "Traceback" not in answer.stderr
