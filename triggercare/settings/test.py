"""Tests: SQLite in a file, or PostgreSQL when DATABASE_HOST names the folder of its socket."""

import os
import tempfile
from pathlib import Path

from triggercare.settings.base import *  # noqa: F403  # a setting file is the sum of its base
from triggercare.settings.base import STORAGES
from triggercare.settings.databases import postgresql, sqlite

SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]

# The browser tests read from another thread, which an in-memory database cannot serve.
_FILE = Path(tempfile.gettempdir()) / f"triggercare-test-{os.getpid()}.sqlite3"
_SOCKET = os.environ.get("DATABASE_HOST")
DATABASES = {
    "default": postgresql(NAME="postgres", USER="postgres", HOST=_SOCKET)
    if _SOCKET
    else {**sqlite(_FILE), "TEST": {"NAME": _FILE}}
}

# No collectstatic before a test.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
